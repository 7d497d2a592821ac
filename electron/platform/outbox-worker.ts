import { randomBytes } from 'node:crypto';
import type { Mongo } from '#electron/mongo/connection';
import { isMongoAway } from '#electron/mongo/errors';
import { isConnectionLost } from '#electron/mysql/errors';
import type { Database } from '#electron/mysql/transactions';
import type { Logger } from './logger';
import { BATCH, type ClaimedRow, anythingDue, claim, giveBack, release, settle } from './outbox/claims';
import { failureOf, project } from './outbox/projections';

const IDLE_MS = 1_000;
const LONGEST_MS = 30_000;

export interface OutboxWorkerParts {
  readonly db: Database;
  readonly mongo: Mongo;
  readonly deskId: string;
  readonly logger: Logger;
}

export interface OutboxWorker {
  /** Looks now instead of at the next turn: after own commits. */
  kick(): void;
  /** Ends when the batch under way has ended. */
  stop(): Promise<void>;
}

/** Why a batch was given up, as a name without anything of its rows. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** Whether a store was away, so that nothing is wrong with the rows themselves. */
function isAway(error: unknown): boolean {
  return isMongoAway(error) || isConnectionLost(error);
}

/**
 * Copies the rows; answers why each one failed that did. One that makes the whole batch fail is found by trying
 * each by itself, or it would hold the others up for as long as it stays. Where all fail it is not about rows.
 */
async function carryOver(
  { db, mongo }: OutboxWorkerParts,
  rows: readonly ClaimedRow[],
): Promise<ReadonlyMap<ClaimedRow, string | undefined>> {
  const together = async (some: readonly ClaimedRow[]) => {
    const failures = await project(db, mongo.collections, some);
    return some.map((row) => [row, failureOf(failures, row)] as const);
  };
  try {
    return new Map(await together(rows));
  } catch (error) {
    if (isAway(error) || rows.length === 1) throw error;
    const reasons = new Map<ClaimedRow, string | undefined>();
    let thrown = 0;
    for (const row of rows) {
      try {
        for (const [one, reason] of await together([row])) reasons.set(one, reason);
      } catch (own) {
        if (isAway(own)) throw own;
        thrown += 1;
        reasons.set(row, reasonOf(own));
      }
    }
    if (thrown === rows.length) throw error;
    return reasons;
  }
}

/**
 * Carries one batch over: claim and commit, then write to MongoDB with nothing locked, then mark done.
 * Answers how many rows it took.
 */
async function carryBatch(parts: OutboxWorkerParts): Promise<number> {
  const { db, deskId } = parts;
  if (!(await anythingDue(db))) return 0;
  const worker = `${deskId}:${randomBytes(4).toString('hex')}`;
  const rows = await claim(db, worker);
  if (rows.length === 0) return 0;
  let reasons: ReadonlyMap<ClaimedRow, string | undefined>;
  try {
    reasons = await carryOver(parts, rows);
  } catch (error) {
    const back = isAway(error) ? release : giveBack;
    await db.write((tx) => back(tx, worker, rows, reasonOf(error)));
    throw error;
  }
  const failedFor = (reason: string | undefined) => rows.filter((row) => reasons.get(row) === reason);
  await db.write(async (tx) => {
    await settle(tx, worker, failedFor(undefined));
    for (const reason of new Set(reasons.values())) {
      if (reason !== undefined) await giveBack(tx, worker, failedFor(reason), reason);
    }
  });
  return rows.length;
}

/** Any desk's worker carries what waits; while MongoDB is away it asks ever more seldom and nothing is lost. */
export function startOutboxWorker(parts: OutboxWorkerParts): OutboxWorker {
  const { mongo, logger } = parts;
  let failures = 0;
  let stopped = false;
  let again = false;
  let wake: (() => void) | null = null;

  async function turn(): Promise<number> {
    try {
      const carried = await carryBatch(parts);
      if (failures > 0) logger.info('the outbox is carried over again');
      failures = 0;
      // A batch that was not full was all there was: what comes now is gathered for the next, or a busy desk
      // would carry over each booking by itself.
      return carried === BATCH ? 0 : IDLE_MS;
    } catch (error) {
      if (failures === 0) logger.error('the outbox could not be carried over', error);
      failures += 1;
      // Jitter, so that all desks do not come back at once.
      return Math.min(LONGEST_MS, IDLE_MS * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2);
    }
  }

  function rest(milliseconds: number): Promise<void> {
    if (again || stopped) {
      again = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake?.(), milliseconds);
      wake = () => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const pause = await turn();
      await rest(pause);
    }
  }

  const kick = () => {
    // While the store is away the next turn has its own time.
    if (failures > 0 && mongo.state() === 'down') return;
    if (wake) wake();
    else again = true;
  };
  const unsubscribe = mongo.onState((state) => {
    if (state === 'up') kick();
  });
  const running = run();
  return {
    kick,
    stop: async () => {
      stopped = true;
      unsubscribe();
      wake?.();
      await running;
    },
  };
}
