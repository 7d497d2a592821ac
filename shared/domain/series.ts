import { WEEKDAYS } from '#shared/contract/settings';
import { datesOf } from './availability/dates';
import { RULE_DAYS, type Recurrence, writeRecurrence } from './availability/recurrence';
import type { Weekday } from './next-free';
import type { ClinicDate } from '#shared/values/wall-clock';

/** A year of weeks: as many rows as one booking makes. */
export const MOST_IN_SERIES = 52;

/** So far a series is moved at once, in days: four weeks either way. */
export const MOST_DAYS_MOVED = 28;

export const SERIES_UNITS = ['day', 'week', 'month'] as const;

/** How appointments repeat, as the desk says it. */
export interface SeriesRule {
  readonly every: (typeof SERIES_UNITS)[number];
  readonly interval: number;
  /** Of weekly ones; none means the first date's own. */
  readonly weekdays: readonly Weekday[];
  readonly ends:
    | { readonly kind: 'count'; readonly count: number }
    | { readonly kind: 'until'; readonly date: ClinicDate };
}

function recurrenceOf({ every, interval, weekdays, ends }: SeriesRule): Recurrence {
  switch (every) {
    case 'day':
      return { every, interval, ends };
    case 'week': {
      const days = RULE_DAYS.filter((_day, index) =>
        WEEKDAYS.some((day, at) => at === index && weekdays.includes(day)),
      );
      return { every, interval, ends, days, weekStart: 'MO' };
    }
    case 'month':
      return { every, interval, ends, weekdays: [], monthDays: [] };
  }
}

/** The rule as an RRULE of RFC 5545. */
export function seriesRule(rule: SeriesRule): string {
  return writeRecurrence(recurrenceOf(rule));
}

/** The dates of a series that begins on `first`; one more than may be booked when there are more. */
export function seriesDates(first: ClinicDate, rule: SeriesRule): ClinicDate[] {
  return datesOf({ date: first, recurrence: seriesRule(rule), exceptions: [] }, first, MOST_IN_SERIES + 1);
}
