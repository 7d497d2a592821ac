import type { OpenState } from '#shared/domain/visit-state';
import { duplicateKey } from '#electron/mysql/errors';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';
import { asRead } from './merged';
import type { AppointmentRow } from './projection';

const SELECT_VISIT = `SELECT a.id, a.version, a.doctor_id, a.patient_id, p.first_name, p.last_name, p.phone, p.clinic_no, p.merged_into_id,
  a.start_time, a.end_time, a.status, a.kind, a.token_no, a.type, a.reason, a.desk_notes, a.closed_as, a.close_reason,
  a.arrived_at, a.in_room_at, a.completed_at, a.closed_at, a.withdrawn_at,
  a.queue_mark, a.called_at, a.stepped_out_at, a.skipped_at, a.updated_at, a.updated_by
  FROM appointments a JOIN patients p ON p.id = a.patient_id`;

// A visit lasts 12 hours at most (a CHECK), so an index range on its start finds every one that touches a day.
const TOUCHES = `a.start_time > ? - INTERVAL 12 HOUR AND a.start_time < ? AND a.end_time > ?
  AND a.withdrawn_at IS NULL AND a.to_move_at IS NULL`;

/** A calendar range is one answer of at most this many rows (design section 2). */
const MOST_ROWS = 2_000;

/** `2027-01-04T11:15` as a DATETIME literal. */
function sqlTime(wall: string): string {
  return `${wall.replace('T', ' ')}:00`;
}

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

export async function visitById(tx: ReadTx, id: number): Promise<AppointmentRow | null> {
  const [row] = await selectVisits(tx, 'WHERE a.id = ?', [id]);
  return row ?? null;
}

/** The visit, locked until the transaction ends. Patients and doctors must have been locked before. */
export async function lockVisit(tx: WriteTx, id: number): Promise<AppointmentRow | null> {
  const [row] = await selectVisits(tx, 'WHERE a.id = ? FOR UPDATE OF a', [id]);
  return row ?? null;
}

/** The server's clock, UTC. */
export async function serverNow(tx: ReadTx): Promise<string> {
  const [row] = await tx.select<{ now: string }>('SELECT UTC_TIMESTAMP() AS now', []);
  return row?.now ?? '';
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

export interface NewVisit {
  readonly patientId: number;
  readonly doctorId: number;
  readonly start: string;
  readonly end: string;
  readonly type: 'in_person' | 'telemedicine' | null;
  readonly reason: string | null;
  readonly deskNotes: string | null;
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
      `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, type, reason, desk_notes, created_by, updated_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        visit.patientId,
        visit.doctorId,
        sqlTime(visit.start),
        sqlTime(visit.end),
        visit.type,
        visit.reason,
        visit.deskNotes,
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

/** Moves or resizes. False when the version has moved on. @throws SlotTaken */
export function updateTimes(
  tx: WriteTx,
  at: At,
  doctorId: number,
  start: string,
  end: string,
): Promise<boolean> {
  return update(tx, at, 'doctor_id = ?, start_time = ?, end_time = ?', [
    doctorId,
    sqlTime(start),
    sqlTime(end),
  ]);
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
