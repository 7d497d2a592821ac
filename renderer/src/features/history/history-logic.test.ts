import { expect, test } from 'vitest';
import { HistoryDto, type HistoryFact } from '#shared/contract/medical-history';
import { NOTHING_TYPED, factFrom, ordered, typedAge, typedFrom } from './history-logic';

const surgery: HistoryFact = { kind: 'surgery', what: 'Appendectomy', on: '2015-03', place: 'Pune' };
const facts: readonly HistoryFact[] = [
  surgery,
  { kind: 'family', what: 'Diabetes', relation: 'mother', onsetAge: 45 },
  { kind: 'lifestyle', what: '10 a day', habit: 'tobacco', from: '1998', until: null },
];

function entry(id: number, more: object = {}): HistoryDto {
  return HistoryDto.parse({
    id,
    version: 1,
    appointmentId: null,
    fact: surgery,
    entered: { at: '2027-01-04T05:00:00Z', by: null },
    correctsId: null,
    correctedById: null,
    withdrawn: null,
    ...more,
  });
}
const withdrawn = { at: '2027-01-04T05:00:00Z', by: null, reason: 'x' };

test.each(facts)('$kind is typed and sent as it was', (fact) => {
  expect(factFrom(fact.kind, typedFrom(fact))).toEqual(fact);
});

test('what is no date goes as typed, and an age that is none is not taken for nothing', () => {
  expect(factFrom('surgery', { ...NOTHING_TYPED, on: 'spring' })).toMatchObject({ on: 'spring' });
  expect(factFrom('surgery', { ...NOTHING_TYPED, on: '3/2015' })).toMatchObject({ on: '2015-03' });
  expect([typedAge(''), typedAge(' ४५ '), typedAge('old'), typedAge('4.5')]).toEqual([null, 45, NaN, NaN]);
});

test('what was corrected follows what stands in its place, what was taken out comes last', () => {
  const items = [
    entry(1, { correctedById: 3 }),
    entry(2, { withdrawn }),
    entry(3, { correctsId: 1, correctedById: 5 }),
    entry(4),
    entry(5, { correctsId: 3 }),
    entry(6, { correctsId: 4, withdrawn }),
    entry(7, { fact: facts[1] }),
  ];
  expect(ordered(items, 'surgery').map(({ id }) => id)).toEqual([4, 5, 3, 1, 2, 6]);
  expect(ordered(items, 'family').map(({ id }) => id)).toEqual([7]);
});
