import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { connectMysql, errorNumber, parseMysqlAddress } from '#electron/mysql/migrator/connect';
import { oneTimeCode } from '#electron/platform/one-time-code';

/**
 * Makes the first superadmin and answers the password that is to be changed at the first sign-in. Only its
 * hash is kept.
 */
export async function createFirstAdmin(adminUrl: string, username: string): Promise<string> {
  const name = username.trim();
  if (name === '' || name.length > 100)
    throw new Error('The name of the first administrator has 1 to 100 characters.');
  const address = parseMysqlAddress(adminUrl);
  const password = oneTimeCode();
  // Argon2id is this library's default algorithm.
  const passwordHash = await hash(password);
  const email = name.includes('@') ? name : `none+${randomUUID()}@admin.invalid`;
  const connection = await connectMysql(address, address.database);
  try {
    await connection.beginTransaction();
    await connection.query(
      "INSERT INTO admin (username, email, password_hash, role, display_name, must_change_password) VALUES (?, ?, ?, 'superadmin', ?, 1)",
      [name, email, passwordHash, name],
    );
    await connection.query('INSERT INTO sign_in_names (name, admin_id) VALUES (?, LAST_INSERT_ID())', [name]);
    await connection.query(
      "INSERT INTO audit_log (actor, action, entity, entity_id, outcome) SELECT 'migrate', 'admin.first', 'admin', id, 'done' FROM admin WHERE username = ?",
      [name],
    );
    await connection.commit();
    return password;
  } catch (error) {
    if (errorNumber(error) === 1062) {
      throw new Error(`Somebody already signs in as ${name}; choose another name.`, { cause: error });
    }
    throw error;
  } finally {
    await connection.end();
  }
}
