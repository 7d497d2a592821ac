import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { WHOLE, type WholePatientRow } from './repository';

const COLUMNS = WHOLE.map((column) => `p.${column}`).join(', ');

/** As one JSON text, so that it is one prepared statement however many values there are. */
function asText(values: readonly (string | number)[]): string {
  return JSON.stringify(values.map((value) => ({ value })));
}

const TEXTS = (length: number, collation = '') =>
  `JSON_TABLE(?, '$[*]' COLUMNS (value VARCHAR(${String(length)}) ${collation} PATH '$.value'))`;

export interface TokenHit {
  readonly token: string;
  readonly patient_id: number;
}

/** Who has any of these very tokens, at most `most` of them. */
export function hitsOf(tx: ReadTx, tokens: readonly string[], most: number): Promise<TokenHit[]> {
  if (tokens.length === 0) return Promise.resolve([]);
  return tx.select<TokenHit>(
    `SELECT STRAIGHT_JOIN t.token, t.patient_id FROM ${TEXTS(40, 'COLLATE utf8mb4_bin')} j
       JOIN patient_tokens t ON t.token = j.value LIMIT ${String(most)}`,
    [asText(tokens)],
  );
}

export function rowsOf(tx: ReadTx, ids: readonly number[]): Promise<WholePatientRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.select<WholePatientRow>(
    `SELECT STRAIGHT_JOIN ${COLUMNS} FROM JSON_TABLE(?, '$[*]' COLUMNS (value INT PATH '$.value')) j
       JOIN patients p ON p.id = j.value ORDER BY p.id`,
    [asText(ids)],
  );
}

/** Whose clinic numbers these are, removed and merged patients too: a number is given once. */
export function withClinicNumbers(tx: ReadTx, numbers: readonly string[]): Promise<WholePatientRow[]> {
  if (numbers.length === 0) return Promise.resolve([]);
  return tx.select<WholePatientRow>(
    `SELECT ${COLUMNS} FROM patients p WHERE p.clinic_no IN (${numbers.map(() => '?').join(', ')})`,
    numbers,
  );
}

export interface IdentifierHit {
  readonly patient_id: number;
  readonly value: string;
}

export function withIdentifiers(
  tx: ReadTx,
  kind: string,
  values: readonly string[],
): Promise<IdentifierHit[]> {
  if (values.length === 0) return Promise.resolve([]);
  return tx.select<IdentifierHit>(
    `SELECT patient_id, value FROM patient_identifiers WHERE kind = ? AND value IN (${values.map(() => '?').join(', ')})`,
    [kind, ...values],
  );
}

/** Of these account addresses, those that somebody has. */
export async function takenEmails(tx: ReadTx, emails: readonly string[]): Promise<string[]> {
  if (emails.length === 0) return [];
  const rows = await tx.select<{ email: string }>(
    `SELECT email FROM patients WHERE email IN (${emails.map(() => '?').join(', ')})`,
    emails,
  );
  return rows.map(({ email }) => email);
}

/** Columns as they are written; a clinic number of null is given by the database. */
export interface RecordColumns {
  readonly firstName: string;
  readonly lastName: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly dateOfBirth: string | null;
  readonly birthPrecision: 'day' | 'month' | 'year' | null;
  readonly gender: 'male' | 'female' | 'other' | null;
  readonly contactEmail: string | null;
  readonly clinicNo: string | null;
  readonly oldFileNo: string | null;
  readonly guardian: string | null;
  readonly address: string | null;
  readonly deskNotes: string | null;
}

/** Writes the rows and gives them back as they stand, found by their account addresses. */
export async function insertRows(
  tx: WriteTx,
  rows: readonly RecordColumns[],
): Promise<ReadonlyMap<string, WholePatientRow>> {
  await tx.run(
    `INSERT INTO patients (first_name, last_name, email, password_hash, phone, date_of_birth, birth_precision, gender,
       contact_email, clinic_no, old_file_no, guardian, address, desk_notes)
     SELECT j.first_name, j.last_name, j.email, '!', j.phone, j.born, j.birth_precision, j.gender,
       j.contact_email, j.clinic_no, j.old_file_no, j.guardian, j.address, j.desk_notes
     FROM JSON_TABLE(?, '$[*]' COLUMNS (
       first_name VARCHAR(100) PATH '$.firstName', last_name VARCHAR(100) PATH '$.lastName',
       email VARCHAR(255) PATH '$.email', phone VARCHAR(20) PATH '$.phone', born DATE PATH '$.dateOfBirth',
       birth_precision VARCHAR(5) PATH '$.birthPrecision', gender VARCHAR(6) PATH '$.gender',
       contact_email VARCHAR(255) PATH '$.contactEmail', clinic_no VARCHAR(20) PATH '$.clinicNo',
       old_file_no VARCHAR(40) PATH '$.oldFileNo', guardian VARCHAR(200) PATH '$.guardian',
       address VARCHAR(300) PATH '$.address', desk_notes VARCHAR(1000) PATH '$.deskNotes')) j`,
    [JSON.stringify(rows)],
  );
  const made = await tx.select<WholePatientRow>(
    `SELECT STRAIGHT_JOIN ${COLUMNS} FROM ${TEXTS(255, 'COLLATE utf8mb4_0900_as_ci')} j JOIN patients p ON p.email = j.value`,
    [asText(rows.map(({ email }) => email))],
  );
  return new Map(made.map((row) => [row.email.toLowerCase(), row]));
}

export async function insertIdentifiers(
  tx: WriteTx,
  rows: readonly { readonly patient_id: number; readonly kind: string; readonly value: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO patient_identifiers (patient_id, kind, value) VALUES ${rows.map(() => '(?, ?, ?)').join(', ')}`,
    rows.flatMap(({ patient_id, kind, value }) => [patient_id, kind, value]),
  );
}

/** Patients' tokens as those of removed ones are kept. */
export async function hideTokens(tx: WriteTx, ids: readonly number[]): Promise<void> {
  const list = asText(ids);
  const ID_TABLE = "JSON_TABLE(?, '$[*]' COLUMNS (value INT PATH '$.value')) j";
  await tx.run(
    `INSERT IGNORE INTO patient_tokens (token, patient_id, kind)
     SELECT LEFT(CONCAT('-', t.token), 40), t.patient_id, t.kind
     FROM ${ID_TABLE} JOIN patient_tokens t ON t.patient_id = j.value WHERE t.token NOT LIKE '-%'`,
    [list],
  );
  await tx.run(
    `DELETE t FROM patient_tokens t JOIN ${ID_TABLE} ON j.value = t.patient_id WHERE t.token NOT LIKE '-%'`,
    [list],
  );
}

export async function removeRows(tx: WriteTx, ids: readonly number[]): Promise<void> {
  await tx.run(
    `UPDATE patients SET is_deleted = 1, deleted_at = UTC_TIMESTAMP()
     WHERE id IN (${ids.map(() => '?').join(', ')})`,
    ids,
  );
}
