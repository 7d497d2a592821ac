import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { VisitToMove } from '#shared/contract/appointments';
import { dateOf } from '#shared/values/wall-clock';
import { useClinicZone, useLocale } from '../../../app/clock';
import { useCallQuery } from '../../../api/queries';
import { errorWords } from '../../../ui/error-words';
import { clinicDayOf, clinicTimeOf, doctorShort, shortDay, timeOf } from '../../../ui/format';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { notify } from '../../../ui/notice';
import { movedAmongRows, rowIdOf } from '../../../ui/row-keys';
import { useMay } from '../../session/session';
import { useClinicNow } from '../../../app/clock';
import { useCommands } from '../commands';
import { useDoctors } from '../doctors';
import { useScreen } from '../store';
import { useToMove } from '../to-move';

interface Props {
  /** Whose patient was just told: the keyboard goes on there. */
  readonly after: number | null;
}

/** The parking place: everyone without a time, to be dragged or carried into the calendar. */
export function ToMoveList({ after }: Props) {
  const { t } = useTranslation();
  const { error } = useCallQuery('appointments.toMove', {});
  const { visits, total } = useToMove();
  const { onLetter, lift } = useCommands();
  const mayWrite = useMay('appointment.write');
  const isDragging = useScreen((screen) => screen.moving !== null);
  const list = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number | null>(after);
  const tabStop = visits.some(({ id }) => id === stop) ? stop : (visits[0]?.id ?? null);
  const isEmpty = visits.length === 0;
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('.row[tabindex="0"]');
    (row ?? list.current)?.focus();
  }, []);

  const pick = (visit: VisitToMove) => {
    if (!mayWrite) return;
    if (visit.kind === 'token')
      notify(t('toMove.numberHasNoTime', { copy: KEY.copyVisit, cancel: KEY.cancel }), 'none', 'error');
    else lift(visit, false);
  };

  const keyDown = (event: KeyboardEvent) => {
    if (!movedAmongRows(event, list.current)) onLetter(event, rowIdOf(event.target));
  };

  return (
    <>
      <div
        ref={list}
        className="queue to-move"
        role="group"
        tabIndex={-1}
        data-keys="list"
        data-parking
        aria-label={t('toMove.title')}
        onKeyDown={keyDown}
        onFocus={(event: FocusEvent) => {
          setStop(rowIdOf(event.target));
        }}
      >
        <h2>{isEmpty ? t('toMove.title') : t('toMove.strip', { count: total })}</h2>
        {isDragging ? <p className="empty">{t('toMove.dropHere')}</p> : null}
        {isEmpty && error ? <p className="problem">{errorWords(t, error.error)}</p> : null}
        {isEmpty && !error ? (
          <p className="empty">
            <b>{t('toMove.none')}</b>{' '}
            <Trans
              i18nKey="toMove.noneHelp"
              values={{ park: KEY.park, late: KEY.late }}
              components={{ kbd: <kbd className="kbd" /> }}
            />
          </p>
        ) : null}
        <ul className="rows">
          {visits.map((visit) => (
            <ToMoveRow
              key={visit.id}
              visit={visit}
              isStop={visit.id === tabStop}
              onPick={() => {
                pick(visit);
              }}
            />
          ))}
        </ul>
        {total > visits.length ? (
          <p className="empty">{t('toMove.more', { count: total - visits.length })}</p>
        ) : null}
      </div>
      <footer className="panel-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.upDown} /> {t('keys.short.choose')}
        </span>
        <span>
          <Kbd k={KEY.enter} /> {t('toMove.place')}
        </span>
        <span>
          <Kbd k={KEY.message} /> {t('messages.open')}
        </span>
        <span>
          <Kbd k={KEY.cancel} /> {t('visit.cancel')}
        </span>
      </footer>
    </>
  );
}

interface RowProps {
  readonly visit: VisitToMove;
  readonly isStop: boolean;
  readonly onPick: () => void;
}

function ToMoveRow({ visit, isStop, onPick }: RowProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const zone = useClinicZone();
  const { today } = useClinicNow();
  const { byId } = useDoctors();
  const doctor = byId.get(visit.doctorId);
  const was = {
    day: shortDay(dateOf(visit.start), locale),
    time: visit.tokenNo === null ? timeOf(visit.start) : t('toMove.number', { number: visit.tokenNo }),
    doctor: doctor ? doctorShort(doctor) : '',
  };
  const since = visit.toMoveAt;
  const day = since && clinicDayOf(since, zone);
  const when = since ? (day === today ? clinicTimeOf(since, zone) : day && shortDay(day, locale)) : '';
  return (
    <li>
      <button
        type="button"
        className="row"
        data-row={visit.id}
        data-to-move={visit.id}
        tabIndex={isStop ? 0 : -1}
        onClick={onPick}
      >
        <span className={`chip chip--${visit.state}`}>{visit.tokenNo ?? ''}</span>
        <b>{visit.patientName}</b>
        <span>{t('toMove.was', was)}</span>
        <span className="row-third">
          {[
            visit.patientPhone ?? t('messages.noPhone'),
            t('toMove.since', { why: t(`toMove.why.${visit.why}`), when }),
          ].join(' · ')}
        </span>
      </button>
    </li>
  );
}
