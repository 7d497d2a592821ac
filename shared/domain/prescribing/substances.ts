import { fold } from '../search-words';

/** Salts and forms that do not make another substance; a first word is the substance itself (`Magnesium sulphate`). */
const NOT_THE_SUBSTANCE: ReadonlySet<string> = new Set(
  (
    'sodium potassium calcium magnesium hydrochloride hcl sulphate sulfate phosphate maleate tartrate succinate ' +
    'besylate fumarate acetate citrate trihydrate axetil tab tablet tablets cap capsule capsules syrup inj injection ' +
    'cream ointment drops gel'
  ).split(' '),
);
const BETWEEN = /\s*(?:\+|\/|&|,|\band\b|\bwith\b)\s*/i;

/** The substances that a name speaks of, each as one comparable key: `Amoxicillin + Clavulanate Potassium` has two. */
export function substancesIn(name: string): string[] {
  const keys = name.split(BETWEEN).map((part) => {
    const words = fold(part)
      .split(/[^\p{L}\p{M}]+/u)
      .filter((word) => Array.from(word).length > 2);
    return words.filter((word, index) => index === 0 || !NOT_THE_SUBSTANCE.has(word)).join(' ');
  });
  return [...new Set(keys.filter((key) => key !== ''))];
}

/**
 * Groups of which an allergy to the name is an allergy to all members. Members are known by the stems of the
 * WHO's international nonproprietary names (`-cillin`, `cef-`, `sulfa-`, `-floxacin`, `-vastatin`).
 */
const GROUPS: readonly { readonly name: RegExp; readonly member: RegExp }[] = [
  { name: /^penicillins?$/, member: /cillins?$/ },
  { name: /^cephalosporins?$/, member: /^ce(?:f|ph)/ },
  { name: /^(?:sulfa|sulpha|sulfonamides?|sulphonamides?)$/, member: /^sul(?:f|ph)a/ },
  { name: /^(?:fluoro)?quinolones?$/, member: /floxacin$/ },
  { name: /^statins?$/, member: /vastatin$/ },
];
/** Who reacted to one penicillin is not given another. */
const PENICILLIN = /cillins?$/;

function hasWord(key: string, kind: RegExp): boolean {
  return key.split(' ').some((word) => kind.test(word));
}

/** Whether two keys speak of one substance: the same words, or all words of the one among those of the other. */
export function isSameSubstance(one: string, other: string): boolean {
  return ` ${one} `.includes(` ${other} `) || ` ${other} `.includes(` ${one} `);
}

/** Whether somebody allergic to the one should not be given the other: the same substance, or one of its group. */
export function isSameAllergen(allergy: string, substance: string): boolean {
  if (isSameSubstance(allergy, substance)) return true;
  if (hasWord(allergy, PENICILLIN) && hasWord(substance, PENICILLIN)) return true;
  return GROUPS.some(({ name, member }) => hasWord(allergy, name) && hasWord(substance, member));
}
