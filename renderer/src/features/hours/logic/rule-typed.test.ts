import { expect, test } from 'vitest';
import { type RuleTyped, readTyped, typedOf } from './rule-typed';
import { ClinicDate } from '#shared/values/wall-clock';

const date = ClinicDate.parse('2028-03-08');
const plain = { available: true, label: null, date, start: '09:00', end: '13:00', recurrence: null };

test.each([
  null,
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3;COUNT=5',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20280331',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  'FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU',
  'FREQ=MONTHLY;BYDAY=2SA',
  'FREQ=MONTHLY;BYDAY=1SA,-1FR',
  'FREQ=MONTHLY;BYDAY=2FR,2SA,-1FR,-1SA',
  'FREQ=MONTHLY;BYMONTHDAY=1,15,-1',
  'FREQ=YEARLY',
])('the fields of %s read back as the same rule', (recurrence) => {
  const read = readTyped(typedOf({ ...plain, recurrence }));
  expect(read).toEqual({ ok: true, rule: { ...plain, recurrence } });
});

test('a week’s rule without weekdays has its own date’s, and says so', () => {
  const typed = typedOf({ ...plain, recurrence: 'FREQ=WEEKLY' });
  expect(typed.days).toEqual(['WE']);
  expect(readTyped({ ...typed, days: [] })).toMatchObject({
    ok: false,
    issues: [{ field: 'days', code: 'required' }],
  });
});

test('leave from a day to a day is a range, and may not go backwards', () => {
  const leave = { ...plain, available: false, recurrence: 'FREQ=DAILY;UNTIL=20280310' };
  const typed = typedOf(leave);
  expect(typed).toMatchObject({ often: 'range', until: '2028-03-10' });
  expect(readTyped(typed)).toEqual({ ok: true, rule: leave });
  expect(readTyped({ ...typed, until: '2028-03-01' })).toMatchObject({ ok: false });
});

test.each<[string, Partial<RuleTyped>, string, string]>([
  ['an end before the start', { start: '14:00' }, 'end', 'end_before_start'],
  ['nothing typed', { start: '' }, 'start', 'required'],
  ['no time', { start: 'soon' }, 'start', 'not_a_time'],
  ['no day', { date: '31/2/2028' }, 'date', 'not_a_date'],
  ['a step that is no number', { often: 'day', interval: 'two' }, 'interval', 'not_a_number'],
  ['no last date', { often: 'day', ends: 'until', until: '' }, 'until', 'required'],
  ['no count', { often: 'day', ends: 'count', count: '' }, 'count', 'required'],
  ['no weekday of the month', { often: 'monthWeekday', ordinals: [2], days: [] }, 'days', 'required'],
  ['a part that is not used', { often: 'text', text: 'FREQ=SECONDLY' }, 'text', 'rule_part_not_used'],
  ['no date at all', { often: 'day', ends: 'until', until: '2028-03-01' }, 'often', 'rule_no_date'],
])('%s is said at its field', (_, changes, field, code) => {
  const read = readTyped({ ...typedOf(plain), ...changes });
  expect(read.ok ? [] : read.issues).toMatchObject([{ field, code }]);
});
