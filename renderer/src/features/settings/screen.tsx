import Button from '@mui/material/Button';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCallQuery } from '../../api/queries';
import { ClinicMark } from '../../ui/clinic-mark';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { isTyping } from '../../ui/typing';
import { chordCommand } from '../appointments/logic/keys';
import { useChanges } from '../appointments/changes';
import { UndoBar } from '../appointments/undo-bar';
import { LiveDot } from '../connection/live-dot';
import { OfflineBar } from '../connection/offline-bar';
import { PageList } from './page-list';
import { PAGES } from './pages';
import './settings.css';
import { ShownPage } from './shown-page';
import { closeSettings, useSettingsScreen } from './store';
import { useMyPages } from './use-my-pages';

/** The settings: a list to search, one page beside it, and pages with something unsaved kept behind it. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const clinic = useCallQuery('settings.get', {}).data?.clinicName;
  const page = useSettingsScreen((screen) => screen.page);
  const unsaved = useSettingsScreen((screen) => screen.unsaved);
  const mine = useMyPages();
  const shown = page !== null && mine.includes(page) ? page : page === null ? null : mine[0];
  const { undo, redo } = useChanges();

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const chord = isTyping(event.target) ? null : chordCommand(event);
    if (chord) {
      event.preventDefault();
      void (chord === 'undo' ? undo() : redo());
    } else if (event.key === 'Escape' && !isTyping(event.target)) {
      event.preventDefault();
      closeSettings();
    }
  });
  useEffect(() => {
    if (page === null) return;
    const listen = (event: KeyboardEvent) => {
      onKey(event);
    };
    // In the bubble, so that a menu or a dialog takes its own Escape first.
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [page]);

  return (
    <div className="reception settings" hidden={page === null}>
      <header className="bar">
        <span className="bar-clinic">
          <ClinicMark />
          <b>{clinic ?? t('app.name')}</b>
        </span>
        <b>{t('settings.title')}</b>
        <span className="bar-rest" />
        <LiveDot />
        <Button variant="outlined" onClick={closeSettings}>
          {t('settings.backToWork')}
          <Kbd k={KEY.escape} />
        </Button>
      </header>
      <div className="settings-main">
        <PageList pages={mine} shown={shown ?? null} />
        {mine
          .filter((id) => id === shown || unsaved.has(id))
          .map((id) => {
            const { Page } = PAGES[id];
            return (
              <ShownPage key={id} value={{ id, isShown: id === shown }}>
                <div className="settings-page" hidden={id !== shown}>
                  <Page />
                </div>
              </ShownPage>
            );
          })}
      </div>
      {page === null ? null : <UndoBar />}
      {page === null ? null : <OfflineBar />}
    </div>
  );
}
