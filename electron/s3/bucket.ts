import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from '#electron/platform/config';
import { s3Error } from './errors';

const CONNECT_MS = 1_500;
/** A line on which nothing moves for so long is dead; a store may reckon for a while over what it was sent. */
const IDLE_MS = 30_000;
/** For requests whose answer is short. */
const ANSWER_MS = 4_000;
/** Nobody waits longer for bad news. */
const REACH_MS = 2_000;
const TRIES = 2;
/** So much of an object is asked for at once. */
const PIECE_BYTES = 4 * 1_024 * 1_024;
const NOT_THERE = 404;
const NEVER_THERE = 'documents/.reach';

/** Where an object lies. */
export interface ObjectAt {
  readonly bucket: string;
  readonly key: string;
}

/** As much of S3 as files need; each refuses with DB_UNAVAILABLE where the store is away or lets nobody in. */
export interface Bucket {
  readonly name: string;
  /** Host and bucket, without the account. */
  readonly address: string;
  readonly tls: boolean;
  /** @throws Refusal DB_UNAVAILABLE */
  reach(): Promise<void>;
  /** How many bytes lie there; null where there is nothing. @throws Refusal DB_UNAVAILABLE */
  lengthOf(at: ObjectAt): Promise<number | null>;
  /** Whole or not at all: the store itself compares the SHA-256. @throws Refusal DB_UNAVAILABLE; the source's own error */
  put(key: string, body: Readable, told: { readonly bytes: number; readonly sha256: string }): Promise<void>;
  /** Piece by piece, once somebody reads. */
  read(at: ObjectAt): Readable;
  /** One that is not there is no error. @throws Refusal DB_UNAVAILABLE */
  drop(at: ObjectAt): Promise<void>;
  /** Ends what is on its way. */
  close(): void;
}

/** Loaded when a bucket is first used: most clinics have none. */
function library() {
  return import('@aws-sdk/client-s3');
}
type Library = Awaited<ReturnType<typeof library>>;

interface Opened {
  readonly s3: Library;
  readonly client: S3Client;
}

async function open({ endpoint, region, accessKeyId, secretAccessKey }: S3Address): Promise<Opened> {
  const s3 = await library();
  const client = new s3.S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Other stores than Amazon's seldom have a name for each bucket.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    // The SHA-256 of the whole is given: no second sum behind the body, which other stores do not know.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
    maxAttempts: TRIES,
  });
  return { s3, client };
}

/** Opens without asking the store anything: one that is away fails each use and nothing else. */
export function openBucket(address: S3Address): Bucket {
  const { host, protocol } = new URL(address.endpoint ?? `https://s3.${address.region}.amazonaws.com`);
  const closed = new AbortController();
  let opened: Promise<Opened> | null = null;

  /** @param within for an answer that is short; null for a body, which ends when nothing moves any more */
  async function ask<T>(
    work: (opened: Opened, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
    within: number | null = ANSWER_MS,
  ): Promise<T> {
    opened ??= open(address);
    const now = await opened;
    const ends = within === null ? [closed.signal] : [closed.signal, AbortSignal.timeout(within)];
    try {
      return await work(now, { abortSignal: AbortSignal.any(ends) });
    } catch (error) {
      throw s3Error(error, now.s3.S3ServiceException);
    }
  }

  const lengthOf: Bucket['lengthOf'] = ({ bucket, key }) =>
    ask(async ({ s3, client }, options) => {
      try {
        const head = await client.send(new s3.HeadObjectCommand({ Bucket: bucket, Key: key }), options);
        return head.ContentLength ?? null;
      } catch (error) {
        const isNotThere =
          error instanceof s3.S3ServiceException && error.$metadata.httpStatusCode === NOT_THERE;
        if (isNotThere) return null;
        throw error;
      }
    });

  /** Asks for an object that is never there: unlike a look at its head, the answer tells a bucket that is not there. */
  const reach: Bucket['reach'] = () =>
    ask(async ({ s3, client }, options) => {
      try {
        const probe = await client.send(
          new s3.GetObjectCommand({ Bucket: address.bucket, Key: NEVER_THERE }),
          options,
        );
        await probe.Body?.transformToByteArray();
      } catch (error) {
        if (!(error instanceof s3.NoSuchKey)) throw error;
      }
    }, REACH_MS);

  /** Piece by piece, each a request of its own: whoever reads may pause for as long as a person does. */
  async function* bytesOf(at: ObjectAt): AsyncGenerator<Uint8Array> {
    const length = await lengthOf(at);
    if (length === null) throw new Error(`there is no object ${at.key}`);
    for (let from = 0; from < length; from += PIECE_BYTES) {
      const range = `bytes=${String(from)}-${String(Math.min(from + PIECE_BYTES, length) - 1)}`;
      yield await ask(async ({ s3, client }, options) => {
        const asked = new s3.GetObjectCommand({ Bucket: at.bucket, Key: at.key, Range: range });
        const { Body } = await client.send(asked, options);
        if (!Body) throw new Error(`the object ${at.key} came without its bytes`);
        return Body.transformToByteArray();
      }, null);
    }
  }

  return {
    name: address.bucket,
    address: `${host}/${address.bucket}`,
    tls: protocol === 'https:',
    reach,
    lengthOf,
    put: async (key, body, { bytes, sha256 }) => {
      // The library's pipe would wait for a source that broke.
      const source: { error: Error | null } = { error: null };
      const stop = new AbortController();
      body.once('error', (error) => {
        source.error = error;
        stop.abort();
      });
      try {
        await ask(
          ({ s3, client }, { abortSignal }) =>
            client.send(
              new s3.PutObjectCommand({
                Bucket: address.bucket,
                Key: key,
                Body: body,
                ContentLength: bytes,
                ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
              }),
              { abortSignal: AbortSignal.any([abortSignal, stop.signal]) },
            ),
          null,
        );
      } catch (error) {
        throw source.error ?? error;
      } finally {
        body.destroy();
      }
    },
    read: (at) => Readable.from(bytesOf(at), { objectMode: false }),
    drop: async ({ bucket, key }) => {
      await ask(({ s3, client }, options) =>
        client.send(new s3.DeleteObjectCommand({ Bucket: bucket, Key: key }), options),
      );
    },
    close: () => {
      closed.abort();
      void opened?.then(
        ({ client }) => {
          client.destroy();
        },
        () => undefined,
      );
    },
  };
}
