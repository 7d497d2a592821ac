import { fold } from '../search-words';
import { ClinicDate } from '#shared/values/wall-clock';

/** How a file writes dates of digits: day or month first. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DIGIT_DATE = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const ISO_DATE = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/;
const WORD_DATE = /^(\d{1,2})[ ./-]*([a-z]{3,9})\.?[ ,./-]*(\d{4})$/;

function latin(cell: string): string {
  return fold(cell.trim());
}

function dateFrom(year: string, month: string | number, day: string): ClinicDate | null {
  const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = ClinicDate.safeParse(iso);
  return parsed.success ? parsed.data : null;
}

/** A day as files write one: `2028-07-03`, `03/07/2028`, `3 Jul 2028`; null when it is none. */
export function readDate(cell: string, order: DateOrder): ClinicDate | null {
  const text = latin(cell);
  const iso = ISO_DATE.exec(text);
  if (iso) return dateFrom(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  const digits = DIGIT_DATE.exec(text);
  if (digits) {
    const [first, second] = [digits[1] ?? '', digits[2] ?? ''];
    return order === 'dmy'
      ? dateFrom(digits[3] ?? '', second, first)
      : dateFrom(digits[3] ?? '', first, second);
  }
  const words = WORD_DATE.exec(text);
  const month = words ? MONTHS.indexOf((words[2] ?? '').slice(0, 3)) : -1;
  return words && month >= 0 ? dateFrom(words[3] ?? '', month + 1, words[1] ?? '') : null;
}

/** Month first, when some date of digits cannot be read day first; else day first, as the clinic writes. */
export function guessDateOrder(cells: Iterable<string>): DateOrder {
  let monthFirst = false;
  for (const cell of cells) {
    const digits = DIGIT_DATE.exec(latin(cell).split(/[ t]/)[0] ?? '');
    if (!digits) continue;
    if (Number(digits[1]) > 12) return 'dmy';
    if (Number(digits[2]) > 12) monthFirst = true;
  }
  return monthFirst ? 'mdy' : 'dmy';
}

const TIME = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})? ?(am|pm|a\.m\.|p\.m\.)?$/;

/** A time of day as files write one: `09:30`, `9.30 am`, `14:00:00`; null when it is none. */
export function readTime(cell: string): string | null {
  const found = TIME.exec(latin(cell));
  if (!found) return null;
  const half = found[3]?.[0];
  if (half === undefined && found[2] === undefined) return null;
  const hour = Number(found[1]);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const whole = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  const minute = Number(found[2] ?? '0');
  if (whole > 23 || minute > 59) return null;
  return `${String(whole).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** A cell that may hold a date with a time behind it, taken apart. */
export function splitDateTime(cell: string): { readonly date: string; readonly time: string | null } {
  const found = /^(.*?\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ ,]+|T)(\d{1,2}[:.]\d{2}.*)$/i.exec(
    cell.trim(),
  );
  return found ? { date: found[1] ?? '', time: found[2] ?? '' } : { date: cell, time: null };
}

const GENDERS: Readonly<Record<string, 'male' | 'female' | 'other'>> = {
  m: 'male',
  male: 'male',
  man: 'male',
  boy: 'male',
  पुरुष: 'male',
  पु: 'male',
  f: 'female',
  female: 'female',
  woman: 'female',
  girl: 'female',
  महिला: 'female',
  स्त्री: 'female',
  o: 'other',
  other: 'other',
  others: 'other',
  अन्य: 'other',
};

/** Null for what is no gender that the clinic keeps. */
export function readGender(cell: string): 'male' | 'female' | 'other' | null {
  const word = latin(cell).replace(/\.$/, '');
  return Object.hasOwn(GENDERS, word) ? (GENDERS[word] ?? null) : null;
}

const TYPES: Readonly<Record<string, 'in_person' | 'telemedicine'>> = {
  'in person': 'in_person',
  in_person: 'in_person',
  clinic: 'in_person',
  visit: 'in_person',
  telemedicine: 'telemedicine',
  video: 'telemedicine',
  online: 'telemedicine',
  phone: 'telemedicine',
  वीडियो: 'telemedicine',
};

/** Null for a word that is no kind of visit. */
export function readVisitType(cell: string): 'in_person' | 'telemedicine' | null {
  const word = latin(cell);
  return Object.hasOwn(TYPES, word) ? (TYPES[word] ?? null) : null;
}

const YES: ReadonlySet<string> = new Set([
  'yes',
  'y',
  'true',
  '1',
  'x',
  'withdrawn',
  'discontinued',
  'हाँ',
  'हां',
]);
const NO: ReadonlySet<string> = new Set(['', 'no', 'n', 'false', '0', '-', 'नहीं']);

/** Yes or no, and nothing is no; null for what is neither. */
export function readYes(cell: string): boolean | null {
  const word = latin(cell);
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

/** The last word of a whole name is the family's: `Ravi Kumar Sharma`; a single word is the first name. */
export function splitName(whole: string): { readonly firstName: string; readonly lastName: string | null } {
  const words = whole.trim().split(/\s+/u);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return last === undefined
    ? { firstName: whole.trim(), lastName: null }
    : { firstName: words.slice(0, -1).join(' '), lastName: last };
}
