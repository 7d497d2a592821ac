import type { BoardNames } from '../../../app/prefs';

/** A patient's name as the waiting room may read it: `Tenzin D.`, the whole of it, or none where a number does. */
export function boardName(name: string, choice: BoardNames, tokenNo: number | null): string {
  if (choice === 'full') return name;
  if (choice === 'number' && tokenNo !== null) return '';
  const [first = '', ...rest] = name.split(/\s+/).filter(Boolean);
  const last = Array.from(rest.at(-1) ?? '')[0];
  return last === undefined ? first : `${first} ${last}.`;
}
