import { WEEKDAYS } from '#shared/contract/settings';
import type { Weekday } from '../next-free';
import { type Quantity, parseQuantity, quantityText } from './quantity';

/** Short words that doctors write, in the order in which they are offered. */
export const FREQUENCY_CODES = ['OD', 'BD', 'TDS', 'QID', 'HS', 'SOS', 'STAT'] as const;
export type FrequencyCode = (typeof FREQUENCY_CODES)[number];

/** Morning, noon and night; or morning, noon, evening and night. */
export type DayTimes =
  readonly [Quantity, Quantity, Quantity] | readonly [Quantity, Quantity, Quantity, Quantity];

export interface TaperStep {
  readonly times: DayTimes;
  readonly days: number;
}

/** How often a medicine is taken. */
export type Frequency =
  | { readonly kind: 'times'; readonly times: DayTimes }
  | { readonly kind: 'code'; readonly code: FrequencyCode }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'alternate_days' }
  | { readonly kind: 'weekly'; readonly weekday: Weekday | null }
  | { readonly kind: 'taper'; readonly steps: readonly TaperStep[] };

const CODES: Readonly<Record<string, FrequencyCode>> = {
  OD: 'OD',
  QD: 'OD',
  BD: 'BD',
  BID: 'BD',
  TDS: 'TDS',
  TID: 'TDS',
  QID: 'QID',
  QDS: 'QID',
  HS: 'HS',
  SOS: 'SOS',
  PRN: 'SOS',
  STAT: 'STAT',
};
const A_DAY = /^(once|twice|thrice|[1-4] times|[1-4]x) (?:a |per )?(?:day|daily)$/i;
const BY_COUNT: readonly FrequencyCode[] = ['OD', 'BD', 'TDS', 'QID'];
const COUNT_WORDS = ['once', 'twice', 'thrice'];
const HOURLY = /^(?:q|every )\s*(\d{1,2})\s*h(?:ours?|rs?|ourly)?$/i;
const ALTERNATE = /^(?:alt(?:ernate)?(?: days?)?|eod|every other day)$/i;
const WEEKLY = /^(?:weekly|once a week|q\s*w)(?:\s+(?:on\s+)?([a-z]+))?$/i;
const STEP = /^(\S+)\s*(?:x|×|\*|for)\s*(\d{1,3})\s*(?:d|days?)?$/i;
/** A dose of more at one time is a slip of the hand. */
const MOST_AT_ONCE = 10_000;
const MOST_STEPS = 8;
const MOST_DAYS = 366;

function parseTimes(text: string): DayTimes | null {
  const parts = text.split(/[-–—]/).map(parseQuantity);
  const [morning, noon, evening, night] = parts;
  if (morning == null || noon == null || evening == null || parts.length > 4) return null;
  if (parts.some((part) => part === null || part > MOST_AT_ONCE)) return null;
  if (parts.every((part) => part === 0)) return null;
  return night == null
    ? parts.length === 3
      ? [morning, noon, evening]
      : null
    : [morning, noon, evening, night];
}

function parseTaper(text: string): readonly TaperStep[] | null {
  const typed = text.split(/[,;]|\bthen\b|→/i).map((step) => step.trim());
  if (typed.length > MOST_STEPS) return null;
  const steps: TaperStep[] = [];
  for (const one of typed) {
    const [, timesText = '', daysText = ''] = STEP.exec(one) ?? [];
    const times = parseTimes(timesText);
    const days = Number(daysText);
    if (times === null || days < 1 || days > MOST_DAYS) return null;
    steps.push({ times, days });
  }
  return steps;
}

function weekdayOf(typed: string | undefined): Weekday | null | undefined {
  if (typed === undefined) return null;
  return WEEKDAYS.find((weekday) => typed.toLowerCase().startsWith(weekday));
}

function timesADay(text: string): FrequencyCode | null {
  const word = A_DAY.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return text.toLowerCase() === 'daily' ? 'OD' : null;
  const named = COUNT_WORDS.indexOf(word);
  return BY_COUNT[named >= 0 ? named : Number(word.charAt(0)) - 1] ?? null;
}

/** Reads `1-0-1`, `½-0-½`, `BD`, `SOS`, `q8h`, `alternate days`, `weekly mon`, `1-0-1 x 5, 1-0-0 x 5`; null for anything else. */
export function parseFrequency(typed: string): Frequency | null {
  const text = typed.trim().replace(/\s+/g, ' ');
  const code = CODES[text.replaceAll('.', '').toUpperCase()];
  if (code) return { kind: 'code', code };
  const aDay = timesADay(text);
  if (aDay) return { kind: 'code', code: aDay };
  const times = parseTimes(text.replaceAll(' ', ''));
  if (times) return { kind: 'times', times };
  const hourly = HOURLY.exec(text);
  if (hourly) {
    const hours = Number(hourly[1]);
    return hours >= 1 && hours <= 72 ? { kind: 'hours', hours } : null;
  }
  if (ALTERNATE.test(text)) return { kind: 'alternate_days' };
  const weekly = WEEKLY.exec(text);
  if (weekly) {
    const weekday = weekdayOf(weekly[1]);
    return weekday === undefined ? null : { kind: 'weekly', weekday };
  }
  const steps = parseTaper(text);
  return steps && { kind: 'taper', steps };
}

function timesText(times: DayTimes): string {
  return times.map(quantityText).join('-');
}

/** The one way in which a frequency is stored; `parseFrequency` reads it back as the same. */
export function frequencyText(frequency: Frequency): string {
  switch (frequency.kind) {
    case 'times':
      return timesText(frequency.times);
    case 'code':
      return frequency.code;
    case 'hours':
      return `q${String(frequency.hours)}h`;
    case 'alternate_days':
      return 'alternate days';
    case 'weekly':
      return frequency.weekday === null ? 'weekly' : `weekly ${frequency.weekday}`;
    case 'taper':
      return frequency.steps.map(({ times, days }) => `${timesText(times)} x${String(days)}`).join(', ');
  }
}

/** The days that a taper lasts; null where the frequency does not say. */
export function daysOf(frequency: Frequency): number | null {
  if (frequency.kind !== 'taper') return null;
  return frequency.steps.reduce((sum, { days }) => sum + days, 0);
}
