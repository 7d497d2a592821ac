import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isRightToLeft, type Language } from '#shared/texts/languages';
import { texts } from '#shared/texts/texts';
import { numberHere } from '../ui/format';
import { languageOf, usePrefs } from './prefs';

export const i18n: I18n = createInstance();

/** The page as a whole: its words, and for screen readers and layout its language and direction. */
function speak(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
  void i18n.changeLanguage(language);
}

void i18n.use(initReactI18next).init({
  lng: languageOf(usePrefs.getState()),
  fallbackLng: 'en',
  resources: texts,
  // React escapes what it shows; escaping twice would show `&#39;` in a name.
  interpolation: { escapeValue: false },
});
// A count in a sentence is written as the clinic writes numbers; what is formatted already stays.
i18n.services.formatter?.add('number', (value: unknown) =>
  typeof value === 'number' ? numberHere(value) : String(value),
);
speak(languageOf(usePrefs.getState()));
usePrefs.subscribe((prefs, before) => {
  if (languageOf(prefs) !== languageOf(before)) speak(languageOf(prefs));
});
