import { expect, test } from 'vitest';
import { ClinicDate, ClinicDateTime } from '#shared/values/wall-clock';
import { type Freed, type Wish, byNeed, fitsAt } from './waiting';

const at = (time: string) => ClinicDateTime.parse(`2028-08-07T${time}`);
const freed: Freed = {
  doctorId: 1,
  specialization: 'Skin',
  start: at('10:15'),
  end: at('10:30'),
  patientId: 9,
  gap: { from: at('10:00'), to: at('10:45') },
};
const wish: Wish = {
  patientId: 5,
  whose: { kind: 'anyone' },
  from: ClinicDate.parse('2028-08-01'),
  to: null,
  parts: [],
  minutes: 15,
  urgency: 'routine',
  since: '2028-08-01T04:00:00Z',
  held: null,
};
const fits = (changes: Partial<Wish>, gap: Partial<Freed> = {}) =>
  fitsAt({ ...wish, ...changes }, { ...freed, ...gap });

test('a wish begins where the time was given up, or earlier when it needs the room', () => {
  expect(fits({})).toBe(at('10:15'));
  expect(fits({ minutes: 30 })).toBe(at('10:15'));
  expect(fits({ minutes: 40 })).toBe(at('10:05'));
  expect(fits({ minutes: 45 })).toBe(at('10:00'));
  expect(fits({ minutes: 50 })).toBeNull();
});

test('doctor, specialisation, dates and time of day must be the wanted ones', () => {
  expect(fits({ whose: { kind: 'doctor', id: 1 } })).not.toBeNull();
  expect(fits({ whose: { kind: 'doctor', id: 2 } })).toBeNull();
  expect(fits({ whose: { kind: 'specialization', name: 'Skin' } })).not.toBeNull();
  expect(fits({ whose: { kind: 'specialization', name: 'ENT' } })).toBeNull();
  expect(fits({ from: ClinicDate.parse('2028-08-08') })).toBeNull();
  expect(fits({ to: ClinicDate.parse('2028-08-06') })).toBeNull();
  expect(fits({ to: ClinicDate.parse('2028-08-07'), parts: ['morning'] })).not.toBeNull();
  expect(fits({ parts: ['afternoon', 'evening'] })).toBeNull();
});

test('it must be earlier than the visit they hold, and not the one they gave up', () => {
  expect(fits({ held: { start: at('10:20') } })).not.toBeNull();
  expect(fits({ held: { start: at('10:15') } })).toBeNull();
  expect(fits({ patientId: 9 })).toBeNull();
});

test('a gap that ends at midnight', () => {
  const gap = { from: at('23:00'), to: ClinicDateTime.parse('2028-08-08T00:00') };
  expect(fits({ minutes: 60 }, { start: at('23:30'), gap })).toBe(at('23:00'));
});

test('the most urgent first, then who has waited longest', () => {
  const some: Wish[] = [
    { ...wish, patientId: 1, since: '2028-08-02T04:00:00Z' },
    { ...wish, patientId: 2 },
    { ...wish, patientId: 3, urgency: 'urgent', since: '2028-08-03T04:00:00Z' },
    { ...wish, patientId: 4, urgency: 'soon' },
  ];
  expect(some.sort(byNeed).map(({ patientId }) => patientId)).toEqual([3, 4, 2, 1]);
});
