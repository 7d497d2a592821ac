import { expect, test } from 'vitest';
import { CalendarRange } from '#shared/contract/appointments';
import { doctor, MONDAY, visit } from '../../../test-support/visits';
import { linesOf, withTurns } from './line';

/** 11:08 in Kolkata. */
const now = { today: MONDAY, minute: 668, instant: Date.parse('2027-01-04T05:38:00Z') };
const doctors = [doctor(1, { seesBy: 'token', defaultMinutes: 10 })];

function token(tokenNo: number, state: string, more: object = {}) {
  return visit(tokenNo, '09:00', '09:05', { kind: 'token', tokenNo, state, ...more });
}

function range(...appointments: unknown[]): CalendarRange {
  return CalendarRange.parse({
    appointments,
    hours: [
      { doctorId: 1, date: MONDAY, ranges: [{ from: '09:00', to: '18:00' }], blocked: [], ownHours: false },
    ],
    asOf: '2027-01-04T05:38:00Z',
  });
}

function drawn(shown: CalendarRange): [number, string, string][] {
  return withTurns(shown, doctors, now).appointments.map(({ id, start, end }) => [
    id,
    start.slice(11),
    end.slice(11),
  ]);
}

test('numbers are drawn one after the other: who was seen when it was so, who waits at the turn', () => {
  expect(
    drawn(
      range(
        token(1, 'done', { inRoomAt: '2027-01-04T05:10:00Z', completedAt: '2027-01-04T05:31:00Z' }),
        token(2, 'in_room', { inRoomAt: '2027-01-04T05:31:00Z' }),
        token(3, 'waiting'),
        token(4, 'waiting', { queueMark: 'skipped', markedAt: '2027-01-04T05:35:00Z' }),
        token(5, 'waiting'),
      ),
    ),
  ).toEqual([
    [1, '10:40', '11:01'],
    [2, '11:01', '11:08'],
    [3, '11:11', '11:21'],
    [4, '11:31', '11:41'],
    [5, '11:21', '11:31'],
  ]);
});

test('bookings, cancelled numbers and other days stay where they are', () => {
  const others = range(
    visit(1, '11:00', '11:20', { state: 'waiting' }),
    token(2, 'cancelled'),
    visit(3, '2027-01-05T09:00', '2027-01-05T09:05', { kind: 'token', tokenNo: 3, state: 'waiting' }),
  );
  expect(withTurns(others, doctors, now).appointments).toEqual(others.appointments);
});

test('who would be seen after midnight is not drawn, and has a turn all the same', () => {
  const crowd = range(...Array.from({ length: 500 }, (_, index) => token(index + 1, 'waiting')));
  expect(drawn(crowd)).toHaveLength(78);
  expect(linesOf(crowd, doctors, now).get(1)?.turns.size).toBe(500);
});

test('a day without numbers is the same day', () => {
  const plain = range(visit(1, '11:00', '11:20'));
  expect(withTurns(plain, doctors, now)).toBe(plain);
});
