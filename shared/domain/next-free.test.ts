import { expect, test } from 'vitest';
import { ClinicDate, ClinicDateTime } from '#shared/values/wall-clock';
import { type FreeWish, type PartOfDay, type Weekday, freeTimes, isInParts } from './next-free';

const date = ClinicDate.parse('2028-08-07');
const open = [
  { from: '09:00', to: '13:00' },
  { from: '16:00', to: '24:00' },
];

function wish(changes: Partial<FreeWish> = {}): FreeWish {
  return {
    from: ClinicDateTime.parse('2028-08-07T00:00'),
    parts: [],
    weekdays: [],
    minutesOf: () => 60,
    ...changes,
  };
}

function starts(runs: readonly [string, string][], changes: Partial<FreeWish> = {}): string[] {
  const free = runs.map(([start, end]) => ({
    doctorId: 1,
    start: `2028-08-07T${start}`,
    end: `2028-08-07T${end}`,
  }));
  return freeTimes(free, [{ doctorId: 1, date, ranges: open }], wish(changes)).map(({ start }) =>
    start.slice(11),
  );
}

test('one behind the other inside the gaps, and only inside the hours', () => {
  expect(
    starts([
      ['08:00', '10:10'],
      ['11:00', '14:00'],
    ]),
  ).toEqual(['09:00', '11:00', '12:00']);
  expect(starts([['09:00', '09:55']])).toEqual([]);
  expect(starts([['22:00', '24:00']])).toEqual(['22:00', '23:00']);
});

test('nothing before the time asked from, on the grid', () => {
  const from = ClinicDateTime.parse('2028-08-07T09:12');
  expect(starts([['09:00', '13:00']], { from })).toEqual(['09:15', '10:15', '11:15']);
});

test('parts of the day are about the beginning; neighbours are one range', () => {
  const whole: [string, string][] = [['09:00', '20:00']];
  const parts = (...names: PartOfDay[]) => starts(whole, { parts: names, minutesOf: () => 90 });
  expect(parts('morning')).toEqual(['09:00', '10:30']);
  expect(parts('afternoon')).toEqual(['16:00']);
  expect(parts('afternoon', 'evening')).toEqual(['16:00', '17:30']);
  expect(parts('evening')).toEqual(['17:00', '18:30']);
});

test('weekdays that are not wanted are left out', () => {
  const on = (...weekdays: Weekday[]) => starts([['09:00', '11:00']], { weekdays });
  expect(on('mon')).toHaveLength(2);
  expect(on('tue', 'sun')).toEqual([]);
});

test('the earliest of several doctors comes first, at the same minute by the order of the columns', () => {
  const runs = [
    { doctorId: 2, start: '2028-08-07T09:00', end: '2028-08-07T11:00' },
    { doctorId: 1, start: '2028-08-07T09:00', end: '2028-08-07T10:00' },
  ];
  const days = [7, 1, 2].map((doctorId) => ({ doctorId, date, ranges: open }));
  expect(freeTimes(runs, days, wish()).map(({ doctorId, start }) => [doctorId, start.slice(11)])).toEqual([
    [1, '09:00'],
    [2, '09:00'],
    [2, '10:00'],
  ]);
});

test('a visit that ends at midnight ends on the next day', () => {
  const runs = [{ doctorId: 1, start: '2028-08-07T23:00', end: '2028-08-08T00:00' }];
  const [last] = freeTimes(runs, [{ doctorId: 1, date, ranges: open }], wish());
  expect(last?.end).toBe('2028-08-08T00:00');
});

test('noon is the afternoon', () => {
  expect(isInParts(ClinicDateTime.parse('2028-08-07T12:00'), ['morning'])).toBe(false);
  expect(isInParts(ClinicDateTime.parse('2028-08-07T11:55'), ['morning'])).toBe(true);
  expect(isInParts(ClinicDateTime.parse('2028-08-07T11:55'), [])).toBe(true);
});
