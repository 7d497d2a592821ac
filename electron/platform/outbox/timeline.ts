import type { AnyBulkWriteOperation } from 'mongodb';
import type { Collections, TimelineDocument } from '#electron/mongo/collections';
import { bulkFaults } from '#electron/mongo/errors';
import type { Database } from '#electron/mysql/transactions';
import { linesOf } from '#electron/platform/timeline/lines';
import { headsOf } from '#electron/platform/timeline/sources';
import { type RowStream, STREAMS } from '#electron/platform/timeline/streams';

/** The lines of one stream as they should stand, by MySQL's ids; of what is not told of there is none. */
export async function timelineDocuments(
  db: Database,
  stream: RowStream,
  ids: readonly number[],
): Promise<ReadonlyMap<number, TimelineDocument>> {
  // The version first: what is read after it is that version or a newer one, which comes again.
  const [heads, lines] = await db.read(
    async (tx) => [await headsOf(tx, stream, ids), await linesOf(tx, stream, ids, '')] as const,
  );
  const documents = new Map<number, TimelineDocument>();
  for (const { id, patient_id, at, version, stands } of heads) {
    const told = lines.get(id);
    // Deleted between the two looks: its deletion is noted too.
    if (!told) continue;
    documents.set(id, {
      stream,
      row: id,
      version,
      patient_id,
      at,
      rank: STREAMS.indexOf(stream),
      told: stands ? told : null,
    });
  }
  return documents;
}

/** An older or equal copy does not match, and the upsert's refusal means "already newer". */
function writeOf(
  stream: RowStream,
  id: number,
  document: TimelineDocument | undefined,
): AnyBulkWriteOperation<TimelineDocument> {
  if (!document) return { deleteOne: { filter: { stream, row: id } } };
  const { row, ...fields } = document;
  return {
    updateOne: {
      filter: { stream, row, version: { $lt: document.version } },
      update: { $set: fields },
      upsert: true,
    },
  };
}

/** Copies the lines as they stand in MySQL now; answers why each one failed that did. */
export async function projectTimeline(
  db: Database,
  collections: Collections,
  stream: RowStream,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const documents = await timelineDocuments(db, stream, ids);
  try {
    await collections.timeline.bulkWrite(
      ids.map((id) => writeOf(stream, id, documents.get(id))),
      { ordered: false },
    );
    return new Map();
  } catch (error) {
    // Codes only: the server's own words would repeat the document.
    return new Map(bulkFaults(error).map((fault) => [ids[fault.index] ?? 0, `mongo ${String(fault.code)}`]));
  }
}
