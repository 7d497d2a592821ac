import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WEEKDAYS } from '#shared/contract/settings';
import {
  FREQUENCY_CODES,
  type DayTimes,
  type Frequency,
  daysOf,
  frequencyText,
  parseFrequency,
} from './frequency';

describe('parseFrequency', () => {
  test.each([
    ['1-0-1', '1-0-1'],
    ['1 - 0 - 1', '1-0-1'],
    ['1–0–1', '1-0-1'],
    ['1-0-1-1', '1-0-1-1'],
    ['½-0-½', '½-0-½'],
    ['1/2-0-1/2', '½-0-½'],
    ['0.5-0-1.5', '½-0-1½'],
    ['2.5-0-2.5', '2½-0-2½'],
    ['0.1-0-0', '0.1-0-0'],
    ['bd', 'BD'],
    ['b.d.', 'BD'],
    ['tid', 'TDS'],
    ['prn', 'SOS'],
    ['3 times a day', 'TDS'],
    ['Twice daily', 'BD'],
    ['daily', 'OD'],
    ['q8h', 'q8h'],
    ['every 6 hours', 'q6h'],
    ['alt days', 'alternate days'],
    ['EOD', 'alternate days'],
    ['weekly', 'weekly'],
    ['weekly on Monday', 'weekly mon'],
    ['1-0-1 x 5, 1-0-0 x 5, ½-0-0 x 5', '1-0-1 x5, 1-0-0 x5, ½-0-0 x5'],
    ['1-0-1 for 5 days then 1-0-0 for 3 days', '1-0-1 x5, 1-0-0 x3'],
  ])('reads %s', (typed, stored) => {
    const read = parseFrequency(typed);
    expect(read && frequencyText(read)).toBe(stored);
  });

  test.each([
    '',
    'often',
    '1-0',
    '1-0-1-0-1',
    '0-0-0',
    '1--1',
    '-1-0-1',
    '1-x-1',
    '101-0-0',
    'q0h',
    'q99h',
    'weekly someday',
    '1-0-1 x 0',
    '1-0-1 x 5,',
    '3/2-0-0',
  ])('refuses %j', (typed) => {
    expect(parseFrequency(typed)).toBeNull();
  });

  test('what it says of itself it reads back as the same', () => {
    const quantity = fc.integer({ min: 0, max: 10_000 });
    const times = fc
      .oneof(fc.tuple(quantity, quantity, quantity), fc.tuple(quantity, quantity, quantity, quantity))
      .filter((parts) => parts.some((part) => part > 0)) satisfies fc.Arbitrary<DayTimes>;
    const any: fc.Arbitrary<Frequency> = fc.oneof(
      fc.record({ kind: fc.constant('times' as const), times }),
      fc.record({ kind: fc.constant('code' as const), code: fc.constantFrom(...FREQUENCY_CODES) }),
      fc.record({ kind: fc.constant('hours' as const), hours: fc.integer({ min: 1, max: 72 }) }),
      fc.constant({ kind: 'alternate_days' as const }),
      fc.record({ kind: fc.constant('weekly' as const), weekday: fc.constantFrom(null, ...WEEKDAYS) }),
      fc.record({
        kind: fc.constant('taper' as const),
        steps: fc.array(fc.record({ times, days: fc.integer({ min: 1, max: 366 }) }), {
          minLength: 1,
          maxLength: 8,
        }),
      }),
    );
    fc.assert(
      fc.property(any, (frequency) => {
        expect(parseFrequency(frequencyText(frequency))).toEqual(frequency);
      }),
      { numRuns: 2_000 },
    );
  });

  test('reads anything that is typed without an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9½¼x,.\-/ ]{1,40}$/)), (typed) => {
        const read = parseFrequency(typed);
        if (read) expect(parseFrequency(frequencyText(read))).toEqual(read);
      }),
      { numRuns: 5_000 },
    );
  });
});

test('a taper lasts as long as its steps, other frequencies do not say', () => {
  const taper = parseFrequency('1-0-1 x5, 1-0-0 x3');
  expect(taper && daysOf(taper)).toBe(8);
  expect(daysOf({ kind: 'code', code: 'BD' })).toBeNull();
});
