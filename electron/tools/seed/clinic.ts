import type { Connection } from 'mysql2/promise';
import { type OpeningHours, OpeningHours as OpeningHoursSchema } from '#shared/contract/settings';
import { rowsOf } from '#electron/mysql/migrator/connect';

/** Open every day, so that a week holds seven days of visits and today is never a closed one. */
function everyDay(weekday: string, saturday: string, sunday: string): OpeningHours {
  const until = (to: string) => [{ from: '09:00', to }];
  const week = {
    mon: until(weekday),
    tue: until(weekday),
    wed: until(weekday),
    thu: until(weekday),
    fri: until(weekday),
  };
  return OpeningHoursSchema.parse({ ...week, sat: until(saturday), sun: until(sunday) });
}

export const SAMPLE_HOURS = everyDay('18:00', '15:00', '13:00');
export const LARGE_HOURS = everyDay('18:00', '18:00', '18:00');

/** Whether nobody has used the clinic yet: a seed never mixes with somebody's own patients. */
export async function isEmpty(connection: Connection): Promise<boolean> {
  const rows = await rowsOf(
    connection,
    'SELECT 1 FROM (SELECT 1 FROM patients LIMIT 1) p UNION ALL SELECT 1 FROM (SELECT 1 FROM doctors LIMIT 1) d',
  );
  return rows.length === 0;
}

/** Known passwords are given only where nobody has an account yet. */
export async function hasAccounts(connection: Connection): Promise<boolean> {
  return (await rowsOf(connection, 'SELECT 1 FROM admin LIMIT 1')).length > 0;
}

export async function timeZoneOf(connection: Connection): Promise<string> {
  const rows = await rowsOf(connection, "SELECT value->>'$' AS zone FROM settings WHERE `key` = 'timeZone'");
  const zone: unknown = rows[0]?.['zone'];
  return typeof zone === 'string' ? zone : 'Asia/Kolkata';
}

export async function writeSetting(connection: Connection, key: string, value: unknown): Promise<void> {
  await connection.query(
    'INSERT INTO settings (`key`, value) VALUES (?, CAST(? AS JSON)) ON DUPLICATE KEY UPDATE value = VALUES(value)',
    [key, JSON.stringify(value)],
  );
}

/** The next patient registered at a desk gets the number after the last one given here. */
export async function continueNumbers(connection: Connection, lastClinicNo: number): Promise<void> {
  await connection.query('INSERT INTO clinic_numbers (id) VALUES (?)', [lastClinicNo]);
}

/** One row that asks every open screen to read everything again. */
export async function tellEveryone(connection: Connection): Promise<void> {
  await connection.query("INSERT INTO feed (area, kind) VALUES ('appointments', 'bulk')");
}
