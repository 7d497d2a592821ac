import type { KeptTrouble } from '#shared/contract/kept-calendars';
import { Refusal } from '#shared/errors/app-error';
import { isConnectionLost } from '#electron/mysql/errors';
import { diskTrouble } from '#electron/platform/disk-trouble';
import { NotOurs } from './file';

/** What kept a calendar from its file, in a word that the page has a sentence for. */
export function troubleOf(error: unknown): KeptTrouble {
  if (error instanceof NotOurs) return 'not_ours';
  if (error instanceof Refusal) {
    if (error.error.code === 'NOT_FOUND') return 'doctor_gone';
    if (error.error.code === 'RULE_VIOLATION') return 'too_large';
    if (error.error.code === 'DB_UNAVAILABLE') return 'database_away';
  }
  return diskTrouble(error) ?? (isConnectionLost(error) ? 'database_away' : 'other');
}
