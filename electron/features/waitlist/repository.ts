import type { WaitingFields } from '#shared/contract/waiting-list';
import type { ClinicDateTime } from '#shared/values/wall-clock';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';
import { sqlTime } from '#electron/platform/stamps';
import type { FreedRow, WaitingRow } from './projection';

/** One answer holds at most so many; a clinic that has more calls the first ones first. */
export const MOST_WAITING = 500;
/** Of what was given up, the newest. */
const MOST_FREED = 60;

const SELECT_ENTRY = `SELECT w.id, w.version, COALESCE(r.id, p.id) AS patient_id,
    COALESCE(r.first_name, p.first_name) AS first_name, IF(r.id IS NULL, p.last_name, r.last_name) AS last_name,
    IF(r.id IS NULL, p.phone, r.phone) AS phone,
    w.doctor_id, w.specialization, w.from_date, w.to_date, w.parts, w.minutes, w.urgency, w.note, w.state,
    w.has_appointment_id, w.booked_appointment_id,
    a.doctor_id AS held_doctor_id, a.start_time AS held_start, a.to_move_at AS held_parked, a.version AS held_version,
    w.created_at, w.updated_at, w.updated_by
  FROM waiting_list w
  JOIN patients p ON p.id = w.patient_id
  LEFT JOIN patients r ON r.id = (
    WITH RECURSIVE up AS (
      SELECT p.id AS id, p.merged_into_id AS into_id
      UNION ALL
      SELECT q.id, q.merged_into_id FROM up JOIN patients q ON q.id = up.into_id)
    SELECT id FROM up WHERE into_id IS NULL)
  LEFT JOIN appointments a ON a.id = w.has_appointment_id AND a.status = 'scheduled' AND a.kind = 'slot'`;

/** Everyone who waits, the most urgent and then the longest waiting first; patients who were removed do not. */
export function openEntries(tx: ReadTx): Promise<WaitingRow[]> {
  return tx.select<WaitingRow>(
    `${SELECT_ENTRY} WHERE w.state = 'open' AND COALESCE(r.is_deleted, p.is_deleted) = 0
      ORDER BY w.urgency, w.created_at, w.id LIMIT ${String(MOST_WAITING)}`,
    [],
  );
}

export async function countOpen(tx: ReadTx): Promise<number> {
  const [row] = await tx.select<{ total: number }>(
    "SELECT COUNT(*) AS total FROM waiting_list WHERE state = 'open'",
    [],
  );
  return row?.total ?? 0;
}

export async function entryById(tx: ReadTx, id: number): Promise<WaitingRow | null> {
  const [row] = await tx.select<WaitingRow>(`${SELECT_ENTRY} WHERE w.id = ?`, [id]);
  return row ?? null;
}

/** Locks the entry, before its patient, the doctor and the visit: who waits for it reads it only then. */
export async function lockEntry(tx: WriteTx, id: number): Promise<WaitingRow | null> {
  await tx.select('SELECT id FROM waiting_list WHERE id = ? FOR UPDATE', [id]);
  return entryById(tx, id);
}

interface Written {
  readonly columns: readonly string[];
  readonly values: readonly SqlValue[];
}

function written({ whose, from, to, parts, minutes, urgency, note, heldId }: WaitingFields): Written {
  return {
    columns: [
      'doctor_id',
      'specialization',
      'from_date',
      'to_date',
      'parts',
      'minutes',
      'urgency',
      'note',
      'has_appointment_id',
    ],
    values: [
      whose.kind === 'doctor' ? whose.id : null,
      whose.kind === 'specialization' ? whose.name : null,
      from,
      to,
      parts.join(','),
      minutes,
      urgency,
      note,
      heldId,
    ],
  };
}

export async function insertEntry(
  tx: WriteTx,
  patientId: number,
  fields: WaitingFields,
  person: string,
): Promise<number> {
  const { columns, values } = written(fields);
  const { insertId } = await tx.run(
    `INSERT INTO waiting_list (patient_id, ${columns.join(', ')}, created_by, updated_by)
     VALUES (?, ${columns.map(() => '?').join(', ')}, ?, ?)`,
    [patientId, ...values, person, person],
  );
  return insertId;
}

export async function updateEntry(
  tx: WriteTx,
  id: number,
  fields: WaitingFields,
  person: string,
): Promise<void> {
  const { columns, values } = written(fields);
  await tx.run(
    `UPDATE waiting_list SET ${columns.map((column) => `${column} = ?`).join(', ')}, updated_by = ? WHERE id = ?`,
    [...values, person, id],
  );
}

export async function setState(
  tx: WriteTx,
  id: number,
  state: WaitingRow['state'],
  bookedId: number | null,
  person: string,
): Promise<void> {
  await tx.run('UPDATE waiting_list SET state = ?, booked_appointment_id = ?, updated_by = ? WHERE id = ?', [
    state,
    bookedId,
    person,
    id,
  ]);
}

export async function isDoctorThere(tx: ReadTx, id: number): Promise<boolean> {
  const rows = await tx.select('SELECT id FROM doctors WHERE id = ? AND is_deleted = 0', [id]);
  return rows.length > 0;
}

export interface VisitRow {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly status: string;
}

export async function visitById(tx: ReadTx, id: number): Promise<VisitRow | null> {
  const [row] = await tx.select<VisitRow>(
    'SELECT id, version, patient_id, status FROM appointments WHERE id = ?',
    [id],
  );
  return row ?? null;
}

/** What was given up in the last two days and begins later than now, the newest first. */
export function freedSince(tx: ReadTx, now: ClinicDateTime): Promise<FreedRow[]> {
  return tx.select<FreedRow>(
    `SELECT doctor_id, start_time, end_time, patient_id FROM freed_times
      WHERE start_time > ?
      ORDER BY id DESC LIMIT ${String(MOST_FREED)}`,
    [sqlTime(now)],
  );
}
