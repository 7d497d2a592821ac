import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#electron/mysql/transactions';
import { writeFeed } from '#electron/platform/feed';
import { BY_ITSELF, insertJob } from '#electron/platform/jobs/store';
import type { Logger } from '#electron/platform/logger';
import { isUnderWay, type SavedRule, turnOf } from './rule';

/** How often it is looked whether a day of the clinic has begun. */
const LOOK_MS = 60_000;

export interface DailyParts {
  readonly db: Database;
  readonly deskId: string;
  readonly settings: SavedRule;
  readonly logger: Logger;
  /** Passes where this program may write into this schema. */
  readonly mayWrite: () => Promise<void>;
  /** A job waits to be run. */
  readonly begun: () => void;
}

/**
 * Starts today's archiving unless a desk did already or another run is under way. The lock on the rule lets one
 * desk ask at a time, and the next one sees its job. Answers whether it is this desk that started it.
 */
export async function beginToday({ db, deskId, settings, mayWrite }: DailyParts): Promise<boolean> {
  const { timeZone } = await settings.current();
  const seen = await db.read(async (tx) => turnOf(tx, await settings.retention(tx), timeZone));
  if (!seen?.isDue) return false;
  await mayWrite();
  return db.write(async (tx) => {
    const turn = await turnOf(tx, await settings.lockRetention(tx), timeZone);
    if (!turn?.isDue || (await isUnderWay(tx))) return false;
    const order = { actor: BY_ITSELF, deskId, years: turn.years, day: turn.today };
    const id = await insertJob(tx, 'archive_daily', BY_ITSELF, order);
    await writeFeed(tx, { area: 'jobs', entityId: id });
    return true;
  });
}

/** Applies the saved rule once on each of the clinic's days, while any desk runs. */
export function startDailyArchiving(parts: DailyParts): { stop(): Promise<void> } {
  const end = new AbortController();

  async function run(): Promise<void> {
    let isSilent = false;
    while (!end.signal.aborted) {
      try {
        if (await beginToday(parts)) parts.begun();
        isSilent = false;
      } catch (error) {
        if (!isSilent) parts.logger.error('it could not be seen whether the rule was applied today', error);
        isSilent = true;
      }
      await pause(LOOK_MS, undefined, { signal: end.signal, ref: false });
    }
  }

  // The pause rejects when it is ended, and that is how this ends.
  const running = run().catch(() => undefined);
  return {
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
