import type { UtcInstant } from '#shared/values/wall-clock';
import { clinicDayOf, clinicTimeOf, shortDay } from '../../ui/format';

/** A moment in the clinic's own time, `Mon 3 Apr, 11:15`. */
export function instantWords(instant: UtcInstant, zone: string, locale: string): string {
  return `${shortDay(clinicDayOf(instant, zone), locale)}, ${clinicTimeOf(instant, zone)}`;
}
