import { expect, test } from 'vitest';
import { CalendarRange } from '#shared/contract/appointments';
import { visit } from '../../../test-support/visits';
import { ClinicDate } from '#shared/values/wall-clock';
import { askedBy, withToMove, withVisit } from './patch';

function range(...appointments: unknown[]) {
  return CalendarRange.parse({ appointments, hours: [], asOf: '2027-01-04T05:00:00Z' });
}

const monday = askedBy('appointments.day', { date: '2027-01-04', doctorIds: null });
const week = askedBy('appointments.week', { from: '2027-01-04', doctorId: 1 });

function idsAfter(asked: typeof monday, before: CalendarRange, changed: ReturnType<typeof visit>) {
  if (!asked) throw new Error('the query was not read back');
  return withVisit(before, asked, changed).appointments.map(({ id, version }) => [id, version]);
}

test('a booking appears on its day and in the week of its doctor, and nowhere else', () => {
  const booked = visit(7, '10:00', '10:20');
  expect(idsAfter(monday, range(), booked)).toEqual([[7, 1]]);
  expect(idsAfter(week, range(), booked)).toEqual([[7, 1]]);
  expect(idsAfter(week, range(), visit(7, '10:00', '10:20', { doctorId: 2 }))).toEqual([]);
  expect(idsAfter(monday, range(), visit(7, '2027-01-05T10:00', '2027-01-05T10:20'))).toEqual([]);
});

test('a visit that left the day is taken off it', () => {
  const away = visit(7, '2027-01-06T10:00', '2027-01-06T10:20', { version: 2 });
  expect(idsAfter(monday, range(visit(7, '10:00', '10:20')), away)).toEqual([]);
});

test('an answer that comes late does not undo a newer one', () => {
  const newer = range(visit(7, '11:00', '11:20', { version: 3 }));
  expect(idsAfter(monday, newer, visit(7, '10:00', '10:20', { version: 2 }))).toEqual([[7, 3]]);
});

test('other queries are not calendars', () => {
  expect(askedBy('patients.get', { id: 1 })).toBeNull();
});

test('who is parked leaves the day and is the last of those to be moved; who is placed or closed leaves those', () => {
  const parked = visit(1, '10:00', '10:20', { version: 2, toMoveAt: '2027-01-04T04:00:00Z' });
  const day = {
    appointments: [visit(1, '10:00', '10:20')],
    hours: [],
    asOf: '2027-01-04T04:00:00Z' as never,
  };
  const asked = { from: ClinicDate.parse('2027-01-04'), days: 1, doctorIds: null };
  expect(withVisit(day, asked, parked).appointments).toEqual([]);

  const listed = withToMove({ visits: [], total: 0 }, parked);
  expect(listed).toEqual({ visits: [{ ...parked, why: 'parked' }], total: 1 });
  expect(withToMove(listed, visit(1, '12:00', '12:20', { version: 3 }))).toEqual({ visits: [], total: 0 });
  expect(withToMove(listed, { ...parked, version: 3, state: 'cancelled' })).toEqual({ visits: [], total: 0 });
  expect(withToMove(listed, visit(1, '12:00', '12:20'))).toEqual(listed);
});
