import { REVIEW_AROUND, type ReviewOutcome } from '#shared/domain/reviews';
import { type ClinicDate, addDays } from '#shared/values/wall-clock';
import { newerPages } from '#electron/mysql/newer-pages';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';

/** One list holds at most so many; the others come up when these are booked or called. */
export const MOST_REVIEWS = 100;
/** Reviews further back or ahead are nobody's list any more. */
const DAYS_LOOKED_AT = 366;

/** A review that stands: of a page that is signed, in force and the last of this patient with this doctor. */
export interface ReviewRow {
  readonly id: number;
  readonly review_on: string;
  readonly signed_at: string;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly start_time: string;
  readonly end_time: string;
  readonly kind: 'slot' | 'token';
  readonly default_minutes: number;
  readonly sees_by: 'slot' | 'token';
  readonly call_id: number | null;
}

/** Records that were merged with each that they went into; `next` is null at the patient they are read as. */
const MERGED = `WITH RECURSIVE merged AS (
    SELECT p.id AS record, x.id AS at, x.merged_into_id AS next
      FROM patients p JOIN patients x ON x.id = p.merged_into_id WHERE p.merged_into_id IS NOT NULL
    UNION ALL
    SELECT merged.record, x.id, x.merged_into_id FROM merged JOIN patients x ON x.id = merged.next)`;

function isReplaced(page: string): string {
  return `EXISTS (SELECT 1 FROM ${newerPages(page)})`;
}

/**
 * Whether the patient `r` has such a row, in the own record or in one that was merged into it. One by one, whatever
 * the statistics say: there are few of a patient's, and very many of all.
 */
function has(table: string, index: string, where: string): string {
  const hint = '/*+ NO_SEMIJOIN() */';
  return `(EXISTS (SELECT ${hint} 1 FROM ${table} FORCE INDEX (${index}) WHERE t.patient_id = r.id AND ${where})
    OR EXISTS (SELECT ${hint} 1 FROM merged m STRAIGHT_JOIN ${table} FORCE INDEX (${index}) ON t.patient_id = m.record
      WHERE m.at = r.id AND ${where}))`;
}

const HAS_LATER = has(
  'prescriptions t',
  'prescriptions_patient',
  `t.doctor_id = p.doctor_id AND t.signed_at IS NOT NULL AND t.voided_at IS NULL
    AND (t.signed_at, t.id) > (p.signed_at, p.id) AND NOT ${isReplaced('t')}`,
);

const SELECT_REVIEW = `${MERGED} SELECT p.id, p.review_on, p.signed_at, p.doctor_id, r.id AS patient_id, r.first_name,
    r.last_name, r.phone, o.start_time, o.end_time, o.kind, d.default_minutes, d.sees_by, c.id AS call_id
  FROM prescriptions p
  JOIN appointments o ON o.id = p.appointment_id
  JOIN doctors d ON d.id = p.doctor_id AND d.is_deleted = 0
  LEFT JOIN merged u ON u.record = p.patient_id AND u.next IS NULL
  JOIN patients r ON r.id = COALESCE(u.at, p.patient_id) AND r.is_deleted = 0
  LEFT JOIN review_calls c ON c.id = (
    SELECT MAX(k.id) FROM review_calls k WHERE k.prescription_id = p.id AND k.withdrawn_at IS NULL)
  WHERE p.signed_at IS NOT NULL AND p.voided_at IS NULL AND p.review_on IS NOT NULL
    AND NOT ${isReplaced('p')} AND NOT ${HAS_LATER}`;

/**
 * A visit of the patient to the doctor that is the review: after the page's own visit, from three days before the
 * day on, and come or still to come. Two marks, each the clinic's today. `which`: what else it must be.
 */
function isSeen(which: string): string {
  return has(
    'appointments t',
    'appointments_patient_start',
    `t.doctor_id = p.doctor_id AND t.status <> 'cancelled' AND t.id <> o.id AND t.start_time > o.start_time
      AND t.start_time >= CAST(p.review_on AS DATE) - INTERVAL ${String(REVIEW_AROUND)} DAY
      AND (t.start_time >= ? OR t.status <> 'scheduled') ${which}`,
  );
}

/** Around the day, or made after the page was signed: then the desk and the patient have agreed on that day. */
const IS_BOOKED = isSeen(`AND (t.created_at >= p.signed_at
  OR t.start_time < CAST(p.review_on AS DATE) + INTERVAL ${String(REVIEW_AROUND + 1)} DAY)`);

const IS_WANTED = "(c.outcome IS NULL OR c.outcome <> 'not_wanted')";

interface Asked {
  readonly today: ClinicDate;
  /** Null: every doctor's. */
  readonly doctorId: number | null;
}

function ofDoctor({ doctorId }: Asked): { readonly sql: string; readonly params: readonly SqlValue[] } {
  return doctorId === null ? { sql: '', params: [] } : { sql: 'AND p.doctor_id = ?', params: [doctorId] };
}

