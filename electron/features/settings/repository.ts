import type { ReadTx } from '#electron/mysql/transactions';

interface SettingRow {
  readonly key: string;
  /** JSON text. */
  readonly value: string;
}

/** Every row of table `settings`. */
export function readSettings(tx: ReadTx): Promise<SettingRow[]> {
  return tx.select<SettingRow>('SELECT `key`, CAST(value AS CHAR) AS value FROM settings', []);
}
