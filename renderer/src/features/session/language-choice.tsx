import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, languageNames } from '#shared/texts/languages';
import { useCallQuery } from '../../api/queries';
import { useLanguage, usePrefs } from '../../app/prefs';

/** The languages on offer; the pseudo one only where nothing is real. */
export function useLanguages(): readonly Language[] {
  const settings = useCallQuery('settings.get', {}).data;
  const chosen = useLanguage();
  return LANGUAGES.filter((language) =>
    language === 'ar-XB'
      ? settings?.sample === true
      : // Whoever reads one that is offered no longer keeps it until another is chosen.
        language === chosen || (settings?.languages.includes(language) ?? true),
  );
}

/** Before anyone is known: which language the door speaks. */
export function LanguageChoice() {
  const { t } = useTranslation();
  const language = useLanguage();
  const setLanguage = usePrefs((prefs) => prefs.setLanguage);
  return (
    <div className="door-languages" role="group" aria-label={t('session.language')}>
      {useLanguages().map((choice) => (
        <button
          key={choice}
          type="button"
          className="link"
          lang={choice}
          aria-pressed={language === choice}
          onClick={() => {
            setLanguage(choice);
          }}
        >
          {languageNames[choice]}
        </button>
      ))}
    </div>
  );
}
