const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/sh|sch/g, 's'],
  [/ck|q/g, 'k'],
  [/([bcdgjkpt])h/g, '$1'],
  [/w/g, 'v'],
  [/ee|ii|ea/g, 'i'],
  [/oo|uu|ou/g, 'u'],
  [/ai|ay|ey|ei/g, 'e'],
  [/y/g, 'i'],
  [/e/g, 'i'],
  [/o/g, 'u'],
  [/(.)\1+/g, '$1'],
  [/(?<=.)h$/, ''],
];

/** A word as it sounds: `Kavitha` and `Kavita`, `Shruti` and `Sruthi`, `Laxmi` and `Lakshmi` become one. */
export function soundOf(word: string): string {
  return SPELLINGS.reduce((sound, [spelling, plain]) => sound.replace(spelling, plain), word);
}
