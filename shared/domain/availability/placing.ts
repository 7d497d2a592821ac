import type { DayHours } from './expand';
import { without } from './ranges';
import type { TimeRange } from '#shared/domain/slots';
import { type ClinicDate, dateOf, minuteOfDay } from '#shared/values/wall-clock';

/** Why a visit would stand outside its doctor's hours. */
export type OutsideWhy =
  | { readonly why: 'leave'; readonly date: ClinicDate; readonly label: string | null }
  | { readonly why: 'holiday'; readonly date: ClinicDate; readonly label: string | null }
  | { readonly why: 'hours'; readonly date: ClinicDate };

/**
 * Why a visit does not lie wholly in its doctor's hours; null when it does. `days` hold the day it begins on
 * and, for one that runs past midnight, the next.
 */
export function outsideHours(visit: TimeRange, days: readonly DayHours[]): OutsideWhy | null {
  const [first, last] = [dateOf(visit.start), dateOf(visit.end)];
  for (const date of first === last ? [first] : [first, last]) {
    const from = date === first ? minuteOfDay(visit.start) : 0;
    const to = date === last ? minuteOfDay(visit.end) : 1440;
    if (from === to) continue;
    const day = days.find((known) => known.date === date);
    const left = without([{ from, to }], day?.open ?? []);
    if (left.length === 0) continue;
    const blocked = day?.blocked.find((range) =>
      left.some((part) => range.from < part.to && part.from < range.to),
    );
    if (blocked) return { why: blocked.why, date, label: blocked.label };
    return { why: 'hours', date };
  }
  return null;
}
