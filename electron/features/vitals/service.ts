import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import type { SessionDto } from '#shared/contract/session';
import type { ClinicSettings } from '#shared/contract/settings';
import { type VitalValues, latestValues } from '#shared/domain/vitals/measures';
import { Refusal, invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import type { HasVisitWith, ReadChart } from '#electron/platform/charts';
import { clinicDays } from '#electron/platform/clinic-days';
import { writeFeed } from '#electron/platform/feed';
import { valuesIn } from '#electron/platform/measured';
import { writeOutboxes } from '#electron/platform/outbox';
import { nameOfPerson } from '#electron/platform/people';
import { stands } from '#electron/platform/put-right';
import { utcStamp } from '#electron/platform/stamps';
import { checkMayChange, checkMayEnter, mayEnter } from './policy';
import { type Vitals, type VitalsRow, shownVitals } from './projection';
import * as repository from './repository';

export interface VitalsParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  /** The records that are one patient's, the one it is read as first. */
  readonly recordsOf: (tx: ReadTx, patientId: number) => Promise<readonly number[]>;
  /** Locks the patient that a record is read as. */
  readonly lockPatient: (
    tx: WriteTx,
    id: number,
  ) => Promise<{ readonly id: number; readonly records: readonly number[] }>;
  readonly readable: ReadChart;
  readonly hasVisitWith: HasVisitWith;
}

interface Changed {
  readonly patientId: number;
  readonly vitals: Vitals;
}

const PLACE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (\d{1,10})$/;

function placeIn(cursor: string | null): repository.Place | null {
  if (cursor === null) return null;
  const [, at, id] = PLACE.exec(cursor) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(utcStamp(at))))
    throw invalid('after', 'invalid');
  return { at, id: Number(id) };
}

/** What stands of a visit, the newest of each measure: what its page tells on paper. */
export async function latestOfVisit(tx: ReadTx, appointmentId: number): Promise<VitalValues> {
  const rows = await repository.vitalsOfVisit(tx, appointmentId);
  return latestValues(rows.filter(stands).map(valuesIn));
}

/** The same, for those who enter vitals in this visit; null for everybody else. */
export async function measuredFor(
  tx: ReadTx,
  session: SessionDto,
  appointmentId: number,
): Promise<VitalValues | null> {
  const visit = await repository.visitById(tx, appointmentId);
  return visit && (await mayEnter(tx, session, visit)) ? latestOfVisit(tx, appointmentId) : null;
}

/** What is measured of patients. No row is ever changed: it is corrected by another, or withdrawn. */
export class VitalsService {
  readonly #parts: VitalsParts;

  constructor(parts: VitalsParts) {
    this.#parts = parts;
  }

  async of(
    tx: ReadTx,
    session: SessionDto,
    { appointmentId, after, limit }: ParsedInputOf<'vitals.of'>,
  ): Promise<AnswerOf<'vitals.of'>> {
    const visit = await repository.visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    const { records } = await this.#parts.readable(tx, session, visit.patient_id);
    const rows = await repository.vitalsOf(tx, records, placeIn(after), limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      patientId: records[0] ?? visit.patient_id,
      items: await shownVitals(tx, shown),
      next: rows.length > limit && last ? `${last.taken_at} ${String(last.id)}` : null,
    };
  }

  async today(tx: ReadTx, session: SessionDto, appointmentId: number): Promise<AnswerOf<'vitals.today'>> {
    const visit = await repository.visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    await checkMayEnter(tx, session, visit);
    const [patientId] = await this.#parts.recordsOf(tx, visit.patient_id);
    const isOfToday = await this.#ofToday(tx);
    const rows = await repository.vitalsOfVisit(tx, appointmentId);
    return {
      patientId: patientId ?? visit.patient_id,
      items: await shownVitals(tx, rows.filter(isOfToday)),
    };
  }

  async add(
    context: MutationContext,
    { appointmentId, values, note }: ParsedInputOf<'vitals.add'>,
  ): Promise<Changed> {
    const { tx, person } = context;
    const visit = await repository.visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    await checkMayEnter(tx, person.session, visit);
    if (visit.status === 'cancelled') throw ruleBroken('visit_closed');
    const patient = await this.#parts.lockPatient(tx, visit.patient_id);
    const id = await repository.insertVitals(tx, {
      patientId: patient.id,
      appointmentId,
      values,
      note,
      person: person.key,
      corrects: null,
    });
    return this.#tell(context, patient.id, id, { action: 'vitals.add', before: null, reason: null });
  }

