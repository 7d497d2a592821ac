import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { ageOn, BirthInput, birthOf, parseBirth, PhoneInput } from './person';
import { ClinicDate, clinicDate } from './wall-clock';

const today = Temporal.PlainDate.from('2027-01-04');

const days = fc.integer({ min: 0, max: 36_500 }).map((back) => today.subtract({ days: back }));

describe('parseBirth', () => {
  test.each([
    ['45', { kind: 'age', value: 45, unit: 'years' }],
    ['45y', { kind: 'age', value: 45, unit: 'years' }],
    [' 8 M ', { kind: 'age', value: 8, unit: 'months' }],
    ['10d', { kind: 'age', value: 10, unit: 'days' }],
    ['0', { kind: 'age', value: 0, unit: 'years' }],
    ['1980', { kind: 'year', year: 1980 }],
    ['04/01/1980', { kind: 'date', date: '1980-01-04' }],
    ['4-1-1980', { kind: 'date', date: '1980-01-04' }],
    ['4.1.1980', { kind: 'date', date: '1980-01-04' }],
    ['1980-01-04', { kind: 'date', date: '1980-01-04' }],
    ['29/02/2024', { kind: 'date', date: '2024-02-29' }],
  ])('reads %s', (typed, birth) => {
    expect(parseBirth(typed)).toEqual(birth);
  });

  test.each([
    '',
    'soon',
    '45 x',
    '121',
    '999',
    '1880',
    '30/02/1980',
    '29/02/2023',
    '13/13/1980',
    '1980-13-01',
    '4/1/80',
    '-5',
    '1.5',
  ])('does not read %j', (typed) => {
    expect(parseBirth(typed)).toBeNull();
  });

  test('a day written day first or as ISO is that day', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.'), fc.boolean(), (day, separator, padded) => {
        const parts = [day.day, day.month].map((part) => String(part).padStart(padded ? 2 : 1, '0'));
        const typed = [...parts, String(day.year)].join(separator);
        expect(parseBirth(typed)).toEqual({ kind: 'date', date: day.toString() });
        expect(parseBirth(day.toString())).toEqual({ kind: 'date', date: day.toString() });
      }),
    );
  });

  test('whatever it reads is an input the contract takes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[0-9ymd/. -]{1,10}$/)),
        (typed) => {
          const birth = parseBirth(typed);
          if (birth !== null) expect(BirthInput.parse(birth)).toEqual(birth);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe('birthOf and ageOn', () => {
  test('an age that was typed is the age that is shown, marked as estimated', () => {
    const recent = fc.integer({ min: 0, max: 10_000 }).map((ahead) => today.add({ days: ahead }));
    fc.assert(
      fc.property(recent, fc.integer({ min: 2, max: 120 }), (on, value) => {
        const { date, precision } = birthOf({ kind: 'age', value, unit: 'years' }, on);
        expect(ageOn(clinicDate(date), precision, on)).toEqual({ value, unit: 'years', estimated: true });
      }),
    );
  });

  test('months of a small child, and days of a newborn, come back as typed', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 23 }),
        fc.integer({ min: 0, max: 27 }),
        (on, months, old) => {
          const child = birthOf({ kind: 'age', value: months, unit: 'months' }, on);
          expect(ageOn(clinicDate(child.date), child.precision, on)).toEqual({
            value: months,
            unit: 'months',
            estimated: true,
          });
          const newborn = birthOf({ kind: 'age', value: old, unit: 'days' }, on);
          expect(ageOn(clinicDate(newborn.date), newborn.precision, on)).toEqual({
            value: old,
            unit: 'days',
            estimated: false,
          });
        },
      ),
    );
  });

  test('every input the contract takes becomes a day the contract can answer with', () => {
    const input = fc.oneof(
      fc.record({
        kind: fc.constant('age'),
        value: fc.integer({ min: -5, max: 200 }),
        unit: fc.constantFrom('years', 'months', 'days'),
      }),
      fc.record({ kind: fc.constant('year'), year: fc.integer({ min: 1890, max: 2210 }) }),
      fc.record({
        kind: fc.constant('month'),
        year: fc.integer({ min: 1890, max: 2210 }),
        month: fc.integer({ min: 0, max: 13 }),
      }),
    );
    fc.assert(
      fc.property(input, (value) => {
        const parsed = BirthInput.safeParse(value);
        if (parsed.success)
          expect(ClinicDate.safeParse(birthOf(parsed.data, today).date.toString()).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['2027-01-04', 'day', { value: 0, unit: 'days', estimated: false }],
    ['2026-12-04', 'day', { value: 1, unit: 'months', estimated: false }],
    ['2025-01-05', 'day', { value: 23, unit: 'months', estimated: false }],
    ['2025-01-04', 'day', { value: 2, unit: 'years', estimated: false }],
    ['1980-01-05', 'day', { value: 46, unit: 'years', estimated: false }],
    ['1980-01-04', 'day', { value: 47, unit: 'years', estimated: false }],
    ['1980-01-01', 'year', { value: 47, unit: 'years', estimated: true }],
    ['2020-07-01', 'month', { value: 6, unit: 'years', estimated: true }],
    ['2000-02-29', null, { value: 26, unit: 'years', estimated: false }],
  ] as const)('born %s, known to the %s', (date, precision, age) => {
    expect(ageOn(ClinicDate.parse(date), precision, today)).toEqual(age);
  });

  test('nobody grows younger', () => {
    const inDays = { days: 1, months: 28, years: 365 };
    fc.assert(
      fc.property(days, fc.nat(20_000), fc.nat(2_000), (on, lived, more) => {
        const date = clinicDate(on);
        const at = (after: number) => {
          const { value, unit } = ageOn(date, 'day', on.add({ days: after }));
          return value * inDays[unit];
        };
        expect(at(lived + more)).toBeGreaterThanOrEqual(at(lived));
      }),
    );
  });
});

describe('PhoneInput', () => {
  test.each(['+91 98765 43210', '022-2640-1188', '(022) 2640 1188', '108', ' 98765.43210 '])(
    'takes %j',
    (typed) => {
      expect(PhoneInput.parse(typed)).toBe(typed.trim());
    },
  );

  test.each(['', '12', 'call home', '98765 x2', '+', '1234567890123456', '0000000000-0000000000-1'])(
    'refuses %j',
    (typed) => {
      expect(PhoneInput.safeParse(typed).success).toBe(false);
    },
  );
});
