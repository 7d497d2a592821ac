import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { LAST_DAY, civilOf, dateOfNumber, dayNumber, weekdayOf } from './day-number';
import { datesOf } from './dates';
import {
  ORDINALS,
  RULE_DAYS,
  type Recurrence,
  type RuleEnd,
  readRecurrence,
  writeRecurrence,
} from './recurrence';

const date = (text: string) => ClinicDate.parse(text);
const dates = (from: string, recurrence: string | null, limit: number, exceptions: string[] = []) =>
  datesOf({ date: date(from), recurrence, exceptions: exceptions.map(date) }, date(from), limit);

describe('days as numbers', () => {
  it('are those of Temporal and of Date, over the whole calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: LAST_DAY }), (number) => {
        const there = new Date(number * 86_400_000);
        expect(dateOfNumber(number)).toBe(there.toISOString().slice(0, 10));
        expect(dayNumber(dateOfNumber(number))).toBe(number);
        expect(weekdayOf(number)).toBe((there.getUTCDay() + 6) % 7);
      }),
      { numRuns: 2_000 },
    );
    expect(dateOfNumber(LAST_DAY)).toBe('2199-12-31');
    expect(civilOf(0)).toEqual({ year: 1970, month: 1, day: 1 });
  });
});

// Examples of RFC 5545, section 3.8.5.3, with their dates.
describe('the examples of RFC 5545', () => {
  it.each([
    ['daily for ten dates', '1997-09-02', 'FREQ=DAILY;COUNT=10', 10, '1997-09-11'],
    ['daily until a date', '1997-09-02', 'FREQ=DAILY;UNTIL=19971224', 200, '1997-12-24'],
    ['every other day', '1997-09-02', 'FREQ=DAILY;INTERVAL=2', 5, '1997-09-10'],
    ['every ten days, five times', '1997-09-02', 'FREQ=DAILY;INTERVAL=10;COUNT=5', 9, '1997-10-12'],
    ['weekly for ten dates', '1997-09-02', 'FREQ=WEEKLY;COUNT=10', 99, '1997-11-04'],
    ['every other week', '1997-09-02', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU', 4, '1997-10-14'],
    ['Tuesday and Thursday', '1997-09-02', 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH', 99, '1997-10-02'],
    [
      'Monday, Wednesday, Friday of every other week',
      '1997-09-01',
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224;WKST=SU;BYDAY=MO,WE,FR',
      99,
      '1997-12-24',
    ],
    ['first Friday', '1997-09-05', 'FREQ=MONTHLY;COUNT=10;BYDAY=1FR', 99, '1998-06-05'],
    ['second-last day is not used, the last is', '1997-09-30', 'FREQ=MONTHLY;BYMONTHDAY=-1', 6, '1998-02-28'],
    ['second and fifteenth', '1997-09-02', 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15', 99, '1998-01-15'],
    [
      'every eighteen months',
      '1997-09-10',
      'FREQ=MONTHLY;INTERVAL=18;COUNT=3;BYMONTHDAY=10',
      9,
      '2000-09-10',
    ],
    ['the 31st only where there is one', '2007-01-31', 'FREQ=MONTHLY;COUNT=4', 9, '2007-07-31'],
    ['the 29th of February', '2096-02-29', 'FREQ=YEARLY;COUNT=2', 9, '2104-02-29'],
  ])('%s', (_name, from, rule, limit, last) => {
    expect(dates(from, rule, limit).at(-1)).toBe(last);
  });

  it('the week that a rule begins its weeks with decides', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU';
    expect(dates('1997-08-05', `${rule};WKST=MO`, 9)).toEqual([
      '1997-08-05',
      '1997-08-10',
      '1997-08-19',
      '1997-08-24',
    ]);
    expect(dates('1997-08-05', `${rule};WKST=SU`, 9)).toEqual([
      '1997-08-05',
      '1997-08-17',
      '1997-08-19',
      '1997-08-31',
    ]);
  });

  it('dates taken out count among those counted', () => {
    expect(dates('1997-09-02', 'FREQ=DAILY;COUNT=4', 9, ['1997-09-03'])).toEqual([
      '1997-09-02',
      '1997-09-04',
      '1997-09-05',
    ]);
  });
});

const NEVER: RuleEnd = { kind: 'never' };
const day = fc.constantFrom(...RULE_DAYS);
const start = fc
  .integer({ min: dayNumber(date('2020-01-01')), max: dayNumber(date('2040-12-31')) })
  .map(dateOfNumber);
const end = fc.oneof(
  fc.constant(NEVER),
  fc.integer({ min: 1, max: 60 }).map((count): RuleEnd => ({ kind: 'count', count })),
  start.map((until): RuleEnd => ({ kind: 'until', date: until })),
);
const common = { interval: fc.integer({ min: 1, max: 6 }), ends: end };
const some = <T>(of: fc.Arbitrary<T>, maxLength: number) => fc.uniqueArray(of, { maxLength });
const monthWeekday = fc.record({ ordinal: fc.constantFrom(...ORDINALS), day });
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1));
const rules: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), ...common }),
  fc.record({ every: fc.constant('week' as const), days: some(day, 5), weekStart: day, ...common }),
  fc.record({
    every: fc.constant('month' as const),
    weekdays: some(monthWeekday, 3),
    monthDays: fc.constant([]),
    ...common,
  }),
  fc.record({
    every: fc.constant('month' as const),
    weekdays: fc.constant([]),
    monthDays: some(monthDay, 3),
    ...common,
  }),
  fc.record({ every: fc.constant('year' as const), ...common }),
);

