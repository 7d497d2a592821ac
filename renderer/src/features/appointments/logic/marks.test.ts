import { expect, test } from 'vitest';
import { AppointmentId } from '#shared/values/ids';
import { ClinicDate, ClinicDateTime, UtcInstant } from '#shared/values/wall-clock';
import { marksOf } from './marks';

/** 11:10 in the clinic, half past five and ten in UTC. */
const now = {
  today: ClinicDate.parse('2027-01-04'),
  minute: 11 * 60 + 10,
  instant: Date.parse('2027-01-04T05:40:00Z'),
};

const booked = (start: string) => ({
  id: AppointmentId.parse(7),
  state: 'scheduled' as const,
  kind: 'slot' as const,
  start: ClinicDateTime.parse(start),
  arrivedAt: null,
});

const waiting = (arrivedAt: string) => ({
  ...booked('2027-01-04T11:30'),
  state: 'waiting' as const,
  arrivedAt: UtcInstant.parse(arrivedAt),
});

test('a booked patient is late from the tenth minute on', () => {
  expect(marksOf([booked('2027-01-04T11:00')], now)).toEqual([{ visitId: 7, kind: 'late', minutes: 10 }]);
  expect(marksOf([booked('2027-01-04T11:05')], now)).toEqual([]);
  expect(marksOf([booked('2027-01-04T11:30')], now)).toEqual([]);
});

test('who waits is marked after a quarter and again after half an hour, as in the waiting list', () => {
  expect(marksOf([waiting('2027-01-04T05:25:30Z')], now)).toEqual([]);
  expect(marksOf([waiting('2027-01-04T05:25:00Z')], now)).toEqual([
    { visitId: 7, kind: 'waits', minutes: 15 },
  ]);
  expect(marksOf([waiting('2027-01-04T05:10:00Z')], now)).toEqual([
    { visitId: 7, kind: 'waitsLong', minutes: 30 },
  ]);
});

test('a number has no time to be late for, another day nobody to wait for, and who is in the room is here', () => {
  expect(marksOf([{ ...booked('2027-01-04T09:00'), kind: 'token' }], now)).toEqual([]);
  expect(marksOf([booked('2027-01-03T09:00')], now)).toEqual([]);
  expect(marksOf([{ ...booked('2027-01-04T09:00'), state: 'in_room' }], now)).toEqual([]);
  expect(marksOf([{ ...booked('2027-01-04T09:00'), state: 'cancelled' }], now)).toEqual([]);
});
