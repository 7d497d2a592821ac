import {
  type Civil,
  type DayNumber,
  LAST_DAY,
  civilOf,
  dateOfNumber,
  dayNumber,
  isLeapYear,
  monthLength,
  numberOf,
  weekdayOf,
} from './day-number';
import { type MonthWeekday, RULE_DAYS, type Recurrence, type RuleDay, readRecurrence } from './recurrence';
import type { Recurring } from './rule';
import type { ClinicDate } from '#shared/values/wall-clock';

/** The first date of a recurrence on or after a day; null when there is none up to the calendar's end. */
type Step = (from: DayNumber) => DayNumber | null;

/** A rule that is read: what asks for its dates a thousand times does not read its text again. */
export interface DatePattern {
  readonly first: DayNumber;
  readonly last: DayNumber;
  /** By the recurrence alone, from `first` to `last`; dates taken out are in it. */
  readonly step: Step;
}

function index(day: RuleDay): number {
  return RULE_DAYS.indexOf(day);
}

function daily(first: DayNumber, interval: number): Step {
  return (from) => first + Math.max(0, Math.ceil((from - first) / interval)) * interval;
}

function weekly(first: DayNumber, rule: Extract<Recurrence, { every: 'week' }>): Step {
  const begin = index(rule.weekStart);
  const named = rule.days.length === 0 ? [weekdayOf(first)] : rule.days.map(index);
  const offsets = named.map((day) => (day - begin + 7) % 7).sort((a, b) => a - b);
  const anchor = first - ((weekdayOf(first) - begin + 7) % 7);
  const length = rule.interval * 7;
  return (from) => {
    const period = Math.floor((from - anchor) / length);
    const week = anchor + period * length;
    const here = offsets.find((offset) => week + offset >= from);
    return here === undefined ? week + length + (offsets[0] ?? 0) : week + here;
  };
}

/** The day of the month that is its second Saturday, or its last Friday. */
function dayOfOrdinal({ ordinal, day }: MonthWeekday, start: DayNumber, length: number): number {
  if (ordinal > 0) return 1 + ((index(day) - weekdayOf(start) + 7) % 7) + (ordinal - 1) * 7;
  return length - ((weekdayOf(start + length - 1) - index(day) + 7) % 7);
}

function daysOfMonth(
  year: number,
  month: number,
  begun: Civil,
  rule: Extract<Recurrence, { every: 'month' }>,
): number[] {
  const length = monthLength(year, month);
  const start = numberOf({ year, month, day: 1 });
  if (rule.weekdays.length > 0) return rule.weekdays.map((one) => dayOfOrdinal(one, start, length));
  const named = rule.monthDays.length === 0 ? [begun.day] : rule.monthDays;
  return named.map((day) => (day < 0 ? length + 1 + day : day)).filter((day) => day <= length);
}

function monthly(first: DayNumber, rule: Extract<Recurrence, { every: 'month' }>): Step {
  const begun = civilOf(first);
  const anchor = begun.year * 12 + begun.month - 1;
  return (from) => {
    const { year, month } = civilOf(from);
    const past = Math.max(0, Math.floor((year * 12 + month - 1 - anchor) / rule.interval));
    for (let at = anchor + past * rule.interval; at < 2_200 * 12; at += rule.interval) {
      const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
      const start = numberOf({ year: y, month: m, day: 1 });
      const days = daysOfMonth(y, m, begun, rule).map((day) => start + day - 1);
      const next = days.filter((day) => day >= from);
      if (next.length > 0) return Math.min(...next);
    }
    return null;
  };
}

function yearly(first: DayNumber, interval: number): Step {
  const begun = civilOf(first);
  const isLeapDay = begun.month === 2 && begun.day === 29;
  return (from) => {
    const past = Math.max(0, Math.floor((civilOf(from).year - begun.year) / interval));
    for (let year = begun.year + past * interval; year < 2_200; year += interval) {
      if (isLeapDay && !isLeapYear(year)) continue;
      const day = numberOf({ ...begun, year });
      if (day >= from) return day;
    }
    return null;
  };
}

