import { cleanEnvironment, runToEnd } from './children';
import { type Addresses, freshDatabase, type FreshDatabase } from '#test/support/databases';

/** A Monday at 11:08 in the sample clinic's zone, in the middle of the morning's work. */
export const NOW = '2027-01-04T05:38:00Z';

/** A migrated pair of databases with the sample clinic in it, around the given time or around today; on the test servers unless others are given. */
export async function sampleClinic(now: string | null, servers?: Addresses): Promise<FreshDatabase> {
  const databases = await freshDatabase(servers);
  const time = now === null ? [] : ['--now', now];
  await runToEnd(
    process.execPath,
    ['out/main/seed.cjs', '--sample', ...time],
    cleanEnvironment({
      CLINIC_MYSQL_URL: databases.mysqlUrl,
      CLINIC_MYSQL_ADMIN_URL: databases.adminUrl,
      CLINIC_MONGO_URL: databases.mongoUrl,
    }),
  );
  return databases;
}
