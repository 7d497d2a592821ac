import type { ReadTx } from '#electron/mysql/transactions';

/** The clinic's rows about visits by video: JSON texts by key. */
export async function videoSettings(tx: ReadTx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.select<{ key: string; value: string }>(
    "SELECT `key`, CAST(value AS CHAR) AS value FROM settings WHERE `key` IN ('videoLinks', 'videoSecret')",
    [],
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
}
