import { MOST_OF_VISIT } from '#shared/contract/vitals';
import type { VitalValues } from '#shared/domain/vitals/measures';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { VitalsRow } from './projection';

const SELECT_VITALS = `SELECT v.id, v.version, v.patient_id, v.appointment_id, v.taken_at, v.systolic, v.diastolic, v.pulse,
  v.temperature_c, v.spo2, v.respiration, v.glucose_mg_dl, v.weight_kg, v.height_cm, v.note, v.entered_by, v.created_at,
  v.corrects_id, v.withdrawn_at, v.withdrawn_by, v.withdrawn_reason,
  (SELECT c.id FROM vitals c WHERE c.standing_corrects_id = v.id) AS corrected_by_id
  FROM vitals v`;
const NEWEST_FIRST = 'ORDER BY v.taken_at DESC, v.id DESC';

/** A place in the history: an entry's moment and id. */
export interface Place {
  readonly at: string;
  readonly id: number;
}

/** What was measured of all records that are one patient's, the newest first. */
export function vitalsOf(
  tx: ReadTx,
  records: readonly number[],
  after: Place | null,
  limit: number,
): Promise<VitalsRow[]> {
  const older = after ? 'AND (v.taken_at < ? OR (v.taken_at = ? AND v.id < ?))' : '';
  return tx.select<VitalsRow>(
    `${SELECT_VITALS} WHERE v.patient_id IN (${records.map(() => '?').join(', ')}) ${older}
      ${NEWEST_FIRST} LIMIT ${String(limit)}`,
    after ? [...records, after.at, after.at, after.id] : records,
  );
}

export function vitalsOfVisit(tx: ReadTx, appointmentId: number): Promise<VitalsRow[]> {
  return tx.select<VitalsRow>(
    `${SELECT_VITALS} WHERE v.appointment_id = ? ${NEWEST_FIRST} LIMIT ${String(MOST_OF_VISIT)}`,
    [appointmentId],
  );
}

export async function vitalsById(tx: ReadTx, id: number): Promise<VitalsRow | null> {
  const [row] = await tx.select<VitalsRow>(`${SELECT_VITALS} WHERE v.id = ?`, [id]);
  return row ?? null;
}

export interface NewVitals {
  readonly patientId: number;
  readonly appointmentId: number | null;
  readonly values: VitalValues;
  readonly note: string | null;
  readonly person: string;
  /** The entry that it stands in place of, of whose moment it is. */
  readonly corrects: Pick<VitalsRow, 'id' | 'taken_at'> | null;
}

export async function insertVitals(tx: WriteTx, entry: NewVitals): Promise<number> {
  const { values, corrects } = entry;
  const { insertId } = await tx.run(
    `INSERT INTO vitals (patient_id, appointment_id, taken_at, systolic, diastolic, pulse, temperature_c, spo2, respiration,
       glucose_mg_dl, weight_kg, height_cm, note, entered_by, corrects_id)
     VALUES (?, ?, COALESCE(?, UTC_TIMESTAMP()), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      entry.patientId,
      entry.appointmentId,
      corrects?.taken_at ?? null,
      values.systolic,
      values.diastolic,
      values.pulse,
      values.temperatureC,
      values.spo2,
      values.respiration,
      values.glucoseMgDl,
      values.weightKg,
      values.heightCm,
      entry.note,
      entry.person,
      corrects?.id ?? null,
    ],
  );
  return insertId;
}

export async function withdraw(tx: WriteTx, id: number, person: string, reason: string): Promise<void> {
  await tx.run(
    'UPDATE vitals SET withdrawn_at = UTC_TIMESTAMP(), withdrawn_by = ?, withdrawn_reason = ? WHERE id = ?',
    [person, reason, id],
  );
}

export async function restore(tx: WriteTx, id: number): Promise<void> {
  await tx.run(
    'UPDATE vitals SET withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_reason = NULL WHERE id = ?',
    [id],
  );
}

export interface MeasuredVisit {
  readonly id: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly status: 'scheduled' | 'checked_in' | 'completed' | 'cancelled';
}

export async function visitById(tx: ReadTx, id: number): Promise<MeasuredVisit | null> {
  const [row] = await tx.select<MeasuredVisit>(
    'SELECT id, doctor_id, patient_id, status FROM appointments WHERE id = ? AND withdrawn_at IS NULL',
    [id],
  );
  return row ?? null;
}

/** Whether the clinic has allowed this one of its staff to enter vitals. */
export async function isGranted(tx: ReadTx, adminId: number): Promise<boolean> {
  const rows = await tx.select(
    "SELECT admin_id FROM staff_grants WHERE admin_id = ? AND permission = 'clinical.vitals'",
    [adminId],
  );
  return rows.length > 0;
}