/** What another engine says, from the rule's own date on. */
function independent(from: ClinicDate, rule: string, limit: number): string[] {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(from));
  const found: string[] = [];
  while (found.length < limit) {
    const next = iterator.next();
    // Our calendar ends with 2199.
    if (iterator.completed || next.year > 2199) break;
    found.push(next.toString().slice(0, 10));
  }
  return found;
}

describe('against an independent engine', () => {
  it('agrees on 1,000 rules of the kinds that the editor makes, on a date that the rule yields', () => {
    let compared = 0;
    fc.assert(
      fc.property(rules, start, (rule, wanted) => {
        const text = writeRecurrence(rule);
        const [first] = datesOf({ date: wanted, recurrence: text, exceptions: [] }, wanted, 1);
        if (first === undefined) return;
        compared += 1;
        expect(datesOf({ date: first, recurrence: text, exceptions: [] }, first, 40)).toEqual(
          independent(first, text, 40),
        );
      }),
      { numRuns: 1_800, seed: 20_280_201 },
    );
    expect(compared).toBeGreaterThanOrEqual(1_000);
  }, 60_000);

  it('is written so that it is read back the same', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const text = writeRecurrence(rule);
        const read = readRecurrence(text);
        expect(read.ok && writeRecurrence(read.recurrence)).toBe(text);
        expect(text.length).toBeLessThanOrEqual(255);
      }),
    );
  });
});

