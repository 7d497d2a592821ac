import { describe, expect, it } from 'vitest';
import { ClinicDate, ClinicDateTime, ClinicTime } from '#shared/values/wall-clock';
import { clashesOf, firstCommonDate } from './clash';
import { beginningOnFirst, splitAt, withoutDate } from './change';
import { datesOf } from './dates';
import { describeRule } from './describe';
import { type ClinicHours, expandDoctor } from './expand';
import { outsideHours } from './placing';
import type { HoursRule } from './rule';

const date = (text: string) => ClinicDate.parse(text);
const NINE_TO_FIVE = [{ from: ClinicTime.parse('09:00'), to: ClinicTime.parse('17:00') }];
const CLINIC: ClinicHours = {
  openingHours: {
    mon: NINE_TO_FIVE,
    tue: NINE_TO_FIVE,
    wed: NINE_TO_FIVE,
    thu: NINE_TO_FIVE,
    fri: NINE_TO_FIVE,
    sat: [],
    sun: [],
  },
  holidays: [{ date: date('2028-01-26'), name: 'Republic Day' }],
  timeZone: 'Asia/Kolkata',
};

let lastId = 0;
/** `hours('2028-01-03', '09:00-13:00', 'FREQ=…')`; leave with `available: false`. */
function hours(
  from: string,
  times: string,
  recurrence: string | null,
  more: Partial<HoursRule> = {},
): HoursRule {
  const [start = '', end = ''] = times.split('-');
  lastId += 1;
  return {
    id: lastId,
    doctorId: 7,
    date: date(from),
    start: ClinicTime.parse(start),
    end: ClinicTime.parse(end),
    available: true,
    recurrence,
    label: null,
    exceptions: [],
    ...more,
  };
}
const leave = (from: string, times: string, recurrence: string | null, label: string | null = null) =>
  hours(from, times, recurrence, { available: false, label });

const time = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
function open(rules: HoursRule[], from: string, to = from, clinic = CLINIC): Record<string, string> {
  const days = expandDoctor(7, rules, clinic, date(from), date(to));
  return Object.fromEntries(
    days.map((day) => [day.date, day.open.map((range) => `${time(range.from)}-${time(range.to)}`).join(' ')]),
  );
}

