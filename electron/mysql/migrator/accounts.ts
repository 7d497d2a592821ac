import { createHash } from 'node:crypto';
import type { Connection, ResultSetHeader } from 'mysql2/promise';
import { deskGrants, deskRevokes } from '#migrations/mysql/grants';
import { definer } from '#migrations/mysql/steps';
import { errorNumber, quoteText, rowsOf } from './connect';

/** Access denied in its several numbers. */
const denied = new Set([1044, 1142, 1227]);
const userExists = 1396;
const cannotGrantToMissing = 1410;

/**
 * The locked owner of the triggers; nobody signs in as it, so its password is thrown away. It is altered first
 * and made only when missing, because CREATE USER, even IF NOT EXISTS, is refused for an account that triggers
 * name. An owner who may not touch users relies on an administrator having made it.
 */
export async function ensureDefiner(connection: Connection): Promise<void> {
  try {
    const [altered] = await connection.query<ResultSetHeader>(`ALTER USER IF EXISTS ${definer} ACCOUNT LOCK`);
    if (altered.warningStatus === 0) return;
    await connection.query(
      `CREATE USER ${definer} IDENTIFIED WITH caching_sha2_password BY RANDOM PASSWORD ACCOUNT LOCK`,
    );
  } catch (error) {
    if (!denied.has(errorNumber(error)) && errorNumber(error) !== userExists) throw error;
  }
}

/** Puts the server's refusal to grant to a missing account into words for the person who can help. */
export function explainMissingDefiner(error: unknown): unknown {
  if (errorNumber(error) !== cannotGrantToMissing) return error;
  return new Error(
    `The account ${definer} is missing and the owner's account may not create users: let an administrator run CREATE USER ${definer} ACCOUNT LOCK once.`,
    { cause: error },
  );
}

/** Changes whenever the list of rights does, so that an unchanged list costs no statement. */
export function grantsFingerprint(): string {
  return createHash('sha256').update(deskGrants('desk').join('\n')).digest('hex');
}

/** Gives every account of the desk's name exactly the rights of the list. */
export async function grantDesk(
  connection: Connection,
  deskUser: string,
  options: { readonly log: (line: string) => void; readonly deskPassword?: string },
): Promise<void> {
  for (const grantee of await deskAccounts(connection, deskUser, options)) {
    for (const sql of deskRevokes(grantee)) await connection.query(sql);
    for (const sql of deskGrants(grantee)) await connection.query(sql);
  }
  await connection.query('REPLACE INTO schema_grants (account, fingerprint) VALUES (?, ?)', [
    deskUser,
    grantsFingerprint(),
  ]);
  options.log(`MySQL: rights of ${deskUser} set`);
}

/** Takes the rights back from whoever was given them; they would outlive the tables. */
export async function revokeDesks(connection: Connection): Promise<void> {
  for (const row of await rowsOf(connection, 'SELECT account FROM schema_grants')) {
    const deskUser = String(row['account']);
    const hosts = (await hostsOf(connection, deskUser)) ?? ['%'];
    for (const grantee of hosts.map((host) => granteeOf(connection, deskUser, host))) {
      for (const sql of deskRevokes(grantee)) await connection.query(sql);
    }
  }
  await connection.query('DELETE FROM schema_grants');
}

function granteeOf(connection: Connection, deskUser: string, host: string): string {
  return `${quoteText(connection, deskUser)}@${quoteText(connection, host)}`;
}

/** The hosts the account is known for, or null where the owner may not read the list of accounts. */
async function hostsOf(connection: Connection, deskUser: string): Promise<string[] | null> {
  try {
    const found = await rowsOf(connection, 'SELECT host FROM mysql.user WHERE user = ?', [deskUser]);
    return found.map((row) => String(row['host']));
  } catch (error) {
    if (denied.has(errorNumber(error))) return null;
    throw error;
  }
}

async function deskAccounts(
  connection: Connection,
  deskUser: string,
  options: { readonly log: (line: string) => void; readonly deskPassword?: string },
): Promise<string[]> {
  const hosts = await hostsOf(connection, deskUser);
  if (hosts !== null && hosts.length > 0) return hosts.map((host) => granteeOf(connection, deskUser, host));
  const anywhere = granteeOf(connection, deskUser, '%');
  if (options.deskPassword !== undefined && hosts !== null) {
    await connection.query(
      `CREATE USER IF NOT EXISTS ${anywhere} IDENTIFIED BY ${quoteText(connection, options.deskPassword)}`,
    );
    options.log(`MySQL: account ${deskUser} made`);
  } else if (hosts !== null) {
    throw new Error(`The desk's account ${deskUser} does not exist on the server.`);
  }
  return [anywhere];
}
