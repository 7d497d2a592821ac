/** The languages of the screens. `ar-XB` is CLDR's pseudo language: English words in Arabic letters, to prove the mirrored layout. */
export const LANGUAGES = ['en', 'hi', 'ar-XB'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Those that paper is printed in. */
export const PAPER_LANGUAGES = ['en', 'hi'] as const satisfies readonly Language[];
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

/** Each language in its own words, as a menu offers it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  hi: 'हिन्दी',
  'ar-XB': 'Mirrored',
};

export function isRightToLeft(language: Language): boolean {
  return language === 'ar-XB';
}

/** The language of a person whose system asks for these, best first. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.split('-')[0];
    if (base === 'en' || base === 'hi') return base;
  }
  return 'en';
}

/**
 * The locale of dates and numbers: the clinic's own where it is of that language, else the language in the
 * clinic's country. Digits stay Latin, so that columns of times line up.
 */
export function localeFor(language: Language, clinicLocale: string): string {
  if (language === 'ar-XB') return 'ar-EG-u-nu-latn';
  const { language: spoken, region } = new Intl.Locale(clinicLocale);
  if (spoken === language) return clinicLocale;
  return region === undefined ? language : `${language}-${region}`;
}
