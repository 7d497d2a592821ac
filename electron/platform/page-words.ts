import { type PageLanguage, pageTexts } from '#shared/texts/page/page-texts';
import type { KeyOf } from '#shared/texts/texts';
import { sentencesOf } from './words';

export type PageTextKey = KeyOf<(typeof pageTexts)['en']['translation']>;

/** What stands on a patient's page, by its key, in the patient's language. */
export interface PageWords {
  (key: PageTextKey, blanks?: Readonly<Record<string, string | number>>): string;
  readonly language: PageLanguage;
}

export function openPageWords(language: PageLanguage): PageWords {
  return Object.assign(sentencesOf<PageTextKey>(language, pageTexts), { language });
}
