import type { Collections } from '#electron/mongo/collections';
import { isMongoAway } from '#electron/mongo/errors';
import type { ReadTx } from '#electron/mysql/transactions';
import type { Told } from '#electron/platform/timeline/lines';
import { type RowKey, versionsOf } from '#electron/platform/timeline/sources';
import { ROW_STREAMS } from '#electron/platform/timeline/streams';
import { LONGEST_MS, isLate } from './patience';

/** Names a row of any stream. */
export function keyOf({ stream, id }: { readonly stream: string; readonly id: number | string }): string {
  return `${stream} ${String(id)}`;
}

interface Copy {
  readonly version: number;
  readonly told: Told | null;
}

/** The copies of these rows in whatever version; none where MongoDB does not answer. */
async function copiesOf(
  { timeline }: Collections,
  keys: readonly RowKey[],
): Promise<ReadonlyMap<string, Copy>> {
  const parts = ROW_STREAMS.flatMap((stream) => {
    const ids = keys.filter((key) => key.stream === stream).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ stream, row: { $in: ids } }];
  });
  try {
    const found = await timeline
      .find(
        { $or: parts },
        {
          signal: AbortSignal.timeout(LONGEST_MS),
          batchSize: keys.length + 1,
          projection: { _id: 0, stream: 1, row: 1, version: 1, told: 1 },
        },
      )
      .toArray();
    return new Map(
      found.map(({ stream, row, version, told }) => [keyOf({ stream, id: row }), { version, told }]),
    );
  } catch (error) {
    if (isMongoAway(error) || isLate(error)) return new Map();
    throw error;
  }
}

/**
 * What MongoDB keeps of these rows: each only where its copy is in the version in which the row stands in MySQL, since
 * nobody may be shown less than what was just written.
 */
export async function keptLines(
  tx: ReadTx,
  collections: Collections,
  keys: readonly RowKey[],
): Promise<ReadonlyMap<string, Told>> {
  if (keys.length === 0) return new Map();
  const [standing, copies] = await Promise.all([versionsOf(tx, keys), copiesOf(collections, keys)]);
  const kept = new Map<string, Told>();
  for (const { version, ...row } of standing) {
    const copy = copies.get(keyOf(row));
    if (copy?.told && copy.version === version) kept.set(keyOf(row), copy.told);
  }
  return kept;
}
