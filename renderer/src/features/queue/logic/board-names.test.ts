import { expect, test } from 'vitest';
import { boardName } from './board-names';

test.each([
  ['Tenzin Dorje', 'short', 21, 'Tenzin D.'],
  ['Karthik Rao Subramanian', 'short', null, 'Karthik S.'],
  ['सुनीता देशपांडे', 'short', null, 'सुनीता द.'],
  ['Asha', 'short', null, 'Asha'],
  ['Tenzin Dorje', 'full', 21, 'Tenzin Dorje'],
  ['Tenzin Dorje', 'number', 21, ''],
  ['Tenzin Dorje', 'number', null, 'Tenzin D.'],
] as const)('%s, %s, number %s: %s', (name, choice, tokenNo, shown) => {
  expect(boardName(name, choice, tokenNo)).toBe(shown);
});
