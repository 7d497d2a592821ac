import { afterEach, expect, test } from 'vitest';
import { ISSUE_CODES, RULES, type AppError } from '#shared/errors/app-error';
import { i18n } from '../app/i18n';
import { errorWords, fieldWords, readParams, ruleWords } from './error-words';
import { writeDaysBy, writeTimesBy } from './format';

afterEach(() => {
  writeTimesBy('24');
  writeDaysBy('en-IN');
});

function words(error: AppError): string {
  return errorWords(i18n.t, error);
}

test('whoever holds the slot is named with their time', () => {
  expect(
    words({
      code: 'CONFLICT',
      conflict: {
        kind: 'slot_taken',
        doctorId: 1,
        holder: {
          appointmentId: 2,
          patientName: 'Anjali Verma',
          start: '2027-01-04T11:15',
          end: '2027-01-04T11:35',
        },
        free: [],
      },
    }),
  ).toBe('Anjali Verma already has 11:15–11:35.');
});

test('each wrong field is said once', () => {
  const issue = { path: 'start', code: 'skipped_hour', params: {} } as const;
  expect(words({ code: 'VALIDATION', issues: [issue, { ...issue, path: 'end' }] })).toBe(
    'The clocks skip this hour on that day.',
  );
});

test('a lock-out says how long, in seconds and then in minutes', () => {
  const out = { code: 'UNAUTHENTICATED', reason: 'locked_out' } as const;
  expect(words({ ...out, retryAfter: 45 })).toBe('Too many wrong passwords. Try again in 45 s.');
  expect(words({ ...out, retryAfter: 600 })).toBe('Too many wrong passwords. Try again in 10 min.');
});

test('an unexpected failure gives its reference and nothing else', () => {
  expect(words({ code: 'INTERNAL', reference: 'a1b2' })).toBe(
    'Something went wrong inside the program. Reference a1b2.',
  );
});

test.each(ISSUE_CODES)('field code %s has a sentence', (code) => {
  const params = { max: 20, part: 'BYDAY', value: 'XX', freq: 'DAILY' };
  expect(fieldWords(i18n.t, code, params)).toMatch(/^[A-Z“].*\.$/);
});

test.each(RULES)('rule %s has a sentence', (rule) => {
  expect(ruleWords(i18n.t, { rule, params: { count: 3 } })).toMatch(/^[A-Z3].*\.$/);
});

test('a name in a sentence stays as it was typed', () => {
  const holder = {
    appointmentId: 2,
    patientName: '<img onerror> & {{x}}',
    start: '2027-01-04T11:15',
    end: '2027-01-04T11:35',
  };
  expect(words({ code: 'CONFLICT', conflict: { kind: 'slot_taken', doctorId: 1, holder, free: [] } })).toBe(
    '<img onerror> & {{x}} already has 11:15–11:35.',
  );
});

test('a stale save names who was faster, at the time on the clinic’s clock', () => {
  const conflict = {
    kind: 'stale',
    entity: 'appointment',
    current: {},
    changedBy: 'Asha Verma',
    changedAt: '2027-01-04T05:38:00Z',
  } as const;
  expect(errorWords(i18n.t, { code: 'CONFLICT', conflict }, 'Asia/Kolkata')).toBe(
    'Asha Verma changed this at 11:08 while you were at it.',
  );
});

test('a refusal tells days and times as the clinic writes them', () => {
  const holder = {
    appointmentId: 2,
    patientName: 'Anjali Verma',
    start: '2027-01-04T11:15',
    end: '2027-01-04T12:35',
  };
  const taken = { kind: 'slot_taken', doctorId: 1, holder, free: [] } as const;
  const overlap = { ruleId: 4, date: '2027-01-04', from: '09:00', to: '24:00' };
  const elsewhere = {
    patient: 'Om Roy',
    doctor: 'Dr Rao',
    start: '2027-01-04T00:05',
    end: '2027-01-04T13:00',
  };
  writeTimesBy('12');
  expect(words({ code: 'CONFLICT', conflict: taken })).toBe('Anjali Verma already has 11:15 am–12:35 pm.');
  expect(ruleWords(i18n.t, { rule: 'hours_overlap', params: overlap })).toBe(
    'These hours overlap others of the same doctor, first on 4 Jan 2027 (9:00 am–12:00 am).',
  );
  expect(ruleWords(i18n.t, { rule: 'patient_elsewhere', params: elsewhere })).toBe(
    'Om Roy is already with Dr Rao from 12:05 am to 1:00 pm.',
  );
  writeDaysBy('en-US');
  expect(readParams({ time: '2028-07-04T11:00', from: '17:30', value: '17:30', row: 9 })).toEqual({
    time: 'Jul 4, 2028, 11:00 am',
    from: '5:30 pm',
    value: '17:30',
    row: 9,
  });
});
