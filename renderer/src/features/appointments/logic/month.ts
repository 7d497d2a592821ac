import { MONTH_DAYS, type DayLoad } from '#shared/contract/appointments';
import { addDays, clinicDate, plainDate, type ClinicDate } from '#shared/values/wall-clock';
import { weekStart } from './columns';

/** The Monday on or before the first of a day's month: where its six weeks begin. */
export function gridStart(date: ClinicDate): ClinicDate {
  return weekStart(clinicDate(plainDate(date).with({ day: 1 })));
}

/** The six weeks of a day's month. */
export function weeksOf(date: ClinicDate): readonly (readonly ClinicDate[])[] {
  const first = gridStart(date);
  return Array.from({ length: MONTH_DAYS / 7 }, (_, week) =>
    Array.from({ length: 7 }, (_day, index) => addDays(first, week * 7 + index)),
  );
}

export function isSameMonth(a: ClinicDate, b: ClinicDate): boolean {
  return a.slice(0, 7) === b.slice(0, 7);
}

/** The day that a key leads to from another; null when the key is none of the month's. */
export function stepInMonth(date: ClinicDate, key: string, mirrored: boolean): ClinicDate | null {
  const forward = mirrored ? -1 : 1;
  const weekday = plainDate(date).dayOfWeek;
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -forward);
    case 'ArrowRight':
      return addDays(date, forward);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'Home':
      return addDays(date, 1 - weekday);
    case 'End':
      return addDays(date, 7 - weekday);
    case 'PageUp':
      return addMonths(date, -1);
    case 'PageDown':
      return addMonths(date, 1);
    default:
      return null;
  }
}

/** The same day of another month, or its last where it has no such day. */
export function addMonths(date: ClinicDate, months: number): ClinicDate {
  return clinicDate(plainDate(date).add({ months }));
}

/** How full a day is in whole per cent of its hours, above 100 when overbooked; null on a closed day. */
export function percentFull({ bookedMinutes, openMinutes }: DayLoad): number | null {
  return openMinutes === 0 ? null : Math.round((bookedMinutes / openMinutes) * 100);
}