/** Reviews of today and later that are not booked, the last signed first. `minutes`: only those signed since then. */
export function toBook(tx: ReadTx, asked: Asked, minutes: number | null): Promise<ReviewRow[]> {
  const own = ofDoctor(asked);
  const since =
    minutes === null ? '' : `AND p.signed_at > UTC_TIMESTAMP() - INTERVAL ${String(minutes)} MINUTE`;
  return tx.select<ReviewRow>(
    `${SELECT_REVIEW} AND p.review_on BETWEEN ? AND ? ${own.sql} ${since} AND ${IS_WANTED} AND NOT ${IS_BOOKED}
      ORDER BY p.signed_at DESC, p.id DESC LIMIT ${String(MOST_REVIEWS + 1)}`,
    [asked.today, addDays(asked.today, DAYS_LOOKED_AT), ...own.params, asked.today, asked.today],
  );
}

/** Reviews whose day has passed without a visit, those not called yet and then the last missed first. */
export function missed(tx: ReadTx, asked: Asked): Promise<ReviewRow[]> {
  const own = ofDoctor(asked);
  return tx.select<ReviewRow>(
    `${SELECT_REVIEW} AND p.review_on BETWEEN ? AND ? ${own.sql} AND ${IS_WANTED} AND NOT ${isSeen('')}
      ORDER BY c.id IS NOT NULL, p.review_on DESC, p.id DESC LIMIT ${String(MOST_REVIEWS + 1)}`,
    [
      addDays(asked.today, -DAYS_LOOKED_AT),
      addDays(asked.today, -1),
      ...own.params,
      asked.today,
      asked.today,
    ],
  );
}

/** A review while it stands, booked or not. */
export async function reviewById(tx: ReadTx, id: number): Promise<ReviewRow | null> {
  const [row] = await tx.select<ReviewRow>(`${SELECT_REVIEW} AND p.id = ?`, [id]);
  return row ?? null;
}

/** Whether a standing review is seen to: booked, or, when its day has passed, come to. */
export async function isSettled(tx: ReadTx, id: number, today: ClinicDate): Promise<boolean> {
  const rows = await tx.select(
    `${SELECT_REVIEW} AND p.id = ? AND IF(p.review_on < ?, ${isSeen('')}, ${IS_BOOKED})`,
    [id, today, today, today, today, today],
  );
  return rows.length > 0;
}

export interface BusyRow {
  readonly patient_id: number;
  readonly start_time: string;
  readonly end_time: string;
}

/** When these patients are with anybody, in `[from, to)`. */
export async function busyTimes(
  tx: ReadTx,
  patientIds: readonly number[],
  from: ClinicDate,
  to: ClinicDate,
): Promise<BusyRow[]> {
  if (patientIds.length === 0) return [];
  return tx.select<BusyRow>(
    `SELECT patient_id, start_time, end_time FROM appointments
      WHERE patient_id IN (${patientIds.map(() => '?').join(', ')}) AND start_time >= ? AND start_time < ?
        AND status <> 'cancelled' AND kind = 'slot' AND to_move_at IS NULL`,
    [...patientIds, from, to],
  );
}

export interface CallRow {
  readonly id: number;
  readonly version: number;
  readonly prescription_id: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly outcome: ReviewOutcome;
  readonly called_at: string;
  readonly called_by: string;
  readonly withdrawn_at: string | null;
}

const SELECT_CALL = `SELECT k.id, k.version, k.prescription_id, p.doctor_id, p.patient_id, k.outcome, k.called_at,
    k.called_by, k.withdrawn_at
  FROM review_calls k JOIN prescriptions p ON p.id = k.prescription_id`;

export async function callsById(tx: ReadTx, ids: readonly number[]): Promise<CallRow[]> {
  if (ids.length === 0) return [];
  return tx.select<CallRow>(`${SELECT_CALL} WHERE k.id IN (${ids.map(() => '?').join(', ')})`, ids);
}

export async function lockCall(tx: WriteTx, id: number): Promise<CallRow | null> {
  const [row] = await tx.select<CallRow>(`${SELECT_CALL} WHERE k.id = ? FOR UPDATE OF k`, [id]);
  return row ?? null;
}

export async function insertCall(
  tx: WriteTx,
  id: number,
  outcome: ReviewOutcome,
  person: string,
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO review_calls (prescription_id, outcome, called_by) VALUES (?, ?, ?)',
    [id, outcome, person],
  );
  return insertId;
}

export async function setWithdrawn(tx: WriteTx, id: number, withdrawn: boolean): Promise<void> {
  await tx.run('UPDATE review_calls SET withdrawn_at = IF(?, UTC_TIMESTAMP(), NULL) WHERE id = ?', [
    withdrawn ? 1 : 0,
    id,
  ]);
}
