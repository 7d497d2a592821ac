import { expect, test } from 'vitest';
import { boxOf, emptyWalkIn, readWalkIn } from './walk-in-form';

const typed = { ...emptyWalkIn, doctor: '3' };

test('a name, an age and a phone are someone new', () => {
  const read = readWalkIn({ ...typed, who: 'ravi kumar', birth: '45', other: '98450 12345' });
  expect(read).toMatchObject({
    ok: true,
    input: {
      patient: {
        kind: 'new',
        fields: {
          firstName: 'Ravi',
          lastName: 'Kumar',
          phone: '98450 12345',
          birth: { kind: 'age', value: 45, unit: 'years' },
        },
      },
      doctor: { kind: 'doctor', id: 3 },
      reason: null,
    },
  });
});

test('a phone typed first asks for the name in the other box', () => {
  const read = readWalkIn({ ...typed, who: '98450 12345', other: 'ravi' });
  expect(read).toMatchObject({
    input: { patient: { fields: { firstName: 'Ravi', phone: '98450 12345' } } },
  });
});

test('someone who was found is sent by id, whoever is free first by kind', () => {
  expect(readWalkIn({ ...typed, patientId: 7, who: 'ra', doctor: 'of:ENT', reason: ' Ear ' })).toEqual({
    ok: true,
    input: {
      patient: { kind: 'known', id: 7 },
      doctor: { kind: 'earliest', specialization: 'ENT' },
      reason: ' Ear ',
    },
  });
  expect(readWalkIn({ ...typed, patientId: 7, doctor: 'any' })).toMatchObject({
    input: { doctor: { kind: 'earliest', specialization: null } },
  });
});

test('what is wrong is told at the box where it was typed', () => {
  expect(readWalkIn({ ...typed, who: '', birth: 'long ago', other: 'call her' })).toEqual({
    ok: false,
    wrong: { who: 'required', birth: 'not_a_date', other: 'not_a_phone' },
  });
  expect(readWalkIn({ ...typed, who: '98450 12345' })).toEqual({ ok: false, wrong: { other: 'required' } });
  expect(boxOf('patient.fields.birth', 'Ravi')).toBe('birth');
  expect(boxOf('patient.fields.phone', '98450')).toBe('who');
  expect(boxOf('patient.fields.firstName', '98450')).toBe('other');
});
