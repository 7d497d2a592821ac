import {
  type AppointmentStatus,
  type ClosedAs,
  type VisitState,
  visitState,
} from '#shared/domain/visit-state';
import type { TimeRange } from '#shared/domain/slots';
import type { ClinicDateTime } from '#shared/values/wall-clock';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';
import { sqlTime, wallTime } from '#electron/platform/stamps';

export interface SeriesRow {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly recurrence_rule: string;
  readonly updated_at: string | null;
  readonly updated_by: string | null;
}

/** One appointment of a series; withdrawn ones too. */
export interface Member {
  readonly id: number;
  readonly version: number;
  readonly doctorId: number;
  readonly start: ClinicDateTime;
  readonly end: ClinicDateTime;
  readonly state: VisitState;
  readonly toMove: boolean;
  readonly withdrawn: boolean;
}

export interface Busy extends TimeRange {
  readonly id: number;
  readonly doctorId: number;
  readonly patientName: string;
}

const SELECT_SERIES =
  'SELECT id, version, patient_id, recurrence_rule, updated_at, updated_by FROM appointment_series';

export async function seriesById(tx: ReadTx, id: number, lock: '' | 'FOR UPDATE'): Promise<SeriesRow | null> {
  const [row] = await tx.select<SeriesRow>(`${SELECT_SERIES} WHERE id = ? ${lock}`, [id]);
  return row ?? null;
}

export async function seriesIdOf(tx: ReadTx, appointmentId: number): Promise<number | null> {
  const [row] = await tx.select<{ series_id: number | null }>(
    'SELECT series_id FROM appointments WHERE id = ?',
    [appointmentId],
  );
  return row?.series_id ?? null;
}

export async function membersOf(tx: ReadTx, seriesId: number): Promise<Member[]> {
  const rows = await tx.select<{
    id: number;
    version: number;
    doctor_id: number;
    start_time: string;
    end_time: string;
    status: AppointmentStatus;
    in_room_at: string | null;
    closed_as: ClosedAs | null;
    to_move_at: string | null;
    withdrawn_at: string | null;
  }>(
    `SELECT id, version, doctor_id, start_time, end_time, status, in_room_at, closed_as, to_move_at, withdrawn_at
     FROM appointments WHERE series_id = ? ORDER BY start_time, id LIMIT 200`,
    [seriesId],
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    doctorId: row.doctor_id,
    start: wallTime(row.start_time),
    end: wallTime(row.end_time),
    state: visitState({ status: row.status, inRoom: row.in_room_at !== null, closedAs: row.closed_as }),
    toMove: row.to_move_at !== null,
    withdrawn: row.withdrawn_at !== null,
  }));
}

export async function insertSeries(
  tx: WriteTx,
  patientId: number,
  rule: string,
  person: string,
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO appointment_series (patient_id, recurrence_rule, created_by, updated_by) VALUES (?, ?, ?, ?)',
    [patientId, rule, person, person],
  );
  return insertId;
}

/** Counts a change of the series. */
export async function touch(tx: WriteTx, id: number, person: string): Promise<void> {
  await tx.run('UPDATE appointment_series SET updated_by = ? WHERE id = ?', [person, id]);
}

const SELECT_BUSY = `SELECT a.id, a.doctor_id, a.start_time, a.end_time, CONCAT_WS(' ', p.first_name, p.last_name) AS name
  FROM appointments a JOIN patients p ON p.id = a.patient_id
  WHERE a.status <> 'cancelled' AND a.to_move_at IS NULL AND a.kind = 'slot'`;

interface BusyRow {
  readonly id: number;
  readonly doctor_id: number;
  readonly start_time: string;
  readonly end_time: string;
  readonly name: string;
}

function busyOf(row: BusyRow): Busy {
  return {
    id: row.id,
    doctorId: row.doctor_id,
    patientName: row.name,
    start: wallTime(row.start_time),
    end: wallTime(row.end_time),
  };
}

/** What holds any of these times of a doctor. A visit lasts 12 hours at most. */
export async function holders(tx: ReadTx, doctorId: number, times: readonly TimeRange[]): Promise<Busy[]> {
  if (times.length === 0) return [];
  const any = times
    .map(() => '(a.start_time > ? - INTERVAL 12 HOUR AND a.start_time < ? AND a.end_time > ?)')
    .join(' OR ');
  const params = times.flatMap(({ start, end }): SqlValue[] => [
    sqlTime(start),
    sqlTime(end),
    sqlTime(start),
  ]);
  const rows = await tx.select<BusyRow>(`${SELECT_BUSY} AND a.doctor_id = ? AND (${any}) LIMIT 2000`, [
    doctorId,
    ...params,
  ]);
  return rows.map(busyOf);
}

/** A patient's visits between two times. */
export async function patientsVisits(
  tx: ReadTx,
  patientId: number,
  from: ClinicDateTime,
  to: ClinicDateTime,
): Promise<Busy[]> {
  const rows = await tx.select<BusyRow>(
    `${SELECT_BUSY} AND a.patient_id = ? AND a.start_time > ? - INTERVAL 12 HOUR AND a.start_time < ? LIMIT 2000`,
    [patientId, sqlTime(from), sqlTime(to)],
  );
  return rows.map(busyOf);
}
