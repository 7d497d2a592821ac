import { duplicateKey } from '#electron/mysql/errors';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { AppointmentStatus, ClosedAs } from '#shared/domain/visit-state';
import { sqlTime } from '#electron/platform/stamps';

/** A visit of the delayed doctor, with what a call list shows of its patient. */
export interface VisitRow {
  readonly id: number;
  readonly version: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly clinic_no: string | null;
  readonly start_time: string;
  readonly end_time: string;
  readonly status: AppointmentStatus;
  readonly kind: 'slot' | 'token';
  readonly closed_as: ClosedAs | null;
  readonly in_room_at: string | null;
  readonly to_move_at: string | null;
}

const VISIT = `a.id, a.version, a.doctor_id, a.patient_id, p.first_name, p.last_name, p.phone, p.clinic_no,
  a.start_time, a.end_time, a.status, a.kind, a.closed_as, a.in_room_at, a.to_move_at`;

/** The longest column that is delayed at once; a day has 288 steps of five minutes. */
const MOST_VISITS = 1_000;

/** Every visit of the doctor that touches the day and is not closed; `lock` keeps them as they are. */
export function visitsOfDay(
  tx: ReadTx,
  doctorId: number,
  date: string,
  lock: '' | 'FOR UPDATE OF a',
): Promise<VisitRow[]> {
  return tx.select<VisitRow>(
    `SELECT ${VISIT} FROM appointments a JOIN patients p ON p.id = a.patient_id
      WHERE a.doctor_id = ? AND a.start_time > CAST(? AS DATETIME) - INTERVAL 12 HOUR
        AND a.start_time < CAST(? AS DATETIME) + INTERVAL 1 DAY AND a.end_time > CAST(? AS DATETIME)
        AND a.status <> 'cancelled' AND a.to_move_at IS NULL
      ORDER BY a.id LIMIT ${String(MOST_VISITS)} ${lock}`,
    [doctorId, date, date, date],
  );
}

/** The visits of one delay wherever they are now; `lock` keeps them as they are. */
export function visitsOfDelay(
  tx: ReadTx,
  delayId: number,
  lock: '' | 'FOR UPDATE OF a',
): Promise<DelayedVisitRow[]> {
  return tx.select<DelayedVisitRow>(
    `SELECT ${VISIT}, v.start_before, v.end_before, v.start_after, v.end_after
       FROM delayed_visits v JOIN appointments a ON a.id = v.appointment_id JOIN patients p ON p.id = a.patient_id
      WHERE v.delay_id = ? ORDER BY a.id ${lock}`,
    [delayId],
  );
}

/** A visit with where a delay found it and where it put it. */
export interface DelayedVisitRow extends VisitRow {
  readonly start_before: string;
  readonly end_before: string;
  readonly start_after: string | null;
  readonly end_after: string | null;
}

/** Where else these patients are on the day, with any doctor. */
export function othersOfPatients(
  tx: ReadTx,
  patientIds: readonly number[],
  date: string,
): Promise<{ id: number; patient_id: number; doctor_id: number; start_time: string; end_time: string }[]> {
  if (patientIds.length === 0) return Promise.resolve([]);
  return tx.select(
    `SELECT id, patient_id, doctor_id, start_time, end_time FROM appointments
      WHERE patient_id IN (${patientIds.map(() => '?').join(', ')})
        AND start_time > CAST(? AS DATETIME) - INTERVAL 12 HOUR AND start_time < CAST(? AS DATETIME) + INTERVAL 1 DAY
        AND status <> 'cancelled' AND to_move_at IS NULL ORDER BY start_time`,
    [...patientIds, date, date],
  );
}

/** Locks patients in ascending order: a visit of theirs cannot be booked or moved meanwhile. */
export async function lockPatients(tx: WriteTx, ids: readonly number[]): Promise<void> {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  if (sorted.length === 0) return;
  await tx.select(
    `SELECT id FROM patients WHERE id IN (${sorted.map(() => '?').join(', ')}) ORDER BY id FOR UPDATE`,
    sorted,
  );
}

/** Locks the doctor against bookings and other delays; gives the server's clock, UTC, or null for nobody. */
export async function lockDoctor(tx: WriteTx, id: number): Promise<string | null> {
  const [row] = await tx.select<{ now: string }>(
    'SELECT UTC_TIMESTAMP() AS now FROM doctors WHERE id = ? FOR UPDATE',
    [id],
  );
  return row?.now ?? null;
}

/** The server's clock, UTC, when there is such a doctor. */
export async function doctorAndNow(tx: ReadTx, id: number): Promise<string | null> {
  const [row] = await tx.select<{ now: string }>('SELECT UTC_TIMESTAMP() AS now FROM doctors WHERE id = ?', [
    id,
  ]);
  return row?.now ?? null;
}

