import { MOST_OF_HISTORY } from '#shared/contract/medical-history';
import type { ParsedInputOf } from '#shared/contract/contract';
import { storedDate } from '#shared/values/partly-known';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { HistoryRow } from './projection';

const SELECT_HISTORY = `SELECT h.id, h.version, h.patient_id, h.appointment_id, h.kind, h.what, h.place, h.relation, h.habit,
  h.onset_age, h.began, h.began_precision, h.ended, h.ended_precision, h.entered_by, h.created_at, h.corrects_id,
  h.withdrawn_at, h.withdrawn_by, h.withdrawn_reason,
  (SELECT c.id FROM medical_history c WHERE c.standing_corrects_id = h.id) AS corrected_by_id
  FROM medical_history h`;
const AS_IT_CAME = `ORDER BY h.id LIMIT ${String(MOST_OF_HISTORY)}`;

function marksFor(records: readonly number[]): string {
  return records.map(() => '?').join(', ');
}

/** What was told of all records that are one patient's. */
export function historyOf(tx: ReadTx, records: readonly number[]): Promise<HistoryRow[]> {
  const sql = `${SELECT_HISTORY} WHERE h.patient_id IN (${marksFor(records)}) ${AS_IT_CAME}`;
  return tx.select<HistoryRow>(sql, records);
}

export function historyOfVisit(tx: ReadTx, appointmentId: number): Promise<HistoryRow[]> {
  return tx.select<HistoryRow>(`${SELECT_HISTORY} WHERE h.appointment_id = ? ${AS_IT_CAME}`, [appointmentId]);
}

export async function historyById(tx: ReadTx, id: number): Promise<HistoryRow | null> {
  const [row] = await tx.select<HistoryRow>(`${SELECT_HISTORY} WHERE h.id = ?`, [id]);
  return row ?? null;
}

export async function countOf(tx: ReadTx, records: readonly number[]): Promise<number> {
  const [row] = await tx.select<{ entries: number }>(
    `SELECT COUNT(*) AS entries FROM medical_history WHERE patient_id IN (${marksFor(records)})`,
    records,
  );
  return row?.entries ?? 0;
}

/** The day of birth, where it is known to the day. */
export async function birthDayOf(tx: ReadTx, patientId: number): Promise<string | null> {
  const [row] = await tx.select<{ birth: string | null }>(
    "SELECT CAST(date_of_birth AS CHAR) AS birth FROM patients WHERE id = ? AND birth_precision = 'day'",
    [patientId],
  );
  return row?.birth ?? null;
}

/** How often a record's history has changed: what its copy in MongoDB is told by. */
export async function versionOf(tx: ReadTx, patientId: number): Promise<number> {
  const [row] = await tx.select<{ version: number }>(
    'SELECT CAST(SUM(version) AS SIGNED) AS version FROM medical_history WHERE patient_id = ?',
    [patientId],
  );
  return row?.version ?? 0;
}

export type Fact = ParsedInputOf<'medicalHistory.add'>['fact'];

/** The columns of a fact; what its kind has not is null. */
function columnsOf(fact: Fact) {
  const known = (value: string | null) => (value === null ? null : storedDate(value));
  const [began, ended] =
    fact.kind === 'surgery'
      ? [known(fact.on), null]
      : fact.kind === 'lifestyle'
        ? [known(fact.from), known(fact.until)]
        : [null, null];
  return {
    kind: fact.kind,
    what: fact.what,
    place: fact.kind === 'surgery' ? fact.place : null,
    relation: fact.kind === 'family' ? fact.relation : null,
    habit: fact.kind === 'lifestyle' ? fact.habit : null,
    onset_age: fact.kind === 'family' ? fact.onsetAge : null,
    began: began?.date ?? null,
    began_precision: began?.precision ?? null,
    ended: ended?.date ?? null,
    ended_precision: ended?.precision ?? null,
  };
}

export interface NewEntry {
  readonly patientId: number;
  readonly appointmentId: number | null;
  readonly fact: Fact;
  readonly person: string;
  /** The entry that it stands in place of. */
  readonly correctsId: number | null;
}

export async function insertEntry(tx: WriteTx, entry: NewEntry): Promise<number> {
  const columns = {
    patient_id: entry.patientId,
    appointment_id: entry.appointmentId,
    ...columnsOf(entry.fact),
    entered_by: entry.person,
    corrects_id: entry.correctsId,
  };
  const names = Object.keys(columns);
  const { insertId } = await tx.run(
    `INSERT INTO medical_history (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(columns),
  );
  return insertId;
}

export async function withdraw(tx: WriteTx, id: number, person: string, reason: string): Promise<void> {
  await tx.run(
    'UPDATE medical_history SET withdrawn_at = UTC_TIMESTAMP(), withdrawn_by = ?, withdrawn_reason = ? WHERE id = ?',
    [person, reason, id],
  );
}

export async function restore(tx: WriteTx, id: number): Promise<void> {
  await tx.run(
    'UPDATE medical_history SET withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_reason = NULL WHERE id = ?',
    [id],
  );
}

export interface ToldVisit {
  readonly id: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly status: 'scheduled' | 'checked_in' | 'completed' | 'cancelled';
}

export async function visitById(tx: ReadTx, id: number): Promise<ToldVisit | null> {
  const [row] = await tx.select<ToldVisit>(
    'SELECT id, doctor_id, patient_id, status FROM appointments WHERE id = ? AND withdrawn_at IS NULL',
    [id],
  );
  return row ?? null;
}
