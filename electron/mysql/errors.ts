import {
  type AppError,
  type Entity,
  type IssueCode,
  Refusal,
  invalid,
  notFound,
} from '#shared/errors/app-error';

/** What the drivers tell about a failure, wherever in the chain Sequelize has put it. */
interface MysqlFault {
  readonly errno: number | null;
  readonly code: string;
  readonly message: string;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Unwraps Sequelize's `original`/`parent` down to the driver's own error. */
export function mysqlFault(error: unknown): MysqlFault | null {
  for (let layer: unknown = error, depth = 0; layer !== undefined && depth < 5; depth += 1) {
    const code = field(layer, 'code');
    if (typeof code === 'string') {
      const errno = field(layer, 'errno');
      const message = field(layer, 'message');
      return {
        errno: typeof errno === 'number' && errno > 0 ? errno : null,
        code,
        message: typeof message === 'string' ? message : '',
      };
    }
    layer = field(layer, 'original') ?? field(layer, 'parent');
  }
  return null;
}

const LOST_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_HANDSHAKE_ERROR',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  'ER_NORMAL_SHUTDOWN',
  'ER_ABORTING_CONNECTION',
  'ER_NEW_ABORTING_CONNECTION',
  'ER_QUERY_INTERRUPTED',
  'ER_ACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
]);
const LOST_NAMES: ReadonlySet<string> = new Set([
  'SequelizeConnectionError',
  'SequelizeConnectionRefusedError',
  'SequelizeHostNotFoundError',
  'SequelizeHostNotReachableError',
  'SequelizeConnectionTimedOutError',
  'SequelizeAccessDeniedError',
]);
// mysql2 reports a connection that is already gone in words only.
const LOST_MESSAGE =
  /closed state|Connection lost|Server closed|ConnectionManager\.getConnection was called/i;

/** All connections of the pool were busy for too long: the server may be slow or hang, it is not known to be away. */
const BUSY_NAME = 'SequelizeConnectionAcquireTimeoutError';

/** Whether the connection or the server went away, so that the outcome may be unknown. */
export function isConnectionLost(error: unknown): boolean {
  const name = field(error, 'name');
  if (typeof name === 'string' && LOST_NAMES.has(name)) return true;
  const fault = mysqlFault(error);
  if (fault && LOST_CODES.has(fault.code)) return true;
  const message = fault?.message ?? field(error, 'message');
  return typeof message === 'string' && LOST_MESSAGE.test(message);
}

const LOCK_WAIT_TIMEOUT = 1205;
const DEADLOCK = 1213;

/** A lock wait or a deadlock: nobody's fault, tried again with jitter (design section 3). */
export function isContention(error: unknown): boolean {
  const errno = mysqlFault(error)?.errno;
  return errno === LOCK_WAIT_TIMEOUT || errno === DEADLOCK;
}

const DUPLICATE_KEY = 1062;

/** The violated unique key, `table.key`, when the error is a duplicate; else null. */
export function duplicateKey(error: unknown): string | null {
  const fault = mysqlFault(error);
  if (fault?.errno !== DUPLICATE_KEY) return null;
  return /for key '([^']+)'/.exec(fault.message)?.[1] ?? '';
}

const CHECKS: Readonly<Record<string, { readonly path: string; readonly code: IssueCode }>> = {
  appointments_order: { path: 'end', code: 'end_before_start' },
  appointments_grid: { path: 'start', code: 'off_grid' },
  appointments_length: { path: 'end', code: 'over_12_hours' },
};

const FOREIGN: readonly (readonly [RegExp, Entity])[] = [
  [/REFERENCES `patients`/, 'patient'],
  [/REFERENCES `doctors`/, 'doctor'],
  [/REFERENCES `appointments`/, 'appointment'],
];

/** Error writing file, disk full, table full, error on write: what MySQL says where the disk has no room. */
const FULL: ReadonlySet<number | null> = new Set([3, 1021, 1026, 1114]);

function refusalOf(fault: MysqlFault): Refusal | null {
  if (FULL.has(fault.errno)) return new Refusal({ code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'full' });
  switch (fault.errno) {
    case DUPLICATE_KEY: {
      const key = /for key '[^'.]*\.?([^'.]+)'/.exec(fault.message)?.[1] ?? '';
      return new Refusal({ code: 'CONFLICT', conflict: { kind: 'duplicate', field: key } });
    }
    case 3819: {
      const name = /Check constraint '([^']+)'/.exec(fault.message)?.[1] ?? '';
      const issue = CHECKS[name];
      return issue ? invalid(issue.path, issue.code) : invalid('', 'invalid');
    }
    case 1452: {
      const entity = FOREIGN.find(([pattern]) => pattern.test(fault.message))?.[1];
      return entity ? notFound(entity) : null;
    }
    case 1406:
      return invalid(/column '([^']+)'/.exec(fault.message)?.[1] ?? '', 'too_long');
    case 1366:
    case 1292:
      return invalid(/column '([^']+)'/.exec(fault.message)?.[1] ?? '', 'invalid');
    case 1146:
    case 1054:
      // A table or column this program knows and the database does not.
      return new Refusal({ code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'must_migrate' });
    case 3024:
      return new Refusal({ code: 'TIMEOUT' });
    case LOCK_WAIT_TIMEOUT:
    case DEADLOCK:
      return new Refusal({ code: 'TIMEOUT' });
    default:
      return null;
  }
}

/** MySQL's and Sequelize's errors as the closed union; null when it is not theirs or not known. */
export function mysqlError(error: unknown): AppError | null {
  if (field(error, 'name') === BUSY_NAME) return { code: 'TIMEOUT' };
  if (isConnectionLost(error)) return { code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'down' };
  const fault = mysqlFault(error);
  return fault ? (refusalOf(fault)?.error ?? null) : null;
}
