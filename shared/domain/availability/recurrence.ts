import type { IssueCode } from '#shared/errors/app-error';
import { ClinicDate } from '#shared/values/wall-clock';

/** The two letters of RFC 5545, Monday first. */
export const RULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type RuleDay = (typeof RULE_DAYS)[number];

/** Which of a month's Saturdays: the first four, or the last. */
export const ORDINALS = [1, 2, 3, 4, -1] as const;
export type Ordinal = (typeof ORDINALS)[number];

export interface MonthWeekday {
  readonly ordinal: Ordinal;
  readonly day: RuleDay;
}

/** When a recurrence stops: never, on a last date, or after so many dates, dates taken out counted too. */
export type RuleEnd =
  | { readonly kind: 'never' }
  | { readonly kind: 'until'; readonly date: ClinicDate }
  | { readonly kind: 'count'; readonly count: number };

interface Common {
  /** Every so many days, weeks, months or years. */
  readonly interval: number;
  readonly ends: RuleEnd;
}

/**
 * The recurrences that working hours have; RFC 5545 knows more, which are refused by name. Empty `days` or
 * `monthDays` mean what the rule's own date says.
 */
export type Recurrence = Common &
  (
    | { readonly every: 'day' }
    | { readonly every: 'week'; readonly days: readonly RuleDay[]; readonly weekStart: RuleDay }
    | {
        readonly every: 'month';
        readonly weekdays: readonly MonthWeekday[];
        /** 1 to 31, or -1 for the last day; months without the day are left out. */
        readonly monthDays: readonly number[];
      }
    | { readonly every: 'year' }
  );

/** Larger steps and counts than any clinic means are refused, so that no rule costs more than it is worth. */
export const MOST_INTERVAL = 99;
export const MOST_COUNT = 1_000;
/** The column's width. */
export const LONGEST_RULE = 255;

/** Why a text is no recurrence: the issue's code and the part that is meant. */
export interface RuleProblem {
  readonly code: Extract<IssueCode, `rule_${string}`>;
  readonly params: Readonly<Record<string, string | number>>;
}

class Problem extends Error {
  readonly problem: RuleProblem;
  constructor(code: RuleProblem['code'], params: RuleProblem['params'] = {}) {
    super(code);
    this.problem = { code, params };
  }
}

/** Parts of RFC 5545 that are real, but of no use for hours. */
const OTHER_PARTS: ReadonlySet<string> = new Set([
  'BYSECOND',
  'BYMINUTE',
  'BYHOUR',
  'BYYEARDAY',
  'BYWEEKNO',
  'BYMONTH',
  'BYSETPOS',
  'RSCALE',
  'SKIP',
]);
const PARTS: ReadonlySet<string> = new Set([
  'FREQ',
  'INTERVAL',
  'BYDAY',
  'BYMONTHDAY',
  'UNTIL',
  'COUNT',
  'WKST',
]);
const UNITS: ReadonlyMap<string, Recurrence['every']> = new Map([
  ['DAILY', 'day'],
  ['WEEKLY', 'week'],
  ['MONTHLY', 'month'],
  ['YEARLY', 'year'],
]);
const OTHER_UNITS: ReadonlySet<string> = new Set(['SECONDLY', 'MINUTELY', 'HOURLY']);

/** What a sentence quotes of somebody's text. */
function quoted(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function split(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const piece of text.toUpperCase().split(';')) {
    const equals = piece.indexOf('=');
    const part = equals < 0 ? piece : piece.slice(0, equals);
    if (OTHER_PARTS.has(part)) throw new Problem('rule_part_not_used', { part });
    if (equals < 0 || !PARTS.has(part)) throw new Problem('rule_part_unknown', { part: quoted(part) });
    if (parts.has(part)) throw new Problem('rule_part_twice', { part });
    parts.set(part, piece.slice(equals + 1));
  }
  return parts;
}

function bad(part: string, value: string): Problem {
  return new Problem('rule_part_bad', { part, value: quoted(value) });
}

function wholeNumber(part: string, value: string | undefined, most: number): number | null {
  if (value === undefined) return null;
  if (!/^\d{1,9}$/.test(value) || Number(value) < 1) throw bad(part, value);
  if (Number(value) > most) throw new Problem('rule_part_too_big', { part, max: most });
  return Number(value);
}

function ruleDay(part: string, value: string): RuleDay {
  const day = RULE_DAYS.find((known) => known === value);
  if (!day) throw bad(part, value);
  return day;
}

function monthWeekday(value: string): MonthWeekday {
  const match = /^([+-]?\d{1,2})([A-Z]{2})$/.exec(value);
  const ordinal = ORDINALS.find((known) => known === Number(match?.[1]));
  if (!match || ordinal === undefined) throw bad('BYDAY', value);
  return { ordinal, day: ruleDay('BYDAY', match[2] ?? '') };
}

function monthDay(value: string): number {
  const day = /^(-1|\+?\d{1,2})$/.test(value) ? Number(value) : 0;
  if (day === 0 || day > 31) throw bad('BYMONTHDAY', value);
  return day;
}

