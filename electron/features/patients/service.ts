import { Temporal } from 'temporal-polyfill';
import type { MergedRecord, PatientDto, PatientFields } from '#shared/contract/patients';
import { clinicNow } from '#shared/domain/clinic-now';
import { invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { type BirthInput, birthOf } from '#shared/values/person';
import { dateOf } from '#shared/values/wall-clock';
import type { MutationContext } from '#electron/ipc/context';
import type { NewPatient, PatientModel } from '#electron/mysql/models/patient';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import type { Clock } from '#electron/platform/ports';
import { checkMayEdit, identifiersAfter } from './editing';
import { changeIdentifiers } from './identifiers';
import { indexPatient } from './indexing';
import { getPatient, wholePatient } from './loading';
import { groupOf } from './merges-repository';
import { refuseGone, stale } from './policy';
import { dtoOf, fieldsOf, mergedOf, onlyTouched, type SomeFields, type Touched } from './projection';
import * as repository from './repository';
import { countComing } from './visits-repository';

export interface PatientsDeps {
  readonly clock: Clock;
  readonly patients: PatientModel;
  /** The clinic's IANA zone, from the settings. */
  readonly timeZone: () => Promise<string>;
}

/** `password_hash` of those registered at the desk: no password fits it. */
const NO_PASSWORD = '!';
const EARLIEST_BIRTH = Temporal.PlainDate.from('1900-01-01');

export type At = { readonly id: number; readonly version: number };
type Birth = Pick<NewPatient, 'dateOfBirth' | 'birthPrecision'>;

/** The clinic's day, as this desk's clock has it. */
export async function clinicToday(deps: PatientsDeps): Promise<Temporal.PlainDate> {
  return Temporal.PlainDate.from(dateOf(clinicNow(deps.clock.now(), await deps.timeZone())));
}

async function birthColumns(deps: PatientsDeps, input: BirthInput | null, path: string): Promise<Birth> {
  if (input === null) return { dateOfBirth: null, birthPrecision: null };
  const today = await clinicToday(deps);
  const { date, precision } = birthOf(input, today);
  if (Temporal.PlainDate.compare(date, today) > 0) throw invalid(path, 'birth_in_future');
  if (Temporal.PlainDate.compare(date, EARLIEST_BIRTH) < 0) throw invalid(path, 'not_a_date');
  return { dateOfBirth: date.toString(), birthPrecision: precision };
}

export interface Changed {
  readonly action: string;
  readonly before: unknown;
  /** The fields that were written; null where none was. */
  readonly touched: SomeFields | null;
}

/** What every change ends with: tokens, audit, feed, and the patient as it now is. */
export async function finish(
  { tx, person }: MutationContext,
  id: number,
  change: Changed,
): Promise<{ patient: PatientDto; after: Touched; record: MergedRecord }> {
  const row = await repository.findPatient(tx, id);
  if (row === null) throw notFound('patient');
  await indexPatient(tx, row);
  const patient = await wholePatient(tx, row);
  const after = change.touched === null ? {} : onlyTouched(fieldsOf(patient), change.touched);
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action: change.action,
    entity: 'patient',
    entityId: id,
    patientId: id,
    outcome: 'done',
    reason: null,
    before: change.before,
    after:
      change.touched === null
        ? {
            deleted: row.is_deleted !== 0,
            archived: row.archived_at !== null,
            mergedIntoId: row.merged_into_id,
          }
        : after,
  });
  await writeFeed(tx, { area: 'patients', entityId: id });
  return { patient: dtoOf(patient, person.key), after, record: mergedOf(row) };
}

export async function registerPatient(
  deps: PatientsDeps,
  context: MutationContext,
  fields: PatientFields,
): Promise<PatientDto> {
  const { birth, identifiers, address, language, ...columns } = fields;
  const born = await birthColumns(deps, birth, 'fields.birth');
  const wanted = fields.contactEmail;
  const free = wanted !== null && (await repository.emailIsFree(context.tx, wanted, 0));
  const id = await repository.insertPatient(deps.patients, context.tx, {
    ...columns,
    ...born,
    address: address ?? null,
    language: language ?? null,
    email: free ? wanted : repository.noEmail(),
    passwordHash: NO_PASSWORD,
  });
  await changeIdentifiers(context.tx, id, [], identifiers ?? [], 'fields.identifiers');
  const { patient } = await finish(context, id, {
    action: 'patients.register',
    before: null,
    touched: fields,
  });
  return patient;
}

