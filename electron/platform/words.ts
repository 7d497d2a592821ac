import { createInstance, type Resource } from 'i18next';
import type { Language } from '#shared/texts/languages';
import { type TextKey, texts } from '#shared/texts/texts';

/** A sentence by its key, its blanks filled; and the language it is in. */
export interface Words {
  (key: TextKey, blanks?: Readonly<Record<string, string | number>>): string;
  readonly language: Language;
}

/** Sentences of these texts in one language, by their keys; English where the language has none. */
export function sentencesOf<K extends string>(language: string, resources: Resource) {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources,
    initAsync: false,
    // What becomes HTML is escaped by its template.
    interpolation: { escapeValue: false },
  });
  return (key: K, blanks?: Readonly<Record<string, string | number>>): string =>
    instance.t(key, { ...blanks });
}

/** The same texts that the screens use, for what the main process writes itself. */
export function openWords(language: Language = 'en'): Words {
  return Object.assign(sentencesOf<TextKey>(language, texts), { language });
}
