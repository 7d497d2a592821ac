import { digitsOf } from '#shared/values/person';
import { soundOf } from './name-sound';
import { fold } from './search-words';

/** Why two records may be one person's; each is a sentence on the screen. */
export const LIKENESSES = [
  'same_name',
  'similar_name',
  'same_phone',
  'same_email',
  'same_birth',
  'close_birth',
  'same_guardian',
] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** What two records are compared by. */
export interface Described {
  readonly firstName: string;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly contactEmail: string | null;
  readonly dateOfBirth: string | null;
  readonly birthPrecision: 'day' | 'month' | 'year' | null;
  readonly guardian: string | null;
}

export interface Likely {
  /** From 0 on; at `LIKELY` and more it is worth a look. */
  readonly score: number;
  readonly reasons: readonly Likeness[];
}

/** From here on the desk is shown the other record. */
export const LIKELY = 55;

/** Digits of a phone without its country's prefix; null when they are too few to tell anything. */
export function phoneKey(phone: string | null): string | null {
  const digits = phone === null ? '' : digitsOf(fold(phone));
  return digits.length < 7 ? null : digits.slice(-10);
}

function wordsOf(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Letters to change, add or leave out, to get from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** One wrong letter in a word of at least this many is a slip; in a shorter one it is another name. */
const LONG_ENOUGH_TO_SLIP = 6;

function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [one, other] = [soundOf(a), soundOf(b)];
  if (one === other) return 0.95;
  const shorter = Math.min(one.length, other.length);
  if (shorter === 1 && one[0] === other[0]) return 0.8;
  const slips = shorter >= 9 ? 2 : shorter >= LONG_ENOUGH_TO_SLIP ? 1 : 0;
  if (Math.abs(one.length - other.length) > slips) return 0;
  return slips > 0 && distance(one, other) <= slips ? 0.85 : 0;
}

/** How alike two names are, 0 to 1: each word of the shorter one finds its nearest in the other. */
export function nameLikeness(a: string, b: string): number {
  const [few, many] = [wordsOf(a), wordsOf(b)].sort((one, other) => one.length - other.length);
  if (few === undefined || many === undefined || few.length === 0) return 0;
  const left = [...many];
  const found = few.map((word) => {
    const likenesses = left.map((other) => wordLikeness(word, other));
    const best = Math.max(0, ...likenesses);
    if (best > 0) left.splice(likenesses.indexOf(best), 1);
    return best;
  });
  return found.reduce((sum, likeness) => sum + likeness, 0) / found.length;
}

function fullName(one: Described): string {
  return `${one.firstName} ${one.lastName ?? ''}`;
}

interface Finding {
  readonly points: number;
  readonly reason: Likeness | null;
}

const NOTHING: Finding = { points: 0, reason: null };
const ALIKE = 0.84;

function nameFinding(a: Described, b: Described): Finding | null {
  const likeness = nameLikeness(fullName(a), fullName(b));
  if (likeness < ALIKE) return null;
  const whole = Math.min(wordsOf(fullName(a)).length, wordsOf(fullName(b)).length) >= 2;
  if (likeness === 1) return { points: whole ? 60 : 40, reason: 'same_name' };
  return { points: whole ? 45 : 30, reason: 'similar_name' };
}

function birthFinding(a: Described, b: Described): Finding {
  if (a.dateOfBirth === null || b.dateOfBirth === null) return NOTHING;
  const exact = (one: Described) => one.birthPrecision === null || one.birthPrecision === 'day';
  if (exact(a) && exact(b)) {
    return a.dateOfBirth === b.dateOfBirth
      ? { points: 25, reason: 'same_birth' }
      : { points: -30, reason: null };
  }
  const years = Math.abs(Number(a.dateOfBirth.slice(0, 4)) - Number(b.dateOfBirth.slice(0, 4)));
  if (years <= 1) return { points: 15, reason: 'close_birth' };
  return years > 3 ? { points: -25, reason: null } : NOTHING;
}

function sameFinding(a: string | null, b: string | null, points: number, reason: Likeness): Finding {
  return a !== null && a !== '' && a === b ? { points, reason } : NOTHING;
}

function folded(text: string | null): string | null {
  return text === null ? null : wordsOf(text).join(' ');
}

/**
 * Whether two records may be one person's. Without likeness of names they are a family at most: a shared
 * phone alone says nothing here.
 */
export function likely(a: Described, b: Described): Likely {
  const name = nameFinding(a, b);
  if (name === null) return { score: 0, reasons: [] };
  const guardians = a.guardian !== null && b.guardian !== null && nameLikeness(a.guardian, b.guardian);
  const findings: Finding[] = [
    name,
    sameFinding(phoneKey(a.phone), phoneKey(b.phone), 30, 'same_phone'),
    sameFinding(folded(a.contactEmail), folded(b.contactEmail), 20, 'same_email'),
    birthFinding(a, b),
    guardians !== false && guardians >= ALIKE ? { points: 15, reason: 'same_guardian' } : NOTHING,
  ];
  const score = findings.reduce((sum, { points }) => sum + points, 0);
  const reasons = findings.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  return { score: Math.max(0, score), reasons };
}
