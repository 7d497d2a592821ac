import { createInstance } from 'i18next';
import type { Language } from '#shared/texts/languages';
import { type TextKey, texts } from '#shared/texts/texts';

/** A sentence by its key, its blanks filled; and the language it is in. */
export interface Words {
  (key: TextKey, blanks?: Readonly<Record<string, string | number>>): string;
  readonly language: Language;
}

/** The same texts that the screens use, for what the main process writes itself. */
export function openWords(language: Language = 'en'): Words {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: texts,
    initAsync: false,
    // What becomes HTML is escaped by its template.
    interpolation: { escapeValue: false },
  });
  const words = (key: TextKey, blanks?: Readonly<Record<string, string | number>>) =>
    instance.t(key, { ...blanks });
  return Object.assign(words, { language });
}
