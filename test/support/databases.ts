import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { deskRevokes } from '#migrations/mysql/grants';
import { mysqlMigrations } from '#migrations/mysql/index';
import { migrateMongo } from '#electron/mongo/migrator';
import { migrateMysql } from '#electron/mysql/migrator/runner';
import { connectMysql, parseMysqlAddress, quoteName } from '#electron/mysql/migrator/connect';

/** One test file's own pair of databases on the test servers. */
export interface FreshDatabase {
  /** The desk's account: what the application uses. */
  readonly mysqlUrl: string;
  /** The owner's account: what migrates. */
  readonly adminUrl: string;
  readonly mongoUrl: string;
  readonly drop: () => Promise<void>;
}

/** A test without its server fails and says what is missing; it never skips. */
export function requiredEnv(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set: these tests need real servers (npm test brings them up).`);
  }
  return value;
}

/** The same address with another database name. */
export function withDatabase(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.toString();
}

/** A name nobody else uses, under the prefix that the owner's account has rights on. */
export function randomDatabaseName(): string {
  return `clinic_t_${randomBytes(6).toString('hex')}`;
}

/** A pair of databases on some servers. */
export type Addresses = Omit<FreshDatabase, 'drop'>;

function testServers(): Addresses {
  return {
    mysqlUrl: requiredEnv('CLINIC_TEST_MYSQL_URL'),
    adminUrl: requiredEnv('CLINIC_TEST_MYSQL_ADMIN_URL'),
    mongoUrl: requiredEnv('CLINIC_TEST_MONGO_URL'),
  };
}

/** The addresses of a new name on the test servers, or on the given ones; nothing is made yet. */
export function freshAddresses(servers: Addresses = testServers()): Addresses {
  const name = randomDatabaseName();
  return {
    mysqlUrl: withDatabase(servers.mysqlUrl, name),
    adminUrl: withDatabase(servers.adminUrl, name),
    mongoUrl: withDatabase(servers.mongoUrl, name),
  };
}

/** Removes a MySQL test database and the rights on it, which would outlive it. */
export async function dropMysqlDatabase(adminUrl: string, deskUser: string): Promise<void> {
  const address = parseMysqlAddress(adminUrl);
  const connection = await connectMysql(address);
  try {
    await connection.query(`USE ${quoteName(address.database)}`);
    const definerRights = mysqlMigrations.flatMap((migration) =>
      migration.down.filter((step) => step.sql.startsWith('REVOKE')),
    );
    for (const step of definerRights) await connection.query(step.sql);
    for (const sql of deskRevokes(`'${deskUser}'@'%'`)) await connection.query(sql);
    await connection.query(`DROP DATABASE IF EXISTS ${quoteName(address.database)}`);
  } finally {
    await connection.end();
  }
}

/** Removes a MongoDB test database. */
export async function dropMongoDatabase(mongoUrl: string): Promise<void> {
  const client = new MongoClient(mongoUrl, { serverSelectionTimeoutMS: 3000 });
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}

/** A migrated pair of databases of its own; call `drop` when the file is done. */
export async function freshDatabase(servers?: Addresses): Promise<FreshDatabase> {
  const addresses = freshAddresses(servers);
  const deskUser = parseMysqlAddress(addresses.mysqlUrl).user;
  const quiet = { log: () => undefined };
  await Promise.all([
    migrateMysql(addresses.adminUrl, deskUser, quiet),
    migrateMongo(addresses.mongoUrl, quiet),
  ]);
  return {
    ...addresses,
    drop: async () => {
      await Promise.all([
        dropMysqlDatabase(addresses.adminUrl, deskUser),
        dropMongoDatabase(addresses.mongoUrl),
      ]);
    },
  };
}
