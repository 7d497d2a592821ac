import type { OpenState } from '#shared/domain/visit-state';
import { duplicateKey } from '#electron/mysql/errors';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';
import { sqlTime } from '#electron/platform/stamps';
import { asRead } from './merged';
import type { AppointmentRow } from './projection';

const SELECT_VISIT = `SELECT a.id, a.version, a.doctor_id, a.patient_id, p.first_name, p.last_name, p.phone, p.clinic_no, p.merged_into_id,
  a.start_time, a.end_time, a.status, a.kind, a.token_no, a.type, a.reason, a.desk_notes, a.closed_as, a.close_reason,
  a.arrived_at, a.in_room_at, a.completed_at, a.closed_at, a.withdrawn_at, a.to_move_at,
  a.queue_mark, a.called_at, a.stepped_out_at, a.skipped_at, a.updated_at, a.updated_by
  FROM appointments a JOIN patients p ON p.id = a.patient_id`;

// A visit lasts 12 hours at most (a CHECK), so an index range on its start finds every one that touches a day.
const TOUCHES = `a.start_time > ? - INTERVAL 12 HOUR AND a.start_time < ? AND a.end_time > ?
  AND a.withdrawn_at IS NULL AND a.to_move_at IS NULL`;

/** A calendar range is one answer of at most this many rows (design section 2). */
const MOST_ROWS = 2_000;

async function selectVisits(
  tx: ReadTx,
  where: string,
  params: readonly SqlValue[],
): Promise<AppointmentRow[]> {
  return asRead(tx, await tx.select<AppointmentRow>(`${SELECT_VISIT} ${where}`, params));
}

/** Visits that touch `[from, to)`, wall-clock; of the given doctors, or of all with null. */
export function visitsBetween(
  tx: ReadTx,
  range: { readonly from: string; readonly to: string },
  doctorIds: readonly number[] | null,
): Promise<AppointmentRow[]> {
  const params: SqlValue[] = [sqlTime(range.from), sqlTime(range.to), sqlTime(range.from)];
  if (doctorIds?.length === 0) return Promise.resolve([]);
  const only = doctorIds ? ` AND a.doctor_id IN (${doctorIds.map(() => '?').join(', ')})` : '';
  return selectVisits(tx, `WHERE ${TOUCHES}${only} ORDER BY a.start_time, a.id LIMIT ${String(MOST_ROWS)}`, [
    ...params,
    ...(doctorIds ?? []),
  ]);
}

/** What is booked on one day. */
export interface DayLoadRow {
  readonly day: string;
  readonly visits: number;
  readonly minutes: number;
}

/** Visits and minutes of each day from `from` until before `to` that has any, counted where they start. */
export async function loadBetween(
  tx: ReadTx,
  { from, to }: { readonly from: string; readonly to: string },
  doctorIds: readonly number[] | null,
): Promise<DayLoadRow[]> {
  if (doctorIds?.length === 0) return [];
  const only = doctorIds ? ` AND doctor_id IN (${doctorIds.map(() => '?').join(', ')})` : '';
  const rows = await tx.select<{ day: string; visits: number; minutes: string }>(
    `SELECT DATE(start_time) AS day, COUNT(*) AS visits, SUM(TIMESTAMPDIFF(MINUTE, start_time, end_time)) AS minutes
       FROM appointments
      WHERE start_time >= ? AND start_time < ? AND status <> 'cancelled' AND to_move_at IS NULL${only}
      GROUP BY day`,
    [from, to, ...(doctorIds ?? [])],
  );
  // A SUM is a DECIMAL, which the driver gives as text.
  return rows.map(({ day, visits, minutes }) => ({ day, visits, minutes: Number(minutes) }));
}

export async function visitById(tx: ReadTx, id: number): Promise<AppointmentRow | null> {
  const [row] = await selectVisits(tx, 'WHERE a.id = ?', [id]);
  return row ?? null;
}

/** The visit, locked until the transaction ends. Patients and doctors must have been locked before. */
export async function lockVisit(tx: WriteTx, id: number): Promise<AppointmentRow | null> {
  const [row] = await selectVisits(tx, 'WHERE a.id = ? FOR UPDATE OF a', [id]);
  return row ?? null;
}

export interface LockedDoctor {
  readonly id: number;
  readonly is_deleted: number;
  /** The server's clock, UTC, read with the lock. */
  readonly now: string;
}

/** Doctors are locked in ascending order; FOR SHARE, so that only a change of hours waits (design section 3). */
export function lockDoctors(tx: WriteTx, ids: readonly number[]): Promise<LockedDoctor[]> {
  const unique = [...new Set(ids)].sort((a, b) => a - b);
  return tx.select<LockedDoctor>(
    `SELECT id, is_deleted, UTC_TIMESTAMP() AS now FROM doctors WHERE id IN (${unique.map(() => '?').join(', ')}) ORDER BY id FOR SHARE`,
    unique,
  );
}