function untilDate(value: string): ClinicDate {
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(value);
  const date = ClinicDate.safeParse(match ? match.slice(1).join('-') : '');
  if (!date.success) throw bad('UNTIL', value);
  return date.data;
}

function endIn(parts: ReadonlyMap<string, string>): RuleEnd {
  const until = parts.get('UNTIL');
  const count = wholeNumber('COUNT', parts.get('COUNT'), MOST_COUNT);
  if (until !== undefined && count !== null) throw new Problem('rule_two_ends');
  if (until !== undefined) return { kind: 'until', date: untilDate(until) };
  return count === null ? { kind: 'never' } : { kind: 'count', count };
}

function list<T>(value: string | undefined, read: (item: string) => T): T[] {
  return value === undefined ? [] : value.split(',').map(read);
}

function weekInOrder(days: readonly RuleDay[]): RuleDay[] {
  return RULE_DAYS.filter((day) => days.includes(day));
}

/** Ascending, each once, and the last day, which is -1, behind. */
function daysInOrder(days: readonly number[]): number[] {
  return [...new Set(days)].sort((a, b) => (a < 0 ? 99 : a) - (b < 0 ? 99 : b));
}

function weekdaysInOrder(days: readonly MonthWeekday[]): MonthWeekday[] {
  return [...ORDINALS].flatMap((ordinal) =>
    RULE_DAYS.filter((day) => days.some((one) => one.ordinal === ordinal && one.day === day)).map((day) => ({
      ordinal,
      day,
    })),
  );
}

function read(text: string): Recurrence {
  const parts = split(text);
  const freq = parts.get('FREQ');
  if (freq === undefined) throw new Problem('rule_part_missing', { part: 'FREQ' });
  if (OTHER_UNITS.has(freq)) throw new Problem('rule_part_not_used', { part: `FREQ=${freq}` });
  const every = UNITS.get(freq);
  if (every === undefined) throw bad('FREQ', freq);
  const weekStart = ruleDay('WKST', parts.get('WKST') ?? 'MO');
  const common = {
    interval: wholeNumber('INTERVAL', parts.get('INTERVAL'), MOST_INTERVAL) ?? 1,
    ends: endIn(parts),
  };
  const allowed = every === 'month' ? ['BYDAY', 'BYMONTHDAY'] : every === 'week' ? ['BYDAY'] : [];
  const astray = ['BYDAY', 'BYMONTHDAY'].find((part) => parts.has(part) && !allowed.includes(part));
  if (astray !== undefined) throw new Problem('rule_part_not_with', { part: astray, freq });
  switch (every) {
    case 'day':
    case 'year':
      return { ...common, every };
    case 'week': {
      const days = list(parts.get('BYDAY'), (value) => ruleDay('BYDAY', value));
      return { ...common, every, days: weekInOrder(days), weekStart };
    }
    case 'month': {
      const weekdays = weekdaysInOrder(list(parts.get('BYDAY'), monthWeekday));
      const monthDays = daysInOrder(list(parts.get('BYMONTHDAY'), monthDay));
      // Both together would mean "a Friday the 13th": nobody's hours.
      if (weekdays.length > 0 && monthDays.length > 0) {
        throw new Problem('rule_part_not_with', { part: 'BYMONTHDAY', freq: 'BYDAY' });
      }
      return { ...common, every, weekdays, monthDays };
    }
  }
}

export type ReadRecurrence =
  | { readonly ok: true; readonly recurrence: Recurrence }
  | { readonly ok: false; readonly problem: RuleProblem };

/** Reads the text of `recurrence_rule`, an RRULE of RFC 5545 without its name; says which part is refused. */
export function readRecurrence(text: string): ReadRecurrence {
  try {
    return { ok: true, recurrence: read(text) };
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error.problem };
    throw error;
  }
}

function endOf(ends: RuleEnd): string[] {
  switch (ends.kind) {
    case 'never':
      return [];
    case 'until':
      return [`UNTIL=${ends.date.replaceAll('-', '')}`];
    case 'count':
      return [`COUNT=${String(ends.count)}`];
  }
}

const FREQS = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;

/** The one way in which we write a recurrence; what reads it back is equal to it. */
export function writeRecurrence(rule: Recurrence): string {
  const parts = [`FREQ=${FREQS[rule.every]}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${String(rule.interval)}`);
  if (rule.every === 'week') {
    if (rule.days.length > 0) parts.push(`BYDAY=${weekInOrder(rule.days).join(',')}`);
    if (rule.weekStart !== 'MO') parts.push(`WKST=${rule.weekStart}`);
  }
  if (rule.every === 'month') {
    const weekdays = weekdaysInOrder(rule.weekdays).map(({ ordinal, day }) => `${String(ordinal)}${day}`);
    if (weekdays.length > 0) parts.push(`BYDAY=${weekdays.join(',')}`);
    const monthDays = daysInOrder(rule.monthDays);
    if (monthDays.length > 0) parts.push(`BYMONTHDAY=${monthDays.join(',')}`);
  }
  return [...parts, ...endOf(rule.ends)].join(';');
}