/** The row, locked; refuses a save made from another version. */
async function lockedAt(tx: WriteTx, at: At): Promise<repository.WholePatientRow> {
  const row = await repository.lockPatient(tx, at.id);
  if (row === null) throw notFound('patient');
  if (row.version !== at.version) throw await stale(tx, await wholePatient(tx, row));
  return row;
}

/** The account address follows the contact's for as long as nobody signs in with it. */
async function accountEmail(tx: ReadTx, row: repository.WholePatientRow, changes: SomeFields) {
  const wanted = changes.contactEmail;
  if (wanted === undefined || wanted === row.contact_email || row.password_hash !== NO_PASSWORD) return {};
  const free = wanted !== null && (await repository.emailIsFree(tx, wanted, row.id));
  return { email: free ? wanted : repository.noEmail() };
}

/** Writes the touched fields, merged with what other desks have changed since they were seen. */
export async function editPatient(
  deps: PatientsDeps,
  context: MutationContext,
  at: At,
  changes: Touched,
  seen: SomeFields | undefined,
): Promise<{ patient: PatientDto; before: Touched; after: Touched }> {
  const { tx } = context;
  const row = await repository.lockPatient(tx, at.id);
  if (row === null) throw notFound('patient');
  const now = await wholePatient(tx, row);
  await checkMayEdit(tx, now, at.version, changes, seen);
  refuseGone(row);
  const before = onlyTouched(fieldsOf(now), changes);
  if (Object.keys(changes).length === 0) {
    return { patient: await getPatient(tx, at.id), before, after: {} };
  }
  const { birth, identifiers, ...columns } = changes;
  const born = birth === undefined ? {} : await birthColumns(deps, birth, 'changes.birth');
  const email = await accountEmail(tx, row, changes);
  if (identifiers !== undefined) {
    const wanted = identifiersAfter(now.identifiers, identifiers, seen?.identifiers);
    await changeIdentifiers(tx, at.id, now.identifiers, wanted, 'changes.identifiers');
  }
  await repository.updatePatient(
    deps.patients,
    tx,
    { id: at.id, version: row.version },
    { ...columns, ...born, ...email },
  );
  // The version moves also when only the numbers beside the row have changed.
  if (Object.keys({ ...columns, ...born }).length === 0) await repository.touch(tx, at.id);
  const { patient, after } = await finish(context, at.id, {
    action: 'patients.edit',
    before,
    touched: changes,
  });
  return { patient, before, after };
}

/** Whoever is still expected is not removed under the calendar. */
async function refuseExpected(deps: PatientsDeps, tx: ReadTx, id: number): Promise<void> {
  const today = await clinicToday(deps);
  const count = await countComing(tx, await groupOf(tx, id), `${today.toString()} 00:00:00`);
  if (count > 0) throw ruleBroken('coming_visits', { count });
}

/** Soft delete. `withVisit`: the caller takes the one visit along that is still to come. */
export async function removePatient(
  deps: PatientsDeps,
  context: MutationContext,
  at: At,
  withVisit = false,
): Promise<PatientDto> {
  const row = await lockedAt(context.tx, at);
  refuseGone(row);
  if (!withVisit) await refuseExpected(deps, context.tx, at.id);
  await repository.setDeleted(context.tx, at.id, true);
  const { patient } = await finish(context, at.id, {
    action: 'patients.remove',
    before: { deleted: false },
    touched: null,
  });
  return patient;
}

export async function bringBackPatient(context: MutationContext, at: At): Promise<PatientDto> {
  const row = await lockedAt(context.tx, at);
  if (row.is_deleted === 0) return getPatient(context.tx, at.id);
  await repository.setDeleted(context.tx, at.id, false);
  const { patient } = await finish(context, at.id, {
    action: 'patients.bringBack',
    before: { deleted: true },
    touched: null,
  });
  return patient;
}

/** Takes a patient out of the usual search, or back into it. Whoever is still expected stays. */
export async function archivePatient(
  deps: PatientsDeps,
  context: MutationContext,
  at: At,
  archived: boolean,
): Promise<PatientDto> {
  const row = await lockedAt(context.tx, at);
  if ((row.archived_at !== null) === archived) return getPatient(context.tx, at.id);
  if (archived) {
    refuseGone(row);
    await refuseExpected(deps, context.tx, at.id);
  }
  await repository.setArchived(context.tx, at.id, archived);
  const { patient } = await finish(context, at.id, {
    action: archived ? 'patients.archive' : 'patients.unarchive',
    before: { archived: !archived },
    touched: null,
  });
  return patient;
}
