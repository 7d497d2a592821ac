import { expect, test } from 'vitest';
import { pharmaciesIn, pharmacyInWords } from './pharmacies';

test.each([
  [0, 'en-IN', 'City Pharmacy'],
  [350, 'en-IN', 'City Pharmacy (350 m)'],
  [999, 'en-IN', 'City Pharmacy (999 m)'],
  [1000, 'en-IN', 'City Pharmacy (1 km)'],
  [1250, 'de-DE', 'City Pharmacy (1,3 km)'],
])('%i m in %s', (meters, locale, words) => {
  expect(pharmacyInWords({ name: 'City Pharmacy', meters }, locale)).toBe(words);
});

test('what stands there of another program, or of a time before pharmacies, is left out', () => {
  const city = { name: 'City Pharmacy', meters: 350 };
  expect(pharmaciesIn({})).toEqual([]);
  expect(pharmaciesIn({ pharmacies: 'City Pharmacy' })).toEqual([]);
  expect(
    pharmaciesIn({ pharmacies: [null, 'City', { name: 'City' }, { name: 'City', meters: 1.5 }, city] }),
  ).toEqual([city]);
});
