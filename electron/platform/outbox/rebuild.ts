import type { Collections } from '#electron/mongo/collections';
import type { Database } from '#electron/mysql/transactions';
import { projectVisits } from './visits';

/** Visits looked at in one go, as many as a batch of the outbox holds ten times. */
const BATCH = 1_000;

export interface RebuildOptions {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

async function nextIds(db: Database, after: number, signal: AbortSignal): Promise<number[]> {
  const rows = await db.read(
    (tx) =>
      tx.select<{ id: number }>(
        `SELECT id FROM appointments WHERE id > ? ORDER BY id LIMIT ${String(BATCH)}`,
        [after],
      ),
    signal,
  );
  return rows.map((row) => row.id);
}

/** Copies in `(after, upTo]` of visits that MySQL does not have; each is asked for again before it goes. */
async function strayIds(
  { visits }: Collections,
  after: number,
  upTo: number | null,
  known: readonly number[],
): Promise<number[]> {
  const range = upTo === null ? { $gt: after } : { $gt: after, $lte: upTo };
  const found = visits.find({ _id: { ...range, $nin: [...known] } }, { projection: { _id: 1 } });
  return (await found.limit(BATCH).toArray()).map(({ _id }) => _id);
}

async function project(db: Database, collections: Collections, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const [failed] = (await projectVisits(db, collections, ids)).values();
  if (failed !== undefined) throw new Error(failed);
}

/**
 * Writes MongoDB's copies of all visits anew, also from empty (design section 5), and takes away those of visits
 * that are gone. Beside the outbox: an older copy never replaces a newer one. Answers how many visits there are.
 */
export async function rebuildVisits(
  db: Database,
  collections: Collections,
  { onProgress, signal }: RebuildOptions,
): Promise<number> {
  const [{ total } = { total: 0 }] = await db.read(
    (tx) => tx.select<{ total: number }>('SELECT COUNT(*) AS total FROM appointments', []),
    signal,
  );
  let done = 0;
  let after = 0;
  for (;;) {
    signal.throwIfAborted();
    const ids = await nextIds(db, after, signal);
    const last = ids.at(-1) ?? null;
    await project(db, collections, [...ids, ...(await strayIds(collections, after, last, ids))]);
    if (last === null) return done;
    after = last;
    done += ids.length;
    onProgress(done, Math.max(done, total));
  }
}
