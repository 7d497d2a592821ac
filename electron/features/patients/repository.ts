import { randomUUID } from 'node:crypto';
import type { Token } from '#shared/domain/search-words';
import type { NewPatient, PatientModel } from '#electron/mysql/models/patient';
import { duplicateKey } from '#electron/mysql/errors';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

/** A row of `patients` as the driver gives it. */
export interface PatientRow {
  readonly id: number;
  readonly clinic_no: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly date_of_birth: string | null;
  readonly birth_precision: 'day' | 'month' | 'year' | null;
  readonly gender: 'male' | 'female' | 'other' | null;
  readonly guardian: string | null;
  readonly is_deleted: number;
  readonly archived_at: string | null;
}

export interface WholePatientRow extends PatientRow {
  readonly version: number;
  readonly contact_email: string | null;
  readonly email: string;
  readonly password_hash: string;
  readonly old_file_no: string | null;
  readonly address: string | null;
  readonly language: string | null;
  readonly desk_notes: string | null;
  readonly created_at: string;
  readonly updated_at: string | null;
  readonly merged_into_id: number | null;
}

export const SUMMARY = [
  'id',
  'clinic_no',
  'first_name',
  'last_name',
  'phone',
  'date_of_birth',
  'birth_precision',
  'gender',
  'guardian',
  'is_deleted',
  'archived_at',
];
export const WHOLE = [
  ...SUMMARY,
  'version',
  'contact_email',
  'email',
  'password_hash',
  'old_file_no',
  'address',
  'language',
  'desk_notes',
  'created_at',
  'updated_at',
  'merged_into_id',
];

export async function findPatient(tx: ReadTx, id: number): Promise<WholePatientRow | null> {
  const rows = await tx.select<WholePatientRow>(`SELECT ${WHOLE.join(', ')} FROM patients WHERE id = ?`, [
    id,
  ]);
  return rows[0] ?? null;
}

/** The row, locked until the transaction ends: patients come first in the order of locks (design section 3). */
export async function lockPatient(tx: WriteTx, id: number): Promise<WholePatientRow | null> {
  const rows = await tx.select<WholePatientRow>(
    `SELECT ${WHOLE.join(', ')} FROM patients WHERE id = ? FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/** An account address that nobody has, for those whose own is missing or already another account's. */
export function noEmail(): string {
  return `none+${randomUUID()}@patient.invalid`;
}

/** Whether an address can be this patient's account address. */
export async function emailIsFree(tx: ReadTx, email: string, patientId: number): Promise<boolean> {
  const rows = await tx.select<{ id: number }>('SELECT id FROM patients WHERE email = ? AND id <> ?', [
    email,
    patientId,
  ]);
  return rows.length === 0;
}

/** Writes with the address, or without it when another desk took it meanwhile. */
async function withFreeEmail<T>(email: string | undefined, write: (email: string | undefined) => Promise<T>) {
  try {
    return await write(email);
  } catch (error) {
    if (email === undefined || !(duplicateKey(error) ?? '').endsWith('patients_email')) throw error;
    return write(noEmail());
  }
}

export async function insertPatient(model: PatientModel, tx: WriteTx, columns: NewPatient): Promise<number> {
  const made = await withFreeEmail(columns.email, (email) =>
    model.create({ ...columns, email: email ?? noEmail() }, tx.scope),
  );
  return made.id;
}

/** Changes the row if it is still at `version`; the count is MySQL's own, since the version always moves. */
export async function updatePatient(
  model: PatientModel,
  tx: WriteTx,
  at: { readonly id: number; readonly version: number },
  columns: Partial<NewPatient>,
): Promise<void> {
  await withFreeEmail(columns.email, (email) =>
    model.update(
      { ...columns, ...(email === undefined ? {} : { email }) },
      { where: { ...at }, ...tx.scope },
    ),
  );
}

/** Moves the row's version on where nothing in the row itself has changed. */
export async function touch(tx: WriteTx, id: number): Promise<void> {
  await tx.run('UPDATE patients SET is_deleted = is_deleted WHERE id = ?', [id]);
}

export async function setDeleted(tx: WriteTx, id: number, deleted: boolean): Promise<void> {
  await tx.run(
    `UPDATE patients SET is_deleted = ?, deleted_at = ${deleted ? 'UTC_TIMESTAMP()' : 'NULL'} WHERE id = ?`,
    [deleted ? 1 : 0, id],
  );
}

export async function setArchived(tx: WriteTx, id: number, archived: boolean): Promise<void> {
  await tx.run(
    `UPDATE patients SET archived_at = ${archived ? 'UTC_TIMESTAMP()' : 'NULL'}, archive_job_id = NULL WHERE id = ?`,
    [id],
  );
}

export interface TokenRow extends Token {
  readonly patientId: number;
}

/** As JSON, so that it is one prepared statement however many rows there are. */
export async function insertTokens(tx: WriteTx, rows: readonly TokenRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO patient_tokens (token, patient_id, kind)
     SELECT j.token, j.patient_id, j.kind FROM JSON_TABLE(?, '$[*]' COLUMNS (
       token VARCHAR(40) PATH '$.token', patient_id INT PATH '$.patientId', kind VARCHAR(10) PATH '$.kind')) j`,
    [JSON.stringify(rows)],
  );
}

/** Replaces the tokens of all patients with an id in `(after, upTo]`. */
export async function replaceTokens(
  tx: WriteTx,
  range: { readonly after: number; readonly upTo: number },
  rows: readonly TokenRow[],
): Promise<void> {
  await tx.run('DELETE FROM patient_tokens WHERE patient_id > ? AND patient_id <= ?', [
    range.after,
    range.upTo,
  ]);
  await insertTokens(tx, rows);
}

/** The next patients by id, locked so that no desk changes them while their tokens are written. */
export function lockNextPatients(tx: WriteTx, after: number, limit: number): Promise<WholePatientRow[]> {
  return tx.select<WholePatientRow>(
    `SELECT ${WHOLE.join(', ')} FROM patients WHERE id > ? ORDER BY id LIMIT ? FOR UPDATE`,
    [after, String(limit)],
  );
}

export async function countPatients(tx: ReadTx): Promise<number> {
  const rows = await tx.select<{ n: number }>('SELECT COUNT(*) AS n FROM patients', []);
  return rows[0]?.n ?? 0;
}
