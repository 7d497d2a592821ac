import { Temporal } from 'temporal-polyfill';
import type { HealthDto } from '#shared/contract/health';
import { mongoMigrations } from '#migrations/mongo/index';
import type { Mongo } from '#electron/mongo/connection';
import type { SchemaState } from '#electron/mysql/migrator/state';
import type { Database } from '#electron/mysql/transactions';
import type { Clock } from '#electron/platform/ports';
import { countPending, readSchemaState, readServer } from './repository';

/** Nobody waits longer for bad news. */
const CAP_MS = 1_500;

export interface HealthParts {
  readonly db: Database;
  readonly mongo: Mongo;
  readonly clock: Clock;
  readonly appVersion: string;
}

type Store = HealthDto['mysql'];

interface MysqlReport {
  readonly store: Store;
  /** Milliseconds since the epoch. */
  readonly serverNow: number | null;
  readonly offset: number | null;
  readonly pending: number | null;
}

export interface HealthReport {
  readonly mysql: Store;
  readonly mongo: Store;
  readonly serverNow: string | null;
  readonly clockOffset: number | null;
  readonly outboxPending: number | null;
  readonly appVersion: string;
}

const away: Store = { state: 'down', version: null, latency: null };
const mysqlAway: MysqlReport = { store: away, serverNow: null, offset: null, pending: null };

function stateOf(schema: Pick<SchemaState, 'behind' | 'ahead'>): Store['state'] {
  if (schema.behind) return 'must_migrate';
  return schema.ahead.length > 0 ? 'must_update' : 'up';
}

async function within<T>(work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => {
      resolve(otherwise);
    }, CAP_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

function instantOf(epochMilliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString({ fractionalSecondDigits: 3 });
}

/** Both stores as they answer right now, asked side by side; never slower than a second and a half. */
export class HealthService {
  readonly #parts: HealthParts;
  /** Of a server that hangs one question at a time is asked, or they would eat up the pool. */
  #asking: Promise<MysqlReport> | null = null;

  constructor(parts: HealthParts) {
    this.#parts = parts;
  }

  async report(): Promise<HealthReport> {
    const [mysql, mongo] = await Promise.all([within(this.#mysql(), mysqlAway), within(this.#mongo(), away)]);
    return {
      mysql: mysql.store,
      mongo,
      serverNow: mysql.serverNow === null ? null : instantOf(mysql.serverNow),
      clockOffset: mysql.offset,
      outboxPending: mysql.pending,
      appVersion: this.#parts.appVersion,
    };
  }

  #mysql(): Promise<MysqlReport> {
    this.#asking ??= this.#askMysql().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  #askMysql(): Promise<MysqlReport> {
    const { db, clock } = this.#parts;
    return db.read(
      async (tx) => {
        const schema = await readSchemaState(tx);
        const sent = performance.now();
        const before = clock.now();
        const server = await readServer(tx);
        const latency = performance.now() - sent;
        const serverNow = Math.round(Number(server.now) * 1000);
        return {
          store: { state: stateOf(schema), version: server.version, latency: Math.round(latency * 10) / 10 },
          serverNow,
          offset: Math.round(serverNow - (before + latency / 2)),
          pending: schema.behind ? null : await countPending(tx),
        };
      },
      AbortSignal.timeout(2 * CAP_MS),
    );
  }

  async #mongo(): Promise<Store> {
    const { version, latency, applied } = await this.#parts.mongo.facts();
    const expected = mongoMigrations.map((migration) => migration.name);
    const state = stateOf({
      behind: expected.some((name) => !applied.includes(name)),
      ahead: applied.filter((name) => !expected.includes(name)),
    });
    return { state, version, latency };
  }
}
