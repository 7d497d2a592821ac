import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { VisitRow } from './repository';

/** Notes that are shown beside a new one. */
const MOST_EARLIER = 10;
const MOST_TEMPLATES = 200;

export interface NoteRow {
  readonly id: number;
  readonly version: number;
  readonly appointment_id: number;
  readonly patient_id: number;
  readonly body: string;
  readonly created_at: string;
  readonly updated_at: string | null;
  readonly updated_by: string | null;
  readonly signed_at: string | null;
  readonly signed_by: string | null;
}

const SELECT_NOTE = `SELECT id, version, appointment_id, patient_id, body, created_at, updated_at, updated_by,
  signed_at, signed_by FROM visit_notes`;

export async function noteById(tx: ReadTx, id: number): Promise<NoteRow | null> {
  const [row] = await tx.select<NoteRow>(`${SELECT_NOTE} WHERE id = ?`, [id]);
  return row ?? null;
}

export async function noteOfVisit(tx: ReadTx, appointmentId: number): Promise<NoteRow | null> {
  const [row] = await tx.select<NoteRow>(`${SELECT_NOTE} WHERE appointment_id = ?`, [appointmentId]);
  return row ?? null;
}

/** Signed notes of the patient's records, the newest first. */
export function signedNotesBefore(
  tx: ReadTx,
  records: readonly number[],
  exceptVisit: number,
): Promise<NoteRow[]> {
  return tx.select<NoteRow>(
    `${SELECT_NOTE} WHERE patient_id IN (${records.map(() => '?').join(', ')}) AND appointment_id <> ?
       AND signed_at IS NOT NULL ORDER BY id DESC LIMIT ${String(MOST_EARLIER)}`,
    [...records, exceptVisit],
  );
}

export async function insertNote(
  tx: WriteTx,
  visit: VisitRow,
  body: string,
  person: string,
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO visit_notes (appointment_id, patient_id, body, created_by, updated_by) VALUES (?, ?, ?, ?, ?)',
    [visit.id, visit.patient_id, body, person, person],
  );
  return insertId;
}

export async function updateNote(tx: WriteTx, id: number, body: string, person: string): Promise<void> {
  await tx.run('UPDATE visit_notes SET body = ?, updated_by = ? WHERE id = ?', [body, person, id]);
}

export async function signNote(tx: WriteTx, id: number, person: string): Promise<void> {
  await tx.run('UPDATE visit_notes SET signed_at = UTC_TIMESTAMP(), signed_by = ? WHERE id = ?', [
    person,
    id,
  ]);
}

export interface AddendumRow {
  readonly note_id: number;
  readonly body: string;
  readonly created_by: string;
  readonly created_at: string;
}

/** The addenda of these notes, the oldest first. */
export async function addendaOf(tx: ReadTx, noteIds: readonly number[]): Promise<AddendumRow[]> {
  if (noteIds.length === 0) return [];
  return tx.select<AddendumRow>(
    `SELECT note_id, body, created_by, created_at FROM visit_note_addenda
      WHERE note_id IN (${noteIds.map(() => '?').join(', ')}) ORDER BY id LIMIT 500`,
    noteIds,
  );
}

export async function insertAddendum(
  tx: WriteTx,
  noteId: number,
  body: string,
  person: string,
): Promise<number> {
  const sql = 'INSERT INTO visit_note_addenda (note_id, body, created_by) VALUES (?, ?, ?)';
  const { insertId } = await tx.run(sql, [noteId, body, person]);
  return insertId;
}

export interface TemplateRow {
  readonly id: number;
  readonly version: number;
  readonly doctor_id: number;
  readonly name: string;
  readonly body: string;
  readonly removed_at: string | null;
}

const SELECT_TEMPLATE = 'SELECT id, version, doctor_id, name, body, removed_at FROM note_templates';

export function templatesOf(tx: ReadTx, doctorId: number): Promise<TemplateRow[]> {
  return tx.select<TemplateRow>(
    `${SELECT_TEMPLATE} WHERE doctor_id = ? AND removed_at IS NULL ORDER BY name, id LIMIT ${String(MOST_TEMPLATES)}`,
    [doctorId],
  );
}

export async function templateById(tx: ReadTx, id: number): Promise<TemplateRow | null> {
  const [row] = await tx.select<TemplateRow>(`${SELECT_TEMPLATE} WHERE id = ?`, [id]);
  return row ?? null;
}

/** FOR UPDATE: two changes of one template come one after the other. */
export async function lockTemplate(tx: WriteTx, id: number): Promise<TemplateRow | null> {
  const [row] = await tx.select<TemplateRow>(`${SELECT_TEMPLATE} WHERE id = ? FOR UPDATE`, [id]);
  return row ?? null;
}

interface Texts {
  readonly name: string;
  readonly text: string;
}

export async function insertTemplate(
  tx: WriteTx,
  doctorId: number,
  { name, text }: Texts,
  person: string,
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO note_templates (doctor_id, name, body, updated_by) VALUES (?, ?, ?, ?)',
    [doctorId, name, text, person],
  );
  return insertId;
}

export async function updateTemplate(
  tx: WriteTx,
  id: number,
  { name, text }: Texts,
  person: string,
): Promise<void> {
  await tx.run('UPDATE note_templates SET name = ?, body = ?, updated_by = ? WHERE id = ?', [
    name,
    text,
    person,
    id,
  ]);
}

export async function setTemplateRemoved(
  tx: WriteTx,
  id: number,
  removed: boolean,
  person: string,
): Promise<void> {
  await tx.run(
    'UPDATE note_templates SET removed_at = IF(?, UTC_TIMESTAMP(), NULL), updated_by = ? WHERE id = ?',
    [removed ? 1 : 0, person, id],
  );
}
