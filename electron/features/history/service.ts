import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import { MOST_OF_HISTORY } from '#shared/contract/medical-history';
import type { SessionDto } from '#shared/contract/session';
import type { ClinicSettings } from '#shared/contract/settings';
import { Refusal, invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { isSurelyAfter } from '#shared/values/partly-known';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import type { HasVisitWith, ReadChart } from '#electron/platform/charts';
import { type ClinicDays, clinicDays } from '#electron/platform/clinic-days';
import { writeFeed } from '#electron/platform/feed';
import { writeOutbox } from '#electron/platform/outbox';
import { nameOfPerson } from '#electron/platform/people';
import { stands } from '#electron/platform/put-right';
import { utcStamp } from '#electron/platform/stamps';
import { type Entry, type HistoryRow, shownHistory } from './projection';
import * as repository from './repository';

interface HistoryParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  /** The records that are one patient's, the one it is read as first. */
  readonly recordsOf: (tx: ReadTx, patientId: number) => Promise<readonly number[]>;
  /** Locks the patient that a record is read as. */
  readonly lockPatient: (
    tx: WriteTx,
    id: number,
  ) => Promise<{ readonly id: number; readonly records: readonly number[] }>;
  readonly readable: ReadChart;
  /** Refuses who enters nothing in this visit; who measures also asks. */
  readonly checkMayEnter: (tx: ReadTx, session: SessionDto, visit: repository.ToldVisit) => Promise<void>;
  /** Refuses who may not put this entry right. */
  readonly checkMayChange: (
    tx: ReadTx,
    session: SessionDto,
    entry: { readonly isOfToday: boolean; readonly isOfOwnPatient: (doctorId: number) => Promise<boolean> },
  ) => Promise<void>;
  readonly hasVisitWith: HasVisitWith;
}

interface Changed {
  readonly patientId: number;
  readonly entry: Entry;
}

function isOf({ today, dayOf }: ClinicDays, row: HistoryRow): boolean {
  return row.appointment_id !== null && dayOf(row.created_at) === today;
}

/** Nothing of what was lies in the future, nor before the birth that is known to the day. */
function checkPast(fact: repository.Fact, { today }: ClinicDays, birth: string | null): void {
  const dates =
    fact.kind === 'surgery'
      ? { on: fact.on }
      : fact.kind === 'lifestyle'
        ? { from: fact.from, until: fact.until }
        : {};
  for (const [field, date] of Object.entries(dates)) {
    if (date === null) continue;
    if (isSurelyAfter(date, today)) throw invalid(`fact.${field}`, 'in_future');
    if (birth !== null && isSurelyAfter(birth, date)) throw invalid(`fact.${field}`, 'before_birth');
  }
}

/** What patients tell of themselves. No row is ever changed: it is corrected by another, or withdrawn. */
export class HistoryService {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  async of(tx: ReadTx, session: SessionDto, appointmentId: number): Promise<AnswerOf<'medicalHistory.of'>> {
    const visit = await repository.visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    const { records } = await this.#parts.readable(tx, session, visit.patient_id);
    const rows = await repository.historyOf(tx, records);
    return { patientId: records[0] ?? visit.patient_id, items: await shownHistory(tx, rows) };
  }

  async today(
    tx: ReadTx,
    session: SessionDto,
    appointmentId: number,
  ): Promise<AnswerOf<'medicalHistory.today'>> {
    const visit = await repository.visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    await this.#parts.checkMayEnter(tx, session, visit);
    const [patientId] = await this.#parts.recordsOf(tx, visit.patient_id);
    const days = await this.#days(tx);
    const rows = await repository.historyOfVisit(tx, appointmentId);
    const items = await shownHistory(
      tx,
      rows.filter((row) => isOf(days, row)),
    );
    return { patientId: patientId ?? visit.patient_id, items };
  }

