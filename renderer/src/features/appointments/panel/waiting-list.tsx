import { useRef, type KeyboardEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { useClinicNow, useClinicZone } from '../../../app/clock';
import { clinicTimeOf, doctorShort, timeOf } from '../../../ui/format';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { useTodaysVisits } from '../calendar-data';
import { useCommands } from '../commands';
import { useDoctors } from '../doctors';
import { LONG_WAIT, queueOf, waitedMinutes } from '../logic/queue';
import { showVisit } from '../store';

/** The resting state of the panel: who waits and how long, and who is in the room. */
export function WaitingList() {
  const { t } = useTranslation();
  const { instant } = useClinicNow();
  const { waiting, inRoom } = queueOf(useTodaysVisits());
  const { onLetter } = useCommands();
  const list = useRef<HTMLDivElement>(null);
  const longest = waiting[0] ? waitedMinutes(waiting[0], instant) : 0;

  const keyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('.row') ?? [])];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const at = rows.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
      rows[Math.min(Math.max(0, at), rows.length - 1)]?.focus();
      return;
    }
    onLetter(event, Number(event.target.dataset['row'] ?? 0) || null);
  };

  return (
    <>
      <div
        ref={list}
        className="queue"
        role="group"
        data-keys="list"
        aria-label={t('waiting.label')}
        onKeyDown={keyDown}
      >
        <h2>
          {t('waiting.title', { count: waiting.length })}
          {waiting.length > 1 ? <small>{t('waiting.longest', { minutes: longest })}</small> : null}
        </h2>
        {waiting.length === 0 ? (
          <p className="empty">
            <b>{t('waiting.none')}</b>{' '}
            <Trans
              i18nKey="waiting.noneHelp"
              values={{ key: KEY.checkIn }}
              components={{ kbd: <kbd className="kbd" /> }}
            />
          </p>
        ) : null}
        <ul className="rows">
          {waiting.map((visit) => (
            <QueueRow key={visit.id} visit={visit} minutes={waitedMinutes(visit, instant)} />
          ))}
        </ul>
        {inRoom.length > 0 ? (
          <>
            <h2>{t('waiting.inRoom', { count: inRoom.length })}</h2>
            <ul className="rows">
              {inRoom.map((visit) => (
                <QueueRow key={visit.id} visit={visit} minutes={null} />
              ))}
            </ul>
          </>
        ) : null}
      </div>
      <footer className="panel-keys" aria-hidden="true">
        <span>
          <Kbd k={KEY.upDown} /> {t('keys.short.choose')}
        </span>
        <span>
          <Kbd k={KEY.checkIn} /> {t('keys.short.in')}
        </span>
        <span>
          <Kbd k={KEY.room} /> {t('keys.short.room')}
        </span>
        <span>
          <Kbd k={KEY.move} /> {t('keys.short.move')}
        </span>
        <span>
          <Kbd k={KEY.help} /> {t('keys.short.all')}
        </span>
      </footer>
    </>
  );
}

function QueueRow({ visit, minutes }: { readonly visit: AppointmentDto; readonly minutes: number | null }) {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const { byId } = useDoctors();
  const doctor = byId.get(visit.doctorId);
  const facts = { doctor: doctor ? doctorShort(doctor) : '', time: timeOf(visit.start) };
  const line =
    visit.state === 'in_room' && visit.inRoomAt
      ? t('waiting.since', { ...facts, time: clinicTimeOf(visit.inRoomAt, zone) })
      : t(visit.kind === 'token' ? 'waiting.token' : 'waiting.line', facts);
  return (
    <li>
      <button
        type="button"
        className="row"
        data-row={visit.id}
        onClick={() => {
          showVisit(visit.id);
        }}
      >
        <span className={`chip chip--${visit.state}`}>{visit.tokenNo ?? ''}</span>
        <b>{visit.patientName}</b>
        <span>{line}</span>
        {minutes === null ? null : (
          <i className={minutes >= LONG_WAIT ? 'waited waited--long' : 'waited'}>
            {t('waiting.minutes', { minutes })}
          </i>
        )}
      </button>
    </li>
  );
}
