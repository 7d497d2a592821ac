import { z } from 'zod';
import { latinDigits } from './person';
import { ClinicDate } from './wall-clock';

const SHAPE = /^\d{4}(-\d\d(-\d\d)?)?$/;
const FIRST_YEAR = 1900;

/** The first day of what is known. */
function firstDay(value: string): string {
  return value + '-01-01'.slice(value.length - 4);
}

/** A date of which the day, or day and month, may not be known: `2015`, `2015-03`, `2015-03-12`; not before 1900. */
export const PartlyKnownDate = z
  .string({ error: 'not_a_date' })
  .regex(SHAPE, { error: 'not_a_date', abort: true })
  .refine((value) => Number(value.slice(0, 4)) >= FIRST_YEAR, { error: 'before_1900', abort: true })
  .refine((value) => ClinicDate.safeParse(firstDay(value)).success, { error: 'not_a_date', abort: true })
  .brand<'PartlyKnownDate'>();
export type PartlyKnownDate = z.infer<typeof PartlyKnownDate>;

const PRECISIONS = { 4: 'year', 7: 'month', 10: 'day' } as const;
export type Precision = (typeof PRECISIONS)[keyof typeof PRECISIONS];

/** As two columns keep it: the first day of what is known, and how much is. */
export function storedDate(value: string): { readonly date: string; readonly precision: Precision } {
  const precision = value.length === 4 ? PRECISIONS[4] : value.length === 7 ? PRECISIONS[7] : PRECISIONS[10];
  return { date: firstDay(value), precision };
}

const LENGTHS: Readonly<Record<Precision, number>> = { year: 4, month: 7, day: 10 };

/** What two columns keep, as it was given. */
export function knownOf(date: string, precision: Precision): string {
  return date.slice(0, LENGTHS[precision]);
}

/** Whether one date is surely later than another; of 2015 and March 2015 neither is. */
export function isSurelyAfter(one: string, other: string): boolean {
  const known = Math.min(one.length, other.length);
  return one.slice(0, known) > other.slice(0, known);
}

const TYPED = /^(?:(?:(\d{1,2})[./ -])?(\d{1,2})[./ -])?(\d{4})$/;

/** `2015`, `3/2015` or `12/3/2015` (day first) as typed; what is none of these stays, for the border to refuse. */
export function typedPartly(typed: string): string | null {
  const value = latinDigits(typed.trim());
  if (value === '') return null;
  const [, day, month, year] = TYPED.exec(value) ?? [];
  if (year === undefined) return value;
  return [year, month, day]
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}

/** As it is typed, the day first. */
export function asTypedPartly(value: string | null): string {
  return value === null ? '' : value.split('-').reverse().join('/');
}
