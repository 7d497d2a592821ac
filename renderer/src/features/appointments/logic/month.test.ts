import { expect, test } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { gridStart, percentFull, stepInMonth, weeksOf } from './month';

const day = (text: string) => ClinicDate.parse(text);

test('a month is six weeks from the Monday on or before its first', () => {
  expect(gridStart(day('2027-01-20'))).toBe('2026-12-28');
  expect(gridStart(day('2027-03-01'))).toBe('2027-03-01');
  const weeks = weeksOf(day('2027-02-10'));
  expect(weeks.map((week) => week[0])).toEqual([
    '2027-02-01',
    '2027-02-08',
    '2027-02-15',
    '2027-02-22',
    '2027-03-01',
    '2027-03-08',
  ]);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
});

test('arrows go by days and weeks, Home and End in the week, pages by months to a day that is there', () => {
  const from = day('2027-01-31');
  const to = (key: string, mirrored = false) => stepInMonth(from, key, mirrored);
  expect(to('ArrowLeft')).toBe('2027-01-30');
  expect(to('ArrowRight')).toBe('2027-02-01');
  expect(to('ArrowLeft', true)).toBe('2027-02-01');
  expect(to('ArrowUp')).toBe('2027-01-24');
  expect(to('ArrowDown')).toBe('2027-02-07');
  expect(to('Home')).toBe('2027-01-25');
  expect(to('End')).toBe('2027-01-31');
  expect(to('PageDown')).toBe('2027-02-28');
  expect(to('PageUp')).toBe('2026-12-31');
  expect(to('x')).toBeNull();
});

test('full is told against the hours, also when overbooked, and not at all on a closed day', () => {
  const load = (bookedMinutes: number, openMinutes: number) =>
    percentFull({ date: day('2027-01-04'), visits: 1, bookedMinutes, openMinutes });
  expect(load(324, 540)).toBe(60);
  expect(load(600, 540)).toBe(111);
  expect(load(0, 540)).toBe(0);
  expect(load(30, 0)).toBeNull();
});
