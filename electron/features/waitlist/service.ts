import type { z } from 'zod';
import type { AppointmentChange, BookInput, ParkInput, RescheduleInput } from '#shared/contract/appointments';
import type { ParsedInputOf } from '#shared/contract/contract';
import type { WaitingChange, WaitingFields } from '#shared/contract/waiting-list';
import { timesProblem } from '#shared/domain/slots';
import { Refusal, invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { AppointmentId, PatientId } from '#shared/values/ids';
import { atMinute, dateOf, minuteOfDay } from '#shared/values/wall-clock';
import type { MutationContext, Person } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import { type EntryView, type WaitingRow, entryOf, fieldsOf } from './projection';
import * as waiting from './repository';

type Change = z.input<typeof AppointmentChange>;
type Told = z.input<typeof WaitingChange>;
interface AtVersion {
  readonly id: number;
  readonly version: number;
}

export interface WaitlistParts {
  /** Bookings as they are made everywhere else, with all their rules. */
  readonly visits: {
    book(context: MutationContext, input: BookInput): Promise<Change>;
    reschedule(context: MutationContext, input: RescheduleInput): Promise<Change>;
    withdraw(context: MutationContext, at: AtVersion): Promise<Change>;
  };
  readonly parking: { park(context: MutationContext, input: ParkInput): Promise<Change> };
  /** Locks the patient that a record is read as. */
  readonly lockPatient: (
    tx: WriteTx,
    id: number,
  ) => Promise<{ readonly id: number; readonly is_deleted: number; readonly records: readonly number[] }>;
  readonly checkMayWriteFor: (person: Person, doctorIds: readonly number[]) => void;
}

/** Who wants an earlier time. An entry is locked before everything else that its booking locks. */
export class WaitlistService {
  readonly #parts: WaitlistParts;

  constructor(parts: WaitlistParts) {
    this.#parts = parts;
  }

  async list(tx: ReadTx): Promise<{ entries: EntryView[]; total: number }> {
    const rows = await waiting.openEntries(tx);
    const total = rows.length < waiting.MOST_WAITING ? rows.length : await waiting.countOpen(tx);
    return { entries: rows.map(entryOf), total };
  }

  async add(
    context: MutationContext,
    { patientId, fields }: ParsedInputOf<'waitlist.add'>,
  ): Promise<{ entry: EntryView }> {
    const { tx, person } = context;
    const patient = await this.#parts.lockPatient(tx, patientId);
    if (patient.is_deleted === 1) throw ruleBroken('patient_deleted');
    await checkHeld(tx, fields, patient.records);
    const id = await waiting.insertEntry(tx, patient.id, fields, person.key);
    return { entry: await this.#tell(context, 'waitlist.add', id, null) };
  }

  async edit(
    context: MutationContext,
    { id, version, fields }: ParsedInputOf<'waitlist.edit'>,
  ): Promise<{ entry: EntryView; before: z.input<typeof WaitingFields> }> {
    const row = await this.#locked(context, { id, version }, 'open');
    const patient = await this.#parts.lockPatient(context.tx, row.patient_id);
    if (fields.heldId !== row.has_appointment_id) await checkHeld(context.tx, fields, patient.records);
    await waiting.updateEntry(context.tx, id, fields, context.person.key);
    return { entry: await this.#tell(context, 'waitlist.edit', id, row), before: fieldsOf(row) };
  }

  remove(context: MutationContext, at: AtVersion): Promise<{ entry: EntryView }> {
    return this.#put(context, at, 'open', 'withdrawn');
  }

  reopen(context: MutationContext, at: AtVersion): Promise<{ entry: EntryView }> {
    return this.#put(context, at, 'withdrawn', 'open');
  }

  /** In one transaction: the visit they hold is moved, or a new one made, and they wait no longer. */
  async take(context: MutationContext, input: ParsedInputOf<'waitlist.take'>): Promise<Told> {
    const { tx, person } = context;
    const row = await this.#locked(context, input, 'open');
    const doctorId = input.doctorId;
    const start = input.start;
    const end = atMinute(dateOf(start), minuteOfDay(start) + row.minutes);
    const problem = timesProblem(start, end);
    if (problem) throw invalid('start', problem.code);
    const times = { doctorId, start, end, ...(input.override ? { override: input.override } : {}) };
    const change =
      row.has_appointment_id !== null && row.held_version !== null
        ? await this.#parts.visits.reschedule(context, {
            id: AppointmentId.parse(row.has_appointment_id),
            version: row.held_version,
            ...times,
          })
        : await this.#parts.visits.book(context, {
            patientId: PatientId.parse(row.patient_id),
            type: null,
            reason: row.note,
            deskNotes: null,
            ...times,
          });
    await waiting.setState(tx, row.id, 'booked', change.appointment.id, person.key);
    return { ...change, entry: await this.#tell(context, 'waitlist.take', row.id, row) };
  }

  /** The way back: the visit goes where it was, or away, and the patient waits again. */
  async giveBack(context: MutationContext, input: ParsedInputOf<'waitlist.giveBack'>): Promise<Told> {
    const { tx, person } = context;
    const row = await this.#locked(context, input, 'booked');
    const visit =
      row.booked_appointment_id === null ? null : await waiting.visitById(tx, row.booked_appointment_id);
    if (!visit) throw notFound('appointment');
    const at = { id: AppointmentId.parse(visit.id), version: visit.version };
    const change = await this.#back(context, at, input);
    await waiting.setState(tx, row.id, 'open', null, person.key);
    return { ...change, entry: await this.#tell(context, 'waitlist.giveBack', row.id, row) };
  }

  #back(
    context: MutationContext,
    at: { readonly id: AppointmentId; readonly version: number },
    { back, override }: ParsedInputOf<'waitlist.giveBack'>,
  ): Promise<Change> {
    if (back === null) return this.#parts.visits.withdraw(context, at);
    const { parkedSince, ...place } = back;
    if (parkedSince !== null) {
      return this.#parts.parking.park(context, { ...at, as: { ...place, since: parkedSince } });
    }
    return this.#parts.visits.reschedule(context, { ...at, ...place, ...(override ? { override } : {}) });
  }

  async #put(
    context: MutationContext,
    at: AtVersion,
    from: WaitingRow['state'],
    to: WaitingRow['state'],
  ): Promise<{ entry: EntryView }> {
    const row = await this.#locked(context, at, from);
    await waiting.setState(context.tx, at.id, to, null, context.person.key);
    const action = to === 'open' ? 'waitlist.reopen' : 'waitlist.remove';
    return { entry: await this.#tell(context, action, at.id, row) };
  }

  /** The entry, locked; refuses a change made from another version, and says whose save came first. */
  async #locked(
    { tx, person }: MutationContext,
    at: AtVersion,
    state: WaitingRow['state'],
  ): Promise<WaitingRow> {
    const row = await waiting.lockEntry(tx, at.id);
    if (!row) throw notFound('waiting');
    // Reception writes for everybody; someone who is only a doctor, for who waits for them.
    if (row.doctor_id !== null) this.#parts.checkMayWriteFor(person, [row.doctor_id]);
    if (row.version !== at.version) throw await stale(tx, row);
    if (row.state !== state) throw ruleBroken('step_not_allowed', { from: row.state, to: state });
    return row;
  }

  async #tell(
    { tx, person }: MutationContext,
    action: string,
    id: number,
    before: WaitingRow | null,
  ): Promise<EntryView> {
    const row = await waiting.entryById(tx, id);
    if (!row) throw notFound('waiting');
    const entry = entryOf(row);
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'waiting',
      entityId: id,
      patientId: row.patient_id,
      outcome: 'done',
      reason: null,
      before: before && entryOf(before),
      after: entry,
    });
    await writeFeed(tx, { area: 'waitlist', entityId: id });
    return entry;
  }
}

/** The visit that is held meanwhile is the patient's own, and still to come; a doctor who is named is there. */
async function checkHeld(
  tx: ReadTx,
  { heldId, whose }: WaitingFields,
  records: readonly number[],
): Promise<void> {
  if (whose.kind === 'doctor' && !(await waiting.isDoctorThere(tx, whose.id))) throw notFound('doctor');
  if (heldId === null) return;
  const visit = await waiting.visitById(tx, heldId);
  if (!visit || !records.includes(visit.patient_id)) throw notFound('appointment');
  if (visit.status !== 'scheduled') throw ruleBroken('visit_closed');
}

async function stale(tx: ReadTx, row: WaitingRow): Promise<Refusal> {
  return new Refusal({
    code: 'CONFLICT',
    conflict: {
      kind: 'stale',
      entity: 'waiting',
      current: entryOf(row),
      changedBy: await nameOfPerson(tx, row.updated_by),
      changedAt: row.updated_at === null ? null : utcStamp(row.updated_at),
    },
  });
}