describe('what is refused, and why', () => {
  it.each([
    ['FREQ=SECONDLY', 'rule_part_not_used', { part: 'FREQ=SECONDLY' }],
    ['FREQ=HOURLY;COUNT=3', 'rule_part_not_used', { part: 'FREQ=HOURLY' }],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'rule_part_not_used', { part: 'BYSETPOS' }],
    ['FREQ=YEARLY;BYMONTH=2', 'rule_part_not_used', { part: 'BYMONTH' }],
    ['FREQ=YEARLY;BYWEEKNO=20', 'rule_part_not_used', { part: 'BYWEEKNO' }],
    ['FREQ=SOMETIMES', 'rule_part_bad', { part: 'FREQ', value: 'SOMETIMES' }],
    ['', 'rule_part_unknown', { part: '' }],
    ['RRULE:FREQ=DAILY', 'rule_part_unknown', { part: 'RRULE:FREQ' }],
    ['FREQ=DAILY;', 'rule_part_unknown', { part: '' }],
    ['INTERVAL=2', 'rule_part_missing', { part: 'FREQ' }],
    ['FREQ=DAILY;FREQ=WEEKLY', 'rule_part_twice', { part: 'FREQ' }],
    ['FREQ=DAILY;INTERVAL=0', 'rule_part_bad', { part: 'INTERVAL', value: '0' }],
    ['FREQ=DAILY;INTERVAL=-1', 'rule_part_bad', { part: 'INTERVAL', value: '-1' }],
    ['FREQ=DAILY;INTERVAL=100', 'rule_part_too_big', { part: 'INTERVAL', max: 99 }],
    ['FREQ=DAILY;COUNT=1001', 'rule_part_too_big', { part: 'COUNT', max: 1_000 }],
    ['FREQ=DAILY;UNTIL=99991231', 'rule_part_bad', { part: 'UNTIL', value: '99991231' }],
    ['FREQ=DAILY;UNTIL=20280230', 'rule_part_bad', { part: 'UNTIL', value: '20280230' }],
    ['FREQ=DAILY;UNTIL=20280201T000000Z', 'rule_part_bad', { part: 'UNTIL', value: '20280201T000000Z' }],
    ['FREQ=DAILY;COUNT=3;UNTIL=20280201', 'rule_two_ends', {}],
    ['FREQ=DAILY;BYDAY=MO', 'rule_part_not_with', { part: 'BYDAY', freq: 'DAILY' }],
    ['FREQ=WEEKLY;BYDAY=2MO', 'rule_part_bad', { part: 'BYDAY', value: '2MO' }],
    ['FREQ=WEEKLY;BYDAY=', 'rule_part_bad', { part: 'BYDAY', value: '' }],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'rule_part_not_with', { part: 'BYMONTHDAY', freq: 'WEEKLY' }],
    ['FREQ=MONTHLY;BYDAY=5MO', 'rule_part_bad', { part: 'BYDAY', value: '5MO' }],
    ['FREQ=MONTHLY;BYDAY=MO', 'rule_part_bad', { part: 'BYDAY', value: 'MO' }],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'rule_part_bad', { part: 'BYMONTHDAY', value: '32' }],
    ['FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=1FR', 'rule_part_not_with', { part: 'BYMONTHDAY', freq: 'BYDAY' }],
    ['FREQ=DAILY;WKST=XX', 'rule_part_bad', { part: 'WKST', value: 'XX' }],
  ])('%s', (text, code, params) => {
    expect(readRecurrence(text)).toEqual({ ok: false, problem: { code, params } });
  });

  it('never fails and never takes long, whatever the text', () => {
    const pieces = fc.constantFrom(
      'FREQ',
      'DAILY',
      'BYDAY',
      'COUNT',
      'INTERVAL',
      'UNTIL',
      '=',
      ';',
      ',',
      '9',
      '-1',
      'MO',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join('')),
        ),
        start,
        (text, from) => {
          expect(
            datesOf({ date: from, recurrence: text, exceptions: [] }, from, 12).length,
          ).toBeLessThanOrEqual(12);
        },
      ),
    );
  });

  it('a rule without a date is known to have none', () => {
    expect(dates('2028-02-10', 'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', 1)).toEqual([]);
    expect(dates('2028-02-10', 'FREQ=DAILY;UNTIL=20280209', 1)).toEqual([]);
    expect(dates('2028-02-10', null, 1, ['2028-02-10'])).toEqual([]);
    expect(dates('2028-02-10', 'FREQ=DAILY;COUNT=2', 1, ['2028-02-10', '2028-02-11'])).toEqual([]);
  });
});