describe("a doctor's days", () => {
  it('follow the clinic without own hours, also with leave', () => {
    expect(open([], '2028-01-07', '2028-01-08')).toEqual({ '2028-01-07': '09:00-17:00', '2028-01-08': '' });
    expect(open([leave('2028-01-07', '12:00-13:00', null)], '2028-01-07')).toEqual({
      '2028-01-07': '09:00-12:00 13:00-17:00',
    });
  });

  it('are their own as soon as there are any, on other days too', () => {
    const rules = [hours('2028-01-08', '10:00-14:00', 'FREQ=MONTHLY;BYDAY=2SA')];
    expect(open(rules, '2028-01-07', '2028-01-08')).toEqual({
      '2028-01-07': '',
      '2028-01-08': '10:00-14:00',
    });
    expect(open(rules, '2028-02-05', '2028-02-05')).toEqual({ '2028-02-05': '' });
  });

  it('have several blocks, and what touches is one', () => {
    const rules = [
      hours('2028-01-03', '17:00-20:00', 'FREQ=WEEKLY'),
      hours('2028-01-03', '09:00-12:00', 'FREQ=WEEKLY'),
      hours('2028-01-03', '12:00-13:00', 'FREQ=WEEKLY'),
    ];
    expect(open(rules, '2028-01-10')).toEqual({ '2028-01-10': '09:00-13:00 17:00-20:00' });
  });

  it('lose what is leave, whichever was entered last, and say its label', () => {
    const rules = [
      leave('2028-01-03', '13:00-14:00', 'FREQ=DAILY', 'Lunch'),
      hours('2028-01-03', '09:00-17:00', 'FREQ=DAILY'),
      leave('2028-01-05', '00:00-24:00', 'FREQ=DAILY;UNTIL=20280106', 'Congress'),
    ];
    expect(open(rules, '2028-01-04', '2028-01-07')).toEqual({
      '2028-01-04': '09:00-13:00 14:00-17:00',
      '2028-01-05': '',
      '2028-01-06': '',
      '2028-01-07': '09:00-13:00 14:00-17:00',
    });
    const [day] = expandDoctor(7, rules, CLINIC, date('2028-01-05'), date('2028-01-05'));
    expect(day?.blocked.map(({ why, label, from }) => [why, label, from])).toEqual([
      ['leave', 'Congress', 0],
      ['leave', 'Lunch', 780],
    ]);
  });

  it('are without the dates taken out', () => {
    const rules = [hours('2028-01-03', '09:00-12:00', 'FREQ=WEEKLY', { exceptions: [date('2028-01-10')] })];
    expect(open(rules, '2028-01-10')).toEqual({ '2028-01-10': '' });
    expect(open(rules, '2028-01-17')).toEqual({ '2028-01-17': '09:00-12:00' });
  });

  it('are closed on a holiday, but for hours entered for that very date', () => {
    const weekly = hours('2028-01-05', '09:00-12:00', 'FREQ=WEEKLY');
    expect(open([], '2028-01-26')).toEqual({ '2028-01-26': '' });
    expect(open([weekly], '2028-01-26')).toEqual({ '2028-01-26': '' });
    expect(open([weekly, hours('2028-01-26', '10:00-11:00', null)], '2028-01-26')).toEqual({
      '2028-01-26': '10:00-11:00',
    });
    const both = [hours('2028-01-26', '10:00-12:00', null), leave('2028-01-26', '10:30-11:00', null)];
    expect(open(both, '2028-01-26')).toEqual({ '2028-01-26': '10:00-10:30 11:00-12:00' });
  });

  it('end at 24:00; a night shift is two rows', () => {
    const night = [
      hours('2028-01-07', '20:00-24:00', 'FREQ=WEEKLY'),
      hours('2028-01-08', '00:00-06:00', 'FREQ=WEEKLY'),
    ];
    expect(open(night, '2028-01-07', '2028-01-08')).toEqual({
      '2028-01-07': '20:00-24:00',
      '2028-01-08': '00:00-06:00',
    });
  });

  it.each([
    ['Europe/Berlin', '2027-03-28', '00:00-02:00 03:00-24:00'],
    // The hour that occurs twice is there once: it is the first.
    ['Europe/Berlin', '2027-10-31', '00:00-24:00'],
    ['Australia/Lord_Howe', '2027-10-03', '00:00-02:00 02:30-24:00'],
    // Clocks that jump at midnight, and a day that never was.
    ['America/Sao_Paulo', '2017-10-15', '01:00-24:00'],
    ['America/Sao_Paulo', '2017-10-14', '00:00-24:00'],
    ['Pacific/Apia', '2011-12-30', ''],
    ['Pacific/Apia', '2011-12-31', '00:00-24:00'],
    ['Asia/Kolkata', '2027-03-28', '00:00-24:00'],
  ])('across a clock change in %s on %s', (timeZone, day, expected) => {
    const always = [hours('2010-01-01', '00:00-24:00', 'FREQ=DAILY')];
    expect(open(always, day, day, { ...CLINIC, holidays: [], timeZone })).toEqual({ [day]: expected });
  });

  it('are no hours at all by a rule that cannot be read', () => {
    expect(open([hours('2028-01-03', '09:00-12:00', 'FREQ=SECONDLY')], '2028-01-03')).toEqual({
      '2028-01-03': '',
    });
  });
});

