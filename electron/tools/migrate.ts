import { migrateMongo, migrateMongoDown } from '#electron/mongo/migrator';
import { parseMysqlAddress } from '#electron/mysql/migrator/connect';
import { migrateMysql, migrateMysqlDown } from '#electron/mysql/migrator/runner';
import { parseMigrateArguments, type MigrateArguments } from './migrate-arguments';

const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set.`);
  return value;
}

function said(store: string, ran: readonly string[]): void {
  if (ran.length === 0) log(`${store}: nothing to do`);
}

async function mysql(wanted: MigrateArguments): Promise<void> {
  const adminUrl = required('CLINIC_MYSQL_ADMIN_URL');
  const desk = parseMysqlAddress(required('CLINIC_MYSQL_URL'));
  const outcome =
    wanted.downTo === null
      ? await migrateMysql(adminUrl, desk.user, { log, deskPassword: desk.password })
      : await migrateMysqlDown(adminUrl, wanted.downTo, { log });
  said('MySQL', outcome.ran);
  if (wanted.firstAdmin !== null) {
    // Loaded only when asked for: it brings a native module with it.
    const { createFirstAdmin } = await import('./first-admin');
    const password = await createFirstAdmin(adminUrl, wanted.firstAdmin);
    log(`First administrator ${wanted.firstAdmin}, one-time password: ${password}`);
  }
}

async function mongo(wanted: MigrateArguments): Promise<void> {
  const url = required('CLINIC_MONGO_URL');
  const ran =
    wanted.downTo === null
      ? await migrateMongo(url, { log })
      : await migrateMongoDown(url, wanted.downTo, { log });
  said('MongoDB', ran);
}

/** 0 done, 1 MySQL or the command line failed, 3 MySQL is done but MongoDB is not. */
async function main(): Promise<number> {
  const wanted = parseMigrateArguments(process.argv.slice(2));
  if (wanted.only !== 'mongo') await mysql(wanted);
  if (wanted.only === 'mysql') return 0;
  try {
    await mongo(wanted);
    return 0;
  } catch (error) {
    process.stderr.write(`MongoDB was not migrated: ${sentence(error)}\n`);
    return 3;
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${sentence(error)}\n`);
    process.exitCode = 1;
  },
);
