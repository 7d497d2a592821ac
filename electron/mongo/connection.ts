import { MongoClient } from 'mongodb';
import { type Collections, collectionsOf } from './collections';
import { MongoLateError } from './errors';

const SELECTION_MS = 1_500;
const CONNECT_MS = 1_500;
const SOCKET_MS = 10_000;
const POOL_MAX = 3;
const PING_MS = 1_500;
const WATCH_UP_MS = 3_000;
const WATCH_DOWN_MS = 1_000;

export type StoreState = 'up' | 'down';

export interface MongoFacts {
  readonly version: string;
  /** Milliseconds of one round trip. */
  readonly latency: number;
  /** The names of the migrations that have run. */
  readonly applied: readonly string[];
}

export interface Mongo {
  readonly collections: Collections;
  /** Hosts and database, without account and password. */
  readonly address: string;
  readonly tls: boolean;
  /** `down` until a first answer came. */
  state(): StoreState;
  /** Called with the first answer and on each change, until the returned function is called. */
  onState(listener: (state: StoreState) => void): () => void;
  /** Asks the server about itself; rejects within 1.5 s when there is no answer. */
  facts(): Promise<MongoFacts>;
  close(): Promise<void>;
}

/** Whether the address asks for TLS, as `mongodb+srv` does unless told otherwise; the driver's own option may be unset. */
export function asksForTls(url: string): boolean {
  const said = /[?&](?:tls|ssl)=(true|false)(?:&|$)/.exec(url)?.[1];
  return said === undefined ? url.startsWith('mongodb+srv:') : said === 'true';
}

/** @throws MongoLateError where the work takes longer; it goes on unheard */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new MongoLateError());
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Opens without waiting for the server: one that is away fails each use within 1.5 s and nothing else.
 * A quiet ping keeps `state` true while nobody uses it.
 */
export function openMongo(url: string): Mongo {
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: SELECTION_MS,
    connectTimeoutMS: CONNECT_MS,
    socketTimeoutMS: SOCKET_MS,
    waitQueueTimeoutMS: SELECTION_MS,
    maxPoolSize: POOL_MAX,
    minPoolSize: 0,
  });
  const db = client.db();
  const collections = collectionsOf(db);
  const listeners = new Set<(state: StoreState) => void>();
  let state: StoreState | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let watching: Promise<void> = Promise.resolve();

  function become(next: StoreState): void {
    if (closed || next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  }

  /**
   * A first connection that failed leaves the driver's client closed for good until it is told to connect
   * again; connected, this costs nothing.
   */
  async function ask<T>(question: () => Promise<T>): Promise<T> {
    if (closed) throw new MongoLateError();
    await client.connect();
    return question();
  }

  async function watch(): Promise<void> {
    become(
      await within(
        PING_MS,
        ask(() => db.command({ ping: 1 })),
      ).then(
        () => 'up',
        () => 'down',
      ),
    );
    if (closed) return;
    timer = setTimeout(look, state === 'up' ? WATCH_UP_MS : WATCH_DOWN_MS);
    timer.unref();
  }

  async function askFacts(): Promise<MongoFacts> {
    const start = performance.now();
    const info = await db.command({ buildInfo: 1 });
    const latency = Math.round((performance.now() - start) * 10) / 10;
    const applied = await collections.schemaMigrations
      .find({}, { projection: { _id: 1 } })
      .limit(1_000)
      .toArray();
    return { version: String(info['version']), latency, applied: applied.map((row) => row._id) };
  }

  function look(): void {
    watching = watch();
  }
  look();

  const { hosts, srvHost, dbName } = client.options;
  return {
    collections,
    address: `${srvHost ?? hosts.map((host) => host.toString()).join(',')}/${dbName}`,
    tls: asksForTls(url),
    state: () => state ?? 'down',
    onState: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    facts: async () => {
      try {
        const facts = await within(PING_MS, ask(askFacts));
        become('up');
        return facts;
      } catch (error) {
        become('down');
        throw error;
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      await client.close();
      await watching;
      // A connection that was under way may have come through meanwhile.
      await client.close();
    },
  };
}
