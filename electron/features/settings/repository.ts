import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

export interface SettingRow {
  readonly key: string;
  /** JSON text. */
  readonly value: string;
  readonly version: number;
  readonly updated_by: string | null;
  readonly updated_at: string | null;
}

const COLUMNS = '`key`, CAST(value AS CHAR) AS value, version, updated_by, updated_at';

function blanks(keys: readonly string[]): string {
  return keys.map(() => '?').join(', ');
}

/** Rows of table `settings` by key; missing ones are left out. */
export function readSettings(tx: ReadTx, keys: readonly string[]): Promise<SettingRow[]> {
  return tx.select<SettingRow>(
    `SELECT ${COLUMNS} FROM settings WHERE \`key\` IN (${blanks(keys)}) ORDER BY \`key\``,
    keys,
  );
}

/** The same, locked until the transaction ends, always in the order of their keys. */
export function lockSettings(tx: WriteTx, keys: readonly string[]): Promise<SettingRow[]> {
  return tx.select<SettingRow>(
    `SELECT ${COLUMNS} FROM settings WHERE \`key\` IN (${blanks(keys)}) ORDER BY \`key\` FOR UPDATE`,
    keys,
  );
}

/** Makes a missing row; one that another desk made in the same moment stays as it is. */
export async function makeSetting(tx: WriteTx, key: string, value: string): Promise<void> {
  await tx.run('INSERT IGNORE INTO settings (`key`, value) VALUES (?, ?)', [key, value]);
}

export async function writeSetting(tx: WriteTx, key: string, value: string, person: string): Promise<void> {
  await tx.run(
    'UPDATE settings SET value = ?, updated_by = ?, updated_at = UTC_TIMESTAMP() WHERE `key` = ?',
    [value, person, key],
  );
}

/** A time of the wall clock at which visits begin, and how many do. */
export interface ComingRow {
  readonly start_time: string;
  readonly visits: number;
}

/** Booked visits that begin at `from` or later, by their time. */
export function comingVisits(tx: ReadTx, from: string, most: number): Promise<ComingRow[]> {
  return tx.select<ComingRow>(
    `SELECT start_time, COUNT(*) AS visits FROM appointments
     WHERE start_time >= ? AND status IN ('scheduled', 'checked_in') AND to_move_at IS NULL
     GROUP BY start_time ORDER BY start_time LIMIT ?`,
    [from, String(most)],
  );
}
