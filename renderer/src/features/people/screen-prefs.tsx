import { useTranslation } from 'react-i18next';
import { THEMES, VIEWS } from '#shared/contract/preferences';
import { languageNames } from '#shared/texts/languages';
import { BOARD_NAMES, useLanguage, usePrefs } from '../../app/prefs';
import { Field } from '../../ui/field';
import { useLanguages } from '../session/language-choice';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly T[];
  readonly wordsOf: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
}

function Choice<T extends string>({ label, value, choices, wordsOf, onChoose }: ChoiceProps<T>) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={({ target }) => {
            const chosen = choices.find((one) => one === target.value);
            if (chosen) onChoose(chosen);
          }}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {wordsOf(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** How the screens speak and look to this person, at every desk; it changes at once. */
export function ScreenPrefs() {
  const { t } = useTranslation();
  const prefs = usePrefs();
  const language = useLanguage();
  return (
    <section className="settings-card" aria-labelledby="own-screen">
      <h2 id="own-screen">{t('people.screen.title')}</h2>
      <p className="muted">{t('people.screen.everywhere')}</p>
      <div className="pair">
        <Choice
          label={t('session.language')}
          value={language}
          choices={useLanguages()}
          wordsOf={(one) => languageNames[one]}
          onChoose={prefs.setLanguage}
        />
        <Choice
          label={t('session.theme')}
          value={prefs.theme}
          choices={THEMES}
          wordsOf={(one) => t(`people.screen.theme.${one}`)}
          onChoose={prefs.setTheme}
        />
        <Choice
          label={t('people.screen.view')}
          value={prefs.opensWith ?? prefs.view}
          choices={VIEWS}
          wordsOf={(one) => t(`people.screen.views.${one}`)}
          onChoose={prefs.setOpensWith}
        />
      </div>
      <label className="people-check">
        <input
          type="checkbox"
          checked={prefs.moreContrast}
          onChange={({ target }) => {
            prefs.setMoreContrast(target.checked);
          }}
        />
        {t('people.screen.contrast')}
      </label>
    </section>
  );
}

/** What the desk's own screens show, whoever sits there. */
export function DeskPrefs() {
  const { t } = useTranslation();
  const boardNames = usePrefs((prefs) => prefs.boardNames);
  const setBoardNames = usePrefs((prefs) => prefs.setBoardNames);
  return (
    <section className="settings-card" aria-labelledby="own-desk">
      <h2 id="own-desk">{t('people.screen.desk')}</h2>
      <p className="muted">{t('people.screen.here')}</p>
      <Choice
        label={t('people.screen.board')}
        value={boardNames}
        choices={BOARD_NAMES}
        wordsOf={(one) => t(`people.screen.boards.${one}`)}
        onChoose={setBoardNames}
      />
    </section>
  );
}
