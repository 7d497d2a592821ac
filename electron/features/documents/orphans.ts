import { ObjectId } from 'mongodb';
import type { Collections } from '#electron/mongo/collections';
import { closeUpload, documentById, dropParts, stamp } from './store';

const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 200;

/** Ends uploads that nobody went on with for a day; one whose document stands had only not been closed. */
async function endCutOff(collections: Collections, before: Date): Promise<number> {
  const isOld = { touched_at: { $lt: before } };
  const rows = await collections.documentUploads.find(isOld, { limit: MOST_AT_ONCE }).toArray();
  let ended = 0;
  for (const { _id } of rows) {
    if (await documentById(collections, _id.toHexString())) {
      await closeUpload(collections, _id);
      continue;
    }
    // Whoever finishes it right now has touched it first.
    const { deletedCount } = await collections.documentUploads.deleteOne({ _id, ...isOld });
    if (deletedCount === 0) continue;
    await dropParts(collections, _id);
    ended += 1;
  }
  return ended;
}

/** Files, and parts, that belong to no document and to no upload, of an id that is older than a day. */
async function left({ files, fileParts }: Collections, before: Date): Promise<ObjectId[]> {
  const old = ObjectId.createFromTime(Math.floor(before.getTime() / 1000));
  const ofNothing = (id: string) => [
    { $lookup: { from: 'document_uploads', localField: id, foreignField: '_id', as: 'uploads' } },
    {
      $lookup: {
        from: 'documents',
        let: { id: { $toString: `$${id}` } },
        pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$id'] } } }],
        as: 'documents',
      },
    },
    { $match: { uploads: { $size: 0 }, documents: { $size: 0 } } },
    { $limit: MOST_AT_ONCE },
    { $project: { _id: 1 } },
  ];
  const ids = [
    ...(await files
      .aggregate<{ _id: ObjectId }>([{ $match: { _id: { $lt: old } } }, ...ofNothing('_id')])
      .toArray()),
    ...(await fileParts
      .aggregate<{
        _id: ObjectId;
      }>([{ $match: { files_id: { $lt: old } } }, { $group: { _id: '$files_id' } }, ...ofNothing('_id')])
      .toArray()),
  ];
  return ids.map(({ _id }) => _id);
}

/** Takes away what of a file came up and never became a document. @returns how many files that were */
export async function collectOrphans(collections: Collections, now: number): Promise<number> {
  const before = stamp(now - DAY_MS);
  const ended = await endCutOff(collections, before);
  const ids = new Map((await left(collections, before)).map((id) => [id.toHexString(), id]));
  for (const id of ids.values()) await dropParts(collections, id);
  return ended + ids.size;
}
