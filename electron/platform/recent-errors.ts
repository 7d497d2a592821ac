import { Temporal } from 'temporal-polyfill';
import type { Logger } from './logger';
import type { Clock } from './ports';

/** An error as the system page shows it: our own sentence and the kind of its cause, nothing of its contents. */
export interface RecentError {
  /** UTC, `2027-01-04T05:45:00.000Z`. */
  readonly at: string;
  readonly message: string;
  readonly kind: string;
}

const MOST = 50;

function instantNow(clock: Clock): string {
  return Temporal.Instant.fromEpochMilliseconds(clock.now()).toString({ fractionalSecondDigits: 3 });
}

function kindOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` ${cause.code}` : '';
  const deeper = cause.cause instanceof Error ? ` (${kindOf(cause.cause)})` : '';
  return `${cause.name}${code}${deeper}`.slice(0, 200);
}

/**
 * The logger, with the last fifty errors kept in memory. A table of errors would need the server that the errors
 * are mostly about; the log file has them all with their place in the program.
 */
export function keepErrors(logger: Logger, clock: Clock): { logger: Logger; list(): readonly RecentError[] } {
  const kept: RecentError[] = [];
  return {
    logger: {
      ...logger,
      error: (message, cause) => {
        kept.unshift({ at: instantNow(clock), message, kind: kindOf(cause) });
        kept.length = Math.min(kept.length, MOST);
        logger.error(message, cause);
      },
    },
    list: () => [...kept],
  };
}
