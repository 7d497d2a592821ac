import type { ReadTx } from '#electron/mysql/transactions';
import { type SchemaState, mysqlSchemaState } from '#electron/mysql/migrator/state';

export function readSchema(tx: ReadTx): Promise<SchemaState> {
  return mysqlSchemaState({ query: async (sql) => [await tx.select(sql, []), null] });
}

/** Whether this connection is encrypted. */
export async function isEncrypted(tx: ReadTx): Promise<boolean> {
  const [row] = await tx.select<{ Value: string }>("SHOW SESSION STATUS LIKE 'Ssl_cipher'", []);
  return (row?.Value ?? '') !== '';
}

export async function readConnections(tx: ReadTx): Promise<{ used: number; most: number }> {
  const [row] = await tx.select<{ most: number }>('SELECT @@max_connections AS most', []);
  const [used] = await tx.select<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Threads_connected'", []);
  return { used: Number(used?.Value ?? 0), most: row?.most ?? 0 };
}

export interface OutboxRow {
  readonly pending: number;
  readonly oldest: string | null;
  readonly failing: number;
}

/** More than this is a number nobody reads; counting it would cost. */
const MOST_COUNTED = 10_000;

/** What is not yet carried to MongoDB, of the oldest 10,000 rows. */
export async function readOutbox(tx: ReadTx): Promise<OutboxRow & { readonly lastError: string | null }> {
  const [row] = await tx.select<OutboxRow>(
    `SELECT COUNT(*) AS pending, MIN(created_at) AS oldest, CAST(COALESCE(SUM(attempts > 1), 0) AS SIGNED) AS failing
       FROM (SELECT created_at, attempts FROM outbox WHERE done_at IS NULL ORDER BY id LIMIT ${String(MOST_COUNTED)}) w`,
    [],
  );
  const [last] = await tx.select<{ last_error: string }>(
    'SELECT last_error FROM outbox WHERE done_at IS NULL AND last_error IS NOT NULL ORDER BY id DESC LIMIT 1',
    [],
  );
  return { pending: 0, oldest: null, failing: 0, ...row, lastError: last?.last_error ?? null };
}

export async function newestChange(tx: ReadTx): Promise<number> {
  const [row] = await tx.select<{ newest: number | null }>('SELECT MAX(id) AS newest FROM feed', []);
  return row?.newest ?? 0;
}

interface DeskRow {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly last_seen: string;
}

/** Desks that said within a day that they are there, the latest first. */
export function recentDesks(tx: ReadTx): Promise<DeskRow[]> {
  return tx.select(
    `SELECT id, name, version, last_seen FROM desks WHERE last_seen >= UTC_TIMESTAMP() - INTERVAL 1 DAY
      ORDER BY last_seen DESC, id LIMIT 500`,
    [],
  );
}

/** What a backup that was tried out leaves in table `settings`, as JSON text. */
export async function readLastBackup(tx: ReadTx): Promise<string | null> {
  const [row] = await tx.select<{ value: string }>(
    "SELECT CAST(value AS CHAR) AS value FROM settings WHERE `key` = 'lastVerifiedBackup'",
    [],
  );
  return row?.value ?? null;
}
