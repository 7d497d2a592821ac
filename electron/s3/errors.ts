import type { S3ServiceException } from '@aws-sdk/client-s3';
import { Refusal } from '#shared/errors/app-error';

/** The bucket is elsewhere, is not there, or does not let this program in; or it is too busy. */
const SHUT = new Set([301, 307, 401, 403, 404, 408, 429]);
/** Of a region that is not the bucket's. */
const SHUT_NAMES = new Set(['AuthorizationHeaderMalformed', 'IllegalLocationConstraintException']);
const CUT_OFF_NAMES = new Set(['AbortError', 'TimeoutError', 'RequestTimeout']);

/** Whether the store never answered: the system's own errors carry a code. */
function isCutOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return CUT_OFF_NAMES.has(error.name) || ('code' in error && typeof error.code === 'string');
}

function isShut({ name, $metadata: { httpStatusCode: status = 500 } }: S3ServiceException): boolean {
  return status >= 500 || SHUT.has(status) || SHUT_NAMES.has(name);
}

/** What a failed request becomes: a plain refusal where the store is the reason, else the error itself. */
export function s3Error(error: unknown, Answered: typeof S3ServiceException): unknown {
  const isAway = error instanceof Answered ? isShut(error) : isCutOff(error);
  return isAway ? new Refusal({ code: 'DB_UNAVAILABLE', store: 'files', reason: 'down' }) : error;
}
