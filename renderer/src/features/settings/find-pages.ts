import { nameWords } from '#shared/domain/search-words';

export interface Findable<P> {
  readonly page: P;
  readonly title: string;
  /** Title, group and what else one might type for it. */
  readonly words: string;
}

/** Those that are found, with the one that Enter opens. */
interface Found<P> {
  readonly pages: readonly P[];
  /** The one whose title begins as was typed, else the first that was found. */
  readonly first: P | undefined;
}

/** The pages one of whose words begins with each word that was typed; all of them when nothing was. */
export function findPages<P>(pages: readonly Findable<P>[], typed: string): Found<P> {
  const wanted = nameWords(typed);
  const found = pages.filter(({ words }) => {
    const known = nameWords(words);
    return wanted.every((word) => known.some((one) => one.startsWith(word)));
  });
  const called = found.find(({ title }) => {
    const known = nameWords(title);
    return wanted.length > 0 && wanted.every((word, index) => known[index]?.startsWith(word) === true);
  });
  return { pages: found.map(({ page }) => page), first: (called ?? found[0])?.page };
}
