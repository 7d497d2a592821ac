import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';
import { sqlTime } from '#electron/platform/stamps';

/** A visit of many that are written together; times are the clinic's, `2028-07-03T10:00`. */
export interface NewVisit {
  readonly rowNo: number;
  readonly patientId: number;
  readonly doctorId: number;
  readonly start: string;
  readonly end: string;
  readonly type: 'in_person' | 'telemedicine' | null;
  readonly reason: string | null;
  readonly deskNotes: string | null;
}

export interface MadeVisit {
  readonly rowNo: number;
  readonly id: number;
  readonly version: number;
}

/** A visit that stands in the way of others. */
export interface Standing {
  readonly id: number;
  readonly patientId: number;
  readonly doctorId: number;
  readonly patientName: string;
  readonly start: string;
  readonly end: string;
}

const STANDING = `SELECT a.id, a.patient_id AS patientId, a.doctor_id AS doctorId,
    CONCAT_WS(' ', p.first_name, p.last_name) AS patientName,
    DATE_FORMAT(a.start_time, '%Y-%m-%dT%H:%i') AS start, DATE_FORMAT(a.end_time, '%Y-%m-%dT%H:%i') AS end
  FROM appointments a JOIN patients p ON p.id = a.patient_id
  WHERE a.status <> 'cancelled' AND a.to_move_at IS NULL`;

interface Times {
  readonly start: string;
  readonly end: string;
}

/** From the first start to the last end; a visit lasts twelve hours at most, so an index range finds all. */
function around(times: readonly Times[]): [string, string] {
  const starts = times.map(({ start }) => start).sort();
  const ends = times.map(({ end }) => end).sort();
  return [sqlTime(starts[0] ?? ''), sqlTime(ends.at(-1) ?? '')];
}

/** What holds the doctors' time anywhere in the span of these. */
export function standingOfDoctors(
  tx: ReadTx,
  wanted: readonly (Times & { readonly doctorId: number })[],
): Promise<Standing[]> {
  if (wanted.length === 0) return Promise.resolve([]);
  const [from, to] = around(wanted);
  const doctors = [...new Set(wanted.map(({ doctorId }) => doctorId))];
  const params: SqlValue[] = [...doctors, from, to];
  return tx.select<Standing>(
    `${STANDING} AND a.kind = 'slot' AND a.doctor_id IN (${doctors.map(() => '?').join(', ')})
      AND a.start_time > ? - INTERVAL 12 HOUR AND a.start_time < ?`,
    params,
  );
}

/** What the patients have anywhere in the span of these. */
export function standingOfPatients(
  tx: ReadTx,
  wanted: readonly (Times & { readonly patientId: number })[],
): Promise<Standing[]> {
  if (wanted.length === 0) return Promise.resolve([]);
  const [from, to] = around(wanted);
  const patients = [...new Set(wanted.map(({ patientId }) => patientId))];
  return tx.select<Standing>(
    `${STANDING} AND a.patient_id IN (${patients.map(() => '?').join(', ')})
      AND a.start_time > ? - INTERVAL 12 HOUR AND a.start_time < ?`,
    [...patients, from, to],
  );
}

/** Writes visits; the triggers take their slots or refuse the whole. The caller has locked patients and doctors. */
export async function insertVisits(
  tx: WriteTx,
  visits: readonly NewVisit[],
  person: string,
): Promise<MadeVisit[]> {
  const rows = visits.map((visit) => ({ ...visit, start: sqlTime(visit.start), end: sqlTime(visit.end) }));
  const table = `JSON_TABLE(?, '$[*]' COLUMNS (row_no INT PATH '$.rowNo', patient_id INT PATH '$.patientId',
      doctor_id INT PATH '$.doctorId', starts DATETIME PATH '$.start', ends DATETIME PATH '$.end',
      type VARCHAR(20) PATH '$.type', reason VARCHAR(500) PATH '$.reason', desk_notes VARCHAR(1000) PATH '$.deskNotes')) j`;
  await tx.run(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, type, reason, desk_notes, created_by, updated_by)
     SELECT j.patient_id, j.doctor_id, j.starts, j.ends, j.type, j.reason, j.desk_notes, ?, ? FROM ${table}`,
    [person, person, JSON.stringify(rows)],
  );
  // Nobody else can hold the time that these have just taken.
  return tx.select<MadeVisit>(
    `SELECT STRAIGHT_JOIN j.row_no AS rowNo, a.id, a.version FROM ${table}
       JOIN appointment_slots s ON s.doctor_id = j.doctor_id AND s.slot_start = j.starts
       JOIN appointments a ON a.id = s.appointment_id`,
    [JSON.stringify(rows)],
  );
}

/** Doctors locked for many bookings, ascending. */
export function lockDoctorsForMany(
  tx: WriteTx,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly is_deleted: number }[]> {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  return tx.select(
    `SELECT id, is_deleted FROM doctors WHERE id IN (${sorted.map(() => '?').join(', ')}) ORDER BY id FOR SHARE`,
    sorted,
  );
}

/** Visits as if they had not been booked; the caller has locked them. */
export async function withdrawVisits(tx: WriteTx, ids: readonly number[], person: string): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    `UPDATE appointments SET status = 'cancelled', closed_as = 'cancelled', closed_at = UTC_TIMESTAMP(), closed_by = ?,
       withdrawn_at = UTC_TIMESTAMP(), updated_by = ? WHERE id IN (${ids.map(() => '?').join(', ')})`,
    [person, person, ...ids],
  );
}
