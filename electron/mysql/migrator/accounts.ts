import { createHash } from 'node:crypto';
import type { Connection } from 'mysql2/promise';
import { deskGrants, deskRevokes } from '#migrations/mysql/grants';
import { definer } from '#migrations/mysql/steps';
import { errorNumber, quoteText, rowsOf } from './connect';

/** Access denied in its several numbers. */
const denied = new Set([1044, 1142, 1227]);

/** The locked owner of the triggers; nobody signs in as it, so its password is thrown away. */
export async function ensureDefiner(connection: Connection): Promise<void> {
  try {
    await connection.query(
      `CREATE USER IF NOT EXISTS ${definer} IDENTIFIED WITH caching_sha2_password BY RANDOM PASSWORD ACCOUNT LOCK`,
    );
  } catch (error) {
    if (!denied.has(errorNumber(error))) throw error;
    // An administrator may have made it beforehand; asking for its grants tells.
    const there = await connection.query(`SHOW CREATE USER ${definer}`).then(
      () => true,
      () => false,
    );
    if (!there) {
      throw new Error(
        `The owner's account may not create users: let an administrator run CREATE USER ${definer} ACCOUNT LOCK once.`,
        { cause: error },
      );
    }
  }
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

async function deskAccounts(
  connection: Connection,
  deskUser: string,
  options: { readonly log: (line: string) => void; readonly deskPassword?: string },
): Promise<string[]> {
  const known = await rowsOf(connection, 'SELECT host FROM mysql.user WHERE user = ?', [deskUser]).catch(
    (error: unknown) => {
      if (denied.has(errorNumber(error))) return null;
      throw error;
    },
  );
  const name = quoteText(connection, deskUser);
  if (known !== null && known.length > 0) {
    return known.map((row) => `${name}@${quoteText(connection, String(row['host']))}`);
  }
  const anywhere = `${name}@'%'`;
  if (options.deskPassword !== undefined && known !== null) {
    await connection.query(
      `CREATE USER IF NOT EXISTS ${anywhere} IDENTIFIED BY ${quoteText(connection, options.deskPassword)}`,
    );
    options.log(`MySQL: account ${deskUser} made`);
  } else if (known !== null) {
    throw new Error(`The desk's account ${deskUser} does not exist on the server.`);
  }
  return [anywhere];
}
