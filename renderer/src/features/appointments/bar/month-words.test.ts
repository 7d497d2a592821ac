import { expect, test } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { i18n } from '../../../app/i18n';
import { monthDayWords } from './month-words';

const date = ClinicDate.parse('2026-11-26');

function words(load: readonly [visits: number, bookedMinutes: number, openMinutes: number] | null): string {
  const known = load && { date, visits: load[0], bookedMinutes: load[1], openMinutes: load[2] };
  return monthDayWords(i18n.t, 'en-IN', { date, isToday: false, load: known ?? undefined });
}

test('a day says how many come and how full it is, a closed one that it is closed, an unknown one its date', () => {
  expect(words([43, 1944, 3240])).toBe('Thu, 26 November, 43 visits, 60 % full');
  expect(words([1, 15, 3240])).toBe('Thu, 26 November, 1 visit, 0 % full');
  expect(words([0, 0, 0])).toBe('Thu, 26 November, closed');
  expect(words([2, 30, 0])).toBe('Thu, 26 November, closed, 2 visits');
  expect(words(null)).toBe('Thu, 26 November');
});
