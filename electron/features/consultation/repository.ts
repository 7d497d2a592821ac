import type { PrescriptionPage } from '#shared/contract/consultation';
import type { Attachment } from '#shared/domain/prescribing/attachments';
import { newerPages } from '#electron/mysql/newer-pages';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { doctorName } from '#electron/platform/people';
import type { PrintedDoctor } from '#electron/platform/printing/patient-page';
import { type ItemRow, type PrescriptionRow, attachmentsOf, pageOf, richOf } from './projection';

/** Prescriptions that are shown beside a new one. */
const MOST_EARLIER = 10;

const SELECT_PRESCRIPTION = `SELECT p.id, p.version, p.appointment_id, p.doctor_id, p.patient_id, p.notes, p.rich, p.created_at,
  p.amends_id, p.signed_at, p.signed_by, p.voided_at, p.voided_by, p.void_reason, p.updated_at, p.updated_by,
  (SELECT MIN(newer.id) FROM ${newerPages('p')}) AS superseded_by_id
  FROM prescriptions p`;

export interface VisitRow {
  readonly id: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly status: 'scheduled' | 'checked_in' | 'completed' | 'cancelled';
}

const SELECT_VISIT = 'SELECT id, doctor_id, patient_id, status FROM appointments WHERE id = ?';

export async function visitById(tx: ReadTx, id: number): Promise<VisitRow | null> {
  const [row] = await tx.select<VisitRow>(SELECT_VISIT, [id]);
  return row ?? null;
}

/** Locks the visit: whatever is written in it is written one after the other. */
export async function lockVisit(tx: WriteTx, id: number): Promise<VisitRow | null> {
  const [row] = await tx.select<VisitRow>(`${SELECT_VISIT} FOR UPDATE`, [id]);
  return row ?? null;
}

export async function prescriptionById(tx: ReadTx, id: number): Promise<PrescriptionRow | null> {
  const [row] = await tx.select<PrescriptionRow>(`${SELECT_PRESCRIPTION} WHERE p.id = ?`, [id]);
  return row ?? null;
}

/** What is written in a visit, a draft before what is signed, the newest first. */
export function prescriptionsOfVisit(tx: ReadTx, appointmentId: number): Promise<PrescriptionRow[]> {
  return tx.select<PrescriptionRow>(
    `${SELECT_PRESCRIPTION} WHERE p.appointment_id = ? ORDER BY p.signed_at IS NULL DESC, p.id DESC LIMIT 50`,
    [appointmentId],
  );
}

/** Signed prescriptions of the patient's records that were not replaced or voided, the newest first. */
export function signedBefore(
  tx: ReadTx,
  records: readonly number[],
  exceptVisit: number,
): Promise<PrescriptionRow[]> {
  return tx.select<PrescriptionRow>(
    `${SELECT_PRESCRIPTION} WHERE p.patient_id IN (${records.map(() => '?').join(', ')}) AND p.appointment_id <> ?
       AND p.signed_at IS NOT NULL AND p.voided_at IS NULL
     HAVING superseded_by_id IS NULL ORDER BY p.id DESC LIMIT ${String(MOST_EARLIER)}`,
    [...records, exceptVisit],
  );
}

export async function itemsOf(tx: ReadTx, ids: readonly number[]): Promise<ItemRow[]> {
  if (ids.length === 0) return [];
  return tx.select<ItemRow>(
    `SELECT prescription_id, medicine_name, brand, dosage, frequency, duration_days, instructions
       FROM prescription_items WHERE prescription_id IN (${ids.map(() => '?').join(', ')})
      ORDER BY prescription_id, position, id`,
    ids,
  );
}

export interface NewPrescription {
  readonly visit: VisitRow;
  readonly amendsId: number | null;
  readonly person: string;
  readonly attachments: readonly Attachment[];
}

export async function insertPrescription(
  tx: WriteTx,
  { visit, amendsId, person, attachments }: NewPrescription,
  page: PrescriptionPage,
): Promise<number> {
  const { insertId } = await tx.run(
    `INSERT INTO prescriptions (appointment_id, doctor_id, patient_id, notes, rich, amends_id, created_by, updated_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      visit.id,
      visit.doctor_id,
      visit.patient_id,
      page.advice,
      richOf(page, attachments),
      amendsId,
      person,
      person,
    ],
  );
  await insertItems(tx, insertId, page);
  return insertId;
}

/** What is typed stands anew; what goes with it stays. */
export async function updatePage(
  tx: WriteTx,
  draft: PrescriptionRow,
  page: PrescriptionPage,
  person: string,
): Promise<void> {
  await tx.run('UPDATE prescriptions SET notes = ?, rich = ?, updated_by = ? WHERE id = ?', [
    page.advice,
    richOf(page, attachmentsOf(draft)),
    person,
    draft.id,
  ]);
  await tx.run('DELETE FROM prescription_items WHERE prescription_id = ?', [draft.id]);
  await insertItems(tx, draft.id, page);
}

/** What goes with it stands anew; what is typed stays. */
export async function updateAttachments(
  tx: WriteTx,
  draft: PrescriptionRow,
  attachments: readonly Attachment[],
  person: string,
): Promise<void> {
  await tx.run('UPDATE prescriptions SET rich = ?, updated_by = ? WHERE id = ?', [
    richOf(pageOf(draft, []), attachments),
    person,
    draft.id,
  ]);
}

async function insertItems(tx: WriteTx, id: number, { medicines }: PrescriptionPage): Promise<void> {
  if (medicines.length === 0) return;
  await tx.run(
    `INSERT INTO prescription_items (prescription_id, position, medicine_name, brand, dosage, frequency, duration_days, instructions)
     VALUES ${medicines.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
    medicines.flatMap(({ name, brand, dosage, frequency, days, instructions }, position) => [
      id,
      position,
      name,
      brand,
      dosage,
      frequency,
      days,
      instructions,
    ]),
  );
}

/** Fixes it; the reason for which a check was gone against stands in it. */
export async function sign(tx: WriteTx, id: number, person: string, rich: string): Promise<void> {
  await tx.run(
    'UPDATE prescriptions SET signed_at = UTC_TIMESTAMP(), signed_by = ?, updated_by = ?, rich = ? WHERE id = ?',
    [person, person, rich, id],
  );
}

export async function markVoid(tx: WriteTx, id: number, person: string, reason: string): Promise<void> {
  await tx.run(
    'UPDATE prescriptions SET voided_at = UTC_TIMESTAMP(), voided_by = ?, void_reason = ?, updated_by = ? WHERE id = ?',
    [person, reason, person, id],
  );
}

interface WriterRow {
  readonly title: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly degree: string | null;
  readonly specialization: string | null;
  readonly registration_no: string | null;
}

/** Who signs, as the page's head has it; also a doctor who has left. */
export async function printedDoctor(tx: ReadTx, doctorId: number): Promise<PrintedDoctor | null> {
  const [row] = await tx.select<WriterRow>(
    'SELECT title, first_name, last_name, degree, specialization, registration_no FROM doctors WHERE id = ?',
    [doctorId],
  );
  return row
    ? {
        name: doctorName({ title: row.title, firstName: row.first_name, lastName: row.last_name }),
        degree: row.degree,
        specialization: row.specialization,
        registrationNo: row.registration_no,
      }
    : null;
}
