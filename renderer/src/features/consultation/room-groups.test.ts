import { expect, test } from 'vitest';
import type { AppointmentDto } from '#shared/contract/appointments';
import { groupsOf, nextOf } from './room-groups';

function visit(id: number, changes: Record<string, unknown>): AppointmentDto {
  const base = {
    id,
    start: `2027-01-04T1${String(id)}:00`,
    kind: 'slot',
    tokenNo: null,
    state: 'scheduled',
    queueMark: null,
    type: null,
    arrivedAt: null,
    completedAt: null,
  };
  // Only what the lists look at.
  return { ...base, ...changes } as unknown as AppointmentDto;
}

const ids = (visits: readonly AppointmentDto[]) => visits.map(({ id }) => id);

test('who is in the room stands first, then the longest waiting, whoever stepped aside last', () => {
  const waits = (id: number, arrivedAt: string, more = {}) =>
    visit(id, { state: 'waiting', arrivedAt: `2027-01-04T05:${arrivedAt}:00Z`, ...more });
  const groups = groupsOf([
    waits(1, '40'),
    waits(2, '10', { queueMark: 'skipped' }),
    waits(3, '20'),
    visit(4, { state: 'in_room', arrivedAt: '2027-01-04T05:50:00Z' }),
    visit(5, { state: 'done', completedAt: '2027-01-04T05:30:00Z' }),
    visit(9, { state: 'done', completedAt: '2027-01-04T05:35:00Z' }),
    visit(6, {}),
    visit(7, { type: 'telemedicine' }),
    visit(8, { state: 'cancelled' }),
  ]);
  expect(ids(groups.waiting)).toEqual([4, 3, 1, 2]);
  expect(ids(groups.later)).toEqual([6]);
  expect(ids(groups.video)).toEqual([7]);
  expect(ids(groups.done)).toEqual([9, 5]);
  expect(nextOf(groups)?.id).toBe(3);
  expect(nextOf(groups, groups.waiting[1]?.id)?.id).toBe(1);
});

test('numbers go by the number, and with nobody in the line nobody is next', () => {
  const number = (id: number, tokenNo: number) => visit(id, { state: 'waiting', kind: 'token', tokenNo });
  expect(ids(groupsOf([number(1, 12), number(2, 3)]).waiting)).toEqual([2, 1]);
  expect(nextOf(groupsOf([visit(1, {})]))).toBeNull();
});
