import { type OpeningHours, WEEKDAYS } from '#shared/contract/settings';
import { type ClinicDate, plainDate } from '#shared/values/wall-clock';

/** The clinic's open ranges on a day; an empty list is a closed day. */
export function openRanges(hours: OpeningHours, date: ClinicDate): OpeningHours['mon'] {
  const weekday = WEEKDAYS[plainDate(date).dayOfWeek - 1];
  return weekday ? hours[weekday] : [];
}
