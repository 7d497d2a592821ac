import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Binary, MongoServerError, ObjectId } from 'mongodb';
import { DOCUMENT_PART_BYTES, MOST_DOCUMENTS } from '#shared/domain/documents';
import type {
  Collections,
  DocumentDocument,
  ObjectDocument,
  UploadDocument,
} from '#electron/mongo/collections';

const DUPLICATE_KEY = 11_000;
/** So much of a file says what it is. */
const HEAD_BYTES = 4_100;
const STANDING = { removed_at: null };

/** A stamp as MongoDB keeps one. */
export function stamp(milliseconds: number): Date {
  // A moment of the clock's, not a time of the schedule.
  // eslint-disable-next-line no-restricted-syntax
  return new Date(milliseconds);
}

/** What was to be stored once is there already. */
function isThere(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

export function documentsOf(
  { documents }: Collections,
  records: readonly number[],
): Promise<DocumentDocument[]> {
  return documents
    .find({ patient_id: { $in: [...records] } })
    .sort({ uploaded_at: -1, _id: -1 })
    .limit(MOST_DOCUMENTS + 1)
    .toArray();
}

export function documentById({ documents }: Collections, id: string): Promise<DocumentDocument | null> {
  return documents.findOne({ _id: id });
}

/** The same file where it stands among the patient's. */
export function sameFile(
  { documents }: Collections,
  records: readonly number[],
  sha256: string,
): Promise<DocumentDocument | null> {
  return documents.findOne({ patient_id: { $in: [...records] }, sha256, ...STANDING });
}

/** @returns false where another desk stored the same file meanwhile */
export async function insertDocument(
  { documents }: Collections,
  document: DocumentDocument,
): Promise<boolean> {
  try {
    await documents.insertOne(document);
    return true;
  } catch (error) {
    if (isThere(error)) return false;
    throw error;
  }
}

export type DocumentChange = Partial<
  Pick<DocumentDocument, 'file_name' | 'description' | 'removed_at' | 'removed_by'>
>;

/** @returns `stale` where it has another version, `there` where the same file stands already */
export async function changeDocument(
  { documents }: Collections,
  { id, version }: { readonly id: string; readonly version: number },
  change: DocumentChange,
): Promise<'changed' | 'stale' | 'there'> {
  try {
    const { matchedCount } = await documents.updateOne(
      { _id: id, version },
      { $set: change, $inc: { version: 1 } },
    );
    return matchedCount === 1 ? 'changed' : 'stale';
  } catch (error) {
    if (isThere(error)) return 'there';
    throw error;
  }
}

/** By the server's clock: a desk's may be wrong, and must not end what another sends (see serverTime). */
const TOUCHED = { touched_at: true } as const;

/** MongoDB's own time in milliseconds since the epoch, from a collection that need not hold anything. */
export async function serverTime({ documentUploads }: Collections): Promise<number> {
  const [row] = await documentUploads
    .aggregate<{ now: Date }>([
      { $limit: 1 },
      { $match: { _id: null } },
      { $unionWith: { pipeline: [{ $documents: [{ now: '$$NOW' }] }] } },
    ])
    .toArray();
  if (row === undefined) throw new Error('MongoDB did not tell its time');
  return row.now.getTime();
}

/** The person's upload of this file, begun now or cut off before. */
export async function openUpload(
  { documentUploads }: Collections,
  upload: Omit<UploadDocument, '_id' | 'received' | 'touched_at'>,
): Promise<UploadDocument> {
  const { patient_id, sha256, person, ...rest } = upload;
  const key = { patient_id, sha256, person };
  const begin = () =>
    documentUploads.findOneAndUpdate(
      key,
      {
        $set: rest,
        $currentDate: TOUCHED,
        $setOnInsert: { _id: new ObjectId(), received: 0 },
      },
      { upsert: true, returnDocument: 'after' },
    );
  // Two that begin it at once: the second finds what the first has made.
  const found = await begin().catch((error: unknown) => {
    if (isThere(error)) return begin();
    throw error;
  });
  if (found === null) throw new Error('an upload that was just begun is gone');
  return found;
}

export function uploadById({ documentUploads }: Collections, id: string): Promise<UploadDocument | null> {
  return documentUploads.findOne({ _id: new ObjectId(id) });
}

/** Puts a part into GridFS where it belongs; the same one again changes nothing. @returns bytes that are there */
export async function putPart(
  { documentUploads, fileParts }: Collections,
  upload: UploadDocument,
  body: Uint8Array,
): Promise<number> {
  const { _id, received } = upload;
  await fileParts.updateOne(
    { files_id: _id, n: received / DOCUMENT_PART_BYTES },
    { $set: { data: new Binary(body) } },
    { upsert: true },
  );
  const next = received + body.byteLength;
  await documentUploads.updateOne({ _id, received }, { $set: { received: next }, $currentDate: TOUCHED });
  return next;
}

/** The file's parts in their order, one in memory at a time. */
export async function* partsOf({ fileParts }: Collections, id: ObjectId): AsyncGenerator<Uint8Array> {
  const found = fileParts.find({ files_id: id }, { batchSize: 1 }).sort({ n: 1 });
  for await (const { data } of found) yield data.buffer.subarray(0, data.length());
}

/** How long the file that came up is, and its SHA-256. */
export async function measured(collections: Collections, id: ObjectId) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of partsOf(collections, id)) {
    bytes += part.byteLength;
    hash.update(part);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The first bytes of what came up; null where its parts are gone. */
export async function headOf({ fileParts }: Collections, id: ObjectId): Promise<Uint8Array | null> {
  const first = await fileParts.findOne({ files_id: id, n: 0 });
  return first && first.data.buffer.subarray(0, Math.min(HEAD_BYTES, first.data.length()));
}

/** What came up becomes a file of GridFS; once more changes nothing. */
export async function makeFile({ files }: Collections, upload: UploadDocument): Promise<void> {
  await files.updateOne(
    { _id: upload._id },
    {
      $setOnInsert: {
        length: upload.bytes,
        chunkSize: DOCUMENT_PART_BYTES,
        uploadDate: new Date(),
        filename: upload._id.toHexString(),
      },
    },
    { upsert: true },
  );
}

/** The upload is over: its file is a document's. */
export async function closeUpload({ documentUploads }: Collections, id: ObjectId): Promise<void> {
  await documentUploads.deleteOne({ _id: id });
}

/** Its time begins anew, so that nobody collects it under the one who finishes it; null when it is gone. */
export function touchUpload({ documentUploads }: Collections, id: string): Promise<UploadDocument | null> {
  return documentUploads.findOneAndUpdate(
    { _id: new ObjectId(id) },
    { $currentDate: TOUCHED },
    { returnDocument: 'after' },
  );
}

/**
 * Given up. Parts of one that is whole are left to the collector: it may just be becoming a document at
 * another window.
 */
export async function cancelUpload(collections: Collections, id: ObjectId): Promise<void> {
  const upload = await collections.documentUploads.findOneAndDelete({ _id: id });
  if (upload && upload.received < upload.bytes) await dropParts(collections, id);
}

/** Takes away what of a file came up. */
export async function dropParts({ files, fileParts }: Collections, id: ObjectId): Promise<void> {
  await files.deleteOne({ _id: id });
  await fileParts.deleteMany({ files_id: id });
}

/** Known of before it is put into a bucket, so that a crash leaves none there that nobody knows. */
export async function beginObject(
  { documentObjects }: Collections,
  { _id, upload_id }: ObjectDocument,
): Promise<void> {
  await documentObjects.updateOne({ _id }, { $set: { upload_id } }, { upsert: true });
}

/** It is a document's now, or it is gone. */
export async function endObject({ documentObjects }: Collections, path: string): Promise<void> {
  await documentObjects.deleteOne({ _id: path });
}

/** Whether the file itself is there. */
export async function hasFile({ files }: Collections, id: string): Promise<boolean> {
  return (await files.findOne({ _id: new ObjectId(id) }, { projection: { _id: 1 } })) !== null;
}

/** The file as it is read piece by piece. */
export function fileStream(collections: Collections, id: string): Readable {
  return Readable.from(partsOf(collections, new ObjectId(id)), { objectMode: false });
}
