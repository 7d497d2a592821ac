import type { Role } from '#shared/permissions/roles';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

/** Whatever one person's rows in both account tables say. */
export interface Account {
  readonly adminId: number | null;
  readonly doctorId: number | null;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
}

interface AccountRow {
  readonly admin_id: number | null;
  readonly admin_role: 'superadmin' | 'staff' | 'viewer' | null;
  readonly admin_name: string | null;
  readonly admin_hash: string | null;
  readonly admin_disabled: number | null;
  readonly admin_must_change: number | null;
  readonly doctor_id: number | null;
  readonly doctor_name: string | null;
  readonly doctor_hash: string | null;
  readonly doctor_deleted: number | null;
  readonly doctor_must_change: number | null;
}

function toAccount(row: AccountRow): Account {
  const roles: Role[] = [];
  if (row.admin_role && row.admin_disabled !== 1) roles.push(row.admin_role);
  if (row.doctor_id !== null && row.doctor_deleted !== 1) roles.push('doctor');
  const isAdmin = row.admin_id !== null;
  return {
    adminId: row.admin_id,
    doctorId: row.doctor_id,
    displayName: row.doctor_name ?? row.admin_name ?? '',
    roles,
    // The admin row's password counts where one person has both (design section 4).
    passwordHash: (isAdmin ? row.admin_hash : row.doctor_hash) ?? '!',
    disabled: roles.length === 0,
    mustChangePassword: (isAdmin ? row.admin_must_change : row.doctor_must_change) === 1,
  };
}

/** The account that a user name or e-mail address signs in to. */
export async function findAccount(tx: ReadTx, name: string): Promise<Account | null> {
  const [row] = await tx.select<AccountRow>(
    `SELECT a.id AS admin_id, a.role AS admin_role, COALESCE(a.display_name, a.username) AS admin_name,
            a.password_hash AS admin_hash, a.is_disabled AS admin_disabled, a.must_change_password AS admin_must_change,
            d.id AS doctor_id, NULLIF(CONCAT_WS(' ', d.title, d.first_name, d.last_name), '') AS doctor_name,
            d.password_hash AS doctor_hash, d.is_deleted AS doctor_deleted, d.must_change_password AS doctor_must_change
       FROM sign_in_names n
       LEFT JOIN doctors nd ON nd.id = n.doctor_id
       LEFT JOIN admin a ON a.id = COALESCE(n.admin_id, nd.admin_id)
       LEFT JOIN doctors d ON d.id = COALESCE(n.doctor_id, (SELECT j.id FROM doctors j WHERE j.admin_id = a.id))
      WHERE n.name = ?`,
    [name],
  );
  return row ? toAccount(row) : null;
}

/** One of a person's sign-in names, for checking the password again; null when there is none left. */
export async function anyNameOf(
  tx: ReadTx,
  adminId: number | null,
  doctorId: number | null,
): Promise<string | null> {
  const [row] = await tx.select<{ name: string }>(
    'SELECT name FROM sign_in_names WHERE admin_id = ? OR (? IS NULL AND doctor_id = ?) LIMIT 1',
    [adminId, adminId, doctorId],
  );
  return row?.name ?? null;
}

/** Seconds for which the name is still locked out, by the server's clock; 0 when it is not. */
export async function lockedFor(tx: ReadTx, name: string): Promise<number> {
  const [row] = await tx.select<{ seconds: number | null }>(
    'SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), locked_until) AS seconds FROM sign_in_failures WHERE name = ?',
    [name],
  );
  return Math.max(0, row?.seconds ?? 0);
}

/** Counts a wrong password; from `limit` on the name is locked for `minutes`, on every desk. */
export async function countFailure(tx: WriteTx, name: string, limit: number, minutes: number): Promise<void> {
  await tx.run(
    `INSERT INTO sign_in_failures (name, failures, last_failed_at) VALUES (?, 1, UTC_TIMESTAMP())
     ON DUPLICATE KEY UPDATE
       failures = IF(locked_until IS NOT NULL AND locked_until <= UTC_TIMESTAMP(), 1, failures + 1),
       locked_until = IF(locked_until > UTC_TIMESTAMP(), locked_until, NULL),
       last_failed_at = UTC_TIMESTAMP()`,
    [name],
  );
  await tx.run(
    `UPDATE sign_in_failures SET locked_until = UTC_TIMESTAMP() + INTERVAL ? MINUTE
      WHERE name = ? AND failures >= ? AND locked_until IS NULL`,
    [minutes, name, limit],
  );
}

export async function clearFailures(tx: WriteTx, name: string): Promise<void> {
  await tx.run('DELETE FROM sign_in_failures WHERE name = ?', [name]);
}

export async function stampSignIn(tx: WriteTx, account: Account): Promise<void> {
  if (account.adminId !== null) {
    await tx.run('UPDATE admin SET last_sign_in_at = UTC_TIMESTAMP() WHERE id = ?', [account.adminId]);
  }
  if (account.doctorId !== null) {
    await tx.run('UPDATE doctors SET last_sign_in_at = UTC_TIMESTAMP() WHERE id = ?', [account.doctorId]);
  }
}

export async function savePassword(tx: WriteTx, account: Account, hash: string): Promise<void> {
  const [table, id] =
    account.adminId !== null
      ? (['admin', account.adminId] as const)
      : (['doctors', account.doctorId] as const);
  await tx.run(`UPDATE ${table} SET password_hash = ?, must_change_password = 0 WHERE id = ?`, [hash, id]);
}
