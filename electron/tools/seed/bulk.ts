import type { Connection } from 'mysql2/promise';
import type { Cell, Target } from './rows';

const BATCH = 2_000;

export async function insertRows(
  connection: Connection,
  target: { readonly table: string; readonly columns: readonly string[] },
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  await connection.query(`INSERT INTO ${target.table} (${target.columns.join(', ')}) VALUES ?`, [rows]);
}

/** Writes all items over one connection, in batches. */
export async function insertAll<T>(
  connection: Connection,
  target: Target<T>,
  items: readonly T[],
): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH) {
    await insertRows(connection, target, rowsFor(target, items.slice(at, at + BATCH)));
  }
}

/** A batch whose key has another order than its items goes in by its key: neighbours share a page. */
function rowsFor<T>(target: Target<T>, items: readonly T[]): (readonly Cell[])[] {
  const rows = items.flatMap(target.rows);
  if (target.sorted !== true) return rows;
  return rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * Writes items as they are made, over several connections: each takes the next batch as soon as its last
 * one is in.
 */
export async function insertInLanes<T>(
  lanes: readonly Connection[],
  targets: readonly Target<T>[],
  items: Iterable<T>,
  onProgress: (done: number) => void,
): Promise<void> {
  const source = batches(items, BATCH);
  let done = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = source.next(); next.done !== true; next = source.next()) {
        for (const target of targets) await insertRows(lane, target, rowsFor(target, next.value));
        done += next.value.length;
        onProgress(done);
      }
    }),
  );
}
