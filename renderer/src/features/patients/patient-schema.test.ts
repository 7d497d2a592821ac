import { expect, test } from 'vitest';
import { emptyPatient, patientFromSearch, PatientForm, touchedFields } from './patient-schema';

test('what was searched for starts the registration: words as a name, digits as a phone', () => {
  expect(patientFromSearch('meera devi rao')).toMatchObject({
    firstName: 'Meera Devi',
    lastName: 'Rao',
    phone: '',
  });
  expect(patientFromSearch('98200 11001')).toMatchObject({ firstName: '', phone: '98200 11001' });
});

test('what was typed becomes the fields of the call', () => {
  const parsed = PatientForm.parse({
    ...emptyPatient,
    firstName: ' Meera ',
    birth: '45',
    phone: '98200 11001',
  });
  expect(parsed).toEqual({
    firstName: 'Meera',
    lastName: null,
    phone: '98200 11001',
    contactEmail: null,
    birth: { kind: 'age', value: 45, unit: 'years' },
    gender: null,
    guardian: null,
    oldFileNo: null,
    deskNotes: null,
    address: null,
    language: null,
  });
});

test('each wrong field is told at its own name with its code', () => {
  const parsed = PatientForm.safeParse({ ...emptyPatient, birth: 'soon', phone: 'none' });
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['birth', 'not_a_date'],
    ['firstName', 'required'],
    ['phone', 'not_a_phone'],
  ]);
});

test('only touched fields are sent', () => {
  const fields = PatientForm.parse({ ...emptyPatient, firstName: 'Meera', phone: '98200 11001' });
  expect(touchedFields(fields, { phone: true })).toEqual({ phone: '98200 11001' });
});

test('a text that is too long is told with its number', () => {
  const parsed = PatientForm.safeParse({
    ...emptyPatient,
    firstName: 'x'.repeat(101),
    address: 'y'.repeat(301),
  });
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['firstName', 'too_long:100'],
    ['address', 'too_long:300'],
  ]);
});
