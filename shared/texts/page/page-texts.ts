import ar from './ar.json';
import en from './en.json';
import hi from './hi.json';
import ta from './ta.json';

/** The languages in which a patient's page has its headings and what is to be done. */
export const PAGE_LANGUAGES = ['en', 'hi', 'ta', 'ar'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** What stands on a patient's page besides what the doctor wrote. */
export const pageTexts = {
  en: { translation: en },
  hi: { translation: hi },
  ta: { translation: ta },
  ar: { translation: ar },
} as const satisfies Readonly<Record<PageLanguage, unknown>>;

/** The page's language for a patient's own (`hi`, `ta-IN`); null where the page does not speak it. */
export function pageLanguageOf(tag: string | null): PageLanguage | null {
  const base = tag?.split('-')[0]?.toLowerCase();
  return PAGE_LANGUAGES.find((language) => language === base) ?? null;
}

/** The locale of dates on the page: the language in the clinic's country, its digits Latin as the rest of the page's. */
export function pageLocale(language: PageLanguage, clinicLocale: string): string {
  const { region } = new Intl.Locale(clinicLocale);
  return `${language}${region === undefined ? '' : `-${region}`}-u-nu-latn`;
}