  async correct(
    context: MutationContext,
    { id, version, values, note }: ParsedInputOf<'vitals.correct'>,
  ): Promise<Changed> {
    const { row, patientId } = await this.#locked(context, id, version);
    if (!stands(row)) throw ruleBroken('vitals_replaced');
    const corrected = await repository.insertVitals(context.tx, {
      patientId: row.patient_id,
      appointmentId: row.appointment_id,
      values,
      note,
      person: context.person.key,
      corrects: row,
    });
    return this.#tell(context, patientId, corrected, { action: 'vitals.correct', before: row, reason: null });
  }

  async withdraw(
    context: MutationContext,
    { id, version, reason }: ParsedInputOf<'vitals.withdraw'>,
  ): Promise<Changed> {
    const { row, patientId } = await this.#locked(context, id, version);
    if (!stands(row)) throw ruleBroken('vitals_replaced');
    await repository.withdraw(context.tx, id, context.person.key, reason);
    return this.#tell(context, patientId, id, { action: 'vitals.withdraw', before: row, reason });
  }

  async restore(
    context: MutationContext,
    { id, version }: ParsedInputOf<'vitals.restore'>,
  ): Promise<Changed> {
    const { row, patientId } = await this.#locked(context, id, version);
    if (row.withdrawn_at === null) throw ruleBroken('vitals_replaced');
    const corrected = row.corrects_id && (await repository.vitalsById(context.tx, row.corrects_id));
    if (corrected && corrected.corrected_by_id !== null) throw ruleBroken('vitals_replaced');
    await repository.restore(context.tx, id);
    return this.#tell(context, patientId, id, { action: 'vitals.restore', before: row, reason: null });
  }

  /** Whether a row was measured on the clinic's present day, by the server's clock. */
  async #ofToday(tx: ReadTx): Promise<(row: VitalsRow) => boolean> {
    const { timeZone } = await this.#parts.settings.current();
    const { today, dayOf } = await clinicDays(tx, timeZone);
    return (row) => row.appointment_id !== null && dayOf(row.taken_at) === today;
  }

  async #locked({ tx, person }: MutationContext, id: number, version: number) {
    const found = await repository.vitalsById(tx, id);
    if (!found) throw notFound('vitals');
    const patient = await this.#parts.lockPatient(tx, found.patient_id);
    const isOfToday = await this.#ofToday(tx);
    await checkMayChange(tx, person.session, {
      isOfToday: isOfToday(found),
      isOfOwnPatient: (doctorId) => this.#parts.hasVisitWith(tx, doctorId, patient.records),
    });
    const row = await repository.vitalsById(tx, id);
    if (!row) throw notFound('vitals');
    if (row.version !== version) {
      const [current] = await shownVitals(tx, [row]);
      throw new Refusal({
        code: 'CONFLICT',
        conflict: {
          kind: 'stale',
          entity: 'vitals',
          current,
          changedBy: await nameOfPerson(tx, row.withdrawn_by),
          changedAt: row.withdrawn_at === null ? null : utcStamp(row.withdrawn_at),
        },
      });
    }
    return { row, patientId: patient.id };
  }

  async #tell(
    { tx, person }: MutationContext,
    patientId: number,
    id: number,
    told: { readonly action: string; readonly before: VitalsRow | null; readonly reason: string | null },
  ): Promise<Changed> {
    const row = await repository.vitalsById(tx, id);
    if (!row) throw notFound('vitals');
    const [vitals, before = null] = await shownVitals(tx, told.before ? [row, told.before] : [row]);
    if (!vitals) throw notFound('vitals');
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: told.action,
      entity: 'vitals',
      entityId: id,
      patientId: row.patient_id,
      outcome: 'done',
      reason: told.reason,
      before,
      after: vitals,
    });
    await writeFeed(tx, { area: 'vitals', entityId: patientId });
    // Whether the one that it corrects stands has changed with it.
    const changed = row.corrects_id === null ? [id] : [id, row.corrects_id];
    await writeOutboxes(
      tx,
      changed.map((entityId) => ({ topic: 'vitals', entityId, version: row.version })),
    );
    return { patientId, vitals };
  }
}
