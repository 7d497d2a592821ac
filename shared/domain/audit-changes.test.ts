import { expect, test } from 'vitest';
import { changesOf } from './audit-changes';

test('changed fields come first, nested ones by their path, each side as it is written', () => {
  const before = { phone: '1', name: 'Asha', birth: { year: 1980, day: null }, tags: ['a'] };
  const after = { name: 'Asha', phone: '2', birth: { year: 1981, day: null }, tags: ['a'] };
  expect(changesOf(before, after)).toEqual([
    { field: 'phone', before: '1', after: '2', changed: true },
    { field: 'birth.year', before: '1980', after: '1981', changed: true },
    { field: 'name', before: 'Asha', after: 'Asha', changed: false },
    { field: 'birth.day', before: null, after: null, changed: false },
    { field: 'tags', before: '["a"]', after: '["a"]', changed: false },
  ]);
});

test('what was made or removed has one side; a bare value has no field', () => {
  expect(changesOf(null, { a: 1 })).toEqual([{ field: 'a', before: null, after: '1', changed: true }]);
  expect(changesOf({ a: 1 }, null)).toEqual([{ field: 'a', before: '1', after: null, changed: true }]);
  expect(changesOf(null, 'x')).toEqual([{ field: '', before: null, after: 'x', changed: true }]);
  expect(changesOf(null, null)).toEqual([]);
});

test('a very deep or very wide entry stays readable', () => {
  expect(changesOf(null, { a: { b: { c: { d: 1 } } } })[0]).toMatchObject({
    field: 'a.b.c',
    after: '{"d":1}',
  });
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${String(at)}`, at]));
  expect(changesOf(null, wide)).toHaveLength(200);
});
