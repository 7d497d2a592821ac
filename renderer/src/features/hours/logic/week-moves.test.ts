import { expect, test } from 'vitest';
import { HoursRuleDto } from '#shared/contract/hours';
import { type HoursDraft, draftOf, rescoped, rulesAfter } from './draft';
import { nextWorkDates, occurrencesOf } from './occurrences';
import { hoursAt, movedTo, placed, stretchedTo } from './week-moves';
import { ClinicDate } from '#shared/values/wall-clock';

const day = (date: string) => ClinicDate.parse(date);
const tuesday = day('2028-03-07');
const thursday = day('2028-03-09');
const mornings = HoursRuleDto.parse({
  id: 7,
  version: 1,
  doctorId: 2,
  date: '2028-03-07',
  start: '09:00',
  end: '12:00',
  available: true,
  recurrence: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20280331',
  label: 'Mornings',
  exceptions: [],
});
const block = { date: tuesday, from: 540, to: 720 };

/** Dates and times of the rules as they would be. */
function said(draft: HoursDraft | null): string[] {
  const rules = rulesAfter([mornings], draft);
  return occurrencesOf(rules, day('2028-03-06'), day('2028-03-19')).map(
    ({ rule, date }) => `${date} ${rule.start}–${rule.end}`,
  );
}

test('hours keep within the day, whichever way they are carried or stretched', () => {
  expect(movedTo(block, thursday, 1400)).toEqual({ date: thursday, from: 1260, to: 1440 });
  expect(movedTo(block, thursday, -30)).toEqual({ date: thursday, from: 0, to: 180 });
  expect(stretchedTo(block, 'to', 500)).toEqual({ ...block, to: 555 });
  expect(stretchedTo(block, 'from', 1440)).toEqual({ ...block, from: 705 });
});

test('a block that is carried to another day is meant for its date, until more are chosen', () => {
  const place = { date: thursday, from: 600, to: 780 };
  const draft = placed({ rule: mornings, date: tuesday }, place, null, [mornings]);
  expect(said(draft)).toEqual(['2028-03-09 10:00–13:00', '2028-03-14 09:00–12:00']);
  if (!draft) throw new Error('no draft');
  expect(said(rescoped(draft, 'all'))).toEqual(['2028-03-07 10:00–13:00', '2028-03-14 10:00–13:00']);
  const all = draftOf(mornings);
  const [own] = occurrencesOf(rulesAfter([mornings], all), tuesday, tuesday);
  if (!own) throw new Error('no occurrence');
  const moved = placed(own, place, all, [mornings]);
  expect(said(moved)).toEqual(['2028-03-09 10:00–13:00', '2028-03-16 10:00–13:00']);
});

test('following begins with its date, and what was before stays', () => {
  const draft = draftOf(mornings, 'following', day('2028-03-14'));
  const later = { ...draft, typed: { ...draft.typed, start: '10:00' } };
  expect(said(later)).toEqual(['2028-03-07 09:00–12:00', '2028-03-14 10:00–12:00']);
  const removed: HoursDraft = { kind: 'remove', base: mornings, scope: 'this', date: tuesday };
  expect(said(removed)).toEqual(['2028-03-14 09:00–12:00']);
});

test('another block waits until the change in hand is saved or given up', () => {
  const draft = hoursAt({ date: thursday, from: 540, to: 600 });
  expect(placed({ rule: mornings, date: tuesday }, block, draft, [mornings])).toBeNull();
});

test('the next dates show the days that leave and holidays take, and no others', () => {
  const leave = { ...mornings, id: 8, available: false, recurrence: null, date: day('2028-03-14') };
  const none = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const clinic = {
    openingHours: none,
    holidays: [
      { date: day('2028-03-21'), name: 'Holi' },
      { date: day('2028-03-22'), name: 'Nobody’s day' },
    ],
    timeZone: 'Asia/Kolkata',
  };
  const dates = nextWorkDates([mornings, leave], clinic, day('2028-03-01'), 12);
  expect(dates.map(({ date, day: { open, blocked } }) => [date, open.length, blocked[0]?.why])).toEqual([
    ['2028-03-07', 1, undefined],
    ['2028-03-14', 0, 'leave'],
    ['2028-03-21', 0, 'holiday'],
    ['2028-03-28', 1, undefined],
  ]);
});
