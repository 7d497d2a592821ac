import { Temporal } from 'temporal-polyfill';
import type { MinuteRange } from './walk-in';
import {
  type ClinicDate,
  type ClinicDateTime,
  dateOf,
  plainDate,
  plainDateTime,
} from '#shared/values/wall-clock';

/** So many days are remembered; then all are forgotten. */
const MOST_DAYS = 5_000;
const withoutChange = new Map<string, boolean>();

/** Whether the day has its 24 hours; remembered, since each booking asks it of the same few days. */
function isPlainDay(day: ClinicDate, timeZone: string): boolean {
  const key = `${timeZone} ${day}`;
  const known = withoutChange.get(key);
  if (known !== undefined) return known;
  const date = plainDate(day);
  const midnight = date.toZonedDateTime(timeZone);
  // A whole day can be skipped too: its midnight is then the next one's.
  const isPlain = midnight.toPlainDate().equals(date) && midnight.hoursInDay === 24;
  if (withoutChange.size >= MOST_DAYS) withoutChange.clear();
  withoutChange.set(key, isPlain);
  return isPlain;
}

/**
 * Whether the clinic's clocks never show this time because a clock change jumps over it. A time that
 * occurs twice is the first of the two and is no problem (design section 4).
 */
export function isSkipped(time: ClinicDateTime, timeZone: string): boolean {
  if (isPlainDay(dateOf(time), timeZone)) return false;
  const wall = plainDateTime(time);
  return !wall.toZonedDateTime(timeZone).toPlainDateTime().equals(wall);
}

/** The minutes of a day that its clocks never show, for example 120 to 180; a whole day can be skipped too. */
export function skippedRanges(date: ClinicDate, timeZone: string): MinuteRange[] {
  if (isPlainDay(date, timeZone)) return [];
  const midnight = plainDate(date).toPlainDateTime();
  const minuteOf = (time: Temporal.PlainDateTime) =>
    Math.min(1440, Math.max(0, midnight.until(time).total({ unit: 'minute' })));
  const gaps: MinuteRange[] = [];
  // From the noon before: a change at midnight belongs to this day.
  let at = midnight.subtract({ hours: 12 }).toZonedDateTime(timeZone).getTimeZoneTransition('next');
  while (at !== null && Temporal.PlainDateTime.compare(at.toPlainDateTime(), midnight) >= 0) {
    const shown = at.toPlainDateTime();
    const jump = at.offsetNanoseconds - at.subtract({ nanoseconds: 1 }).offsetNanoseconds;
    const from = minuteOf(shown.subtract({ nanoseconds: jump }));
    if (from >= 1440) break;
    if (jump > 0) gaps.push({ from, to: minuteOf(shown) });
    at = at.getTimeZoneTransition('next');
  }
  return gaps;
}
