import { expect, test } from 'vitest';
import { DoctorId, Version } from '#shared/values/ids';
import { ClinicDateTime } from '#shared/values/wall-clock';
import { changedSince } from './meanwhile';

const began = {
  version: Version.parse(3),
  doctorId: DoctorId.parse(1),
  start: ClinicDateTime.parse('2027-01-04T09:00'),
  end: ClinicDateTime.parse('2027-01-04T09:15'),
  state: 'scheduled' as const,
  type: null,
  reason: 'knee',
  deskNotes: null,
};
const later = { ...began, version: Version.parse(4) };
const nothing = { place: false, state: false, type: false, reason: false, deskNotes: false };

test('what another desk saved since is told apart', () => {
  expect(changedSince(began, { ...later, reason: 'hip' })).toEqual({ ...nothing, reason: true });
  expect(changedSince(began, { ...later, state: 'cancelled' })).toEqual({ ...nothing, state: true });
  expect(changedSince(began, { ...later, doctorId: DoctorId.parse(2) })).toEqual({ ...nothing, place: true });
  expect(changedSince(began, later)).toEqual(nothing);
});

test('a visit that is only shown elsewhere while it is on its way was changed by nobody', () => {
  expect(changedSince(began, { ...began, start: ClinicDateTime.parse('2027-01-04T10:00') })).toBeNull();
});
