import { expect, test } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { daysAhead, daysLate, isAtDesk, reviewDays } from './reviews';

const day = (text: string) => ClinicDate.parse(text);

test('the wanted day comes first, then the days after it and those before, none that is over', () => {
  expect(reviewDays(day('2028-08-14'), day('2028-08-07')).map((date) => date.slice(8))).toEqual([
    '14',
    '15',
    '16',
    '17',
    '13',
    '12',
    '11',
  ]);
  expect(reviewDays(day('2028-03-01'), day('2028-02-29'))).toEqual([
    '2028-03-01',
    '2028-03-02',
    '2028-03-03',
    '2028-03-04',
    '2028-02-29',
  ]);
});

test('who is called is offered tomorrow at the earliest', () => {
  expect(daysAhead(day('2028-12-31'))).toEqual([
    '2029-01-01',
    '2029-01-02',
    '2029-01-03',
    '2029-01-04',
    '2029-01-05',
    '2029-01-06',
    '2029-01-07',
  ]);
});

test('days late are counted over the ends of months', () => {
  expect(daysLate(day('2028-02-28'), day('2028-03-01'))).toBe(2);
});

test('for half an hour after the signing the patient is taken to stand at the desk', () => {
  const signedAt = '2028-08-07T04:30:00Z';
  expect(isAtDesk(signedAt, Date.parse('2028-08-07T04:59:59Z'))).toBe(true);
  expect(isAtDesk(signedAt, Date.parse('2028-08-07T05:00:00Z'))).toBe(false);
});
