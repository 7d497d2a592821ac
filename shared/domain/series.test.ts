import { expect, test } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { type SeriesRule, seriesDates, seriesRule } from './series';

const first = ClinicDate.parse('2028-08-07');
const weekly: SeriesRule = { every: 'week', interval: 1, weekdays: [], ends: { kind: 'count', count: 3 } };
const dates = (changes: Partial<SeriesRule>) => seriesDates(first, { ...weekly, ...changes });

test('every week, every so many weeks, on several weekdays', () => {
  expect(dates({})).toEqual(['2028-08-07', '2028-08-14', '2028-08-21']);
  expect(dates({ interval: 2 })).toEqual(['2028-08-07', '2028-08-21', '2028-09-04']);
  expect(dates({ weekdays: ['thu', 'mon'], ends: { kind: 'count', count: 4 } })).toEqual([
    '2028-08-07',
    '2028-08-10',
    '2028-08-14',
    '2028-08-17',
  ]);
});

test('every so many days until a date; every month on its day, where there is one', () => {
  const until = { kind: 'until', date: ClinicDate.parse('2028-08-13') } as const;
  expect(dates({ every: 'day', interval: 3, ends: until })).toEqual([
    '2028-08-07',
    '2028-08-10',
    '2028-08-13',
  ]);
  const month = seriesDates(ClinicDate.parse('2028-08-31'), { ...weekly, every: 'month' });
  expect(month).toEqual(['2028-08-31', '2028-10-31', '2028-12-31']);
});

test('one more than may be booked is enough to know of', () => {
  expect(dates({ every: 'day', ends: { kind: 'until', date: ClinicDate.parse('2099-01-01') } })).toHaveLength(
    53,
  );
});

test('the rule is an RRULE', () => {
  expect(seriesRule({ ...weekly, interval: 2, weekdays: ['fri', 'mon'] })).toBe(
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=3',
  );
});
