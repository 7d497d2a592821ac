import { describe, expect, test } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { isDose } from './dose';
import { parseDays, reviewDate } from './course';

describe('isDose', () => {
  test.each([
    '500 mg',
    '500mg',
    '0.5 g',
    '½ tab',
    '1½ tablets',
    '1/2 tab',
    '5 ml',
    '250 mg/5 ml',
    '500/125 mg',
    '10/12.5 mg',
    '500 mg + 125 mg',
    '40 IU',
    '2 puffs',
    '1 %',
    '50 µg',
    '1,5 mg',
    '10 मि.ली.',
  ])('takes %s', (typed) => {
    expect(isDose(typed)).toBe(true);
  });

  test.each(['', 'some', '500', 'mg', '0 mg', '0.00 mg', '-5 mg', '500 mg +', '5 5', '1e3 mg', '<b>'])(
    'refuses %j',
    (typed) => {
      expect(isDose(typed)).toBe(false);
    },
  );
});

describe('courses', () => {
  test.each([
    ['7', 7],
    ['7d', 7],
    ['2w', 14],
    ['2 weeks', 14],
    ['1m', 30],
    ['731', 731],
  ])('reads %s', (typed, days) => {
    expect(parseDays(typed)).toBe(days);
  });

  test.each(['', '0', '-3', '1.5', '732', '9999', '2y', 'soon'])('refuses %j', (typed) => {
    expect(parseDays(typed)).toBeNull();
  });

  test('without a number the longest course sets the day of the review', () => {
    const today = ClinicDate.parse('2027-01-04');
    expect(reviewDate(today, '', [3, 10, null])).toBe('2027-01-14');
    expect(reviewDate(today, '2w', [3])).toBe('2027-01-18');
    expect(reviewDate(today, '', [null])).toBeNull();
    expect(reviewDate(today, 'soon', [3])).toBeNull();
  });
});
