import { describe, expect, it } from 'vitest';
import { chosen, differences, rebased, savedFrom } from './merge';

const draft = (base: unknown, value: unknown) => ({ version: 1, base, value });

describe('what was typed, when another desk has saved meanwhile', () => {
  it('is left alone at the same version', () => {
    expect(rebased(draft('a', 'b'), 'a', 1)).toEqual({ draft: draft('a', 'b'), clashes: [] });
  });

  it('is joined with what was changed elsewhere in the same setting', () => {
    const typed = draft({ en: { booked: 'x' }, hi: {} }, { en: { booked: 'mine' }, hi: {} });
    const theirs = { en: { booked: 'x', moved: 'new' }, hi: { booked: 'theirs' } };
    expect(rebased(typed, theirs, 2)).toEqual({
      draft: {
        version: 2,
        base: theirs,
        value: { en: { booked: 'mine', moved: 'new' }, hi: { booked: 'theirs' } },
      },
      clashes: [],
    });
  });

  it('stands beside theirs where both changed the same', () => {
    const typed = draft({ mon: [1], tue: [2] }, { mon: [9], tue: [8] });
    const theirs = { mon: [7], tue: [2] };
    const { clashes } = rebased(typed, theirs, 2);
    expect(clashes).toEqual([{ path: ['mon'], mine: [9], theirs: [7] }]);
  });

  it('follows each choice, and is made from their version after the last', () => {
    const typed = draft({ a: 1, b: 1, c: 1 }, { a: 2, b: 2, c: 1 });
    const theirs = { a: 3, b: 3, c: 3 };
    const [first] = rebased(typed, theirs, 5).clashes;
    if (!first) throw new Error('a clash was expected');
    const once = chosen(typed, first, 'theirs');
    const [second, ...none] = rebased(once, theirs, 5).clashes;
    if (!second) throw new Error('a clash was expected');
    expect([second.path, none]).toEqual([['b'], []]);
    expect(rebased(chosen(once, second, 'mine'), theirs, 5)).toEqual({
      draft: { version: 5, base: theirs, value: { a: 3, b: 2, c: 3 } },
      clashes: [],
    });
  });

  it('made from what was saved clashes with nothing, keeps what was typed meanwhile, and takes what the save tidied', () => {
    const typed = draft({ name: 'A', city: 'B' }, { name: 'A2 and more', city: 'B2 ' });
    const saved = savedFrom(typed, { name: 'A2', city: 'B2 ' });
    expect(rebased(saved, { name: 'A2', city: 'B2' }, 2)).toEqual({
      draft: { version: 2, base: { name: 'A2', city: 'B2' }, value: { name: 'A2 and more', city: 'B2' } },
      clashes: [],
    });
  });

  it('agrees when both typed the same, also a whole plain value', () => {
    expect(rebased(draft('a', 'b'), 'b', 2).clashes).toEqual([]);
    expect(rebased(draft('a', 'b'), 'c', 2).clashes).toEqual([{ path: [], mine: 'b', theirs: 'c' }]);
  });
});

it('differences are named place by place, also what was added or taken out', () => {
  expect(differences({ en: { a: '1' } }, { en: {}, hi: { a: '2' } })).toEqual([
    { path: ['en', 'a'], theirs: '1', mine: undefined },
    { path: ['hi'], theirs: undefined, mine: { a: '2' } },
  ]);
});
