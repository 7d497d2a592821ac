import { expect, test } from 'vitest';
import { keepErrors } from './recent-errors';

const clock = { now: () => Date.parse('2028-06-05T05:45:00Z'), shiftedFrom: null };

test('the last fifty errors are kept, newest first, by their kind and nothing they quote', () => {
  const logged: string[] = [];
  const quiet = () => undefined;
  const errors = keepErrors({ info: quiet, warn: quiet, error: (message) => logged.push(message) }, clock);
  const cause = Object.assign(new Error("Duplicate entry 'kavya@example.org'"), { code: 'ER_DUP_ENTRY' });
  for (let at = 0; at < 60; at += 1) errors.logger.error(`call ${String(at)} failed`, cause);
  errors.logger.error('the feed cannot be read', new Error('outer', { cause }));
  expect(errors.list()).toHaveLength(50);
  expect(errors.list().slice(0, 2)).toEqual([
    {
      at: '2028-06-05T05:45:00.000Z',
      message: 'the feed cannot be read',
      kind: 'Error (Error ER_DUP_ENTRY)',
    },
    { at: '2028-06-05T05:45:00.000Z', message: 'call 59 failed', kind: 'Error ER_DUP_ENTRY' },
  ]);
  expect(JSON.stringify(errors.list())).not.toContain('kavya');
  expect(logged).toHaveLength(61);
});
