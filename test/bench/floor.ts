import { randomUUID } from 'node:crypto';
import mysql2, { type Connection, type ResultSetHeader } from 'mysql2';
import type { SqlValue } from '#electron/mysql/transactions';
import type { Recording, Statement, Variable } from './statements';
import type { Booking } from './worker';

/** As many as the product's pool. */
const CONNECTIONS = 3;

/** The bare driver sending what the product sends. */
export interface Floor {
  /** The recordings one after another on one connection; milliseconds of each. */
  oneByOne(recordings: readonly Recording[]): Promise<number[]>;
  /** Bookings one after another on one connection; milliseconds of each. */
  bookOneByOne(recording: Recording, bookings: readonly Booking[]): Promise<number[]>;
  /** Bookings over all connections at once. */
  bookAll(recording: Recording, bookings: readonly Booking[]): Promise<void>;
  close(): Promise<void>;
}

type Values = Partial<Record<Variable, SqlValue>>;

function send(connection: Connection, { how, sql, params }: Statement, values: Values): Promise<unknown> {
  const bound = params.map((param) => ('of' in param ? (values[param.of] ?? null) : param.value));
  return new Promise((resolve, reject) => {
    const done = (error: unknown, result: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('the driver failed'));
      else resolve(result);
    };
    if (how === 'execute') connection.execute(sql, bound, done);
    else connection.query(sql, bound, done);
  });
}

async function replay(connection: Connection, recording: Recording, values: Values): Promise<void> {
  for (const statement of recording) {
    const result = await send(connection, statement, values);
    // The driver answers an INSERT with its header.
    if (statement.sql.startsWith('INSERT INTO appointments'))
      values.newId = (result as ResultSetHeader).insertId;
  }
}

function valuesOf(booking: Booking): Values {
  return {
    requestId: randomUUID(),
    patientId: booking.patientId,
    doctorId: booking.doctorId,
    start: `${booking.start.replace('T', ' ')}:00`,
    end: `${booking.end.replace('T', ' ')}:00`,
  };
}

function contention(error: unknown): boolean {
  const errno: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'errno') : null;
  return errno === 1205 || errno === 1213;
}

/** A booking that met a deadlock is sent again, as the product does. */
async function book(connection: Connection, recording: Recording, booking: Booking): Promise<void> {
  for (;;) {
    try {
      await replay(connection, recording, valuesOf(booking));
      return;
    } catch (error) {
      await send(connection, { how: 'query', sql: 'ROLLBACK', params: [] }, {});
      if (!contention(error)) throw error;
    }
  }
}

function connect(url: string, session: string): Promise<Connection> {
  const connection = mysql2.createConnection({ uri: url, charset: 'utf8mb4', dateStrings: true });
  return send(connection, { how: 'query', sql: session, params: [] }, {}).then(() => connection);
}

export async function openFloor(url: string, session: string): Promise<Floor> {
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => connect(url, session)));
  const [first] = connections;
  if (!first) throw new Error('no connection');

  async function timed<T>(jobs: readonly T[], work: (job: T) => Promise<void>): Promise<number[]> {
    const took: number[] = [];
    for (const job of jobs) {
      const from = performance.now();
      await work(job);
      took.push(performance.now() - from);
    }
    return took;
  }

  return {
    oneByOne: (recordings) => timed(recordings, (recording) => replay(first, recording, {})),
    bookOneByOne: (recording, bookings) => timed(bookings, (booking) => book(first, recording, booking)),
    bookAll: async (recording, bookings) => {
      const waiting = [...bookings];
      await Promise.all(
        connections.map(async (connection) => {
          for (let next = waiting.pop(); next; next = waiting.pop()) await book(connection, recording, next);
        }),
      );
    },
    close: async () => {
      await Promise.all(
        connections.map((connection) => new Promise<void>((closed) => connection.end(() => closed()))),
      );
    },
  };
}
