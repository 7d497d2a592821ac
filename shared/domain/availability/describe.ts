import { civilOf, dateOfNumber, dayNumber, weekdayOf } from './day-number';
import { patternOf } from './dates';
import { type MonthWeekday, RULE_DAYS, type Recurrence, type RuleDay, readRecurrence } from './recurrence';
import type { HoursRule } from './rule';
import type { ClinicDate, ClinicTime } from '#shared/values/wall-clock';

/** How often, with everything said that the rule leaves to its date. */
export type HowOften =
  | { readonly every: 'once' }
  | { readonly every: 'day'; readonly interval: number }
  | { readonly every: 'week'; readonly interval: number; readonly days: readonly RuleDay[] }
  | { readonly every: 'month'; readonly interval: number; readonly weekdays: readonly MonthWeekday[] }
  /** `-1` is the month's last day. */
  | { readonly every: 'monthDay'; readonly interval: number; readonly monthDays: readonly number[] }
  | { readonly every: 'year'; readonly interval: number; readonly month: number; readonly day: number };

/** What a sentence says of a rule ("Every second Saturday, 09:00 to 13:00, until 31 March"); texts word it. */
export interface RuleFacts {
  readonly often: HowOften;
  readonly from: ClinicDate;
  /** The last date that may be meant, also of a rule that counts; null without an end. */
  readonly until: ClinicDate | null;
  readonly count: number | null;
  readonly start: ClinicTime;
  readonly end: ClinicTime;
  readonly isAllDay: boolean;
  readonly available: boolean;
  readonly label: string | null;
  readonly exceptions: readonly ClinicDate[];
}

function oftenOf(rule: Recurrence, date: ClinicDate): HowOften {
  const { interval } = rule;
  const begun = civilOf(dayNumber(date));
  switch (rule.every) {
    case 'day':
      return { every: 'day', interval };
    case 'week': {
      const own = RULE_DAYS[weekdayOf(dayNumber(date))];
      return { every: 'week', interval, days: rule.days.length > 0 ? rule.days : own ? [own] : [] };
    }
    case 'month':
      if (rule.weekdays.length > 0) return { every: 'month', interval, weekdays: rule.weekdays };
      return {
        every: 'monthDay',
        interval,
        monthDays: rule.monthDays.length > 0 ? rule.monthDays : [begun.day],
      };
    case 'year':
      return { every: 'year', interval, month: begun.month, day: begun.day };
  }
}

/** The facts of a rule; null for one whose text is refused. */
export function describeRule(rule: Omit<HoursRule, 'id' | 'doctorId'>): RuleFacts | null {
  const read = rule.recurrence === null ? null : readRecurrence(rule.recurrence);
  const pattern = patternOf(rule.date, rule.recurrence);
  if (read?.ok === false || !pattern) return null;
  const ends = read?.recurrence.ends;
  return {
    often: read ? oftenOf(read.recurrence, rule.date) : { every: 'once' },
    from: rule.date,
    until: ends?.kind === 'until' ? ends.date : ends?.kind === 'count' ? dateOfNumber(pattern.last) : null,
    count: ends?.kind === 'count' ? ends.count : null,
    start: rule.start,
    end: rule.end,
    isAllDay: rule.start === '00:00' && rule.end === '24:00',
    available: rule.available,
    label: rule.label,
    exceptions: rule.exceptions,
  };
}
