import { expect, it } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { lineOf } from './wording';

const visit = { start: '2027-01-04T23:45' } as Parameters<typeof lineOf>[0];
const timeOn = (date: string, clock: '24' | '12', locale: string) =>
  lineOf(visit, ClinicDate.parse(date), { clock, locale }).time;

it('a line of the day sheet has the time, and the day where it began the day before, as the clinic writes them', () => {
  expect(timeOn('2027-01-04', '24', 'en-IN')).toBe('23:45');
  expect(timeOn('2027-01-04', '12', 'en-IN')).toBe('11:45 pm');
  expect(timeOn('2027-01-05', '24', 'en-IN')).toBe('04/01/2027 23:45');
  expect(timeOn('2027-01-05', '12', 'en-US')).toBe('01/04/2027 11:45 pm');
});