describe('a visit in the hours', () => {
  const rules = [
    hours('2028-01-03', '09:00-12:00', 'FREQ=DAILY'),
    hours('2028-01-03', '20:00-24:00', 'FREQ=DAILY'),
    hours('2028-01-03', '00:00-02:00', 'FREQ=DAILY'),
    leave('2028-01-04', '10:00-11:00', null, 'Dentist'),
  ];
  const days = expandDoctor(7, rules, CLINIC, date('2028-01-03'), date('2028-01-27'));
  const why = (start: string, end: string) =>
    outsideHours({ start: ClinicDateTime.parse(start), end: ClinicDateTime.parse(end) }, days);

  it.each([
    ['2028-01-03T09:00', '2028-01-03T12:00'],
    ['2028-01-03T23:30', '2028-01-04T00:30'],
    ['2028-01-03T23:30', '2028-01-04T00:00'],
    ['2028-01-04T09:30', '2028-01-04T10:00'],
  ])('inside from %s to %s', (start, end) => {
    expect(why(start, end)).toBeNull();
  });

  it.each([
    ['2028-01-03T11:50', '2028-01-03T12:10', 'hours', '2028-01-03', undefined],
    ['2028-01-04T01:50', '2028-01-04T02:10', 'hours', '2028-01-04', undefined],
    ['2028-01-03T23:30', '2028-01-04T02:30', 'hours', '2028-01-04', undefined],
    ['2028-01-04T09:50', '2028-01-04T10:10', 'leave', '2028-01-04', 'Dentist'],
    ['2028-01-25T23:30', '2028-01-26T00:30', 'holiday', '2028-01-26', 'Republic Day'],
  ])('outside from %s to %s: %s', (start, end, expected, on, label) => {
    expect(why(start, end)).toMatchObject({ why: expected, date: on, ...(label ? { label } : {}) });
  });
});