/** Another visit of the patient that overlaps the time, if any; `records` are all that are read as the patient. */
export async function patientElsewhere(
  tx: ReadTx,
  records: readonly number[],
  start: string,
  end: string,
  exceptId: number,
): Promise<AppointmentRow | null> {
  const [row] = await selectVisits(
    tx,
    `WHERE a.patient_id IN (${records.map(() => '?').join(', ')}) AND a.start_time > ? - INTERVAL 12 HOUR AND a.start_time < ? AND a.end_time > ?
        AND a.status <> 'cancelled' AND a.to_move_at IS NULL AND a.id <> ? LIMIT 1`,
    [...records, sqlTime(start), sqlTime(end), sqlTime(start), exceptId],
  );
  return row ?? null;
}

/** Visits that hold any of the doctor's time in `[from, to)`. */
export function holdersBetween(
  tx: ReadTx,
  doctorId: number,
  from: string,
  to: string,
): Promise<AppointmentRow[]> {
  return selectVisits(
    tx,
    `WHERE a.doctor_id = ? AND ${TOUCHES} AND a.status <> 'cancelled' AND a.kind = 'slot'
      ORDER BY a.start_time LIMIT ${String(MOST_ROWS)}`,
    [doctorId, sqlTime(from), sqlTime(to), sqlTime(from)],
  );
}

// Whoever is in the room, done or closed has a place, or needs none.
const TO_MOVE = "a.to_move_at IS NOT NULL AND a.status IN ('scheduled', 'checked_in')";

/** One answer holds at most this many of those to be moved. */
export const MOST_TO_MOVE = 200;

/** Visits without a place, of all doctors or of one, the longest waiting first. */
export function visitsToMove(tx: ReadTx, doctorId: number | null): Promise<AppointmentRow[]> {
  return selectVisits(
    tx,
    `WHERE ${TO_MOVE} AND (? IS NULL OR a.doctor_id = ?) ORDER BY a.to_move_at, a.id LIMIT ${String(MOST_TO_MOVE)}`,
    [doctorId, doctorId],
  );
}

/** The doctor's visits that have a time, are neither under way nor closed, and end after `now`, wall-clock. */
export function comingOf(tx: ReadTx, doctorId: number, now: string): Promise<AppointmentRow[]> {
  return selectVisits(
    tx,
    `WHERE a.doctor_id = ? AND a.end_time > ? AND a.status IN ('scheduled', 'checked_in') AND a.in_room_at IS NULL
        AND a.to_move_at IS NULL ORDER BY a.start_time, a.id LIMIT ${String(MOST_ROWS)}`,
    [doctorId, sqlTime(now)],
  );
}

export async function countToMove(tx: ReadTx, doctorId: number | null): Promise<number> {
  const [row] = await tx.select<{ total: number }>(
    `SELECT COUNT(*) AS total FROM appointments a WHERE ${TO_MOVE} AND (? IS NULL OR a.doctor_id = ?)`,
    [doctorId, doctorId],
  );
  return row?.total ?? 0;
}

/** Which of the visits still stand where a delay that was not taken back put them off. */
export async function putOffByDelay(tx: ReadTx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.select<{ id: number }>(
    `SELECT DISTINCT a.id FROM delayed_visits v
       JOIN doctor_delays d ON d.id = v.delay_id AND d.taken_back_at IS NULL
       JOIN appointments a ON a.id = v.appointment_id AND a.doctor_id = d.doctor_id AND a.start_time = v.start_before
      WHERE v.start_after IS NULL AND v.appointment_id IN (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  return new Set(rows.map(({ id }) => id));
}

export interface NewVisit {
  readonly patientId: number;
  readonly doctorId: number;
  readonly start: string;
  readonly end: string;
  readonly type: 'in_person' | 'telemedicine' | null;
  readonly reason: string | null;
  readonly deskNotes: string | null;
  /** Of those that recur. */
  readonly seriesId?: number;
  readonly person: string;
}

export class SlotTaken extends Error {}

function asSlotTaken(error: unknown): unknown {
  return duplicateKey(error)?.startsWith('appointment_slots') === true ? new SlotTaken() : error;
}

/** Inserts the visit; the trigger takes its slots. @throws SlotTaken */
export async function insertVisit(tx: WriteTx, visit: NewVisit): Promise<number> {
  try {
    const { insertId } = await tx.run(
      `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, type, reason, desk_notes, series_id, created_by, updated_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        visit.patientId,
        visit.doctorId,
        sqlTime(visit.start),
        sqlTime(visit.end),
        visit.type,
        visit.reason,
        visit.deskNotes,
        visit.seriesId ?? null,
        visit.person,
        visit.person,
      ],
    );
    return insertId;
  } catch (error) {
    throw asSlotTaken(error);
  }
}

export interface At {
  readonly id: number;
  readonly version: number;
  readonly person: string;
}

async function update(tx: WriteTx, at: At, set: string, params: readonly SqlValue[]): Promise<boolean> {
  try {
    const { affectedRows } = await tx.run(
      `UPDATE appointments SET ${set}, updated_by = ? WHERE id = ? AND version = ?`,
      [...params, at.person, at.id, at.version],
    );
    return affectedRows === 1;
  } catch (error) {
    throw asSlotTaken(error);
  }
}

