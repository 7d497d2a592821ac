import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ClinicDate,
  ClinicDateTime,
  addDays,
  atMinute,
  clinicDateTime,
  minuteOfDay,
  minutesBetween,
  plainDateTime,
} from './wall-clock';

const date = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('2150-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => ClinicDate.parse(day.toISOString().slice(0, 10)));

describe('wall-clock values', () => {
  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-4', '27-01-04', '', '2027-04-31'])(
    'refuses the date %s',
    (value) => {
      expect(ClinicDate.safeParse(value).success).toBe(false);
    },
  );

  it.each([
    '2027-01-04T24:00',
    '2027-01-04 10:00',
    '2027-01-04T10:00:00',
    '2027-01-04T10:60',
    '2027-02-30T10:00',
  ])('refuses the time %s', (value) => {
    expect(ClinicDateTime.safeParse(value).success).toBe(false);
  });

  it('takes the leap day of a leap year', () => {
    expect(ClinicDate.safeParse('2028-02-29').success).toBe(true);
  });

  it('a minute of a day and back is the same minute', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        expect(minuteOfDay(atMinute(day, minute))).toBe(minute);
      }),
    );
  });

  it('days added and taken away again are the same day', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });

  it('minutes between two times are what was added, over days and within one', () => {
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: -3000, max: 3000 }),
        (day, minute, more) => {
          const from = atMinute(day, minute);
          const to = clinicDateTime(plainDateTime(from).add({ minutes: more }));
          expect(minutesBetween(from, to)).toBe(more);
        },
      ),
    );
  });

  it('minutes between two times do not care about the machine’s clock changes', () => {
    const before = ClinicDateTime.parse('2027-03-28T00:00');
    expect(minutesBetween(before, ClinicDateTime.parse('2027-03-28T06:00'))).toBe(360);
  });
});
