import type { Filter } from 'mongodb';
import type { Collections, TimelineDocument } from '#electron/mongo/collections';
import { isMongoAway } from '#electron/mongo/errors';
import type { ReadTx } from '#electron/mysql/transactions';
import type { Told } from '#electron/platform/timeline/lines';
import { type TimelineState, stateOf } from '#electron/platform/timeline/sources';
import { type RowStream, isWall } from '#electron/platform/timeline/streams';
import type { Sought } from './keys-repository';
import { LONGEST_MS, isLate } from './patience';
import { type Place, momentOfRow, rowBound } from './place';

/** A page's rows as MongoDB keeps them: where they stand, and what they say. */
export interface Kept {
  readonly found: readonly Iterator<Place, undefined>[];
  readonly told: (stream: RowStream, id: number) => Told | undefined;
}

/** What of streams on one clock comes after a place: all before its moment, and at it what each has below its id. */
function afterPlace(streams: readonly RowStream[], { after, timeZone }: Sought): Filter<TimelineDocument> {
  const bounds = streams.map((stream) => ({ stream, ...rowBound(after, stream, timeZone) }));
  const at = bounds[0]?.at ?? '';
  const ties = bounds.filter(({ id }) => id > 0);
  if (ties.length === 0) return { at: { $lt: at } };
  return {
    at: { $lte: at },
    $or: [{ at: { $lt: at } }, ...ties.map(({ stream, id }) => ({ stream, at, row: { $lt: id } }))],
  };
}

async function pageOf(
  { timeline }: Collections,
  streams: readonly RowStream[],
  sought: Sought,
  signal: AbortSignal,
): Promise<TimelineDocument[]> {
  if (streams.length === 0) return [];
  return timeline
    .find(
      {
        patient_id: { $in: [...sought.records] },
        stream: { $in: [...streams] },
        told: { $ne: null },
        ...afterPlace(streams, sought),
      },
      { signal, batchSize: sought.limit + 1, projection: { _id: 0 } },
    )
    .sort({ at: -1, rank: 1, row: -1 })
    .limit(sought.limit)
    .toArray();
}

async function stateKept(
  { timeline }: Collections,
  records: readonly number[],
  signal: AbortSignal,
): Promise<TimelineState> {
  const [found] = await timeline
    .aggregate<TimelineState>(
      [
        { $match: { patient_id: { $in: [...records] } } },
        { $group: { _id: null, entries: { $sum: 1 }, marks: { $sum: '$mark' } } },
      ],
      { signal },
    )
    .toArray();
  return { entries: found?.entries ?? 0, marks: found?.marks ?? 0 };
}

interface Row {
  readonly stream: RowStream;
  readonly row: number;
  readonly at: string;
}

function* placesOf(rows: readonly Row[], timeZone: string): Generator<Place, undefined> {
  for (const { stream, row, at } of rows) yield { at: momentOfRow(at, stream, timeZone), stream, id: row };
}

/**
 * The next rows of these streams from MongoDB; null where it is away, or does not hold this patient's rows exactly as
 * MySQL does. MySQL is asked last: no copy is ever newer, so what was alike before and after was alike between.
 */
export async function keptRows(
  tx: ReadTx,
  collections: Collections,
  streams: readonly RowStream[],
  sought: Sought,
): Promise<Kept | null> {
  const signal = AbortSignal.timeout(LONGEST_MS);
  const known = (documents: readonly TimelineDocument[]) =>
    documents.flatMap(({ stream: name, ...rest }) => {
      const stream = streams.find((one) => one === name);
      return stream ? [{ stream, ...rest }] : [];
    });
  try {
    const there = await stateKept(collections, sought.records, signal);
    if (there.entries === 0) return null;
    const [visits, others] = await Promise.all([
      pageOf(collections, streams.filter(isWall), sought, signal),
      pageOf(
        collections,
        streams.filter((stream) => !isWall(stream)),
        sought,
        signal,
      ),
    ]);
    const should = await stateOf(tx, sought.records);
    if (should.entries !== there.entries || should.marks !== there.marks) return null;
    const pages = [known(visits), known(others)];
    const told = new Map(
      pages.flat().map((row) => [`${row.stream} ${String(row.row)}`, row.told ?? undefined] as const),
    );
    return {
      found: pages.map((rows) => placesOf(rows, sought.timeZone)),
      told: (stream, id) => told.get(`${stream} ${String(id)}`),
    };
  } catch (error) {
    if (isMongoAway(error) || isLate(error)) return null;
    throw error;
  }
}
