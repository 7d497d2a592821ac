import type { AdminRole } from '#shared/permissions/roles';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

/** A person's rows in both account tables, joined. */
export interface PersonRow {
  readonly admin_id: number | null;
  readonly username: string | null;
  readonly admin_email: string | null;
  readonly display_name: string | null;
  readonly role: AdminRole | null;
  readonly is_disabled: number | null;
  readonly admin_version: number | null;
  readonly grants: string | null;
  readonly doctor_id: number | null;
  readonly title: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly doctor_email: string | null;
  readonly is_deleted: number | null;
  readonly doctor_version: number | null;
  readonly must_change_password: number;
  readonly code_expires_at: string | null;
  readonly last_sign_in_at: string | null;
  readonly failures: number | null;
  readonly locked_until: string | null;
}

const COLUMNS = `a.id AS admin_id, a.username, a.email AS admin_email, a.display_name, a.role, a.is_disabled, a.version AS admin_version,
  (SELECT GROUP_CONCAT(g.permission) FROM staff_grants g WHERE g.admin_id = a.id) AS grants,
  d.id AS doctor_id, d.title, d.first_name, d.last_name, d.email AS doctor_email, d.is_deleted, d.version AS doctor_version,
  COALESCE(a.must_change_password, d.must_change_password) AS must_change_password,
  IF(a.id IS NULL, d.code_expires_at, a.code_expires_at) AS code_expires_at,
  IF(a.id IS NULL, d.last_sign_in_at, a.last_sign_in_at) AS last_sign_in_at,
  f.failures, IF(f.locked_until > UTC_TIMESTAMP(), f.locked_until, NULL) AS locked_until`;

/** Administrators, whether or not they are doctors; then the doctors who are nothing else. */
const ADMINS = `admin a LEFT JOIN doctors d ON d.admin_id = a.id
  LEFT JOIN sign_in_failures f ON f.name = CONCAT('admin:', a.id)`;
const DOCTORS_ONLY = `doctors d LEFT JOIN admin a ON a.id = d.admin_id
  LEFT JOIN sign_in_failures f ON f.name = CONCAT('doctor:', d.id)`;

/** A clinic of more accounts than this runs another program. */
const MOST = 1_000;

export async function selectPeople(tx: ReadTx): Promise<PersonRow[]> {
  const admins = await tx.select<PersonRow>(
    `SELECT ${COLUMNS} FROM ${ADMINS} ORDER BY a.id LIMIT ${String(MOST)}`,
    [],
  );
  const doctors = await tx.select<PersonRow>(
    `SELECT ${COLUMNS} FROM ${DOCTORS_ONLY} WHERE d.admin_id IS NULL ORDER BY d.id LIMIT ${String(MOST)}`,
    [],
  );
  return [...admins, ...doctors];
}

export async function personOfAdmin(tx: ReadTx, adminId: number): Promise<PersonRow | null> {
  const [row] = await tx.select<PersonRow>(`SELECT ${COLUMNS} FROM ${ADMINS} WHERE a.id = ?`, [adminId]);
  return row ?? null;
}

export async function personOfDoctor(tx: ReadTx, doctorId: number): Promise<PersonRow | null> {
  const [row] = await tx.select<PersonRow>(`SELECT ${COLUMNS} FROM ${DOCTORS_ONLY} WHERE d.id = ?`, [
    doctorId,
  ]);
  return row ?? null;
}

/**
 * The administrator's row and those of all superadmins who may sign in, locked in one ascending scan: of two
 * changes that would each leave the other person as the last one, the second waits and counts again.
 */
export function lockWithSuperadmins(
  tx: WriteTx,
  adminId: number,
): Promise<{ readonly id: number; readonly counts: number }[]> {
  return tx.select(
    `SELECT id, role = 'superadmin' AND is_disabled = 0 AS counts FROM admin
      WHERE id = ? OR (role = 'superadmin' AND is_disabled = 0) ORDER BY id FOR UPDATE`,
    [adminId],
  );
}

interface AdminColumns {
  readonly username: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: AdminRole;
}

export async function insertAdmin(
  tx: WriteTx,
  admin: AdminColumns & { readonly passwordHash: string },
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO admin (username, email, password_hash, role, display_name) VALUES (?, ?, ?, ?, ?)',
    [admin.username, admin.email, admin.passwordHash, admin.role, admin.displayName],
  );
  return insertId;
}

