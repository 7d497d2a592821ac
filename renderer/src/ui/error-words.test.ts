import { expect, test } from 'vitest';
import { ISSUE_CODES, RULES, type AppError } from '#shared/errors/app-error';
import { i18n } from '../app/i18n';
import { errorWords, fieldWords, ruleWords } from './error-words';

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
  expect(fieldWords(i18n.t, code, { max: 20 })).toMatch(/^[A-Z].*\.$/);
});

test.each(RULES)('rule %s has a sentence', (rule) => {
  expect(ruleWords(i18n.t, { rule, params: {} })).toMatch(/^[A-Z].*\.$/);
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
