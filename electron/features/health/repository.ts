import { type SchemaState, mysqlSchemaState } from '#electron/mysql/migrator/state';
import type { ReadTx } from '#electron/mysql/transactions';

export interface ServerRow {
  readonly version: string;
  /** The server's clock in seconds with a fraction, as DECIMAL text. */
  readonly now: string;
}

export async function readServer(tx: ReadTx): Promise<ServerRow> {
  const [row] = await tx.select<ServerRow>(
    'SELECT VERSION() AS version, UNIX_TIMESTAMP(UTC_TIMESTAMP(3)) AS now',
    [],
  );
  if (!row) throw new Error('the server gave no answer about itself');
  return row;
}

/** More than this is a number nobody reads; counting it would cost. */
const MOST_COUNTED = 10_000;

/** Outbox rows not yet carried over, counted up to 10,000. */
export async function countPending(tx: ReadTx): Promise<number> {
  const [row] = await tx.select<{ pending: number }>(
    `SELECT COUNT(*) AS pending FROM
       (SELECT id FROM outbox WHERE done_at IS NULL LIMIT ${String(MOST_COUNTED)}) AS waiting`,
    [],
  );
  return row?.pending ?? 0;
}

/** Which migrations have run, against those of this program. */
export function readSchemaState(tx: ReadTx): Promise<SchemaState> {
  return mysqlSchemaState({ query: async (sql) => [await tx.select(sql, []), null] });
}
