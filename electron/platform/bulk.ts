import type { WriteTx } from '#electron/mysql/transactions';

/**
 * Work whose triggers write no feed row for each visit: the caller writes one for all of it. The connection
 * goes back to the pool as it was, whatever becomes of the work.
 */
export async function asBulk<T>(tx: WriteTx, work: () => Promise<T>): Promise<T> {
  await tx.run("SET @clinic_writer = 'bulk'", []);
  try {
    return await work();
  } finally {
    // A connection that was cut is thrown away with its variables.
    await tx.run("SET @clinic_writer = 'desk'", []).catch(() => undefined);
  }
}
