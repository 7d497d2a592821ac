import type { Collections } from '#electron/mongo/collections';
import type { Database } from '#electron/mysql/transactions';
import { COPIES, type CopyName, allIds, countRows } from './copies';

/** Rows looked at in one go, as many as a batch of the outbox holds ten times. */
const BATCH = 1_000;

export interface RebuildOptions {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Writes MongoDB's copies of one kind anew, also from empty (design section 5), and takes away those of rows
 * that are gone. Beside the outbox: an older copy never replaces a newer one. Answers how many rows there are.
 */
export async function rebuildCopies(
  db: Database,
  collections: Collections,
  name: CopyName,
  { onProgress, signal }: RebuildOptions,
): Promise<number> {
  const copies = COPIES[name];
  const total = await countRows(db, copies, signal);
  let done = 0;
  for await (const { rows, ids } of allIds(db, copies, collections, { limit: BATCH, signal })) {
    // A copy of no row is asked for again before it goes: its row may have come meanwhile.
    const [failed] = ids.length > 0 ? (await copies.project(db, collections, ids)).values() : [];
    if (failed !== undefined) throw new Error(failed);
    done += rows;
    if (rows > 0) onProgress(done, Math.max(done, total));
  }
  return done;
}