export async function updateAdmin(
  tx: WriteTx,
  adminId: number,
  admin: AdminColumns & { readonly disabled: boolean },
): Promise<void> {
  await tx.run(
    'UPDATE admin SET username = ?, email = ?, display_name = ?, role = ?, is_disabled = ? WHERE id = ?',
    [admin.username, admin.email, admin.displayName, admin.role, admin.disabled ? 1 : 0, adminId],
  );
}

/** The names that sign in as the account: a name belongs to one person of all. */
export async function setSignInNames(
  tx: WriteTx,
  owner: { readonly table: 'admin' | 'doctor'; readonly id: number },
  names: readonly string[],
): Promise<void> {
  const column = `${owner.table}_id`;
  await tx.run(`DELETE FROM sign_in_names WHERE ${column} = ?`, [owner.id]);
  for (const name of names) {
    await tx.run(`INSERT INTO sign_in_names (name, ${column}) VALUES (?, ?)`, [name, owner.id]);
  }
}

export async function signInNamesOf(
  tx: ReadTx,
  adminId: number | null,
  doctorId: number | null,
): Promise<string[]> {
  const rows = await tx.select<{ name: string }>(
    'SELECT name FROM sign_in_names WHERE admin_id = ? OR doctor_id = ? ORDER BY name',
    [adminId, doctorId],
  );
  return rows.map(({ name }) => name);
}

/** The new password's hash, good for some hours and for the one purpose of choosing another. */
export async function setCode(
  tx: WriteTx,
  { adminId, doctorId }: { readonly adminId: number | null; readonly doctorId: number | null },
  passwordHash: string,
  hours: number,
): Promise<void> {
  const table = adminId === null ? 'doctors' : 'admin';
  await tx.run(
    `UPDATE ${table} SET password_hash = ?, must_change_password = 1,
       code_expires_at = UTC_TIMESTAMP() + INTERVAL ? HOUR WHERE id = ?`,
    [passwordHash, hours, adminId ?? doctorId],
  );
}

export async function forgetFailures(tx: WriteTx, person: string): Promise<void> {
  await tx.run('DELETE FROM sign_in_failures WHERE name = ?', [person]);
}

/** The grants as they are to be; the row's version counts on, so that a stale save is seen. */
export async function setGrants(tx: WriteTx, adminId: number, grants: readonly string[]): Promise<void> {
  await tx.run('DELETE FROM staff_grants WHERE admin_id = ?', [adminId]);
  for (const permission of grants) {
    await tx.run('INSERT INTO staff_grants (admin_id, permission) VALUES (?, ?)', [adminId, permission]);
  }
  await tx.run('UPDATE admin SET role = role WHERE id = ?', [adminId]);
}

export async function lockDoctor(
  tx: WriteTx,
  doctorId: number,
): Promise<{ readonly version: number; readonly admin_id: number | null } | null> {
  const [row] = await tx.select<{ version: number; admin_id: number | null }>(
    'SELECT version, admin_id FROM doctors WHERE id = ? FOR UPDATE',
    [doctorId],
  );
  return row ?? null;
}

export async function linkDoctor(tx: WriteTx, doctorId: number, adminId: number | null): Promise<void> {
  await tx.run('UPDATE doctors SET admin_id = ? WHERE id = ?', [adminId, doctorId]);
}

export async function renameAdmin(tx: WriteTx, adminId: number, displayName: string): Promise<void> {
  await tx.run('UPDATE admin SET display_name = ? WHERE id = ?', [displayName, adminId]);
}

export async function renameDoctor(
  tx: WriteTx,
  doctorId: number,
  name: { readonly title: string | null; readonly firstName: string; readonly lastName: string | null },
): Promise<void> {
  await tx.run('UPDATE doctors SET title = ?, first_name = ?, last_name = ? WHERE id = ?', [
    name.title,
    name.firstName,
    name.lastName,
    doctorId,
  ]);
}

/** JSON text; null for who has never chosen. */
export async function selectPreferences(tx: ReadTx, person: string): Promise<string | null> {
  const [row] = await tx.select<{ body: string }>(
    'SELECT CAST(body AS CHAR) AS body FROM preferences WHERE person = ?',
    [person],
  );
  return row?.body ?? null;
}

/** In one statement, so that of two windows that choose at once neither loses the other's choice. */
export async function mergePreferences(
  tx: WriteTx,
  person: string,
  { shown, chosen }: { readonly shown: string; readonly chosen: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO preferences (person, body) VALUES (?, JSON_MERGE_PATCH(?, ?))
     ON DUPLICATE KEY UPDATE body = JSON_MERGE_PATCH(?, body, ?)`,
    [person, shown, chosen, shown, chosen],
  );
}
