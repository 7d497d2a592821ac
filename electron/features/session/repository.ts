import { type Grantable, type Role, isGrantable } from '#shared/permissions/roles';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';

/** Whatever one person's rows in both account tables say. */
export interface Account {
  readonly adminId: number | null;
  readonly doctorId: number | null;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** What the clinic allows this person beyond the role. */
  readonly grants: readonly Grantable[];
  readonly passwordHash: string;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  /** A one-time code that was not used in its time opens nothing. */
  readonly codeExpired: boolean;
  /** Counted on by triggers when something of the account changes that a session is made from. */
  readonly adminEpoch: number | null;
  readonly doctorEpoch: number | null;
}

interface AccountRow {
  readonly admin_id: number | null;
  readonly admin_role: 'superadmin' | 'staff' | 'viewer' | null;
  readonly admin_name: string | null;
  readonly admin_hash: string | null;
  readonly admin_disabled: number | null;
  readonly admin_must_change: number | null;
  readonly admin_code_expired: number | null;
  readonly admin_epoch: number | null;
  readonly grants: string | null;
  readonly doctor_id: number | null;
  readonly doctor_name: string | null;
  readonly doctor_hash: string | null;
  readonly doctor_deleted: number | null;
  readonly doctor_must_change: number | null;
  readonly doctor_code_expired: number | null;
  readonly doctor_epoch: number | null;
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
    grants: row.grants?.split(',').filter(isGrantable) ?? [],
    // The admin row's password counts where one person has both (design section 4).
    passwordHash: (isAdmin ? row.admin_hash : row.doctor_hash) ?? '!',
    disabled: roles.length === 0,
    mustChangePassword: (isAdmin ? row.admin_must_change : row.doctor_must_change) === 1,
    codeExpired: (isAdmin ? row.admin_code_expired : row.doctor_code_expired) === 1,
    adminEpoch: row.admin_epoch,
    doctorEpoch: row.doctor_epoch,
  };
}

const ACCOUNT_COLUMNS = `a.id AS admin_id, a.role AS admin_role, COALESCE(a.display_name, a.username) AS admin_name,
            a.password_hash AS admin_hash, a.is_disabled AS admin_disabled, a.must_change_password AS admin_must_change,
            a.code_expires_at <= UTC_TIMESTAMP() AS admin_code_expired, a.account_epoch AS admin_epoch,
            (SELECT GROUP_CONCAT(g.permission) FROM staff_grants g WHERE g.admin_id = a.id) AS grants,
            d.id AS doctor_id, NULLIF(CONCAT_WS(' ', d.title, d.first_name, d.last_name), '') AS doctor_name,
            d.password_hash AS doctor_hash, d.is_deleted AS doctor_deleted, d.must_change_password AS doctor_must_change,
            d.code_expires_at <= UTC_TIMESTAMP() AS doctor_code_expired, d.account_epoch AS doctor_epoch`;

async function selectAccount(tx: ReadTx, from: string, params: readonly SqlValue[]): Promise<Account | null> {
  const [row] = await tx.select<AccountRow>(`SELECT ${ACCOUNT_COLUMNS} FROM ${from}`, params);
  return row ? toAccount(row) : null;
}

/** The account that a user name or e-mail address signs in to. */
export function findAccount(tx: ReadTx, name: string): Promise<Account | null> {
  return selectAccount(
    tx,
    `sign_in_names n
       LEFT JOIN doctors nd ON nd.id = n.doctor_id
       LEFT JOIN admin a ON a.id = COALESCE(n.admin_id, nd.admin_id)
       LEFT JOIN doctors d ON d.id = COALESCE(n.doctor_id, (SELECT j.id FROM doctors j WHERE j.admin_id = a.id))
      WHERE n.name = ?`,
    [name],
  );
}

/** The account of an administrator, or of a doctor who is none. */
export function accountById(
  tx: ReadTx,
  adminId: number | null,
  doctorId: number | null,
): Promise<Account | null> {
  return adminId === null
    ? selectAccount(tx, 'doctors d LEFT JOIN admin a ON a.id = d.admin_id WHERE d.id = ?', [doctorId])
    : selectAccount(tx, 'admin a LEFT JOIN doctors d ON d.admin_id = a.id WHERE a.id = ?', [adminId]);
}

/** The names a person signs in with. */
export async function namesOf(
  tx: ReadTx,
  adminId: number | null,
  doctorId: number | null,
): Promise<string[]> {
  const rows = await tx.select<{ name: string }>(
    'SELECT name FROM sign_in_names WHERE admin_id = ? OR doctor_id = ? ORDER BY doctor_id, name',
    [adminId, doctorId],
  );
  return rows.map(({ name }) => name);
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

/** A second sign-in within the second leaves the row alone, so that it does not count as an edit. */
export async function stampSignIn(tx: WriteTx, account: Account): Promise<void> {
  const stamp = (table: 'admin' | 'doctors') =>
    `UPDATE ${table} SET last_sign_in_at = UTC_TIMESTAMP() WHERE id = ? AND NOT (last_sign_in_at <=> UTC_TIMESTAMP())`;
  if (account.adminId !== null) await tx.run(stamp('admin'), [account.adminId]);
  if (account.doctorId !== null) await tx.run(stamp('doctors'), [account.doctorId]);
}

export async function savePassword(tx: WriteTx, account: Account, hash: string): Promise<void> {
  const [table, id] =
    account.adminId !== null
      ? (['admin', account.adminId] as const)
      : (['doctors', account.doctorId] as const);
  await tx.run(
    `UPDATE ${table} SET password_hash = ?, must_change_password = 0, code_expires_at = NULL WHERE id = ?`,
    [hash, id],
  );
}
