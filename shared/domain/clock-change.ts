import { type ClinicDateTime, plainDateTime } from '#shared/values/wall-clock';

/**
 * Whether the clinic's clocks never show this time because a clock change jumps over it. A time that
 * occurs twice is the first of the two and is no problem (design section 4).
 */
export function isSkipped(time: ClinicDateTime, timeZone: string): boolean {
  const wall = plainDateTime(time);
  return !wall.toZonedDateTime(timeZone).toPlainDateTime().equals(wall);
}
