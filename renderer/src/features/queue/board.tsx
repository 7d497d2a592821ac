import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { useCallQuery } from '../../api/queries';
import { BOARD_NAMES, usePrefs } from '../../app/prefs';
import { doctorShort, minuteTime } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { useDoctors } from '../appointments/doctors';
import { letterOf } from '../appointments/logic/keys';
import { hideBoard } from '../appointments/store';
import { useSessionSteps } from '../session/session';
import { boardName } from './logic/board-names';
import { queueOf } from './logic/queue';
import { turnIn, useLine } from './use-line';

/** More than these would be too small to be read across a room. */
const MOST_CALLED = 5;
const MOST_WAITING = 8;

function firstTurns(lines: ReturnType<typeof useLine>['lines'], waiting: readonly AppointmentDto[]) {
  return waiting
    .map((visit) => ({ visit, turn: turnIn(lines, visit) }))
    .sort((a, b) => (a.turn ?? Infinity) - (b.turn ?? Infinity));
}

/** The waiting room's screen: who is called and who comes next, large, with no word about why. */
export function Board({ since }: { readonly since: number }) {
  const { t } = useTranslation();
  const settings = useCallQuery('settings.get', {}).data;
  const { visits, lines, now } = useLine();
  const { byId } = useDoctors();
  const { lock } = useSessionSteps();
  const names = usePrefs((prefs) => prefs.boardNames);
  const setNames = usePrefs((prefs) => prefs.setBoardNames);
  const root = useRef<HTMLDivElement>(null);
  const { waiting, inRoom } = queueOf(visits);
  const called = waiting
    .filter(({ queueMark }) => queueMark === 'called')
    .sort((a, b) => (b.markedAt ?? '').localeCompare(a.markedAt ?? ''));
  const current = [...called, ...inRoom.toReversed()].slice(0, MOST_CALLED);
  const next = firstTurns(
    lines,
    waiting.filter(({ queueMark }) => queueMark === null),
  );
  const doctorOf = (visit: AppointmentDto) => {
    const doctor = byId.get(visit.doctorId);
    return doctor ? doctorShort(doctor) : '';
  };

  const leave = () => {
    hideBoard();
    if (document.fullscreenElement) void document.exitFullscreen();
    // The idle lock waits while the board hangs there: whoever comes back after it shows who they are.
    const idle = (settings?.idleLockMinutes ?? 0) * 60_000;
    if (idle > 0 && Date.now() - since >= idle) void lock();
  };
  const leftFullScreen = useEffectEvent(() => {
    if (!document.fullscreenElement) leave();
  });
  const otherNames = () => {
    setNames(BOARD_NAMES[(BOARD_NAMES.indexOf(names) + 1) % BOARD_NAMES.length] ?? 'short');
  };

  useEffect(() => {
    root.current?.focus();
    const left = () => {
      leftFullScreen();
    };
    document.addEventListener('fullscreenchange', left);
    return () => {
      document.removeEventListener('fullscreenchange', left);
    };
  }, []);

  return (
    <div
      ref={root}
      className="board"
      role="region"
      aria-label={t('board.label')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave();
        else if (letterOf(event) === KEY.names.toLowerCase()) otherNames();
      }}
    >
      <div className="board-head">
        <h1>{settings?.clinicName ?? ''}</h1>
        <time>{minuteTime(now.minute)}</time>
      </div>
      <div className="board-columns">
        <section aria-label={t('board.now')}>
          <h2>{t('board.now')}</h2>
          <ul aria-live="polite">
            {current.map((visit) => (
              <li key={visit.id} data-mark={visit.state === 'in_room' ? 'in_room' : 'called'}>
                <Who visit={visit} />
                <span className="board-doctor">{doctorOf(visit)}</span>
                <i>{t(visit.state === 'in_room' ? 'board.inRoom' : 'board.come')}</i>
              </li>
            ))}
          </ul>
          {current.length === 0 ? <p>{t('board.nobodyCalled')}</p> : null}
        </section>
        <section aria-label={t('board.next')}>
          <h2>{t('board.next')}</h2>
          <ul>
            {next.slice(0, MOST_WAITING).map(({ visit, turn }) => (
              <li key={visit.id}>
                <Who visit={visit} />
                <span className="board-doctor">{doctorOf(visit)}</span>
                <i>{turn === null ? '' : t('board.about', { time: minuteTime(turn) })}</i>
              </li>
            ))}
          </ul>
          {next.length === 0 ? <p>{t('waiting.none')}</p> : null}
          {next.length > MOST_WAITING ? (
            <p>{t('board.more', { count: next.length - MOST_WAITING })}</p>
          ) : null}
        </section>
      </div>
      <div className="board-foot">
        <button type="button" className="link" onClick={otherNames}>
          {t(`board.names.${names}`)}
          <Kbd k={KEY.names} />
        </button>
        <button type="button" className="link" onClick={leave}>
          {t('board.leave')}
          <Kbd k={KEY.escape} />
        </button>
      </div>
    </div>
  );
}

function Who({ visit }: { readonly visit: AppointmentDto }) {
  const names = usePrefs((prefs) => prefs.boardNames);
  return (
    <>
      <b>{visit.tokenNo ?? '•'}</b>
      <strong>{boardName(visit.patientName, names, visit.tokenNo)}</strong>
    </>
  );
}
