import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames } from '#shared/texts/languages';
import { useLanguage, usePrefs } from '../../../app/prefs';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { useLanguages } from '../../session/language-choice';
import { showPaper } from '../../printing/store';
import { showSeesBy } from '../../queue/sees-by-store';
import { openSettings } from '../../settings/store';
import { useMay, useSession, useSessionSteps } from '../../session/session';
import { useCalendar } from '../calendar-data';
import { useCommands } from '../commands';

const themes = ['system', 'light', 'dark'] as const;

/** Who sits here, and what belongs to the desk rather than to an appointment. */
export function UserMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const { signOut, lock } = useSessionSteps();
  const { run } = useCommands();
  const mayWrite = useMay('appointment.write');
  const mayChooseSeesBy = useMay('doctor.see_by');
  const { columns, all, mode } = useCalendar();
  const hidesSome = mode === 'day' && columns.length > 0 && columns.length < all.length;
  const theme = usePrefs((prefs) => prefs.theme);
  const setTheme = usePrefs((prefs) => prefs.setTheme);
  const moreContrast = usePrefs((prefs) => prefs.moreContrast);
  const setMoreContrast = usePrefs((prefs) => prefs.setMoreContrast);
  const language = useLanguage();
  const setLanguage = usePrefs((prefs) => prefs.setLanguage);
  const languages = useLanguages();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!session) return null;
  const initials = session.displayName
    .split(/\s+/)
    .filter((word) => !word.endsWith('.') && word !== 'Dr')
    .map((word) => Array.from(word)[0] ?? '')
    .slice(0, 2)
    .join('');
  const then = (step: () => void) => () => {
    setAnchor(null);
    step();
  };
  return (
    <>
      <button
        type="button"
        className="avatar"
        aria-label={t('session.menu', { name: session.displayName })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setAnchor(event.currentTarget);
        }}
      >
        {initials}
      </button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={then(() => undefined)}
        slotProps={{
          paper: {
            className: 'user-menu',
            role: 'region',
            'aria-label': t('session.menu', { name: session.displayName }),
          },
        }}
      >
        <li className="user-menu-who" role="presentation">
          <b>{session.displayName}</b>
          <span>{session.roles.map((role) => t(`session.roles.${role}`)).join(', ')}</span>
        </li>
        <Divider component="li" />
        <MenuItem
          onClick={then(() => {
            run('late');
          })}
        >
          {t('keys.late')}
          <Kbd k={KEY.late} />
        </MenuItem>
        <MenuItem
          onClick={then(() => {
            run('reminders');
          })}
        >
          {t('keys.reminders')}
          <Kbd k={KEY.reminders} />
        </MenuItem>
        {mayWrite
          ? (['reviews', 'missedReviews'] as const).map((command) => (
              <MenuItem
                key={command}
                onClick={then(() => {
                  run(command);
                })}
              >
                {t(`keys.${command}`)}
                <Kbd k={KEY[command]} />
              </MenuItem>
            ))
          : null}
        <MenuItem
          onClick={then(() => {
            run('print');
          })}
        >
          {hidesSome ? t('columns.printShown', { count: columns.length }) : t('keys.print')}
          <Kbd k={KEY.print} />
        </MenuItem>
        {hidesSome ? (
          <MenuItem
            onClick={then(() => {
              run('printAll');
            })}
          >
            {t('columns.printAll', { count: all.length })}
          </MenuItem>
        ) : null}
        <MenuItem
          onClick={then(() => {
            run('board');
          })}
        >
          {t('keys.board')}
          <Kbd k={KEY.board} />
        </MenuItem>
        <MenuItem
          onClick={then(() => {
            showPaper(true);
          })}
        >
          {t('printing.title')}
        </MenuItem>
        {mayChooseSeesBy ? (
          <MenuItem
            onClick={then(() => {
              showSeesBy(true);
            })}
          >
            {t('queue.seesBy.title')}
          </MenuItem>
        ) : null}
        <MenuItem
          onClick={then(() => {
            openSettings();
          })}
        >
          {t('settings.title')}
          <Kbd k={KEY.settings} />
        </MenuItem>
        <MenuItem
          onClick={then(() => {
            run('help');
          })}
        >
          {t('keys.title')}
          <Kbd k={KEY.help} />
        </MenuItem>
        <Divider component="li" />
        {themes.map((choice) => (
          <MenuItem
            key={choice}
            role="menuitemradio"
            aria-checked={theme === choice}
            selected={theme === choice}
            onClick={then(() => {
              setTheme(choice);
            })}
          >
            {`${t('session.theme')}: ${t(`session.themes.${choice}`)}`}
          </MenuItem>
        ))}
        <MenuItem
          role="menuitemcheckbox"
          aria-checked={moreContrast}
          selected={moreContrast}
          onClick={then(() => {
            setMoreContrast(!moreContrast);
          })}
        >
          {t('session.contrast')}
        </MenuItem>
        <Divider component="li" />
        {languages.map((choice) => (
          <MenuItem
            key={choice}
            role="menuitemradio"
            aria-checked={language === choice}
            selected={language === choice}
            lang={choice}
            onClick={then(() => {
              setLanguage(choice);
            })}
          >
            {languageNames[choice]}
          </MenuItem>
        ))}
        <Divider component="li" />
        <MenuItem
          onClick={then(() => {
            void lock();
          })}
        >
          {t('session.lock')}
        </MenuItem>
        <MenuItem
          onClick={then(() => {
            void signOut();
          })}
        >
          {t('session.signOut')}
        </MenuItem>
      </Menu>
    </>
  );
}
