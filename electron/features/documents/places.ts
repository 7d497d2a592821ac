import type { Readable } from 'node:stream';
import type { ObjectId } from 'mongodb';
import { ruleBroken } from '#shared/errors/app-error';
import type { Collections, DocumentDocument, UploadDocument } from '#electron/mongo/collections';
import type { S3Address } from '#electron/platform/config';
import { openBucket } from '#electron/s3/bucket';
import { BucketFiles, isInBucket } from './in-bucket';
import { gridFsFiles } from './in-gridfs';
import { collectOrphans } from './orphans';
import { serverTime } from './store';

/** Where the bytes of files stand. What comes up waits in GridFS, whatever the place (docs/adr/0061). */
export interface FilePlace {
  /** @throws Refusal DB_UNAVAILABLE where nothing could be kept now */
  ready(): Promise<void>;
  /** A document's `file_path`. */
  pathOf(id: ObjectId): string;
  /** Whether it is at it already, with bytes that were found right. */
  isKeeping(id: ObjectId): boolean;
  /**
   * Makes what came up whole a file of this place; once more changes nothing.
   * @returns `kept`, or how many bytes went over so far: it goes on, and is asked again
   * @throws Refusal DB_UNAVAILABLE
   */
  keep(upload: UploadDocument): Promise<'kept' | number>;
  /** What was kept became no document. @throws Refusal DB_UNAVAILABLE */
  forget(path: string): Promise<void>;
  /** Whether the file itself is there. @throws Refusal DB_UNAVAILABLE */
  has(document: DocumentDocument): Promise<boolean>;
  /** The file as it is read piece by piece. */
  read(document: DocumentDocument): Readable;
}

export interface Files {
  /** Where a new file goes. */
  readonly newest: FilePlace;
  /** Where this one lies. @throws Refusal RULE_VIOLATION `document_elsewhere` where this desk has no way there */
  placeOf(document: Pick<DocumentDocument, 'file_path'>): FilePlace;
  /** Takes away what came up and never became a document. @returns how many files that were */
  collect(): Promise<number>;
  /** The bucket and whether it answers; null where there is none. */
  facts(): Promise<{ readonly address: string; readonly tls: boolean; readonly state: 'up' | 'down' } | null>;
  close(): void;
}

/** New files go into the bucket where one is named; those of before stay readable where they lie. */
export function openFiles(collections: Collections, s3: S3Address | null): Files {
  const gridFs = gridFsFiles(collections);
  const bucket = s3 === null ? null : openBucket(s3);
  const inBucket = bucket === null ? null : new BucketFiles(collections, bucket);
  return {
    newest: inBucket ?? gridFs,
    placeOf: ({ file_path }) => {
      if (!isInBucket(file_path)) return gridFs;
      if (inBucket === null) throw ruleBroken('document_elsewhere');
      return inBucket;
    },
    collect: async () => collectOrphans(collections, inBucket, await serverTime(collections)),
    facts: async () => {
      if (bucket === null) return null;
      const { address, tls } = bucket;
      const state = await bucket.reach().then(
        () => 'up' as const,
        () => 'down' as const,
      );
      return { address, tls, state };
    },
    close: () => {
      bucket?.close();
    },
  };
}
