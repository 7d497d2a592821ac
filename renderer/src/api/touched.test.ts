import { expect, test } from 'vitest';
import type { ChangedEvent } from '#shared/contract/events';
import { isTouched } from './touched';

type Rows = Extract<ChangedEvent, { scope: 'rows' }>;

function rows(area: Rows['area'], ids: number[], days: Rows['days'] = []): ChangedEvent {
  return { scope: 'rows', area, ids, days };
}

function touched(name: string, input: unknown, event: ChangedEvent, data?: unknown): boolean {
  return isTouched({ queryKey: [name, input], data }, event);
}

const moved = rows('appointments', [5], [{ doctorId: 2, date: '2027-01-04' }]);

test('exactly the day of the change is asked again', () => {
  expect(touched('appointments.day', { date: '2027-01-04', doctorIds: null }, moved)).toBe(true);
  expect(touched('appointments.day', { date: '2027-01-05', doctorIds: null }, moved)).toBe(false);
  expect(touched('appointments.day', { date: '2027-01-04', doctorIds: [1] }, moved)).toBe(false);
});

test('the week of that doctor is asked again to its last day, others are not', () => {
  const sunday = rows('appointments', [5], [{ doctorId: 2, date: '2027-01-10' }]);
  expect(touched('appointments.week', { from: '2027-01-04', doctorId: 2 }, sunday)).toBe(true);
  expect(touched('appointments.week', { from: '2027-01-11', doctorId: 2 }, sunday)).toBe(false);
  expect(touched('appointments.week', { from: '2027-01-04', doctorId: 1 }, sunday)).toBe(false);
});

test('a day that still shows the visit is asked again, wherever it went', () => {
  const shown = { appointments: [{ id: 5 }] };
  expect(touched('appointments.day', { date: '2027-01-07', doctorIds: null }, moved, shown)).toBe(true);
});

test('one visit is asked again by its id', () => {
  expect(touched('appointments.get', { id: 5 }, moved)).toBe(true);
  expect(touched('appointments.get', { id: 6 }, moved)).toBe(false);
});

test('those to be moved are asked again when a visit, a delay or a name changes', () => {
  expect(touched('appointments.toMove', {}, moved)).toBe(true);
  expect(touched('appointments.toMove', {}, rows('late', [1]))).toBe(true);
  expect(touched('appointments.toMove', {}, rows('patients', [9]))).toBe(true);
  expect(touched('appointments.toMove', {}, rows('presence', []))).toBe(false);
});

test('a changed patient touches the days that show the name, and the searches', () => {
  const renamed = rows('patients', [9]);
  const shown = { appointments: [{ id: 1, patientId: 9 }] };
  expect(touched('appointments.day', { date: '2027-01-04', doctorIds: null }, renamed, shown)).toBe(true);
  expect(touched('appointments.day', { date: '2027-01-04', doctorIds: null }, renamed)).toBe(false);
  expect(touched('patients.search', { text: 'an' }, renamed)).toBe(true);
  expect(touched('patients.get', { id: 9 }, renamed)).toBe(true);
  expect(touched('patients.get', { id: 8 }, renamed)).toBe(false);
});

test('a mini-month is asked again for a touched doctor-day within its six weeks', () => {
  const moved = rows('appointments', [7], [{ doctorId: 2, date: '2027-02-07' }]);
  const month = (from: string, doctorIds: readonly number[] | null) =>
    touched('appointments.month', { from, doctorIds }, moved);
  expect(month('2026-12-28', null)).toBe(true);
  expect(month('2026-12-28', [1, 2])).toBe(true);
  expect(month('2026-12-28', [1])).toBe(false);
  expect(month('2026-12-27', null)).toBe(false);
  expect(month('2027-02-08', null)).toBe(false);
});

test('after a gap in the feed everything is asked again', () => {
  expect(touched('doctors.list', {}, { scope: 'all' })).toBe(true);
});

test('presence leaves the calendar alone', () => {
  expect(touched('presence.list', {}, rows('presence', []))).toBe(true);
  expect(touched('appointments.day', { date: '2027-01-04', doctorIds: null }, rows('presence', []))).toBe(
    false,
  );
});

test('when the rule is next applied by itself follows the rule, and the job that applies it', () => {
  expect(touched('retention.latest', {}, rows('settings', []))).toBe(true);
  expect(touched('retention.latest', {}, rows('jobs', [3]))).toBe(true);
  expect(touched('retention.latest', {}, rows('doctors', [3]))).toBe(false);
});

test('a medical history is asked again when it changed, and not with what is measured', () => {
  const told = rows('history', [9]);
  const of = { appointmentId: 1 };
  expect(touched('medicalHistory.of', of, told, { patientId: 9, items: [] })).toBe(true);
  expect(touched('medicalHistory.today', of, told, { patientId: 8, items: [] })).toBe(false);
  expect(touched('medicalHistory.of', of, rows('vitals', [9]), { patientId: 9 })).toBe(false);
  expect(touched('vitals.of', of, told, { patientId: 9 })).toBe(false);
});

test('vitals of a patient are asked again when theirs changed, and while it is not known whose they are', () => {
  const measured = rows('vitals', [9]);
  expect(touched('vitals.of', { appointmentId: 1 }, measured, { patientId: 9, items: [] })).toBe(true);
  expect(touched('vitals.today', { appointmentId: 1 }, measured)).toBe(true);
  expect(touched('vitals.of', { appointmentId: 1 }, measured, { patientId: 8, items: [] })).toBe(false);
  expect(touched('consultation.open', { appointmentId: 1 }, measured)).toBe(false);
  expect(touched('vitals.of', { appointmentId: 1 }, rows('consultation', [9]), { patientId: 9 })).toBe(false);
});

test('reviews are asked again when a page is signed, a visit, the hours or a call changes, and not by anything else', () => {
  for (const area of ['consultation', 'appointments', 'hours', 'reviews', 'patients'] as const) {
    expect(touched('reviews.missed', {}, rows(area, [3]))).toBe(true);
  }
  expect(touched('reviews.toBook', { atDesk: true }, rows('presence', []))).toBe(false);
  expect(touched('appointments.toMove', {}, rows('reviews', [3]))).toBe(false);
});

test('who may read what is clinical is a setting: what is read of a patient is asked again', () => {
  const saved = rows('settings', []);
  for (const name of ['consultation.open', 'notes.of', 'papers.of', 'vitals.of', 'documents.list']) {
    expect([name, touched(name, {}, saved)]).toEqual([name, true]);
  }
  expect(touched('notes.templates', {}, saved)).toBe(false);
});
