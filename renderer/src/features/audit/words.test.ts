import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { contract } from '#shared/contract/contract';
import { texts } from '#shared/texts/texts';
import { ACTIONS, valueWords } from './words';

test.each([
  ['English', texts.en.translation.audit.action],
  ['Hindi', texts.hi.translation.audit.action],
])('every call is told in %s: any may be refused, and then stands in the audit', (_language, action) => {
  const words = new Map<string, string>(
    Object.entries<Readonly<Record<string, string>>>(action).flatMap(([area, calls]) =>
      Object.entries(calls).map(([call, said]) => [`${area}.${call}`, said] as const),
    ),
  );
  const silent = [...Object.keys(contract), ...ACTIONS].filter(
    (name) => (words.get(name) ?? '').trim() === '',
  );
  expect(silent).toEqual([]);
});

test('values are said as a person reads them', async () => {
  const language = createInstance();
  await language.init({ lng: 'en', resources: texts });
  const said = (value: string) => valueWords(language.t, value, 'en-IN', 'Asia/Kolkata');
  const pairs = [
    ['true', 'yes'],
    ['false', 'no'],
    ['2027-01-04T05:38:00.000Z', '4 Jan 2027, 11:08:00'],
    ['2027-01-04T10:15', '4 Jan 2027, 10:15'],
    ['2027-99-99T05:38:00Z', '2027-99-99T05:38:00Z'],
    ['Fever', 'Fever'],
  ] as const;
  expect(pairs.map(([value]) => said(value))).toEqual(pairs.map(([, words]) => words));
});