/** A visit found its time taken: by a visit that was put back without the doctor's lock. */
export class SlotTaken extends Error {}

/** Puts a visit at a time, or among those to be moved with null. False when the version has moved on. @throws SlotTaken */
export async function placeVisit(
  tx: WriteTx,
  at: { readonly id: number; readonly version: number; readonly person: string },
  to: { readonly start: string; readonly end: string } | null,
): Promise<boolean> {
  const set = to ? 'start_time = ?, end_time = ?, to_move_at = NULL' : 'to_move_at = UTC_TIMESTAMP()';
  try {
    const { affectedRows } = await tx.run(
      `UPDATE appointments SET ${set}, updated_by = ? WHERE id = ? AND version = ?`,
      [...(to ? [sqlTime(to.start), sqlTime(to.end)] : []), at.person, at.id, at.version],
    );
    return affectedRows === 1;
  } catch (error) {
    throw duplicateKey(error)?.startsWith('appointment_slots') === true ? new SlotTaken() : error;
  }
}

export interface DelayRow {
  readonly id: number;
  readonly version: number;
  readonly doctor_id: number;
  readonly date: string;
  readonly minutes: number | null;
  readonly taken_back_at: string | null;
  readonly created_at: string;
  readonly created_by: string;
  /** As screens show the person. */
  readonly by_name: string | null;
  readonly updated_by: string | null;
}

const DELAY = `SELECT d.id, d.version, d.doctor_id, CAST(d.\`date\` AS CHAR) AS \`date\`, d.minutes, d.taken_back_at,
  d.created_at, d.created_by, d.updated_by,
  COALESCE(NULLIF(CONCAT_WS(' ', o.title, o.first_name, o.last_name), ''), m.display_name, m.username) AS by_name
  FROM doctor_delays d
  LEFT JOIN admin m ON d.created_by = CONCAT('admin:', m.id)
  LEFT JOIN doctors o ON d.created_by = CONCAT('doctor:', o.id)`;

/** The last delay of a doctor's day, taken back or not. */
export async function lastDelay(tx: ReadTx, doctorId: number, date: string): Promise<DelayRow | null> {
  const [row] = await tx.select<DelayRow>(
    `${DELAY} WHERE d.doctor_id = ? AND d.\`date\` = ? ORDER BY d.id DESC LIMIT 1`,
    [doctorId, date],
  );
  return row ?? null;
}

export async function delayById(
  tx: ReadTx,
  id: number,
  lock: '' | 'FOR UPDATE OF d',
): Promise<DelayRow | null> {
  const [row] = await tx.select<DelayRow>(`${DELAY} WHERE d.id = ? ${lock}`, [id]);
  return row ?? null;
}

/** The delays of a day, the newest first. */
export function delaysOn(tx: ReadTx, date: string): Promise<DelayRow[]> {
  return tx.select<DelayRow>(`${DELAY} WHERE d.\`date\` = ? ORDER BY d.id DESC LIMIT 50`, [date]);
}

export interface NewDelay {
  readonly doctorId: number;
  readonly date: string;
  readonly from: string;
  readonly minutes: number | null;
  readonly gaps: 'use' | 'keep' | null;
  readonly person: string;
}

export async function insertDelay(tx: WriteTx, delay: NewDelay): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO doctor_delays (doctor_id, `date`, from_time, minutes, gaps, created_by) VALUES (?, ?, ?, ?, ?, ?)',
    [delay.doctorId, delay.date, sqlTime(delay.from), delay.minutes, delay.gaps, delay.person],
  );
  return insertId;
}

interface Times {
  readonly start: string;
  readonly end: string;
}

export async function insertDelayedVisits(
  tx: WriteTx,
  delayId: number,
  visits: readonly { readonly id: number; readonly before: Times; readonly after: Times | null }[],
): Promise<void> {
  await tx.run(
    `INSERT INTO delayed_visits (delay_id, appointment_id, start_before, end_before, start_after, end_after)
     VALUES ${visits.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
    visits.flatMap(({ id, before, after }) => [
      delayId,
      id,
      sqlTime(before.start),
      sqlTime(before.end),
      after && sqlTime(after.start),
      after && sqlTime(after.end),
    ]),
  );
}

/** Marks a delay as taken back, or as standing again. */
export async function markDelay(
  tx: WriteTx,
  at: { readonly id: number; readonly version: number; readonly person: string },
  takenBack: boolean,
): Promise<void> {
  await tx.run(
    'UPDATE doctor_delays SET taken_back_at = IF(?, UTC_TIMESTAMP(), NULL), updated_by = ? WHERE id = ? AND version = ?',
    [takenBack ? 1 : 0, at.person, at.id, at.version],
  );
}
