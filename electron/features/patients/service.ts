import { Temporal } from 'temporal-polyfill';
import type { PatientDto, PatientFields } from '#shared/contract/patients';
import { invalid, notFound } from '#shared/errors/app-error';
import { type BirthInput, birthOf } from '#shared/values/person';
import type { MutationContext } from '#electron/ipc/context';
import type { NewPatient, PatientModel } from '#electron/mysql/models/patient';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';
import type { Clock } from '#electron/platform/ports';
import { refuseRemoved, stale } from './policy';
import { dtoOf, fieldsOf, onlyTouched } from './projection';
import { indexPatient } from './indexing';
import * as repository from './repository';

export interface PatientsDeps {
  readonly clock: Clock;
  readonly patients: PatientModel;
  /** The clinic's IANA zone, from the settings. */
  readonly timeZone: () => Promise<string>;
}

/** Merged rows point at the one that stayed; a chain is never longer than the merges of one person. */
const LONGEST_CHAIN = 20;
/** `password_hash` of those registered at the desk: no password fits it. */
const NO_PASSWORD = '!';
const EARLIEST_BIRTH = Temporal.PlainDate.from('1900-01-01');

type At = { readonly id: number; readonly version: number };
type Birth = Pick<NewPatient, 'dateOfBirth' | 'birthPrecision'>;

async function follow(tx: ReadTx, id: number): Promise<repository.WholePatientRow> {
  let row = await repository.findPatient(tx, id);
  for (let hop = 0; hop < LONGEST_CHAIN && row !== null && row.merged_into_id !== null; hop += 1) {
    row = await repository.findPatient(tx, row.merged_into_id);
  }
  if (row === null) throw notFound('patient');
  return row;
}

/** One patient; whoever was merged into another is answered with that other. */
export async function getPatient(tx: ReadTx, id: number): Promise<PatientDto> {
  const row = await follow(tx, id);
  const last = await repository.lastChange(tx, row.id);
  return dtoOf(row, last?.actor ?? null);
}

async function birthColumns(deps: PatientsDeps, input: BirthInput | null, path: string): Promise<Birth> {
  if (input === null) return { dateOfBirth: null, birthPrecision: null };
  const zone = await deps.timeZone();
  const today = Temporal.Instant.fromEpochMilliseconds(deps.clock.now())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const { date, precision } = birthOf(input, today);
  if (Temporal.PlainDate.compare(date, today) > 0) throw invalid(path, 'birth_in_future');
  if (Temporal.PlainDate.compare(date, EARLIEST_BIRTH) < 0) throw invalid(path, 'not_a_date');
  return { dateOfBirth: date.toString(), birthPrecision: precision };
}

/** What every change ends with: tokens, audit, feed, and the row as it now is. */
async function finish(
  { tx, person }: MutationContext,
  id: number,
  change: {
    readonly action: string;
    readonly before: unknown;
    readonly touched: Partial<PatientFields> | null;
  },
): Promise<PatientDto> {
  const row = await repository.findPatient(tx, id);
  if (row === null) throw notFound('patient');
  await indexPatient(tx, row);
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
        ? { deleted: row.is_deleted !== 0 }
        : onlyTouched(fieldsOf(row), change.touched),
  });
  await writeFeed(tx, { area: 'patients', entityId: id });
  return dtoOf(row, person.key);
}

export async function registerPatient(
  deps: PatientsDeps,
  context: MutationContext,
  fields: PatientFields,
): Promise<PatientDto> {
  const { birth, ...columns } = fields;
  const born = await birthColumns(deps, birth, 'fields.birth');
  const wanted = fields.contactEmail;
  const free = wanted !== null && (await repository.emailIsFree(context.tx, wanted, 0));
  const id = await repository.insertPatient(deps.patients, context.tx, {
    ...columns,
    ...born,
    email: free ? wanted : repository.noEmail(),
    passwordHash: NO_PASSWORD,
  });
  return finish(context, id, { action: 'patients.register', before: null, touched: fields });
}

async function lockedAt(tx: WriteTx, at: At): Promise<repository.WholePatientRow> {
  const row = await repository.lockPatient(tx, at.id);
  if (row === null) throw notFound('patient');
  if (row.version !== at.version) {
    const last = await repository.lastChange(tx, at.id);
    throw stale(row, last, await nameOfPerson(tx, last?.actor ?? null));
  }
  return row;
}

/** The account address follows the contact's for as long as nobody signs in with it. */
async function accountEmail(tx: ReadTx, row: repository.WholePatientRow, changes: Partial<PatientFields>) {
  const wanted = changes.contactEmail;
  if (wanted === undefined || wanted === row.contact_email || row.password_hash !== NO_PASSWORD) return {};
  const free = wanted !== null && (await repository.emailIsFree(tx, wanted, row.id));
  return { email: free ? wanted : repository.noEmail() };
}

export async function editPatient(
  deps: PatientsDeps,
  context: MutationContext,
  at: At,
  changes: Partial<PatientFields>,
): Promise<{ patient: PatientDto; before: Partial<PatientFields> }> {
  const row = await lockedAt(context.tx, at);
  refuseRemoved(row);
  const before = onlyTouched(fieldsOf(row), changes);
  if (Object.keys(changes).length === 0) return { patient: await getPatient(context.tx, at.id), before };
  const { birth, ...columns } = changes;
  const born = birth === undefined ? {} : await birthColumns(deps, birth, 'changes.birth');
  const email = await accountEmail(context.tx, row, changes);
  await repository.updatePatient(
    deps.patients,
    context.tx,
    { id: at.id, version: at.version },
    { ...columns, ...born, ...email },
  );
  return {
    patient: await finish(context, at.id, { action: 'patients.edit', before, touched: changes }),
    before,
  };
}

export async function removePatient(context: MutationContext, at: At): Promise<PatientDto> {
  const row = await lockedAt(context.tx, at);
  refuseRemoved(row);
  await repository.setDeleted(context.tx, at.id, true);
  return finish(context, at.id, { action: 'patients.remove', before: { deleted: false }, touched: null });
}

export async function bringBackPatient(context: MutationContext, at: At): Promise<PatientDto> {
  const row = await lockedAt(context.tx, at);
  if (row.is_deleted === 0) return getPatient(context.tx, at.id);
  await repository.setDeleted(context.tx, at.id, false);
  return finish(context, at.id, { action: 'patients.bringBack', before: { deleted: true }, touched: null });
}
