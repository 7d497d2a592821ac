import { expect, test } from 'vitest';
import { remarksOf } from './remarks';

test.each([
  ['After meals', ['after']],
  ['p.c.', ['after']],
  ['before food; with a glass of water', ['before', { text: 'with a glass of water' }]],
  ['On an empty stomach, at bedtime.', ['empty', 'bedtime']],
  ['after mealsize', [{ text: 'after mealsize' }]],
  [' ; ', []],
])('“%s” is said of meals as %j', (written, remarks) => {
  expect(remarksOf(written)).toEqual(remarks);
});
