import { cleanEnvironment, runToEnd } from './children';
import { type Addresses, freshDatabase, type FreshDatabase } from '#test/support/databases';

/** A Monday at 11:08 in the sample clinic's zone, in the middle of the morning's work. */
export const NOW = '2027-01-04T05:38:00Z';

async function seeded(request: readonly string[], servers?: Addresses): Promise<FreshDatabase> {
  const databases = await freshDatabase(servers);
  await runToEnd(
    process.execPath,
    ['out/main/seed.cjs', ...request],
    cleanEnvironment({
      CLINIC_MYSQL_URL: databases.mysqlUrl,
      CLINIC_MYSQL_ADMIN_URL: databases.adminUrl,
      CLINIC_MONGO_URL: databases.mongoUrl,
    }),
  );
  return databases;
}

/**
 * A migrated pair of databases with the sample clinic in it, around the given time or around today; on the test
 * servers unless others are given. Its doctors follow the clinic's hours, so that each test gives them its own.
 */
export function sampleClinic(now: string | null, servers?: Addresses): Promise<FreshDatabase> {
  return seeded(['--sample', '--without-hours', ...(now === null ? [] : ['--now', now])], servers);
}

/** The sample clinic as `npm start` makes it: its doctors have hours of their own. */
export function sampleClinicWithHours(now: string): Promise<FreshDatabase> {
  return seeded(['--sample', '--now', now]);
}

/**
 * The clinic of the five moments: 10,000 patients in families that share their phones, six doctors, and a book
 * of two weeks from NOW's day on. The same accounts as the sample clinic's.
 */
export function busyClinic(): Promise<FreshDatabase> {
  const size = ['--patients', '10000', '--doctors', '6', '--appointments', '1000'];
  return seeded([...size, '--from', NOW.slice(0, 10), '--now', NOW]);
}
