import type { ReadTx } from '#electron/mysql/transactions';

/** The server's clock, UTC, as the driver gives it: desks' own clocks are not to be trusted (design section 4). */
export async function serverNow(tx: ReadTx): Promise<string> {
  const [row] = await tx.select<{ now: string }>('SELECT UTC_TIMESTAMP() AS now', []);
  return row?.now ?? '';
}
