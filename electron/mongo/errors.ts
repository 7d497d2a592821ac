import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from 'mongodb';
import { type AppError, invalid } from '#shared/errors/app-error';

const DUPLICATE_KEY = 11_000;
const REFUSED_BY_VALIDATOR = 121;
const TOO_LONG = 50;
/** The server answers but cannot serve: shutting down, no primary, or it does not let this program in. */
const AWAY_CODES: ReadonlySet<number> = new Set([
  13, 18, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

const AWAY = [
  MongoServerSelectionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoClientClosedError,
  MongoExpiredSessionError,
  MongoWriteConcernError,
];

// Not exported by the driver.
const AWAY_NAMES: ReadonlySet<string> = new Set(['MongoWaitQueueTimeoutError', 'MongoPoolClosedError']);

/** Waiting for an answer was given up; the driver knows no deadline of its own. */
export class MongoLateError extends Error {
  constructor() {
    super('MongoDB did not answer in time');
    this.name = 'MongoLateError';
  }
}

/** Whether MongoDB, not the document, is the reason: worth trying again later. */
export function isMongoAway(error: unknown): boolean {
  if (error instanceof MongoLateError) return true;
  if (AWAY.some((kind) => error instanceof kind)) return true;
  if (error instanceof Error && AWAY_NAMES.has(error.name)) return true;
  return error instanceof MongoServerError && typeof error.code === 'number' && AWAY_CODES.has(error.code);
}

interface BulkFault {
  /** Which of the operations was refused. */
  readonly index: number;
  readonly code: number;
}

/**
 * The refused operations of an unordered bulk write, documents that are already there left out (to a
 * versioned upsert they say "already newer"); throws
 * what was not about single operations, freed of the wrapping the driver gives it.
 */
export function bulkFaults(error: unknown): readonly BulkFault[] {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const cause: unknown = error.errorResponse;
  if (cause instanceof Error) throw cause;
  const faults = [error.writeErrors].flat().map(({ index, code }) => ({ index, code }));
  if (faults.length === 0) throw error;
  return faults.filter((fault) => fault.code !== DUPLICATE_KEY);
}

/** MongoDB's errors as the closed union; null when it is not MongoDB's or not known. */
export function mongoError(error: unknown): AppError | null {
  if (isMongoAway(error)) return { code: 'DB_UNAVAILABLE', store: 'mongo', reason: 'down' };
  if (!(error instanceof MongoServerError)) return null;
  switch (error.code) {
    case DUPLICATE_KEY:
      return { code: 'CONFLICT', conflict: { kind: 'duplicate', field: '' } };
    case REFUSED_BY_VALIDATOR:
      return invalid('', 'invalid').error;
    case TOO_LONG:
      return { code: 'TIMEOUT' };
    default:
      return null;
  }
}
