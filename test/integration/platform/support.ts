import { randomUUID } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { RowDataPacket } from 'mysql2/promise';
import type { Person } from '#electron/ipc/context';
import { type Mongo, openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { type Database, openDatabase } from '#electron/mysql/transactions';
import type { Logger } from '#electron/platform/logger';
import type { Clock } from '#electron/platform/ports';
import { machineClock } from '#electron/shell/clock';
import { permissionsOf } from '#shared/permissions/roles';
import { DeskId, PersonKey } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';

export const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface Bench {
  readonly fresh: FreshDatabase;
  readonly clinic: SmallClinic;
  /** The desk's account; closed with the bench. */
  readonly db: Database;
  /** Another desk's pool, or one under another clock or address; closed with the bench. */
  open(options?: { readonly clock?: Clock; readonly url?: string }): Database;
  openMongo(url?: string): Mongo;
  rows(sql: string, params?: readonly (string | number)[]): Promise<RowDataPacket[]>;
  run(sql: string, params?: readonly (string | number | null)[]): Promise<void>;
  close(): Promise<void>;
}

/** A migrated database with what a part of the platform needs around it. */
export async function openBench(): Promise<Bench> {
  const fresh = await freshDatabase();
  const clinic = await smallClinic(fresh);
  const closing: (() => Promise<void>)[] = [];
  const open: Bench['open'] = ({ clock = machineClock, url = fresh.mysqlUrl } = {}) => {
    const db = openDatabase(openSequelize(url), clock);
    closing.push(() => db.close());
    return db;
  };
  return {
    fresh,
    clinic,
    db: open(),
    open,
    openMongo: (url = fresh.mongoUrl) => {
      const mongo = openMongo(url);
      closing.push(() => mongo.close());
      return mongo;
    },
    rows: async (sql, params = []) => (await clinic.owner.query<RowDataPacket[]>(sql, [...params]))[0],
    run: async (sql, params = []) => {
      await clinic.owner.query(sql, [...params]);
    },
    close: async () => {
      await Promise.all(closing.map((end) => end()));
      await clinic.close();
      await fresh.drop();
    },
  };
}

/** Somebody signed in at a desk of their own. */
export function personAt(key: string, deskId: string = randomUUID()): Person {
  return {
    windowId: randomUUID(),
    deskId: DeskId.parse(deskId),
    key: PersonKey.parse(key),
    session: {
      person: PersonKey.parse(key),
      displayName: key,
      roles: ['superadmin'],
      permissions: permissionsOf(['superadmin']),
      adminId: null,
      doctorId: null,
      locked: false,
      mustChangePassword: false,
    },
  };
}

/** A line to a server that the test can cut and mend; the program behind it never knows. */
export interface Line {
  /** The server's address through this line. */
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** A line to the server of `address`, whole at first. */
export async function lineTo(address: string): Promise<Line> {
  const url = new URL(address);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  let server = makeServer();

  function makeServer(): Server {
    return createServer((near) => {
      const far = connect(target);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket);
        socket.pipe(other);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
      }
    });
  }

  const port = await listen(server, 0);
  url.port = String(port);
  url.hostname = '127.0.0.1';
  return {
    url: url.toString(),
    cut: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => {
      server = makeServer();
      await listen(server, port);
    },
  };
}
