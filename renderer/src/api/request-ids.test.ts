import { expect, test } from 'vitest';
import { RequestIds } from './request-ids';

function counted(): RequestIds {
  let made = 0;
  return new RequestIds(() => `id-${String((made += 1))}`);
}

test('each change has an id of its own', () => {
  const ids = counted();
  expect(ids.idFor('appointments.book', { a: 1 })).toBe('id-1');
  expect(ids.idFor('appointments.book', { a: 1 })).toBe('id-2');
});

test.each([
  { code: 'TIMEOUT' } as const,
  { code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'down' } as const,
])('after $code the same change goes out under the same id, until it is answered', (error) => {
  const ids = counted();
  const first = ids.idFor('appointments.book', { a: 1 });
  ids.settle('appointments.book', { a: 1 }, first, error);
  expect(ids.idFor('appointments.book', { a: 1 })).toBe('id-1');
  expect(ids.idFor('appointments.book', { a: 2 })).toBe('id-2');
  ids.settle('appointments.book', { a: 1 }, first, null);
  expect(ids.idFor('appointments.book', { a: 1 })).toBe('id-3');
});

test('a refusal is an answer: the next try is a new change', () => {
  const ids = counted();
  const first = ids.idFor('appointments.book', { a: 1 });
  ids.settle('appointments.book', { a: 1 }, first, { code: 'FORBIDDEN', permission: 'appointment.write' });
  expect(ids.idFor('appointments.book', { a: 1 })).toBe('id-2');
});
