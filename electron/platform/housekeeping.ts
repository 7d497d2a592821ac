import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#electron/mysql/transactions';
import type { Logger } from './logger';

const EVERY_MS = 3_600_000;
/** The first round comes within this time of the start, at a moment of its own for each desk. */
const FIRST_WITHIN_MS = 600_000;
const BATCH = 1_000;

/** What has served its time, oldest first; each statement takes a batch and is repeated while there is more. */
const OLD_ROWS = [
  // The feed's readers ask for everything again after a longer absence (design section 6).
  'DELETE FROM feed WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 48 HOUR ORDER BY created_at LIMIT ?',
  'DELETE FROM outbox WHERE done_at < UTC_TIMESTAMP() - INTERVAL 7 DAY ORDER BY done_at LIMIT ?',
  // A repeat of a request comes within seconds or minutes; a week leaves room for a desk that slept.
  'DELETE FROM client_requests WHERE created_at < UTC_TIMESTAMP() - INTERVAL 7 DAY ORDER BY created_at LIMIT ?',
  // A sheet that nobody printed again within a week is no longer wanted.
  'DELETE FROM failed_papers WHERE failed_at < UTC_TIMESTAMP() - INTERVAL 7 DAY ORDER BY failed_at LIMIT ?',
] as const;

/** One round of tidying: short transactions of a thousand rows, so that nobody waits for it. */
export async function tidy(db: Database): Promise<void> {
  for (const sql of OLD_ROWS) {
    let removed = BATCH;
    while (removed === BATCH) {
      removed = await db.write(async (tx) => (await tx.run(sql, [String(BATCH)])).affectedRows);
    }
  }
}

/** Tidies every hour; any desk does it. */
export function startHousekeeping(db: Database, logger: Logger): { stop(): Promise<void> } {
  const end = new AbortController();

  async function run(): Promise<void> {
    let wait = Math.random() * FIRST_WITHIN_MS;
    while (!end.signal.aborted) {
      await pause(wait, undefined, { signal: end.signal, ref: false });
      wait = EVERY_MS;
      try {
        await tidy(db);
      } catch (error) {
        logger.error('old rows could not be tidied away', error);
      }
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