describe('rules that meet', () => {
  it('on the first common date, however far', () => {
    const odd = hours('2028-01-03', '09:00-12:00', 'FREQ=WEEKLY;INTERVAL=2');
    const even = hours('2028-01-10', '09:00-12:00', 'FREQ=WEEKLY;INTERVAL=2');
    expect(firstCommonDate(odd, even)).toBeNull();
    const fridayThe13th = firstCommonDate(
      hours('2028-01-01', '09:00-12:00', 'FREQ=MONTHLY;BYMONTHDAY=13'),
      hours('2028-01-07', '09:00-12:00', 'FREQ=WEEKLY;BYDAY=FR'),
    );
    expect(fridayThe13th).toBe('2028-10-13');
    const leapDay = hours('2028-02-29', '09:00-12:00', 'FREQ=YEARLY');
    expect(firstCommonDate(leapDay, hours('2029-01-01', '09:00-12:00', 'FREQ=DAILY;INTERVAL=99'))).toBe(
      datesOf(leapDay, date('2029-01-01'), 60).find((day) =>
        datesOf(hours('2029-01-01', '09:00-12:00', 'FREQ=DAILY;INTERVAL=99'), day, 1).includes(day),
      ) ?? null,
    );
  });

  it('only where both are hours and their times overlap', () => {
    const there = [
      hours('2028-01-03', '09:00-12:00', 'FREQ=WEEKLY'),
      leave('2028-01-03', '09:00-12:00', 'FREQ=WEEKLY'),
    ];
    expect(clashesOf(hours('2028-01-01', '11:55-13:00', 'FREQ=DAILY'), there)).toEqual([
      { ruleId: there[0]?.id, date: '2028-01-03' },
    ]);
    expect(clashesOf(hours('2028-01-01', '12:00-13:00', 'FREQ=DAILY'), there)).toEqual([]);
    expect(clashesOf(leave('2028-01-01', '09:00-12:00', 'FREQ=DAILY'), there)).toEqual([]);
  });

  it('are found out in little time when they never do', () => {
    const begun = performance.now();
    const never = firstCommonDate(
      hours('1970-01-05', '09:00-12:00', 'FREQ=WEEKLY;BYDAY=MO'),
      hours('1970-01-06', '09:00-12:00', 'FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU'),
    );
    expect(never).toBeNull();
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('a rule that is changed from a date on', () => {
  const all = (rule: HoursRule | null) => (rule ? datesOf(rule, date('2000-01-01'), 400) : []);
  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA', '2028-01-24'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU', '2028-01-24'],
    ['FREQ=WEEKLY;COUNT=9;BYDAY=MO,TU', '2028-01-18'],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO;UNTIL=20281231', '2028-06-05'],
    ['FREQ=DAILY;INTERVAL=5;COUNT=20', '2028-02-02'],
  ])('%s from %s: together what it was', (recurrence, at) => {
    const rule = hours('2028-01-03', '09:00-12:00', recurrence, {
      exceptions: [date('2028-01-17'), date('2028-06-19')],
    });
    const { before, after } = splitAt(rule, date(at));
    expect([...all(before), ...all(after)].slice(0, 400)).toEqual(all(rule));
    expect(all(before).every((day) => day < at)).toBe(true);
    expect(all(after).every((day) => day >= at)).toBe(true);
    expect(all(before).length).toBeGreaterThan(0);
    expect(all(after).length).toBeGreaterThan(0);
    expect(all(after)[0] === after?.date || (after?.exceptions.length ?? 0) > 0).toBe(true);
  });

  it('is the whole rule from its first date on, and nothing after its last', () => {
    const rule = hours('2028-01-03', '09:00-12:00', 'FREQ=DAILY;COUNT=3');
    expect(splitAt(rule, date('2028-01-03'))).toEqual({ before: null, after: rule });
    expect(splitAt(rule, date('2028-01-06'))).toEqual({ before: rule, after: null });
    expect(splitAt(hours('2028-01-03', '09:00-12:00', null), date('2028-01-04')).after).toBeNull();
  });

  it('can lose one date, but not its only one', () => {
    const rule = hours('2028-01-03', '09:00-12:00', 'FREQ=DAILY;COUNT=2');
    const once = withoutDate(rule, date('2028-01-04'));
    expect(once?.exceptions).toEqual(['2028-01-04']);
    expect(once && withoutDate(once, date('2028-01-03'))).toBeNull();
    expect(withoutDate(hours('2028-01-03', '09:00-12:00', null), date('2028-01-03'))).toBeNull();
  });

  it('begins on a date that it yields', () => {
    const rule = hours('2028-01-01', '09:00-12:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE');
    const moved = beginningOnFirst(rule);
    expect(moved?.date).toBe('2028-01-12');
    expect(moved && all(moved)).toEqual(all(rule));
  });
});

describe('what a sentence says of a rule', () => {
  it.each([
    [null, { every: 'once' }],
    ['FREQ=DAILY;INTERVAL=3', { every: 'day', interval: 3 }],
    ['FREQ=WEEKLY;INTERVAL=2', { every: 'week', interval: 2, days: ['SA'] }],
    ['FREQ=WEEKLY;BYDAY=TU,MO', { every: 'week', interval: 1, days: ['MO', 'TU'] }],
    ['FREQ=MONTHLY;BYDAY=-1FR', { every: 'month', interval: 1, weekdays: [{ ordinal: -1, day: 'FR' }] }],
    ['FREQ=MONTHLY', { every: 'monthDay', interval: 1, monthDays: [1] }],
    ['FREQ=YEARLY', { every: 'year', interval: 1, month: 1, day: 1 }],
  ])('%s', (recurrence, often) => {
    expect(describeRule({ ...hours('2028-01-01', '09:00-13:00', recurrence) })?.often).toEqual(often);
  });

  it('names the last date of a rule that counts', () => {
    const facts = describeRule(hours('2028-01-01', '00:00-24:00', 'FREQ=DAILY;COUNT=5'));
    expect(facts).toMatchObject({ until: '2028-01-05', count: 5, isAllDay: true });
    expect(describeRule(hours('2028-01-01', '09:00-13:00', 'FREQ=HOURLY'))).toBeNull();
  });
});
