import { createInstance } from 'i18next';
import { type TextKey, texts } from '#shared/texts/texts';

/** A sentence by its key, its blanks filled. */
export type Words = (key: TextKey, blanks?: Readonly<Record<string, string | number>>) => string;

/** The same texts that the screens use, for what the main process writes itself. */
export function openWords(): Words {
  const instance = createInstance();
  void instance.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: texts,
    initAsync: false,
    // What becomes HTML is escaped by its template.
    interpolation: { escapeValue: false },
  });
  return (key, blanks) => instance.t(key, { ...blanks });
}
