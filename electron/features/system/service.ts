import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import type { HealthDto } from '#shared/contract/health';
import type { TestedConnection } from '#shared/contract/system';
import { UtcInstant } from '#shared/values/wall-clock';
import { mongoMigrations } from '#migrations/mongo/index';
import type { CommandContext } from '#electron/ipc/context';
import type { Mongo } from '#electron/mongo/connection';
import { tryMongo } from '#electron/mongo/trial';
import { parseMysqlAddress } from '#electron/mysql/migrator/connect';
import { tryMysql } from '#electron/mysql/trial';
import type { Database, ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import type { Logger } from '#electron/platform/logger';
import type { RecentError } from '#electron/platform/recent-errors';
import { utcStamp } from '#electron/platform/stamps';
import { asideOf } from './aside';
import {
  isEncrypted,
  newestChange,
  readConnections,
  readLastBackup,
  readOutbox,
  readSchema,
  recentDesks,
} from './repository';

/** Nobody waits longer for bad news. */
const CAP_MS = 2_000;
/** Each desk's pool and what the tools need besides (design section 8). */
const A_DESK = 4;
const BESIDES = 20;

export interface SystemParts {
  readonly db: Database;
  readonly mongo: Mongo;
  readonly files: { facts(): Promise<Report['files']> };
  readonly mysqlUrl: string;
  readonly deskId: string;
  readonly appVersion: string;
  readonly logger: Logger;
  readonly health: { report(): Promise<Omit<HealthDto, 'serverNow'>> };
  readonly errors: { list(): readonly RecentError[] };
  readonly feedRead: () => number | null;
}

type Report = AnswerOf<'system.report'>;
type MysqlFacts = Pick<Report, 'outbox' | 'feed' | 'desks' | 'backup'> &
  Pick<Report['mysql'], 'tls' | 'schema' | 'connections'>;

const unknown: MysqlFacts = {
  outbox: null,
  feed: null,
  desks: null,
  backup: null,
  tls: null,
  schema: null,
  connections: null,
};

function connectionsFor(desks: number): number {
  return Math.max(1, desks) * A_DESK + BESIDES;
}

/** Host, port and database of an address: what may be shown. */
function shownAddress(url: string): string {
  try {
    const { host, port, database } = parseMysqlAddress(url);
    return `${host}:${String(port)}/${database}`;
  } catch {
    return '';
  }
}

function verifiedAt(value: string | null): string | null {
  if (value === null) return null;
  const backup = UtcInstant.safeParse(JSON.parse(value));
  return backup.success ? backup.data : null;
}

function schemaOf(applied: readonly string[], expected: readonly string[]): Report['mongo']['schema'] {
  return {
    applied: applied.length,
    expected: expected.length,
    missing: expected.filter((name) => !applied.includes(name)),
    newer: applied.filter((name) => !expected.includes(name)),
  };
}

/** What the IT person needs to see, and the trial of an address. */
export class SystemService {
  readonly #parts: SystemParts;

  constructor(parts: SystemParts) {
    this.#parts = parts;
  }

  async report(): Promise<Report> {
    const { mongo, files, health, errors, appVersion, deskId, mysqlUrl, logger } = this.#parts;
    const because = (what: string) => (error: unknown) => {
      logger.warn(`${what} did not say how it is`, { kind: error instanceof Error ? error.name : 'unknown' });
      return null;
    };
    const [state, mysql, applied, bucket] = await Promise.all([
      health.report(),
      this.#mysql().catch(because('MySQL')),
      mongo.facts().then((facts) => facts.applied, because('MongoDB')),
      files.facts(),
    ]);
    const { tls, schema, connections, ...rest } = mysql ?? unknown;
    const expected = mongoMigrations.map(({ name }) => name);
    return {
      appVersion,
      deskId,
      mysql: { address: shownAddress(mysqlUrl), ...state.mysql, tls, schema, connections },
      mongo: {
        address: mongo.address,
        ...state.mongo,
        tls: mongo.tls,
        schema: applied && schemaOf(applied, expected),
      },
      files: bucket,
      clockOffset: state.clockOffset,
      ...rest,
      errors: [...errors.list()],
    };
  }

  async #mysql(): Promise<MysqlFacts> {
    return this.#parts.db.read(async (tx) => {
      const { applied, expected, behind } = await readSchema(tx);
      const schema = schemaOf(applied, expected);
      const tls = await isEncrypted(tx);
      // Tables that a migration still has to make cannot be asked.
      if (behind) return { ...unknown, tls, schema };
      return { tls, schema, ...(await this.#clinic(tx)) };
    }, AbortSignal.timeout(CAP_MS));
  }

  async #clinic(tx: ReadTx): Promise<Omit<MysqlFacts, 'tls' | 'schema'>> {
    const desks = await recentDesks(tx);
    const outbox = await readOutbox(tx);
    return {
      connections: { ...(await readConnections(tx)), needed: connectionsFor(desks.length) },
      desks: desks.map(({ id, name, version, last_seen }) => ({
        id,
        name,
        version,
        lastSeen: utcStamp(last_seen),
      })),
      outbox: {
        ...outbox,
        oldest: outbox.oldest && utcStamp(outbox.oldest),
        aside: await asideOf(tx),
      },
      feed: { newest: await newestChange(tx), read: this.#parts.feedRead() },
      backup: { verifiedAt: verifiedAt(await readLastBackup(tx)) },
    };
  }

  /** The address holds a password, so the audit gets where it led and what came of it, and nothing else. */
  async test(
    { caller, db, signal }: CommandContext,
    input: ParsedInputOf<'system.testConnection'>,
  ): Promise<TestedConnection> {
    const tested =
      'mysqlUrl' in input
        ? await tryMysql(input.mysqlUrl, connectionsFor(await this.#deskCount()))
        : await tryMongo(input.mongoUrl);
    const person = caller.session?.person;
    try {
      await db.write(
        (tx) =>
          writeAudit(tx, {
            actor: person ?? 'nobody',
            deskId: caller.deskId,
            action: 'system.testConnection',
            entity: null,
            entityId: null,
            patientId: null,
            outcome: 'done',
            reason: null,
            before: null,
            after: {
              store: 'mysqlUrl' in input ? 'mysql' : 'mongo',
              outcome: tested.outcome,
              ...(tested.outcome === 'fails'
                ? { fault: tested.fault, host: tested.params['host'] ?? null }
                : {}),
            },
          }),
        { signal },
      );
    } catch (error) {
      // The clinic's own server may be the one that is away: the answer is wanted most then.
      this.#parts.logger.error('the trial of a connection could not be audited', error);
    }
    return tested;
  }

  async #deskCount(): Promise<number> {
    try {
      return (await this.#parts.db.read(recentDesks, AbortSignal.timeout(CAP_MS))).length;
    } catch {
      return 1;
    }
  }
}
