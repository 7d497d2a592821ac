import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const DATE = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DATE_TIME = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;
const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

const THIRTY_DAYS: ReadonlySet<number> = new Set([4, 6, 9, 11]);

function lastDay(year: number, month: number): number {
  if (month !== 2) return THIRTY_DAYS.has(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/**
 * Whether the month has that day; the pattern was checked before. Plain arithmetic, since both times of
 * every visit of every answer pass here: `Temporal` took a fifth of a week's whole call.
 */
function isRealDay(value: string): boolean {
  const day = Number(value.slice(8, 10));
  return day <= 28 || day <= lastDay(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

/** A day on the clinic's wall calendar, `2027-01-04`. */
export const ClinicDate = z
  .string({ error: 'not_a_date' })
  .regex(DATE, { error: 'not_a_date', abort: true })
  .refine(isRealDay, { error: 'not_a_date', abort: true })
  .brand<'ClinicDate'>();
export type ClinicDate = z.infer<typeof ClinicDate>;

/** A minute on the clinic's wall clock, `2027-01-04T11:15`; no zone, no seconds (design: MySQL DATETIME). */
export const ClinicDateTime = z
  .string({ error: 'not_a_time' })
  .regex(DATE_TIME, { error: 'not_a_time', abort: true })
  .refine(isRealDay, { error: 'not_a_time', abort: true })
  .brand<'ClinicDateTime'>();
export type ClinicDateTime = z.infer<typeof ClinicDateTime>;

/** A time of day, `09:00`; a day ends at `24:00`. */
export const ClinicTime = z.string({ error: 'not_a_time' }).regex(TIME, 'not_a_time').brand<'ClinicTime'>();
export type ClinicTime = z.infer<typeof ClinicTime>;

/** An instant in UTC, `2027-01-04T05:45:00Z`: everything that is not schedule time. */
export const UtcInstant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'not_a_time')
  .brand<'UtcInstant'>();
export type UtcInstant = z.infer<typeof UtcInstant>;

/** An instant that a person's call may name: one that there was, not before 1970. */
export const PastInstant = UtcInstant.refine((value) => {
  try {
    return Temporal.Instant.from(value).epochMilliseconds >= 0;
  } catch {
    return false;
  }
}, 'not_a_time');

export function plainDateTime(value: ClinicDateTime): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(value);
}

export function plainDate(value: ClinicDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(value);
}

/** The wire form of a wall-clock time, cut to the minute. */
export function clinicDateTime(value: Temporal.PlainDateTime): ClinicDateTime {
  return ClinicDateTime.parse(value.toString({ smallestUnit: 'minute' }));
}

export function clinicDate(value: Temporal.PlainDate): ClinicDate {
  return ClinicDate.parse(value.toString());
}

export function dateOf(value: ClinicDateTime): ClinicDate {
  return ClinicDate.parse(value.slice(0, 10));
}

/** Whole minutes from the day's midnight, 0 to 1440. */
export function minuteOfDay(value: ClinicDateTime | ClinicTime): number {
  const time = value.slice(-5);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `date` at `minute` minutes after its midnight; 1440 and more run into the next day. */
export function atMinute(date: ClinicDate, minute: number): ClinicDateTime {
  return clinicDateTime(plainDate(date).toPlainDateTime().add({ minutes: minute }));
}

export function addDays(date: ClinicDate, days: number): ClinicDate {
  return clinicDate(plainDate(date).add({ days }));
}

/** Whole minutes on the wall clock from `from` to `to`; negative when `to` is earlier. */
export function minutesBetween(from: ClinicDateTime, to: ClinicDateTime): number {
  // Nearly always one day; every booking and every row of a calendar asks.
  if (from.slice(0, 10) === to.slice(0, 10)) return minuteOfDay(to) - minuteOfDay(from);
  return plainDateTime(from).until(plainDateTime(to)).total({ unit: 'minute' });
}
