import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { ObjectId } from 'mongodb';
import type { Collections, DocumentDocument, UploadDocument } from '#electron/mongo/collections';
import type { Bucket, ObjectAt } from '#electron/s3/bucket';
import type { FilePlace } from './places';
import { beginObject, dropParts, endObject, partsOf } from './store';

const SCHEME = 's3://';
/** In the bucket, beside whatever else IT keeps there. */
const FOLDER = 'documents';
/** So long one call waits; a call may take ten seconds. */
const WAIT_MS = 4_000;

export function isInBucket(path: string): boolean {
  return path.startsWith(SCHEME);
}

/** `s3://bucket/key`, as the seed writes it. */
function objectAt(path: string): ObjectAt {
  const [bucket = '', ...key] = path.slice(SCHEME.length).split('/');
  return { bucket, key: key.join('/') };
}

/** A document stands: of one in a bucket, the parts that waited in GridFS are no longer needed. */
export async function settle(
  collections: Collections,
  { _id, file_path }: Pick<DocumentDocument, '_id' | 'file_path'>,
): Promise<void> {
  if (!isInBucket(file_path)) return;
  await dropParts(collections, new ObjectId(_id));
  await endObject(collections, file_path);
}

interface Carrying {
  readonly done: Promise<void>;
  readonly progress: { carried: number };
}

/** Counts what goes over. */
async function* counted(parts: AsyncIterable<Uint8Array>, progress: Carrying['progress']) {
  for await (const part of parts) {
    yield part;
    progress.carried += part.byteLength;
  }
}

async function endsWithin(milliseconds: number, work: Promise<void>): Promise<boolean> {
  const end = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(milliseconds, false, { signal: end.signal })]);
  } finally {
    end.abort();
  }
}

/**
 * Files in a bucket. What came up whole is carried over as one object, a part in memory at a time; it goes on
 * behind the calls that wait for it, since a slow line takes longer than a call may.
 */
export class BucketFiles implements FilePlace {
  readonly #collections: Collections;
  readonly #bucket: Bucket;
  readonly #carrying = new Map<string, Carrying>();

  constructor(collections: Collections, bucket: Bucket) {
    this.#collections = collections;
    this.#bucket = bucket;
  }

  ready(): Promise<void> {
    return this.#bucket.reach();
  }

  pathOf(id: ObjectId): string {
    return `${SCHEME}${this.#bucket.name}/${FOLDER}/${id.toHexString()}`;
  }

  isKeeping(id: ObjectId): boolean {
    return this.#carrying.has(id.toHexString());
  }

  async keep(upload: UploadDocument): Promise<'kept' | number> {
    const { done, progress } = this.#carrying.get(upload._id.toHexString()) ?? this.#begin(upload);
    return (await endsWithin(WAIT_MS, done)) ? 'kept' : progress.carried;
  }

  /** The object goes first: as long as it is there, it is known of. */
  async forget(path: string): Promise<void> {
    await this.#bucket.drop(objectAt(path));
    await endObject(this.#collections, path);
  }

  async has({ file_path }: DocumentDocument): Promise<boolean> {
    return (await this.#bucket.lengthOf(objectAt(file_path))) !== null;
  }

  read({ file_path }: DocumentDocument): Readable {
    return this.#bucket.read(objectAt(file_path));
  }

  #begin(upload: UploadDocument): Carrying {
    const id = upload._id.toHexString();
    const progress = { carried: 0 };
    const done = this.#carry(upload, progress).finally(() => this.#carrying.delete(id));
    // Whoever waits is told; when nobody does, the next who asks begins anew.
    done.catch(() => undefined);
    const carrying = { done, progress };
    this.#carrying.set(id, carrying);
    return carrying;
  }

  async #carry({ _id, bytes, sha256 }: UploadDocument, progress: Carrying['progress']): Promise<void> {
    const path = this.pathOf(_id);
    await beginObject(this.#collections, { _id: path, upload_id: _id });
    const at = objectAt(path);
    // Carried over by a call whose program did not live to say so.
    if ((await this.#bucket.lengthOf(at)) === bytes) return;
    const parts = Readable.from(counted(partsOf(this.#collections, _id), progress), { objectMode: false });
    await this.#bucket.put(at.key, parts, { bytes, sha256 });
  }
}
