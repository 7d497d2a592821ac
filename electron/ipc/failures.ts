import { randomBytes } from 'node:crypto';
import { ZodError } from 'zod';
import { type AppError, Refusal } from '#shared/errors/app-error';
import { fieldIssues } from '#shared/errors/from-zod';
import { mongoError } from '#electron/mongo/errors';
import { mysqlError } from '#electron/mysql/errors';
import type { Logger } from '#electron/platform/logger';

/** Every failure as the closed union; the unknown becomes INTERNAL with a reference into the log. */
export function toAppError(error: unknown, logger: Logger, call: string): AppError {
  if (error instanceof Refusal) return error.error;
  if (error instanceof ZodError) return { code: 'VALIDATION', issues: fieldIssues(error) };
  const known = mysqlError(error) ?? mongoError(error);
  if (known) return known;
  const reference = randomBytes(4).toString('hex');
  logger.error(`${call} failed, reference ${reference}`, error);
  return { code: 'INTERNAL', reference };
}
