import { ObjectId } from 'mongodb';
import type { Collections } from '#electron/mongo/collections';
import { type BucketFiles, settle } from './in-bucket';
import { closeUpload, documentById, dropParts, endObject, stamp } from './store';

const DAY_MS = 86_400_000;
const MOST_AT_ONCE = 200;

/** Ends uploads that nobody went on with for a day; one whose document stands had only not been closed. */
async function endCutOff(collections: Collections, before: Date): Promise<number> {
  const isOld = { touched_at: { $lt: before } };
  const rows = await collections.documentUploads.find(isOld, { limit: MOST_AT_ONCE }).toArray();
  let ended = 0;
  for (const { _id } of rows) {
    const document = await documentById(collections, _id.toHexString());
    if (document) {
      await settle(collections, document);
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

/** Ids of a time before it. */
function olderThan(before: Date) {
  return { $lt: ObjectId.createFromTime(Math.floor(before.getTime() / 1000)) };
}

/**
 * Objects that were put into a bucket by an upload that is over: a document's, or nobody's. The upload is looked
 * for first, since it is closed after its document was stored.
 */
async function endObjects(collections: Collections, inBucket: BucketFiles, before: Date): Promise<void> {
  const { documentObjects, documentUploads } = collections;
  const rows = await documentObjects
    .find({ upload_id: olderThan(before) }, { limit: MOST_AT_ONCE })
    .toArray();
  for (const { _id: path, upload_id } of rows) {
    if (await documentUploads.findOne({ _id: upload_id })) continue;
    const document = await documentById(collections, upload_id.toHexString());
    if (document?.file_path === path) await endObject(collections, path);
    else await inBucket.forget(path);
  }
}

/** Files, and parts, that belong to no document and to no upload, of an id that is older than a day. */
async function left({ files, fileParts }: Collections, before: Date): Promise<ObjectId[]> {
  const old = olderThan(before);
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
    ...(await files.aggregate<{ _id: ObjectId }>([{ $match: { _id: old } }, ...ofNothing('_id')]).toArray()),
    ...(await fileParts
      .aggregate<{
        _id: ObjectId;
      }>([{ $match: { files_id: old } }, { $group: { _id: '$files_id' } }, ...ofNothing('_id')])
      .toArray()),
  ];
  return ids.map(({ _id }) => _id);
}

/**
 * Takes away what of a file came up and never became a document; objects of a bucket only at a desk that was
 * given one. @returns how many files that were
 * @throws Refusal DB_UNAVAILABLE where the bucket is away, after the rest was done
 */
export async function collectOrphans(
  collections: Collections,
  inBucket: BucketFiles | null,
  now: number,
): Promise<number> {
  const before = stamp(now - DAY_MS);
  const ended = await endCutOff(collections, before);
  const ids = new Map((await left(collections, before)).map((id) => [id.toHexString(), id]));
  for (const id of ids.values()) await dropParts(collections, id);
  if (inBucket !== null) await endObjects(collections, inBucket, before);
  return ended + ids.size;
}
