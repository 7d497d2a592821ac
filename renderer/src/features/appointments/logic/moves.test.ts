import { expect, test } from 'vitest';
import { ClinicDate } from '#shared/values/wall-clock';
import { column, MONDAY, visit } from '../../../test-support/visits';
import { carry, lifted, settleCarried, type Carried } from './carry';
import { holderOf, roomFor } from './clash';
import { columnKey } from './columns';
import { pixelsPerMinute, snap, spanAt, spanBetween, stretched } from './scale';
import { timesOf } from './times';

const taken = column(1, [visit(1, '10:00', '10:20'), visit(2, '11:00', '11:20', { state: 'cancelled' })]);

test('what is lifted is over its own doctor, on its day or on the day that is shown', () => {
  const tuesday = visit(9, '2027-01-05T10:30', '2027-01-05T10:50', { doctorId: 2 });
  expect(lifted([taken, column(2, [])], tuesday, false)).toMatchObject({
    columnKey: '2@2027-01-04',
    from: 630,
    length: 20,
  });
  const number = visit(9, '10:00', '10:05', { kind: 'token', tokenNo: 4 });
  expect(lifted([taken], number, true)?.length).toBe(15);
  expect(lifted([], tuesday, false)).toBeNull();
});

test('what is carried goes along: to the same doctor on another day, to the same weekday in another week', () => {
  const dayOf = (date: string, doctorId: number) => {
    const day = ClinicDate.parse(date);
    return { ...column(doctorId, []), key: columnKey(doctorId, day), date: day };
  };
  const nextDay = [dayOf('2027-01-05', 2), dayOf('2027-01-05', 1)];
  expect(settleCarried(nextDay, carried)).toEqual({ ...carried, columnKey: '1@2027-01-05' });
  const nextWeek = ['2027-01-11', '2027-01-12', '2027-01-13'].map((date) => dayOf(date, 1));
  const onTuesday = { ...carried, columnKey: '1@2027-01-05' };
  expect(settleCarried(nextWeek, onTuesday).columnKey).toBe('1@2027-01-12');
  expect(settleCarried([taken], carried)).toBe(carried);
  expect(settleCarried([dayOf('2027-01-05', 7)], carried).columnKey).toBe('7@2027-01-05');
});

test('minutes snap to five', () => {
  expect([snap(602), snap(603), snap(600)]).toEqual([600, 605, 600]);
});

test('a drag downwards and one upwards draw the same time, at least five minutes long', () => {
  expect(spanBetween(601, 629)).toEqual({ from: 600, to: 630 });
  expect(spanBetween(629, 601)).toEqual({ from: 600, to: 630 });
  expect(spanBetween(601, 602)).toEqual({ from: 600, to: 605 });
});

test('a visit stays inside the day and keeps its length', () => {
  expect(spanAt(-20, 15)).toEqual({ from: 0, to: 15 });
  expect(spanAt(1600, 15)).toEqual({ from: 1435, to: 1450 });
});

test('the lower edge goes no higher than five minutes and no further than the longest visit', () => {
  expect(stretched({ from: 600, to: 620 }, 590, 720)).toEqual({ from: 600, to: 605 });
  expect(stretched({ from: 600, to: 620 }, 1430, 720)).toEqual({ from: 600, to: 1320 });
});

test('four pixels a minute as soon as a doctor works in five minutes', () => {
  expect(pixelsPerMinute([column(1, [])])).toBe(2);
  expect(pixelsPerMinute([column(1, []), column(2, [], { gridMinutes: 5 })])).toBe(4);
});

test('the one who holds a time is named; what is cancelled, ends then or is moved itself is not', () => {
  expect(holderOf(taken, { from: 610, to: 640 }, null)?.id).toBe(1);
  expect(holderOf(taken, { from: 620, to: 640 }, null)).toBeNull();
  expect(holderOf(taken, { from: 610, to: 640 }, 1)).toBeNull();
  expect(holderOf(taken, { from: 660, to: 680 }, null)).toBeNull();
});

test('a new visit is as long as usual, or as long as the gap', () => {
  expect(roomFor(taken, 590, 30)).toBe(10);
  expect(roomFor(taken, 540, 30)).toBe(30);
  expect(roomFor(taken, 605, 30)).toBe(30);
});

const carried: Carried = {
  visit: visit(1, '10:00', '10:20'),
  copies: false,
  columnKey: taken.key,
  from: 600,
  length: 20,
};
const columns = [taken, column(2, [])];

test('carrying moves by five minutes, by an hour and between doctors', () => {
  expect(carry(columns, carried, 'down').from).toBe(605);
  expect(carry(columns, carried, 'pageUp').from).toBe(540);
  expect(carry(columns, carried, 'right').columnKey).toBe('2@2027-01-04');
  expect(carry(columns, carried, 'left').columnKey).toBe('1@2027-01-04');
});

test('carrying changes the length between five minutes and twelve hours', () => {
  expect(carry(columns, carried, 'longer').length).toBe(25);
  expect(carry(columns, { ...carried, length: 5 }, 'shorter').length).toBe(5);
  expect(carry(columns, { ...carried, length: 720 }, 'longer').length).toBe(720);
});

test('a late visit ends on the next day', () => {
  expect(timesOf(MONDAY, '23:50', 20)).toEqual({ start: '2027-01-04T23:50', end: '2027-01-05T00:10' });
});