/** Moves or resizes; one that was to be moved has its place. False when the version has moved on. @throws SlotTaken */
export function updateTimes(
  tx: WriteTx,
  at: At,
  doctorId: number,
  start: string,
  end: string,
): Promise<boolean> {
  return update(tx, at, 'doctor_id = ?, start_time = ?, end_time = ?, to_move_at = NULL', [
    doctorId,
    sqlTime(start),
    sqlTime(end),
  ]);
}

/** Gives the visit's time up from now on, or puts it back where it was among those to be moved. */
export function park(
  tx: WriteTx,
  at: At,
  as: {
    readonly doctorId: number;
    readonly start: string;
    readonly end: string;
    readonly since: string;
  } | null,
): Promise<boolean> {
  if (as === null) return update(tx, at, 'to_move_at = UTC_TIMESTAMP()', []);
  // Nobody has been waiting from before the booking, or from tomorrow on.
  return update(
    tx,
    at,
    `doctor_id = ?, start_time = ?, end_time = ?,
      to_move_at = LEAST(GREATEST(created_at, CAST(? AS DATETIME)), UTC_TIMESTAMP())`,
    [as.doctorId, sqlTime(as.start), sqlTime(as.end), as.since.slice(0, 19).replace('T', ' ')],
  );
}

/** Takes the visit's own time again. @throws SlotTaken */
export function unpark(tx: WriteTx, at: At): Promise<boolean> {
  return update(tx, at, 'to_move_at = NULL', []);
}

export interface VisitTexts {
  readonly type?: 'in_person' | 'telemedicine' | null | undefined;
  readonly reason?: string | null | undefined;
  readonly deskNotes?: string | null | undefined;
}

/** Writes the given texts only. */
export function updateTexts(tx: WriteTx, at: At, changes: VisitTexts): Promise<boolean> {
  const columns = { type: 'type', reason: 'reason', deskNotes: 'desk_notes' } as const;
  const sets: string[] = [];
  const params: SqlValue[] = [];
  for (const name of ['type', 'reason', 'deskNotes'] as const) {
    const value = changes[name];
    if (value === undefined) continue;
    sets.push(`${columns[name]} = ?`);
    params.push(value);
  }
  return update(tx, at, sets.length === 0 ? 'version = version' : sets.join(', '), params);
}

const NOT_CLOSED =
  'closed_as = NULL, close_reason = NULL, closed_at = NULL, closed_by = NULL, withdrawn_at = NULL';
const ARRIVED = 'arrived_at = COALESCE(arrived_at, UTC_TIMESTAMP()), arrived_by = COALESCE(arrived_by, ?)';
const IN_ROOM = 'in_room_at = COALESCE(in_room_at, UTC_TIMESTAMP()), in_room_by = COALESCE(in_room_by, ?)';
const NOT_IN_ROOM = 'in_room_at = NULL, in_room_by = NULL';
const NOT_DONE = 'completed_at = NULL, completed_by = NULL';

/** Steps forward stamp time and person once; steps back clear what has not happened. @throws SlotTaken */
export function updateState(tx: WriteTx, at: At, to: OpenState): Promise<boolean> {
  switch (to) {
    case 'scheduled':
      return update(
        tx,
        at,
        `status = 'scheduled', ${NOT_CLOSED}, ${NOT_IN_ROOM}, ${NOT_DONE}, arrived_at = NULL, arrived_by = NULL, queue_mark = NULL`,
        [],
      );
    case 'waiting':
      return update(tx, at, `status = 'checked_in', ${NOT_CLOSED}, ${NOT_IN_ROOM}, ${NOT_DONE}, ${ARRIVED}`, [
        at.person,
      ]);
    case 'in_room':
      return update(tx, at, `status = 'checked_in', ${NOT_CLOSED}, ${NOT_DONE}, ${ARRIVED}, ${IN_ROOM}`, [
        at.person,
        at.person,
      ]);
    case 'done':
      return update(
        tx,
        at,
        `status = 'completed', ${NOT_CLOSED}, ${ARRIVED}, completed_at = COALESCE(completed_at, UTC_TIMESTAMP()), completed_by = COALESCE(completed_by, ?)`,
        [at.person, at.person],
      );
  }
}

/** Closes the visit; its stamps stay, so that undo can put them back. */
export function closeVisit(
  tx: WriteTx,
  at: At,
  as: 'cancelled' | 'no_show' | 'left',
  reason: string | null,
  withdrawn: boolean,
): Promise<boolean> {
  return update(
    tx,
    at,
    `status = 'cancelled', closed_as = ?, close_reason = ?, closed_at = UTC_TIMESTAMP(), closed_by = ?, withdrawn_at = IF(?, UTC_TIMESTAMP(), NULL)`,
    [as, reason, at.person, withdrawn ? 1 : 0],
  );
}