  /**
   * One thing told, in a visit that is not cancelled.
   * @throws VALIDATION in_future or before_birth, RULE_VIOLATION visit_closed or history_full
   */
  async add(
    context: MutationContext,
    { appointmentId, fact }: ParsedInputOf<'medicalHistory.add'>,
  ): Promise<Changed> {
    const { tx, person } = context;
    const visit = await repository.visitById(tx, appointmentId);
    if (!visit) throw notFound('appointment');
    await this.#parts.checkMayEnter(tx, person.session, visit);
    if (visit.status === 'cancelled') throw ruleBroken('visit_closed');
    const patient = await this.#parts.lockPatient(tx, visit.patient_id);
    checkPast(fact, await this.#days(tx), await repository.birthDayOf(tx, patient.id));
    await this.#checkRoom(tx, patient.records);
    const id = await repository.insertEntry(tx, {
      patientId: patient.id,
      appointmentId,
      fact,
      person: person.key,
      correctsId: null,
    });
    return this.#tell(context, patient.id, id, { action: 'medicalHistory.add', before: null, reason: null });
  }

  /** @throws RULE_VIOLATION history_replaced where it does not stand any more */
  async correct(
    context: MutationContext,
    { id, version, fact }: ParsedInputOf<'medicalHistory.correct'>,
  ): Promise<Changed> {
    const { row, patient, days } = await this.#locked(context, id, version);
    if (!stands(row)) throw ruleBroken('history_replaced');
    if (fact.kind !== row.kind) throw invalid('fact.kind', 'unknown_choice');
    checkPast(fact, days, await repository.birthDayOf(context.tx, patient.id));
    await this.#checkRoom(context.tx, patient.records);
    const corrected = await repository.insertEntry(context.tx, {
      patientId: row.patient_id,
      appointmentId: row.appointment_id,
      fact,
      person: context.person.key,
      correctsId: id,
    });
    const told = { action: 'medicalHistory.correct', before: row, reason: null };
    return this.#tell(context, patient.id, corrected, told);
  }

  async withdraw(
    context: MutationContext,
    { id, version, reason }: ParsedInputOf<'medicalHistory.withdraw'>,
  ): Promise<Changed> {
    const { row, patient } = await this.#locked(context, id, version);
    if (!stands(row)) throw ruleBroken('history_replaced');
    await repository.withdraw(context.tx, id, context.person.key, reason);
    return this.#tell(context, patient.id, id, { action: 'medicalHistory.withdraw', before: row, reason });
  }

  /** @throws RULE_VIOLATION history_replaced where another stands in its place by now */
  async restore(
    context: MutationContext,
    { id, version }: ParsedInputOf<'medicalHistory.restore'>,
  ): Promise<Changed> {
    const { row, patient } = await this.#locked(context, id, version);
    if (row.withdrawn_at === null) throw ruleBroken('history_replaced');
    const corrected = row.corrects_id && (await repository.historyById(context.tx, row.corrects_id));
    if (corrected && corrected.corrected_by_id !== null) throw ruleBroken('history_replaced');
    await repository.restore(context.tx, id);
    const told = { action: 'medicalHistory.restore', before: row, reason: null };
    return this.#tell(context, patient.id, id, told);
  }

  async #days(tx: ReadTx): Promise<ClinicDays> {
    const { timeZone } = await this.#parts.settings.current();
    return clinicDays(tx, timeZone);
  }

  async #checkRoom(tx: ReadTx, records: readonly number[]): Promise<void> {
    if ((await repository.countOf(tx, records)) < MOST_OF_HISTORY) return;
    throw ruleBroken('history_full', { max: MOST_OF_HISTORY });
  }

  async #locked({ tx, person }: MutationContext, id: number, version: number) {
    const found = await repository.historyById(tx, id);
    if (!found) throw notFound('history');
    const patient = await this.#parts.lockPatient(tx, found.patient_id);
    const days = await this.#days(tx);
    await this.#parts.checkMayChange(tx, person.session, {
      isOfToday: isOf(days, found),
      isOfOwnPatient: (doctorId) => this.#parts.hasVisitWith(tx, doctorId, patient.records),
    });
    const row = await repository.historyById(tx, id);
    if (!row) throw notFound('history');
    if (row.version === version) return { row, patient, days };
    const [current] = await shownHistory(tx, [row]);
    throw new Refusal({
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'history',
        current,
        changedBy: await nameOfPerson(tx, row.withdrawn_by),
        changedAt: row.withdrawn_at === null ? null : utcStamp(row.withdrawn_at),
      },
    });
  }

  async #tell(
    { tx, person }: MutationContext,
    patientId: number,
    id: number,
    told: { readonly action: string; readonly before: HistoryRow | null; readonly reason: string | null },
  ): Promise<Changed> {
    const row = await repository.historyById(tx, id);
    if (!row) throw notFound('history');
    const [entry, before = null] = await shownHistory(tx, told.before ? [row, told.before] : [row]);
    if (!entry) throw notFound('history');
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: told.action,
      entity: 'history',
      entityId: id,
      patientId: row.patient_id,
      outcome: 'done',
      reason: told.reason,
      before,
      after: entry,
    });
    await writeFeed(tx, { area: 'history', entityId: patientId });
    const version = await repository.versionOf(tx, row.patient_id);
    await writeOutbox(tx, { topic: 'medical_history', entityId: row.patient_id, version });
    return { patientId, entry };
  }
}
