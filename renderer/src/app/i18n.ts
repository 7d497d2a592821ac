import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { texts } from '#shared/texts/texts';

export const i18n: I18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: texts,
  // React escapes what it shows; escaping twice would show `&#39;` in a name.
  interpolation: { escapeValue: false },
});
