/** How a medicine stands to meals, as far as it is said in a way that can be put into other languages. */
export const MEALS = ['before', 'after', 'with', 'empty', 'bedtime'] as const;
export type Meal = (typeof MEALS)[number];

const WAYS: Readonly<Record<Meal, RegExp>> = {
  before: /^(?:(?:half an hour |30 min(?:utes)? )?before (?:meals?|food|eating)|a\.?\s?c\.?)$/i,
  after: /^(?:after (?:meals?|food|eating)|p\.?\s?c\.?)$/i,
  with: /^with (?:meals?|food)$/i,
  empty: /^(?:on (?:an )?)?empty stomach$/i,
  bedtime: /^(?:at|before) (?:bed ?time|bed|sleep|night)$/i,
};

/** A remark split at commas and semicolons: each part a meal relation that we know, or text as it was written. */
export function remarksOf(written: string): readonly (Meal | { readonly text: string })[] {
  return written
    .split(/[,;]/)
    .map((part) => part.trim().replace(/\.$/, ''))
    .filter((part) => part !== '')
    .map((part) => MEALS.find((meal) => WAYS[meal].test(part)) ?? { text: part });
}
