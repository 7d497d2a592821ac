import { createHash } from 'node:crypto';
import type { Connection } from 'mysql2/promise';
import { mysqlMigrations } from '#migrations/mysql/index';
import type { Step } from '#migrations/mysql/steps';
import { ensureDefiner, explainMissingDefiner, grantDesk, grantsFingerprint, revokeDesks } from './accounts';
import {
  connectMysql,
  errorNumber,
  parseMysqlAddress,
  quoteName,
  rowsOf,
  type MysqlAddress,
} from './connect';
import { preflight } from './preflight';
import { readSchema, schemaStateOf } from './state';

export interface MigrateOptions {
  readonly log: (line: string) => void;
  /** Makes the desk's account when it is missing; without it a missing account is an error. */
  readonly deskPassword?: string;
}

export interface MigrateOutcome {
  readonly ran: readonly string[];
  readonly applied: number;
}

const LOCK_SECONDS = 30;

const bookkeeping: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS schema_migrations (
    name VARCHAR(100) NOT NULL,
    applied_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP()),
    PRIMARY KEY (name)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci`,
  `CREATE TABLE IF NOT EXISTS schema_grants (
    account VARCHAR(100) COLLATE utf8mb4_bin NOT NULL,
    fingerprint CHAR(64) NOT NULL,
    granted_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP()),
    PRIMARY KEY (account)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci`,
];

/** Runs steps in order; each is harmless where a crashed run has already done it. */
export async function runSteps(connection: Connection, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    await connection.query(step.sql).catch((error: unknown) => {
      if (step.doneAlready?.includes(errorNumber(error))) return;
      throw explainMissingDefiner(error);
    });
  }
}

/** The lock's name holds the database's, so that two clinics on one server do not wait for each other. */
export function lockName(database: string): string {
  const name = `clinic-migrate:${database}`;
  if (name.length <= 64) return name;
  return `clinic-migrate:${createHash('sha256').update(database).digest('hex').slice(0, 48)}`;
}

/** Holds the migration lock on a connection of its own while `work` runs: DDL must not end it. */
async function withLock<T>(address: MysqlAddress, work: () => Promise<T>): Promise<T> {
  const holder = await connectMysql(address);
  try {
    const [row] = await rowsOf(holder, 'SELECT GET_LOCK(?, ?) AS got', [
      lockName(address.database),
      LOCK_SECONDS,
    ]);
    if (row?.['got'] !== 1)
      throw new Error('Another migration is running on this database; try again when it is done.');
    return await work();
  } finally {
    await holder.end();
  }
}

async function runUmzug(
  connection: Connection,
  log: (line: string) => void,
  go: 'up' | { readonly downTo: number },
): Promise<string[]> {
  // Loaded only when there is work: the usual start finds nothing to do.
  const { Umzug } = await import('umzug');
  const umzug = new Umzug({
    context: connection,
    logger: undefined,
    migrations: mysqlMigrations.map((migration) => ({
      name: migration.name,
      up: () => runSteps(connection, migration.up),
      down: () => runSteps(connection, migration.down),
    })),
    storage: {
      logMigration: async ({ name }) => {
        await connection.query('INSERT IGNORE INTO schema_migrations (name) VALUES (?)', [name]);
      },
      unlogMigration: async ({ name }) => {
        await connection.query('DELETE FROM schema_migrations WHERE name = ?', [name]);
      },
      executed: async () =>
        (await rowsOf(connection, 'SELECT name FROM schema_migrations ORDER BY name')).map((row) =>
          String(row['name']),
        ),
    },
  });
  umzug.on('migrated', ({ name }) => {
    log(`MySQL: ${name} applied`);
  });
  umzug.on('reverted', ({ name }) => {
    log(`MySQL: ${name} taken back`);
  });
  if (go === 'up') return (await umzug.up()).map(({ name }) => name);
  const back = (await umzug.executed()).filter(({ name }) => migrationNumber(name) > go.downTo);
  const last = back[0];
  if (last === undefined) return [];
  return (await umzug.down({ to: last.name })).map(({ name }) => name);
}

function migrationNumber(name: string): number {
  return Number.parseInt(name, 10);
}

async function createDatabase(address: MysqlAddress, connection: Connection): Promise<void> {
  const [row] = await rowsOf(connection, 'SELECT 1 FROM information_schema.schemata WHERE schema_name = ?', [
    address.database,
  ]);
  if (row !== undefined) return;
  await connection.query(
    `CREATE DATABASE IF NOT EXISTS ${quoteName(address.database)} CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci`,
  );
}

/**
 * Brings the database up to this program's schema and gives the desk's account its rights. The usual start,
 * with nothing to do, is one connection and one query.
 */
export async function migrateMysql(
  adminUrl: string,
  deskUser: string,
  options: MigrateOptions,
): Promise<MigrateOutcome> {
  const address = parseMysqlAddress(adminUrl);
  if (await upToDate(address, deskUser)) return { ran: [], applied: mysqlMigrations.length };
  return withLock(address, async () => {
    const server = await connectMysql(address);
    try {
      await preflight(server);
      await createDatabase(address, server);
      await ensureDefiner(server);
      await server.query(`USE ${quoteName(address.database)}`);
      return await migrateLocked(server, deskUser, options);
    } finally {
      await server.end();
    }
  });
}

async function migrateLocked(
  connection: Connection,
  deskUser: string,
  options: MigrateOptions,
): Promise<MigrateOutcome> {
  for (const sql of bookkeeping) await connection.query(sql);
  const before = await readSchema(connection);
  const state = schemaStateOf(before.names);
  if (state.ahead.length > 0) {
    throw new Error(
      `The database is newer than this program (it has ${state.ahead.join(', ')}): install the newer program.`,
    );
  }
  const ran = await runUmzug(connection, options.log, 'up');
  await grantDesk(connection, deskUser, options);
  return { ran, applied: mysqlMigrations.length };
}

async function upToDate(address: MysqlAddress, deskUser: string): Promise<boolean> {
  let connection: Connection;
  try {
    connection = await connectMysql(address, address.database);
  } catch (error) {
    if (errorNumber(error) === 1049) return false;
    throw error;
  }
  try {
    const found = await readSchema(connection);
    const state = schemaStateOf(found.names);
    return !state.behind && state.ahead.length === 0 && found.grants.get(deskUser) === grantsFingerprint();
  } catch (error) {
    if (errorNumber(error) === 1146) return false;
    throw error;
  } finally {
    await connection.end();
  }
}

/** Takes back every migration numbered above `downTo`, newest first. */
export async function migrateMysqlDown(
  adminUrl: string,
  downTo: number,
  options: MigrateOptions,
): Promise<MigrateOutcome> {
  const address = parseMysqlAddress(adminUrl);
  return withLock(address, async () => {
    const connection = await connectMysql(address, address.database);
    try {
      await preflight(connection);
      // The next migration grants them anew.
      await revokeDesks(connection);
      const ran = await runUmzug(connection, options.log, { downTo });
      return { ran, applied: (await readSchema(connection)).names.length };
    } finally {
      await connection.end();
    }
  });
}
