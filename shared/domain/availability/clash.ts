import { type DayNumber, dateOfNumber, dayNumber } from './day-number';
import { nextDay, patternOf, takenOut } from './dates';
import type { HoursRule, Recurring } from './rule';
import type { ClinicDate } from '#shared/values/wall-clock';

/** A rule that stands in the way of another, and the first date on which it does. */
export interface RuleClash {
  readonly ruleId: number;
  readonly date: ClinicDate;
}

/**
 * The first date that both rules yield. Each jumps past the other's next date in turn, so that two rules
 * that never meet are found out in some thousand steps up to the calendar's end.
 */
export function firstCommonDate(a: Recurring, b: Recurring): ClinicDate | null {
  const [first, second] = [patternOf(a.date, a.recurrence), patternOf(b.date, b.recurrence)];
  if (!first || !second) return null;
  const [takenFirst, takenSecond] = [takenOut(a), takenOut(b)];
  let from: DayNumber = Math.max(dayNumber(a.date), dayNumber(b.date));
  for (;;) {
    const one = nextDay(first, from, takenFirst);
    if (one === null) return null;
    const other = nextDay(second, one, takenSecond);
    if (other === null) return null;
    if (one === other) return dateOfNumber(one);
    from = other;
  }
}

type Timed = Pick<HoursRule, 'date' | 'recurrence' | 'exceptions' | 'start' | 'end' | 'available'>;

/** The hours of the same doctor that overlap these on some date; leave may lie over hours and over leave. */
export function clashesOf(rule: Timed, others: readonly HoursRule[]): RuleClash[] {
  if (!rule.available) return [];
  return others.flatMap((other) => {
    const meet = other.available && rule.start < other.end && other.start < rule.end;
    const date = meet ? firstCommonDate(rule, other) : null;
    return date === null ? [] : [{ ruleId: other.id, date }];
  });
}