function stepOf(first: DayNumber, rule: Recurrence): Step {
  switch (rule.every) {
    case 'day':
      return daily(first, rule.interval);
    case 'week':
      return weekly(first, rule);
    case 'month':
      return monthly(first, rule);
    case 'year':
      return yearly(first, rule.interval);
  }
}

function lastOf(first: DayNumber, rule: Recurrence, step: Step): DayNumber {
  if (rule.ends.kind === 'never') return LAST_DAY;
  if (rule.ends.kind === 'until') return Math.min(LAST_DAY, dayNumber(rule.ends.date));
  let last = first - 1;
  for (let counted = 0; counted < rule.ends.count; counted += 1) {
    const next = step(last + 1);
    if (next === null || next > LAST_DAY) return LAST_DAY;
    last = next;
  }
  return last;
}

/** The pattern of a recurrence that begins on a date; null for a text that is refused. */
function readPattern(date: ClinicDate, recurrence: string | null): DatePattern | null {
  const first = dayNumber(date);
  if (recurrence === null) return { first, last: first, step: (from) => (from <= first ? first : null) };
  const read = readRecurrence(recurrence);
  if (!read.ok) return null;
  const step = stepOf(first, read.recurrence);
  return { first, last: lastOf(first, read.recurrence, step), step };
}

/** So many patterns are remembered, more than a clinic has rules; then all are forgotten. */
const MOST_PATTERNS = 2_000;
const known = new Map<string, DatePattern | null>();

/** A rule's pattern, read once: the same date and text always mean the same. Null for a text that is refused. */
export function patternOf(date: ClinicDate, recurrence: string | null): DatePattern | null {
  const key = `${date} ${recurrence ?? ''}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const pattern = readPattern(date, recurrence);
  if (known.size >= MOST_PATTERNS) known.clear();
  known.set(key, pattern);
  return pattern;
}

/** The pattern's first date on or after `from` that is not among those taken out. */
export function nextDay(
  pattern: DatePattern,
  from: DayNumber,
  taken: ReadonlySet<DayNumber>,
): DayNumber | null {
  let day = pattern.step(Math.max(from, pattern.first));
  // Each turn passes one date that was taken out, so there are no more turns than such dates.
  while (day !== null && day <= pattern.last && taken.has(day)) day = pattern.step(day + 1);
  return day !== null && day <= pattern.last ? day : null;
}

export function takenOut(rule: Recurring): ReadonlySet<DayNumber> {
  return new Set(rule.exceptions.map(dayNumber));
}

/** The rule's days in `[from, to]`, ascending; none for a rule whose text is refused. */
export function daysBetween(rule: Recurring, from: DayNumber, to: DayNumber): DayNumber[] {
  const pattern = patternOf(rule.date, rule.recurrence);
  if (!pattern || to < pattern.first || from > pattern.last) return [];
  const taken = takenOut(rule);
  const days: DayNumber[] = [];
  for (let day = nextDay(pattern, from, taken); day !== null && day <= to;) {
    days.push(day);
    day = nextDay(pattern, day + 1, taken);
  }
  return days;
}

/** The first dates of a rule on or after `from`, at most `limit`; none for a rule whose text is refused. */
export function datesOf(rule: Recurring, from: ClinicDate, limit: number): ClinicDate[] {
  const pattern = patternOf(rule.date, rule.recurrence);
  if (!pattern) return [];
  const taken = takenOut(rule);
  const dates: ClinicDate[] = [];
  let day = nextDay(pattern, dayNumber(from), taken);
  while (day !== null && dates.length < limit) {
    dates.push(dateOfNumber(day));
    day = nextDay(pattern, day + 1, taken);
  }
  return dates;
}

/** Whether the rule yields this very date. */
export function yields(rule: Recurring, date: ClinicDate): boolean {
  return datesOf(rule, date, 1)[0] === date;
}
