import type { ChangedEvent } from '#shared/contract/events';
import { isConnectionLost, mysqlFault } from '#electron/mysql/errors';
import type { Database } from '#electron/mysql/transactions';
import { eventsOf } from './feed-events';
import { FeedReader } from './feed-reader';
import type { Logger } from './logger';

const POLL_MS = 300;
const SLOWEST_MS = 1_000;
/** A server that hangs is as good as gone. */
const ANSWER_MS = 3_000;

export interface ChangeFeedParts {
  readonly db: Database;
  readonly publish: (event: ChangedEvent) => void;
  /** Told on each change, and once after the first try. */
  readonly onServerState: (state: 'up' | 'down') => void;
  readonly logger: Logger;
}

export interface ChangeFeed {
  /** Looks now instead of at the next turn: after own commits. */
  nudge(): void;
  /** The newest change that was read; null before the first answer. */
  read(): number | null;
  /** Ends when the poll under way has ended. */
  stop(): Promise<void>;
}

/** Whether the server answered at all, so that the fault lies in what it was asked. */
function answered(error: unknown): boolean {
  return !isConnectionLost(error) && mysqlFault(error)?.errno != null;
}

/** Polls the feed about every 300 ms and tells what changed; after a time away it says "everything". */
export function startChangeFeed(parts: ChangeFeedParts): ChangeFeed {
  const { db, publish, onServerState, logger } = parts;
  const reader = new FeedReader();
  let state: 'up' | 'down' | null = null;
  let healthy = false;
  let delay = POLL_MS;
  let again = false;
  let stopped = false;
  let wake: (() => void) | null = null;

  function become(next: 'up' | 'down'): void {
    if (next === state) return;
    state = next;
    logger.info('MySQL is ' + next);
    onServerState(next);
  }

  function succeeded(news: Awaited<ReturnType<FeedReader['poll']>>): void {
    const recovered = !healthy;
    healthy = true;
    delay = POLL_MS;
    become('up');
    const events: ChangedEvent[] = recovered || news === 'all' ? [{ scope: 'all' }] : eventsOf(news);
    for (const event of events) publish(event);
  }

  function failed(error: unknown): void {
    if (healthy || state === null) logger.error('the change feed cannot be read', error);
    healthy = false;
    delay = Math.min(SLOWEST_MS, delay * 2);
    become(answered(error) ? 'up' : 'down');
  }

  async function poll(): Promise<void> {
    const turn = await db
      .read((tx) => reader.poll(tx), AbortSignal.timeout(ANSWER_MS))
      .then(
        (news) => () => {
          succeeded(news);
        },
        (error: unknown) => () => {
          failed(error);
        },
      );
    if (stopped) return;
    try {
      turn();
    } catch (error) {
      logger.error('telling what changed failed', error);
    }
  }

  function rest(): Promise<void> {
    if (again || stopped) {
      again = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake?.(), delay);
      wake = () => {
        clearTimeout(timer);
        wake = null;
        again = false;
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await poll();
      await rest();
    }
  }

  const running = run();
  return {
    read: () => reader.cursor,
    nudge: () => {
      if (wake) wake();
      else again = true;
    },
    stop: async () => {
      stopped = true;
      wake?.();
      await running;
    },
  };
}
