import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import { ClinicDate } from './wall-clock';
import { text } from './text';

const PHONE_SHAPE = /^[+(]?[0-9][0-9 ()./-]*$/;

/**
 * A telephone number as dictated: digits with the usual separators, 3 to 15 digits (ITU E.164 allows
 * at most 15), at most 20 characters as the seed's column has it. Kept as typed.
 */
export const PhoneInput = text(20)
  .transform((value) => value.trim())
  .refine((value) => PHONE_SHAPE.test(value) && digitsOf(value).length >= 3 && digitsOf(value).length <= 15, {
    error: 'not_a_phone',
  });

/** The digits of a number, separators dropped. */
export function digitsOf(phone: string): string {
  return phone.replace(/[^0-9]/g, '');
}

const EMAIL_SHAPE = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** An address to write to, not an account: only its shape is checked, since families share one. */
export const ContactEmail = text(255)
  .transform((value) => value.trim())
  .refine((value) => EMAIL_SHAPE.test(value), { error: 'not_an_email' });

/**
 * Birth as known: a day, a month, a year, or an age today. An age becomes an estimated date with its
 * precision (design section 4), counted from `today` by the service.
 */
export const BirthInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('date'), date: ClinicDate }),
  z.strictObject({
    kind: z.literal('month'),
    year: z.int().min(1900, 'not_a_date').max(2199, 'not_a_date'),
    month: z.int().min(1, 'not_a_date').max(12, 'not_a_date'),
  }),
  z.strictObject({ kind: z.literal('year'), year: z.int().min(1900, 'not_a_date').max(2199, 'not_a_date') }),
  z.strictObject({
    kind: z.literal('age'),
    value: z.int({ error: 'not_a_number' }).min(0, 'not_a_number').max(120, 'too_big'),
    unit: z.enum(['years', 'months', 'days'], 'unknown_choice'),
  }),
]);
export type BirthInput = z.infer<typeof BirthInput>;

export interface Birth {
  readonly date: Temporal.PlainDate;
  readonly precision: 'day' | 'month' | 'year';
}

/** The stored form of a birth: estimates stand on 1 January or the first of the month, or count back from today. */
export function birthOf(input: BirthInput, today: Temporal.PlainDate): Birth {
  switch (input.kind) {
    case 'date':
      return { date: Temporal.PlainDate.from(input.date), precision: 'day' };
    case 'month':
      return {
        date: Temporal.PlainDate.from({ year: input.year, month: input.month, day: 1 }),
        precision: 'month',
      };
    case 'year':
      return { date: Temporal.PlainDate.from({ year: input.year, month: 1, day: 1 }), precision: 'year' };
    case 'age':
      return ageToBirth(input.value, input.unit, today);
  }
}

function ageToBirth(value: number, unit: 'years' | 'months' | 'days', today: Temporal.PlainDate): Birth {
  switch (unit) {
    case 'days':
      return { date: today.subtract({ days: value }), precision: 'day' };
    case 'months':
      return { date: today.subtract({ months: value }).with({ day: 1 }), precision: 'month' };
    case 'years':
      return { date: today.subtract({ years: value }).with({ month: 1, day: 1 }), precision: 'year' };
  }
}

const TYPED_AGE = /^(\d{1,3})\s*(y|m|d)?$/i;
const TYPED_DATE = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const TYPED_MONTH = /^(\d{1,2})[./-](\d{4})$/;

/** Digits of the clinic's own scripts are read too: `४५` is 45. */
export function latinDigits(typed: string): string {
  return typed.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
}

/**
 * What a receptionist types into the one birth field: `45`, `8m`, `10d`, `1980`, `01/1980`, `04/01/1980`
 * (day first, as the clinic writes it) or `1980-01-04`. Null when it is none of these.
 */
export function parseBirth(typed: string): BirthInput | null {
  const value = latinDigits(typed.trim());
  const age = TYPED_AGE.exec(value);
  if (age) {
    const unit = { y: 'years', m: 'months', d: 'days' } as const;
    const letter = age[2]?.toLowerCase();
    const parsed = BirthInput.safeParse({
      kind: 'age',
      value: Number(age[1]),
      unit: letter === 'm' || letter === 'd' ? unit[letter] : 'years',
    });
    return parsed.success ? parsed.data : null;
  }
  if (/^(19|20)\d\d$/.test(value)) return { kind: 'year', year: Number(value) };
  const month = TYPED_MONTH.exec(value);
  if (month) {
    const parsed = BirthInput.safeParse({ kind: 'month', year: Number(month[2]), month: Number(month[1]) });
    return parsed.success ? parsed.data : null;
  }
  const typedDate = TYPED_DATE.exec(value);
  const iso = typedDate
    ? `${typedDate[3] ?? ''}-${(typedDate[2] ?? '').padStart(2, '0')}-${(typedDate[1] ?? '').padStart(2, '0')}`
    : value;
  const date = ClinicDate.safeParse(iso);
  return date.success ? { kind: 'date', date: date.data } : null;
}

export interface Age {
  readonly value: number;
  readonly unit: 'years' | 'months' | 'days';
  /** The date of birth was estimated: shown with `~`, never as a birthday. */
  readonly estimated: boolean;
}

/** Age on `today`: days under a month, months under two years, then years. */
export function ageOn(
  dateOfBirth: ClinicDate,
  precision: 'day' | 'month' | 'year' | null,
  today: Temporal.PlainDate,
): Age {
  const lived = Temporal.PlainDate.from(dateOfBirth).until(today, { largestUnit: 'years' });
  const estimated = precision === 'month' || precision === 'year';
  if (lived.years >= 2) return { value: lived.years, unit: 'years', estimated };
  const months = lived.years * 12 + lived.months;
  if (months >= 1) return { value: months, unit: 'months', estimated };
  return { value: Math.max(0, lived.days), unit: 'days', estimated };
}

/** A stored birth as it would be given again: an estimate stays as rough as it is. */
export function birthAsGiven(
  dateOfBirth: ClinicDate | null,
  precision: 'day' | 'month' | 'year' | null,
): BirthInput | null {
  if (dateOfBirth === null) return null;
  const year = Number(dateOfBirth.slice(0, 4));
  switch (precision) {
    case 'year':
      return { kind: 'year', year };
    case 'month':
      return { kind: 'month', year, month: Number(dateOfBirth.slice(5, 7)) };
    default:
      return { kind: 'date', date: dateOfBirth };
  }
}
