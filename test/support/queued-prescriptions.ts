import type { ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import type { SmallClinic } from './clinic';
import { newVisit } from './visits';

/**
 * So many signed prescriptions of one visit wait in the outbox in no order, every seventh voided and so of two
 * versions, the newer before the older. At most 10,000. Answers the lowest id.
 */
export async function queuePrescriptions(clinic: SmallClinic, count: number): Promise<number> {
  const doctorId = await clinic.addDoctor('Queued');
  const visit = await newVisit(clinic, { doctorId });
  const { owner } = clinic;
  const [{ insertId: appointmentId }] = await owner.query<ResultSetHeader>(
    'INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, ?, ?)',
    [visit.patientId, doctorId, '2027-01-04 18:00:00', '2027-01-04 18:15:00'],
  );
  await owner.query(
    `INSERT INTO prescriptions (appointment_id, doctor_id, patient_id, notes, rich)
     SELECT ?, ?, ?, CONCAT('Advice ', a.n, '.', b.n), JSON_OBJECT('tags', JSON_ARRAY('queued'))
     FROM grid_steps a JOIN grid_steps b WHERE a.n < 100 AND b.n < 100 LIMIT ?`,
    [appointmentId, doctorId, visit.patientId, count],
  );
  await owner.query("INSERT INTO outbox (topic, entity_id, version) VALUES ('visit', ?, 1)", [appointmentId]);
  const rows = 'prescriptions WHERE doctor_id = ? ';
  await owner.query(
    `INSERT INTO prescription_items (prescription_id, medicine_name, dosage, frequency, duration_days, position)
     SELECT id, 'Zinc', '20 mg', '1-0-1', 5, 0 FROM ${rows}`,
    [doctorId],
  );
  await owner.query(
    "UPDATE prescriptions SET signed_at = UTC_TIMESTAMP(), signed_by = CONCAT('doctor:', doctor_id) WHERE doctor_id = ?",
    [doctorId],
  );
  await owner.query(
    `UPDATE prescriptions SET voided_at = UTC_TIMESTAMP(), voided_by = 'doctor:1', void_reason = 'Twice'
     WHERE doctor_id = ? AND id % 7 = 0`,
    [doctorId],
  );
  await owner.query(
    `INSERT INTO outbox (topic, entity_id, version)
     SELECT 'prescription', q.id, q.version FROM (
       SELECT id, version, CRC32(id) AS turn FROM ${rows}
       UNION ALL SELECT id, version - 1, 4294967296 + CRC32(id) FROM ${rows} AND id % 7 = 0) AS q ORDER BY q.turn`,
    [doctorId, doctorId],
  );
  const [found] = await owner.query<RowDataPacket[]>(`SELECT MIN(id) AS first FROM ${rows}`, [doctorId]);
  return Number(found[0]?.['first']);
}
