import type { MedicalPaperKind } from '#shared/contract/papers';
import type { PAYMENT_METHODS, PAYMENT_STATUSES } from '#shared/contract/timeline';
import type { AppointmentStatus, ClosedAs } from '#shared/domain/visit-state';
import { NAMED } from '#electron/mysql/named-rows';
import { newerPages } from '#electron/mysql/newer-pages';
import type { ReadTx } from '#electron/mysql/transactions';
import type { MeasuredColumns } from '#electron/platform/measured';

/** Characters of a note that a line shows. */
export const EXCERPT = 400;
/** So many of them stand before the word that was looked for. */
const BEFORE = 60;

export interface VisitRow {
  readonly id: number;
  readonly doctor_id: number;
  readonly start_time: string;
  readonly end_time: string;
  readonly status: AppointmentStatus;
  readonly in_room_at: string | null;
  readonly closed_as: ClosedAs | null;
  readonly reason: string | null;
}

export function visits(tx: ReadTx, ids: readonly number[]): Promise<VisitRow[]> {
  return tx.select<VisitRow>(
    `SELECT a.id, a.doctor_id, a.start_time, a.end_time, a.status, a.in_room_at, a.closed_as, a.reason
       FROM ${NAMED} STRAIGHT_JOIN appointments a ON a.id = named.id`,
    [JSON.stringify(ids)],
  );
}

export interface PrescriptionRow {
  readonly id: number;
  /** Null where it has outlived its doctor. */
  readonly doctor_id: number | null;
  readonly complaint: string | null;
  readonly diagnosis: string | null;
  readonly tests: string | null;
  readonly advice: string | null;
  readonly voided_at: string | null;
  readonly superseded_by_id: number | null;
}

export function prescriptions(tx: ReadTx, ids: readonly number[]): Promise<PrescriptionRow[]> {
  const field = (name: string) => `NULLIF(p.rich->>'$.${name}', 'null') AS ${name}`;
  return tx.select<PrescriptionRow>(
    `SELECT p.id, p.doctor_id, ${field('complaint')}, ${field('diagnosis')}, ${field('tests')}, p.notes AS advice, p.voided_at,
        (SELECT MIN(newer.id) FROM ${newerPages('p')}) AS superseded_by_id
       FROM ${NAMED} STRAIGHT_JOIN prescriptions p ON p.id = named.id`,
    [JSON.stringify(ids)],
  );
}

export interface MedicineRow {
  readonly prescription_id: number;
  readonly medicine_name: string;
  readonly dosage: string | null;
  readonly frequency: string | null;
}

export function medicines(tx: ReadTx, ids: readonly number[]): Promise<MedicineRow[]> {
  return tx.select<MedicineRow>(
    `SELECT i.prescription_id, i.medicine_name, i.dosage, i.frequency
       FROM ${NAMED} STRAIGHT_JOIN prescription_items i ON i.prescription_id = named.id
      ORDER BY i.prescription_id, i.position, i.id`,
    [JSON.stringify(ids)],
  );
}

export interface WrittenRow {
  readonly id: number;
  readonly note_id: number;
  readonly appointment_id: number;
  readonly excerpt: string;
  /** Where the excerpt begins, from 1, and how long the whole is. */
  readonly begins: number;
  readonly length: number;
}

/** A text's part about a word; from its beginning where the word does not stand in it. */
function excerptOf(body: string): string {
  const begins = `GREATEST(1, CAST(LOCATE(?, ${body}) AS SIGNED) - ${String(BEFORE)})`;
  return `SUBSTRING(${body}, ${begins}, ${String(EXCERPT)}) AS excerpt, ${begins} AS begins, CHAR_LENGTH(${body}) AS length`;
}

export function notes(tx: ReadTx, ids: readonly number[], word: string): Promise<WrittenRow[]> {
  return tx.select<WrittenRow>(
    `SELECT n.id, n.id AS note_id, n.appointment_id, ${excerptOf('n.body')}
       FROM ${NAMED} STRAIGHT_JOIN visit_notes n ON n.id = named.id`,
    [word, word, JSON.stringify(ids)],
  );
}

export interface AddendumRow extends WrittenRow {
  readonly created_by: string;
}

export function addenda(tx: ReadTx, ids: readonly number[], word: string): Promise<AddendumRow[]> {
  return tx.select<AddendumRow>(
    `SELECT e.id, e.note_id, n.appointment_id, e.created_by, ${excerptOf('e.body')}
       FROM ${NAMED} STRAIGHT_JOIN visit_note_addenda e ON e.id = named.id JOIN visit_notes n ON n.id = e.note_id`,
    [word, word, JSON.stringify(ids)],
  );
}

export interface VitalsRow extends MeasuredColumns {
  readonly id: number;
  readonly note: string | null;
  readonly entered_by: string;
}

export function vitals(tx: ReadTx, ids: readonly number[]): Promise<VitalsRow[]> {
  return tx.select<VitalsRow>(
    `SELECT v.id, v.systolic, v.diastolic, v.pulse, v.temperature_c, v.spo2, v.respiration, v.glucose_mg_dl, v.weight_kg,
        v.height_cm, v.note, v.entered_by
       FROM ${NAMED} STRAIGHT_JOIN vitals v ON v.id = named.id`,
    [JSON.stringify(ids)],
  );
}

export interface PaperRow {
  readonly id: number;
  readonly doctor_id: number;
  readonly paper: MedicalPaperKind;
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly text: string;
  readonly voided_at: string | null;
}

export function papers(tx: ReadTx, ids: readonly number[]): Promise<PaperRow[]> {
  return tx.select<PaperRow>(
    `SELECT m.id, m.doctor_id, m.kind AS paper, m.from_date, m.to_date, m.voided_at,
        CONCAT_WS(' · ', m.fit_for, m.addressed_to, m.reason, m.question, m.findings) AS text
       FROM ${NAMED} STRAIGHT_JOIN medical_papers m ON m.id = named.id`,
    [JSON.stringify(ids)],
  );
}

export interface PaymentRow {
  readonly id: number;
  readonly amount: string;
  readonly currency: string;
  readonly status: (typeof PAYMENT_STATUSES)[number];
  readonly method: (typeof PAYMENT_METHODS)[number] | null;
  readonly transaction_ref: string | null;
  readonly created_by: string | null;
}

export function payments(tx: ReadTx, ids: readonly number[]): Promise<PaymentRow[]> {
  return tx.select<PaymentRow>(
    `SELECT y.id, y.amount, y.currency, y.status, y.method, y.transaction_ref, y.created_by
       FROM ${NAMED} STRAIGHT_JOIN payments y ON y.id = named.id`,
    [JSON.stringify(ids)],
  );
}
