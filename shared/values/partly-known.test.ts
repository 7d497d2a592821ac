import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PartlyKnownDate,
  asTypedPartly,
  isSurelyAfter,
  knownOf,
  storedDate,
  typedPartly,
} from './partly-known';

const codeOf = (value: string) => PartlyKnownDate.safeParse(value).error?.issues[0]?.message;

describe('a date that is partly known', () => {
  it('is a year, a month or a day from 1900 on', () => {
    for (const value of ['1900', '2015', '2015-03', '2024-02-29'])
      expect(codeOf(value), value).toBeUndefined();
    for (const value of ['15', '2015-13', '2023-02-29', '2015-3', '2015-03-', '9999', '', 'x'])
      expect(codeOf(value), value).toBe('not_a_date');
    for (const value of ['1800', '1899-12-31', '0000']) expect(codeOf(value), value).toBe('before_1900');
  });

  it('is typed with the day first, in the clinic’s digits too', () => {
    expect(typedPartly(' 2015 ')).toBe('2015');
    expect(typedPartly('3/2015')).toBe('2015-03');
    expect(typedPartly('2.3.2015')).toBe('2015-03-02');
    expect(typedPartly('२०१५')).toBe('2015');
    expect(typedPartly('2015-03')).toBe('2015-03');
    expect(typedPartly('last spring')).toBe('last spring');
    expect(typedPartly('  ')).toBeNull();
    expect(asTypedPartly(null)).toBe('');
  });

  it('is later than another only where both know it', () => {
    expect(isSurelyAfter('2016', '2015-03')).toBe(true);
    expect(isSurelyAfter('2015-04', '2015-03-31')).toBe(true);
    expect(isSurelyAfter('2015-12', '2015')).toBe(false);
    expect(isSurelyAfter('2015', '2015-12')).toBe(false);
    expect(isSurelyAfter('2015-03-12', '2015-03-12')).toBe(false);
  });

  it('comes back from the database and from the form as it went', () => {
    const some = fc
      .tuple(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
      )
      .chain(([year, month, day]) => {
        const whole = [String(year), ...[month, day].map((part) => String(part).padStart(2, '0'))];
        return fc.constantFrom(1, 2, 3).map((parts) => whole.slice(0, parts).join('-'));
      });
    fc.assert(
      fc.property(some, (value) => {
        expect(PartlyKnownDate.safeParse(value).success).toBe(true);
        const { date, precision } = storedDate(value);
        expect(knownOf(date, precision)).toBe(value);
        expect(typedPartly(asTypedPartly(value))).toBe(value);
      }),
    );
  });

  it('whatever is typed is a date or is refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const value = typedPartly(typed);
        if (value !== null) PartlyKnownDate.safeParse(value);
      }),
    );
  });
});
