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

/** Sequelize's pools ask for a kind of server; ours is one. */
const ANY = { type: 'write', useMaster: true } as const;
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

function abortReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Refusal({ code: 'CANCELLED' });
}

/** One connection while one call has it: its statements end at once when the call is cancelled or late. */
interface Line {
  execute<T>(sql: string, params: readonly SqlValue[]): Promise<T>;
  query(sql: string): Promise<void>;
  /** The call no longer has the connection. */
  close(): void;
}

/** A connection whose statement was cut short is not used again. One listener serves all its statements. */
function openLine(connection: Connection, signal: AbortSignal): Line {
  const waiting = new Set<(reason: Error) => void>();
  const onAbort = () => {
    if (waiting.size === 0) return;
    connection.destroy();
    for (const reject of waiting) reject(abortReason(signal));
  };
  signal.addEventListener('abort', onAbort);

  function send<T>(start: (done: (error: Error | null, result?: unknown) => void) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (signal.aborted) {
        connection.destroy();
        reject(abortReason(signal));
        return;
      }
      waiting.add(reject);
      start((error, result) => {
        waiting.delete(reject);
        // The driver's result type is its union of all statements; the callers' types say which one this is.
        if (error) reject(error);
        else resolve(result as T);
      });
    });
  }

  return {
    execute: (sql, params) => send((done) => connection.execute(sql, [...params], done)),
    query: (sql) => send((done) => connection.query(sql, done)),
    close: () => {
      signal.removeEventListener('abort', onAbort);
    },
  };
}

function readTx(line: Line): ReadTx {
  return { select: (sql, params) => line.execute(sql, params) };
}

function writeTx(line: Line, scope: WriteTx['scope']): WriteTx {
  return {
    ...readTx(line),
    run: async (sql, params) => {
      const header = await line.execute<ResultSetHeader>(sql, params);
      return { insertId: header.insertId, affectedRows: header.affectedRows };
    },
    scope,
  };
}

async function followClock(line: Line, clock: Clock): Promise<void> {
  if (clock.shiftedFrom === null) return;
  await line.query(`SET SESSION timestamp = ${(clock.now() / 1000).toFixed(3)}`);
}

/** Sequelize's own transaction would hang with its server; ours only lends its models our connection. */
function lend(sequelize: Sequelize, connection: Connection): Transaction {
  const transaction = new Transaction(sequelize, {});
  Reflect.set(transaction, 'connection', connection);
  return transaction;
}

async function rollBack(connection: Connection, line: Line, error: unknown): Promise<void> {
  if (isConnectionLost(error)) {
    connection.destroy();
    return;
  }
  try {
    await line.query('ROLLBACK');
  } catch {
    // The connection died under the rollback: the server rolls back by itself.
    connection.destroy();
  }
}

/** A pooled connection while a read has it. */
interface Opened {
  readonly pooled: object;
  readonly line: Line;
}

export function openDatabase(sequelize: Sequelize, clock: Clock): Database {
  const manager = sequelize.connectionManager;

  /** The pool drops a connection that was destroyed when it is next asked for one. */
  async function onConnection<T>(
    signal: AbortSignal,
    use: (connection: Connection, line: Line) => Promise<T>,
  ): Promise<T> {
    const pooled = await manager.getConnection(ANY);
    const connection = asConnection(pooled);
    const line = openLine(connection, signal);
    try {
      return await use(connection, line);
    } finally {
      line.close();
      manager.releaseConnection(pooled);
    }
  }

  function attempt<T>(work: (tx: WriteTx) => Promise<T>, signal: AbortSignal): Promise<T> {
    return onConnection(signal, async (connection, line) => {
      let value: T;
      try {
        await followClock(line, clock);
        await line.query('START TRANSACTION');
        value = await work(writeTx(line, { transaction: lend(sequelize, connection) }));
      } catch (error) {
        // An ended call may have stopped between two statements: its transaction must not go back to the pool.
        if (signal.aborted) connection.destroy();
        else await rollBack(connection, line, error);
        throw error;
      }
      try {
        await line.query('COMMIT');
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

  async function open(signal: AbortSignal): Promise<Opened> {
    const pooled = await manager.getConnection(ANY);
    return { pooled, line: openLine(asConnection(pooled), signal) };
  }

  /** Takes its connection at the first statement: a call that needs none is answered while the server is away. */
  function read<T>(work: (tx: ReadTx) => Promise<T>, given?: AbortSignal): Promise<T> {
    return limited(given, async (signal) => {
      const lazy: { opened: Promise<Opened> | null } = { opened: null };
      const line = async () => {
        const first = lazy.opened === null;
        const opened = await (lazy.opened ??= open(signal));
        if (first) await followClock(opened.line, clock);
        return opened.line;
      };
      try {
        return await work({ select: async (sql, params) => (await line()).execute(sql, params) });
      } catch (error) {
        const opened = isConnectionLost(error) ? await lazy.opened?.catch(() => null) : null;
        if (opened) asConnection(opened.pooled).destroy();
        throw error;
      } finally {
        const opened = await lazy.opened?.catch(() => null);
        opened?.line.close();
        if (opened) manager.releaseConnection(opened.pooled);
      }
    });
  }

  return { read, write, close: () => sequelize.close() };
}
