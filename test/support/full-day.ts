import type { RowDataPacket } from 'mysql2/promise';
import type { AppointmentId, DoctorId, PatientId } from '#shared/values/ids';
import { ClinicDate } from '#shared/values/wall-clock';
import type { SmallClinic } from './clinic';
import type { TestWindow } from './desk';

/** The day that the tests' doctors are late on: a Monday, open from nine to six. */
export const LATE_DAY = ClinicDate.parse('2027-01-04');

export interface BookedVisit {
  readonly id: AppointmentId;
  readonly version: number;
  readonly patientId: PatientId;
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${LATE_DAY}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Books one visit after another for a doctor, from ten o'clock on, each with a patient of its own. */
export async function bookInARow(
  clinic: SmallClinic,
  reception: TestWindow,
  doctorId: DoctorId,
  count: number,
  minutes = 15,
  first = 600,
): Promise<BookedVisit[]> {
  const visits: BookedVisit[] = [];
  for (let made = 0; made < count; made += 1) {
    const patientId = await clinic.addPatient(`Patient${String(made)}`, `98450 ${String(10_000 + made)}`);
    const { appointment } = await reception.ok('appointments.book', {
      doctorId,
      patientId,
      start: clock(first + made * minutes),
      end: clock(first + (made + 1) * minutes),
      type: null,
      reason: 'Fever',
      deskNotes: null,
    });
    visits.push({ id: appointment.id, version: appointment.version, patientId });
  }
  return visits;
}

/** Where each of the doctor's visits stands, `10:40-10:55`, or `to move`, in the order of their ids. */
export async function standing(clinic: SmallClinic, doctorId: DoctorId): Promise<string[]> {
  const [rows] = await clinic.owner.query<RowDataPacket[]>(
    `SELECT IF(to_move_at IS NULL, CONCAT(TIME_FORMAT(start_time, '%H:%i'), '-', TIME_FORMAT(end_time, '%H:%i')), 'to move') AS place
       FROM appointments WHERE doctor_id = ? ORDER BY id`,
    [doctorId],
  );
  return rows.map((row) => String(row['place']));
}

/** Visits of the doctor whose slots are not exactly those of their times; none is right. */
export async function tornSlots(clinic: SmallClinic, doctorId: DoctorId): Promise<number> {
  return clinic.count(
    `appointments a WHERE a.doctor_id = ? AND (SELECT COUNT(*) FROM appointment_slots s
        WHERE s.appointment_id = a.id AND s.slot_start >= a.start_time AND s.slot_start < a.end_time)
      <> IF(a.to_move_at IS NULL AND a.status <> 'cancelled', TIMESTAMPDIFF(MINUTE, a.start_time, a.end_time) DIV 5, 0)`,
    [doctorId],
  );
}
