import type { KeptTrouble } from '#shared/contract/kept-calendars';
import { Refusal } from '#shared/errors/app-error';
import { isConnectionLost } from '#electron/mysql/errors';
import { NotOurs, codeOf } from './file';

/** What the file systems say, as far as a person can do something about it. */
const OF_CODES: Readonly<Record<string, KeptTrouble>> = {
  ENOENT: 'folder_gone',
  ENOTDIR: 'folder_gone',
  ENODEV: 'folder_gone',
  ENXIO: 'folder_gone',
  ESTALE: 'folder_gone',
  EHOSTDOWN: 'folder_gone',
  EACCES: 'no_right',
  EPERM: 'no_right',
  EROFS: 'no_right',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

/** What kept a calendar from its file, in a word that the page has a sentence for. */
export function troubleOf(error: unknown): KeptTrouble {
  if (error instanceof NotOurs) return 'not_ours';
  if (error instanceof Refusal) {
    if (error.error.code === 'NOT_FOUND') return 'doctor_gone';
    if (error.error.code === 'RULE_VIOLATION') return 'too_large';
    if (error.error.code === 'DB_UNAVAILABLE') return 'database_away';
  }
  const code = codeOf(error);
  if (code !== null && Object.hasOwn(OF_CODES, code)) return OF_CODES[code] ?? 'other';
  return isConnectionLost(error) ? 'database_away' : 'other';
}
