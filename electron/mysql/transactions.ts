import { type Sequelize, Transaction } from 'sequelize';
import type { Connection, ResultSetHeader } from 'mysql2';
import { setTimeout as pause } from 'node:timers/promises';
import { type AppError, Refusal } from '#shared/errors/app-error';
import type { Clock } from '#electron/platform/ports';
import { asConnection } from './connection';
import { isConnectionLost, isContention } from './errors';

export type SqlValue = string | number | bigint | boolean | null | Uint8Array;

/** Read-only access: what a query's handler, service and repository get. */
export interface ReadTx {
  /** Rows as the driver gives them: dates and times as strings, DECIMAL as string, TINYINT as number. */
  select<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]>;
}

/** One transaction: whatever is written through it stands or falls together. */
export interface WriteTx extends ReadTx {
  run(sql: string, params: readonly SqlValue[]): Promise<{ insertId: number; affectedRows: number }>;
  /** For Sequelize's models; a write without it would stand outside the transaction. */
  readonly scope: { readonly transaction: Transaction };
}

/**
 * A refusal that can be worded only after the rollback, on a connection of its own (design section 3).
 * `explain` gives null when the obstacle is gone by then: the change is then tried again.
 */
export class LateRefusal extends Error {
  readonly explain: (tx: ReadTx) => Promise<AppError | null>;
  constructor(explain: (tx: ReadTx) => Promise<AppError | null>) {
    super('refused, to be explained after rollback');
    this.name = 'LateRefusal';
    this.explain = explain;
  }
}

const ATTEMPTS = 8;
const JITTER_MS = 40;
/** No transaction lives longer, whoever began it: the change feed counts on that (design section 6). */
const LONGEST_MS = 30_000;

export interface Database {
  /** Statements outside a transaction, on one connection. */
  read<T>(work: (tx: ReadTx) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * One transaction, run again after a deadlock or lock wait. With `repeatable`, a COMMIT whose answer
   * was lost is run again too: only for work that recognises itself by its request id.
   */
  write<T>(work: (tx: WriteTx) => Promise<T>, options?: WriteOptions): Promise<T>;
  close(): Promise<void>;
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
  readonly repeatable?: boolean;
}

class CommitUnknown extends Error {}

/** Runs under the given signal, or under a limit of its own: a server that hangs must not keep its callers. */
async function limited<T>(
  given: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (given) return work(given);
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new Refusal({ code: 'TIMEOUT' }));
  }, LONGEST_MS);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a statement at once when the call is cancelled or late; its connection is then not used again. */
function unlessAborted<T>(connection: Connection, signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => {
      connection.destroy();
      reject(abortReason(signal));
    };
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

function abortReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Refusal({ code: 'CANCELLED' });
}

function execute<T>(connection: Connection, sql: string, params: readonly SqlValue[]): Promise<T> {
  return new Promise((resolve, reject) => {
    connection.execute(sql, [...params], (error, result) => {
      // The driver's result type is its union of all statements; the callers' types say which one this is.
      if (error) reject(error);
      else resolve(result as T);
    });
  });
}

function query(connection: Connection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function readTx(connection: Connection, signal: AbortSignal): ReadTx {
  return {
    select: <Row>(sql: string, params: readonly SqlValue[]) =>
      unlessAborted(connection, signal, execute<Row[]>(connection, sql, params)),
  };
}

function writeTx(connection: Connection, transaction: Transaction, signal: AbortSignal): WriteTx {
  return {
    ...readTx(connection, signal),
    run: async (sql, params) => {
      const header = await unlessAborted(
        connection,
        signal,
        execute<ResultSetHeader>(connection, sql, params),
      );
      return { insertId: header.insertId, affectedRows: header.affectedRows };
    },
    scope: { transaction },
  };
}

async function followClock(connection: Connection, clock: Clock, signal: AbortSignal): Promise<void> {
  if (clock.shiftedFrom === null) return;
  const sql = `SET SESSION timestamp = ${(clock.now() / 1000).toFixed(3)}`;
  await unlessAborted(connection, signal, query(connection, sql));
}

/** Sequelize's own transaction would hang with its server; ours only lends its models our connection. */
function lend(sequelize: Sequelize, connection: Connection): Transaction {
  const transaction = new Transaction(sequelize, {});
  Reflect.set(transaction, 'connection', connection);
  return transaction;
}

async function rollBack(connection: Connection, error: unknown): Promise<void> {
  if (isConnectionLost(error)) {
    connection.destroy();
    return;
  }
  try {
    await execute(connection, 'ROLLBACK', []);
  } catch {
    // The connection died under the rollback: the server rolls back by itself.
    connection.destroy();
  }
}

export function openDatabase(sequelize: Sequelize, clock: Clock): Database {
  const manager = sequelize.connectionManager;

  /** The pool drops a connection that was destroyed when it is next asked for one. */
  async function onConnection<T>(use: (connection: Connection) => Promise<T>): Promise<T> {
    const pooled = await manager.getConnection({ type: 'write', useMaster: true });
    try {
      return await use(asConnection(pooled));
    } finally {
      manager.releaseConnection(pooled);
    }
  }

  function attempt<T>(work: (tx: WriteTx) => Promise<T>, signal: AbortSignal): Promise<T> {
    return onConnection(async (connection) => {
      let value: T;
      try {
        await followClock(connection, clock, signal);
        await unlessAborted(connection, signal, query(connection, 'START TRANSACTION'));
        value = await work(writeTx(connection, lend(sequelize, connection), signal));
      } catch (error) {
        if (!signal.aborted) await rollBack(connection, error);
        throw error;
      }
      try {
        await unlessAborted(connection, signal, query(connection, 'COMMIT'));
      } catch (error) {
        connection.destroy();
        throw new CommitUnknown('the answer to COMMIT was lost', { cause: error });
      }
      return value;
    });
  }

  async function mayTryAgain(error: unknown, repeatable: boolean, signal: AbortSignal): Promise<boolean> {
    if (error instanceof LateRefusal) {
      const reason = await read((tx) => error.explain(tx), signal);
      if (reason) throw new Refusal(reason);
      return true;
    }
    return isContention(error) || (repeatable && error instanceof CommitUnknown);
  }

  function write<T>(work: (tx: WriteTx) => Promise<T>, options: WriteOptions = {}): Promise<T> {
    return limited(options.signal, async (signal) => {
      for (let left = ATTEMPTS; ; left -= 1) {
        try {
          return await attempt(work, signal);
        } catch (error) {
          if (signal.aborted) throw abortReason(signal);
          if (left <= 1 || !(await mayTryAgain(error, options.repeatable === true, signal))) {
            throw error instanceof CommitUnknown ? error.cause : error;
          }
          await pause(Math.random() * JITTER_MS * (ATTEMPTS - left + 1));
        }
      }
    });
  }

  function read<T>(work: (tx: ReadTx) => Promise<T>, given?: AbortSignal): Promise<T> {
    return limited(given, (signal) =>
      onConnection(async (connection) => {
        try {
          await followClock(connection, clock, signal);
          return await work(readTx(connection, signal));
        } catch (error) {
          if (isConnectionLost(error)) connection.destroy();
          throw error;
        }
      }),
    );
  }

  return { read, write, close: () => sequelize.close() };
}
