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
  // A time that was given up is offered until it has passed, in every time zone.
  'DELETE FROM freed_times WHERE start_time < UTC_TIMESTAMP() - INTERVAL 2 DAY ORDER BY id LIMIT ?',
  // Files that came up and rows that were read hold people's data: a week is enough to make up one's mind.
  'DELETE FROM import_chunks WHERE import_id IN (SELECT id FROM imports WHERE created_at < UTC_TIMESTAMP() - INTERVAL 7 DAY) LIMIT ?',
  'DELETE FROM job_rows WHERE job_id IN (SELECT id FROM jobs WHERE created_at < UTC_TIMESTAMP() - INTERVAL 7 DAY) LIMIT ?',
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

/** Tidies every hour, what the areas leave among it; any desk does it. */
export function startHousekeeping(
  db: Database,
  logger: Logger,
  others: readonly (() => Promise<unknown>)[],
): { stop(): Promise<void> } {
  const end = new AbortController();

  async function run(): Promise<void> {
    let wait = Math.random() * FIRST_WITHIN_MS;
    while (!end.signal.aborted) {
      await pause(wait, undefined, { signal: end.signal, ref: false });
      wait = EVERY_MS;
      for (const work of [() => tidy(db), ...others]) {
        try {
          await work();
        } catch (error) {
          logger.error('old rows could not be tidied away', error);
        }
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
