import { expect, test } from 'vitest';
import { contract } from '#shared/contract/contract';
import { texts } from '#shared/texts/texts';
import { ACTIONS } from './words';

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
