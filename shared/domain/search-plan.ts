import { digitsOf } from '#shared/values/person';
import { takeDates } from './search-dates';
import {
  cut,
  foldName,
  joined,
  mailToken,
  NATIONAL_DIGITS,
  PAIR_START,
  pairToken,
  removedToken,
  SHORTEST_WHOLE_PHONE,
  start,
} from './search-words';

/** More words than this in one search narrow nothing down any further. */
const MAX_TERMS = 6;
const PHONE_ALONE = /^\s*[+(]?[0-9][0-9 ()./-]*$/;

/**
 * What to look for, each term the beginning of a token and all of them required; empty when fewer than
 * two characters were typed. Dates are read as the clinic writes them, day first, or as ISO.
 */
function searchTerms(typed: string): string[] {
  const { dates, rest } = takeDates(foldName(typed));
  const terms = new Set([...dates, ...wordTerms(rest)]);
  const all = Array.from(terms).slice(0, MAX_TERMS);
  return Array.from(all.join('')).length >= 2 ? all : [];
}

function wordTerms(text: string): string[] {
  if (PHONE_ALONE.test(text)) {
    const digits = digitsOf(text);
    if (digits.length >= SHORTEST_WHOLE_PHONE) return [digits.slice(-NATIONAL_DIGITS)];
  }
  return text
    .split(/\s+/u)
    .map((word) => (word.includes('@') ? mailToken(word) : cut(joined(word))))
    .filter((word) => word !== '');
}

/** What is read first, and what each patient found by it must have besides. */
export interface SearchPlan {
  /** Beginnings of tokens of which any may be read first; whichever is rarest. */
  readonly starts: readonly [string, ...string[]];
  /** Beginnings that must be there all the same. */
  readonly others: readonly string[];
}

const HAS_DIGIT = /[0-9]/;

function isName(term: string): boolean {
  return !HAS_DIGIT.test(term) && !term.startsWith('@');
}

/** The same plan among removed patients. */
export function amongRemoved({ starts: [first, ...more], others }: SearchPlan): SearchPlan {
  return {
    starts: [removedToken(first), ...more.map(removedToken)],
    others: others.map(removedToken),
  };
}

/** How to look: two words of a name are found by their pair, anything else by its rarest term. */
export function searchPlan(typed: string): SearchPlan | null {
  const terms = searchTerms(typed);
  const names = terms.filter(isName).sort((a, b) => Array.from(b).length - Array.from(a).length);
  const [longest, second] = names;
  if (longest !== undefined && second !== undefined && Array.from(longest).length >= PAIR_START) {
    const secondLeads = Array.from(second).length >= PAIR_START;
    const [lead, word] = secondLeads ? [second, longest] : [longest, second];
    const checked = Array.from(lead).length > PAIR_START ? [lead] : [];
    const rest = terms.filter((term) => term !== longest && term !== second);
    return { starts: [pairToken(start(lead, PAIR_START), word)], others: [...checked, ...rest] };
  }
  const [first, ...more] = terms;
  return first === undefined ? null : { starts: [first, ...more], others: [] };
}

/** The same with two names as one word, for `venkata ramana` who is written `Venkataramana`; null when there are not two. */
export function joinedPlan(typed: string): SearchPlan | null {
  const terms = searchTerms(typed);
  const names = terms.filter(isName);
  if (names.length < 2) return null;
  return { starts: [cut(names.join(''))], others: terms.filter((term) => !isName(term)) };
}
