import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Address } from '#electron/platform/config';

const BUCKET = 'clinic-files';
/** How the server keeps an object on its disk. */
const FOLDER = 'documents';
const OBJECT = '._S3rver_object';
/** The one account that the server knows. */
const KEY = 'S3RVER';

/** How the line to the store is. */
type Line =
  | 'whole'
  /** Nobody answers. */
  | 'gone'
  /** What is put stops in the middle until the line is whole again. */
  | 'slow to put'
  /** It breaks in the middle of what is put. */
  | 'cut while putting';

/** A store that speaks S3, behind a line that tests can spoil. */
export interface S3Server {
  readonly address: S3Address;
  line: Line;
  /** Whether something that is put has stopped in its middle. */
  readonly isHolding: boolean;
  /** What lies in the bucket, by key, as the server keeps it on its disk. */
  objects(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

/** So much of what is put goes through a spoilt line. */
const GOES_THROUGH = 1_000_000;
const REQUEST = /^(PUT|GET|HEAD|DELETE|POST) /;

class SpoiltLine {
  #state: Line = 'whole';
  readonly #held = new Set<() => void>();
  readonly #sockets = new Set<Socket>();
  readonly #server;

  constructor(port: number) {
    this.#server = createServer((from) => {
      if (this.#state === 'gone') {
        from.destroy();
        return;
      }
      const to = connect(port, '127.0.0.1');
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
      to.pipe(from);
      let put: number | null = null;
      from.on('data', (chunk: Buffer) => {
        const [, begun] = REQUEST.exec(chunk.subarray(0, 8).toString('latin1')) ?? [];
        if (begun !== undefined) put = begun === 'PUT' ? 0 : null;
        if (put !== null) put += chunk.byteLength;
        const isSpoilt = put !== null && put > GOES_THROUGH;
        if (this.#state === 'cut while putting' && isSpoilt) {
          from.destroy();
        } else if (this.#state === 'slow to put' && isSpoilt) {
          from.pause();
          this.#held.add(() => {
            to.write(chunk);
            from.resume();
          });
        } else if (!to.write(chunk)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
    });
  }

  get state(): Line {
    return this.#state;
  }

  get isHolding(): boolean {
    return this.#held.size > 0;
  }

  set state(state: Line) {
    this.#state = state;
    if (state === 'gone') for (const socket of this.#sockets) socket.destroy();
    if (state !== 'whole') return;
    for (const letGo of this.#held) letGo();
    this.#held.clear();
  }

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        // Listening on TCP, so it has a port.
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

/** How a program is told of it. */
export function environmentOf({ address }: S3Server): Readonly<Record<string, string>> {
  return {
    CLINIC_S3_ENDPOINT: address.endpoint ?? '',
    CLINIC_S3_REGION: address.region,
    CLINIC_S3_BUCKET: address.bucket,
    CLINIC_S3_ACCESS_KEY_ID: address.accessKeyId,
    CLINIC_S3_SECRET_ACCESS_KEY: address.secretAccessKey,
  };
}

/** Brings one up for the tests of a file. */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'clinic-s3-'));
  const store = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await store.run();
  const line = new SpoiltLine(port);
  const account = { region: 'us-east-1', accessKeyId: KEY, secretAccessKey: KEY };
  return {
    address: { ...account, bucket: BUCKET, endpoint: `http://127.0.0.1:${String(await line.listen())}` },
    get line() {
      return line.state;
    },
    set line(state) {
      line.state = state;
    },
    get isHolding() {
      return line.isHolding;
    },
    objects: async () => {
      const folder = join(directory, BUCKET, FOLDER);
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(OBJECT));
      const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
      return new Map(names.map((name, at) => [`${FOLDER}/${name.slice(0, -OBJECT.length)}`, sizes[at] ?? 0]));
    },
    stop: async () => {
      await line.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
