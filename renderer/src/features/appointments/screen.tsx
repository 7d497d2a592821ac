import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientSummary } from '#shared/contract/patients';
import { addDays } from '#shared/values/wall-clock';
import { usePrefs } from '../../app/prefs';
import { callOptions } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { isTyping } from '../../ui/typing';
import { OfflineBar } from '../connection/offline-bar';
import { HelpSheet } from '../help/help-sheet';
import { LookUp } from '../patients/look-up';
import { useScannedCards } from '../patients/scanned';
import { forgetUnsaved } from '../patients/unsaved';
import { PaperDesk } from '../printing/paper-desk';
import { TopBar } from './bar/top-bar';
import { useCalendar, useShownDate } from './calendar-data';
import { useCommands } from './commands';
import { CalendarGrid } from './grid/calendar-grid';
import { NoColumns } from './grid/no-columns';
import { focusCalendar } from './grid/use-cursor';
import { chordCommand } from './logic/keys';
import { Board } from '../queue/board';
import { SeesBy } from '../queue/sees-by';
import { Panel } from './panel/panel';
import { usePresence } from './presence';
import { clearScreen, showKeys, showPanel, useScreen } from './store';
import { UndoBar } from './undo-bar';

/** The days beside the one shown are there before they are asked for. */
function useNeighbours(): void {
  const client = useQueryClient();
  const date = useShownDate();
  const mode = usePrefs((prefs) => prefs.view);
  const { isPending } = useCalendar();
  useEffect(() => {
    if (mode !== 'day' || isPending) return;
    for (const beside of [addDays(date, 1), addDays(date, -1)]) {
      client.query(callOptions('appointments.day', { date: beside, doctorIds: null })).catch(() => undefined);
    }
  }, [client, date, mode, isPending]);
}

/** Reception: the calendar, its bar, and the panel beside it. */
export function ReceptionScreen() {
  const { t } = useTranslation();
  const { columns, all, error, isPending } = useCalendar();
  const { run } = useCommands();
  const board = useScreen((screen) => screen.board);
  const keysShown = useScreen((screen) => screen.keysShown);
  const movingId = useScreen((screen) =>
    screen.carried?.copies === false ? screen.carried.visit.id : screen.moving,
  );
  usePresence(movingId, 'moving');
  useNeighbours();

  const chord = useEffectEvent((event: KeyboardEvent) => {
    const command = chordCommand(event);
    if (!command || isTyping(event.target)) return;
    event.preventDefault();
    run(command);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      chord(event);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
      clearScreen();
      forgetUnsaved();
    };
  }, []);

  const openPatient = (patient: PatientSummary) => {
    showPanel({ kind: 'patient', id: patient.id, editing: false });
  };
  useScannedCards(() => {
    const { panel } = useScreen.getState();
    return (
      panel.kind === 'booking' || panel.kind === 'register' || (panel.kind === 'patient' && panel.editing)
    );
  }, openPatient);

  const isReady = !isPending && columns.length > 0;
  useEffect(() => {
    // From the first moment on: a letter pressed before the doctors are known is heard.
    if (document.activeElement === null || document.activeElement === document.body) focusCalendar();
  }, [isReady, board]);

  if (board !== null) return <Board since={board} />;
  return (
    <div className="reception">
      <TopBar />
      <main className="reception-main">
        {columns.length === 0 && all.length > 0 ? (
          <NoColumns />
        ) : columns.length === 0 && !isPending ? (
          <div className="cal cal--empty">
            {error ? (
              <p className="problem">
                {t('calendar.couldNotLoad')} {errorWords(t, error.error)}
              </p>
            ) : (
              <p className="empty">
                <b>{t('calendar.noDoctors')}</b> {t('calendar.noDoctorsHelp')}
              </p>
            )}
          </div>
        ) : (
          <CalendarGrid />
        )}
        <Panel />
      </main>
      <UndoBar />
      <PaperDesk />
      <SeesBy />
      <OfflineBar />
      <LookUp onOpen={openPatient} />
      {keysShown ? (
        <HelpSheet
          onClose={() => {
            showKeys(false);
            requestAnimationFrame(focusCalendar);
          }}
        />
      ) : null}
    </div>
  );
}
