import type { ClinicDate } from '#shared/values/wall-clock';

/**
 * A date as whole days since 1970-01-01. A rule's dates are reckoned so: a month of ten doctors asks for
 * thousands, and `Temporal` would take a hundred times as long.
 */
export type DayNumber = number;

/** The last day that a clinic's calendar has, 2199-12-31; no rule is followed beyond it. */
export const LAST_DAY: DayNumber = 84_005;

export interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** How many days the month has, 28 to 31. */
export function monthLength(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whole days from 0001-01-01 to the first of January of `year`. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}
const EPOCH = daysBeforeYear(1970);

export function numberOf({ year, month, day }: Civil): DayNumber {
  const leap = month > 2 && isLeapYear(year) ? 1 : 0;
  return daysBeforeYear(year) - EPOCH + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leap + day - 1;
}

export function civilOf(number: DayNumber): Civil {
  let year = 1970 + Math.floor(number / 365.2425);
  while (daysBeforeYear(year + 1) - EPOCH <= number) year += 1;
  while (daysBeforeYear(year) - EPOCH > number) year -= 1;
  let rest = number - (daysBeforeYear(year) - EPOCH);
  let month = 1;
  while (rest >= monthLength(year, month)) {
    rest -= monthLength(year, month);
    month += 1;
  }
  return { year, month, day: rest + 1 };
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(number: DayNumber): number {
  return (((number + 3) % 7) + 7) % 7;
}

export function dayNumber(date: ClinicDate): DayNumber {
  return numberOf({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  });
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

export function dateOfNumber(number: DayNumber): ClinicDate {
  const { year, month, day } = civilOf(number);
  // Well formed by the arithmetic: a month of ten doctors makes hundreds of these.
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as ClinicDate;
}
