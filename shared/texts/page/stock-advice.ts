import { PAGE_LANGUAGES, pageTexts } from './page-texts';

/** Advice that is given so often that the page has it in every language. */
export type StockAdvice = keyof (typeof pageTexts.en.translation)['stock'];

function folded(line: string): string {
  return line
    .trim()
    .replace(/[.।]+$/, '')
    .toLowerCase();
}

// The texts' own keys; Object.keys forgets them.
const KEYS = Object.keys(pageTexts.en.translation.stock) as StockAdvice[];
const BY_LINE = new Map(
  PAGE_LANGUAGES.flatMap((language) =>
    KEYS.map((key) => [folded(pageTexts[language].translation.stock[key]), key] as const),
  ),
);

/** Which stock advice a line is, in whichever language it was written; null for the doctor's own words. */
export function stockAdviceOf(line: string): StockAdvice | null {
  return BY_LINE.get(folded(line)) ?? null;
}
