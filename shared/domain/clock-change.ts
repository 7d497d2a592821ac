import { type ClinicDateTime, dateOf, plainDate, plainDateTime } from '#shared/values/wall-clock';

/** So many days are remembered; then all are forgotten. */
const MOST_DAYS = 5_000;
const withoutChange = new Map<string, boolean>();

/** Whether the day has its 24 hours; remembered, since each booking asks it of the same few days. */
function isPlainDay(time: ClinicDateTime, timeZone: string): boolean {
  const key = `${timeZone} ${time.slice(0, 10)}`;
  const known = withoutChange.get(key);
  if (known !== undefined) return known;
  const date = plainDate(dateOf(time));
  const day = date.toZonedDateTime(timeZone);
  // A whole day can be skipped too: its midnight is then the next one's.
  const isPlain = day.toPlainDate().equals(date) && day.hoursInDay === 24;
  if (withoutChange.size >= MOST_DAYS) withoutChange.clear();
  withoutChange.set(key, isPlain);
  return isPlain;
}

/**
 * Whether the clinic's clocks never show this time because a clock change jumps over it. A time that
 * occurs twice is the first of the two and is no problem (design section 4).
 */
export function isSkipped(time: ClinicDateTime, timeZone: string): boolean {
  if (isPlainDay(time, timeZone)) return false;
  const wall = plainDateTime(time);
  return !wall.toZonedDateTime(timeZone).toPlainDateTime().equals(wall);
}
