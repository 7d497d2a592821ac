import { isDeepStrictEqual } from 'node:util';
import type { AnyBulkWriteOperation, Document } from 'mongodb';
import type { Collections } from '#electron/mongo/collections';
import type { Database } from '#electron/mysql/transactions';
import type { OutboxTopic } from '#shared/domain/outbox';
import { COPIES, COPY_NAMES, type Copies, type CopyName, allIds } from './copies';
import { ownPart, repairOf } from './own-part';

const BATCH = 500;

/** Where the two stores disagree about one row. */
export interface Difference {
  readonly topic: CopyName;
  readonly id: number;
  /** No copy, a copy that is not as the row, or a copy of no row. */
  readonly what: 'missing' | 'different' | 'stray';
}

export interface Reconciled {
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** Rows whose change is still on its way: not compared. */
  readonly onTheWay: number;
}

export interface ReconcileOptions {
  /** Makes MongoDB as MySQL is, wherever they disagree. */
  readonly repair: boolean;
  readonly signal: AbortSignal;
}

async function waiting(db: Database, topic: OutboxTopic): Promise<ReadonlySet<number>> {
  const rows = await db.read((tx) =>
    tx.select<{ entity_id: string }>(
      'SELECT DISTINCT entity_id FROM outbox WHERE done_at IS NULL AND topic = ?',
      [topic],
    ),
  );
  return new Set(rows.map(({ entity_id }) => Number(entity_id)));
}

async function reconcileCopies(
  db: Database,
  collections: Collections,
  topic: CopyName,
  { repair, signal }: ReconcileOptions,
): Promise<Reconciled> {
  const copies = COPIES[topic];
  const differences: Difference[] = [];
  const skipped = await waiting(db, copies.topic);
  let compared = 0;
  for await (const batch of allIds(db, copies, collections, { limit: BATCH, signal })) {
    const ids = batch.ids.filter((id) => !skipped.has(id));
    const wanted = await copies.documents(db, ids);
    const found = await copiesOf(copies, collections, ids);
    const repairs: AnyBulkWriteOperation[] = [];
    for (const id of ids) {
      const [there, should] = [found.get(id), wanted.get(id)];
      const what = differenceOf(there && ownPart(copies, there), should);
      if (what === null) continue;
      differences.push({ topic, id, what });
      repairs.push(repairOf(copies, id, should, there));
    }
    if (repair && repairs.length > 0) {
      await copies.collection(collections).bulkWrite(repairs, { ordered: false });
    }
    compared += ids.length;
  }
  return { compared, differences, onTheWay: skipped.size };
}

async function copiesOf(
  copies: Copies,
  collections: Collections,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Document>> {
  const cursor = copies.collection(collections).find({ ...copies.among, [copies.key]: { $in: [...ids] } });
  const documents = await cursor.toArray();
  return new Map(documents.map((document) => [Number(document[copies.key]), document]));
}

function differenceOf(there: Document | undefined, should: Document | undefined): Difference['what'] | null {
  if (!should) return there ? 'stray' : null;
  if (!there) return 'missing';
  return isDeepStrictEqual(there, should) ? null : 'different';
}

/** Compares both stores copy by copy, and repairs MongoDB's where that was asked for. */
export async function reconcile(
  db: Database,
  collections: Collections,
  options: ReconcileOptions,
): Promise<Reconciled> {
  const all: Reconciled[] = [];
  // Of one change there may be several copies.
  const onTheWay = new Map<OutboxTopic, number>();
  for (const name of COPY_NAMES) {
    const one = await reconcileCopies(db, collections, name, options);
    onTheWay.set(COPIES[name].topic, one.onTheWay);
    all.push(one);
  }
  return {
    compared: all.reduce((sum, { compared }) => sum + compared, 0),
    differences: all.flatMap(({ differences }) => differences),
    onTheWay: [...onTheWay.values()].reduce((sum, waits) => sum + waits, 0),
  };
}
