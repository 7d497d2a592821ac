import { cleanEnvironment, runToEnd } from './children';
import { freshDatabase, type FreshDatabase } from '#test/support/databases';

/** A Monday at 11:08 in the sample clinic's zone, in the middle of the morning's work. */
export const NOW = '2027-01-04T05:38:00Z';

/** A migrated pair of databases with the sample clinic in it, around the given time or around today. */
export async function sampleClinic(now: string | null): Promise<FreshDatabase> {
  const databases = await freshDatabase();
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
