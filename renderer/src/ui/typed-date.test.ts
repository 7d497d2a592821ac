import { expect, test } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { asTyped, parseDate } from './typed-date';

const near = ClinicDate.parse('2027-01-20');

test.each([
  ['4', '2027-01-04'],
  ['4/2', '2027-02-04'],
  ['4.2.28', '2028-02-04'],
  ['04/01/2027', '2027-01-04'],
  ['2027-01-04', '2027-01-04'],
  ['31/02/2027', null],
  ['tomorrow', null],
  ['', null],
])('%s is read day first as %s', (typed, date) => {
  expect(parseDate(typed, near)).toBe(date);
});

test('a day is written day first; what is none stays as typed', () => {
  expect(asTyped('2027-01-04')).toBe('04/01/2027');
  expect(asTyped('4/')).toBe('4/');
});
