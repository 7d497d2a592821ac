import { expect, it } from 'vitest';
import { visitCode, visitOfCode } from './visit-code';

it('a visit’s code names that visit, and nothing else is taken for one', () => {
  expect(visitOfCode(visitCode(12))).toBe(12);
  for (const other of [
    'visit:0',
    'visit:',
    'visit:99999999999',
    'visit:1 ',
    'VISIT:1',
    'https://a.example/visit:1',
  ]) {
    expect([other, visitOfCode(other)]).toEqual([other, null]);
  }
});
