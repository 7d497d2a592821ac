import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { minuteOfDay } from '#shared/values/wall-clock';
import { useClinicZone } from '../../app/clock';
import { clinicTimeOf, doctorShort, timeOf, minuteTime } from '../../ui/format';
import { KEY } from '../../ui/key-names';
import { movedAmongRows, rowIdOf } from '../../ui/row-keys';
import { useCommands } from '../appointments/commands';
import { useDoctors } from '../appointments/doctors';
import { queueOf, waitedMinutes } from './logic/queue';
import { QueueKeys } from './queue-keys';
import { QueueRow } from './queue-row';
import { turnIn, useLine } from './use-line';

/** A turn this much after the booked time is told beside it, in minutes. */
const BEHIND = 5;

/** The second line of a row: whom they wait for and when it is likely to be their turn. */
function useLineWords() {
  const { t } = useTranslation();
  const zone = useClinicZone();
  const { byId } = useDoctors();
  return (visit: AppointmentDto, turn: number | null): string => {
    const known = byId.get(visit.doctorId);
    const doctor = known ? doctorShort(known) : '';
    if (visit.state === 'in_room' && visit.inRoomAt)
      return t('waiting.since', { doctor, time: clinicTimeOf(visit.inRoomAt, zone) });
    const time = timeOf(visit.start);
    if (visit.kind === 'token')
      return turn === null
        ? t('waiting.token', { doctor })
        : t('queue.turn', { doctor, turn: minuteTime(turn) });
    return turn !== null && turn > minuteOfDay(visit.start) + BEHIND
      ? t('queue.behind', { doctor, time, turn: minuteTime(turn) })
      : t('waiting.line', { doctor, time });
  };
}

/** The resting state of the panel: who waits and how long, who was skipped, and who is in the room. */
export function WaitingList() {
  const { t } = useTranslation();
  const { visits, lines, now } = useLine();
  const { waiting, skipped, inRoom } = queueOf(visits);
  const { onLetter } = useCommands();
  const list = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const focusedRow = useRef<number | null>(null);
  const wordsOf = useLineWords();
  const all = [...waiting, ...skipped, ...inRoom];
  const tabStop = all.some(({ id }) => id === stop) ? stop : (all[0]?.id ?? null);
  const longest = waiting[0] ? waitedMinutes(waiting[0], now.instant) : 0;

  // Skipped, called back or gone, a row is made anew elsewhere: the keyboard stays with it, or in the list.
  useLayoutEffect(() => {
    if (focusedRow.current === null || document.activeElement !== document.body) return;
    const again =
      list.current?.querySelector<HTMLElement>(`[data-row="${String(focusedRow.current)}"]`) ??
      list.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]');
    again?.focus();
  });

  const keyDown = (event: KeyboardEvent) => {
    if (!movedAmongRows(event, list.current)) onLetter(event, rowIdOf(event.target));
  };

  const rows = (shown: readonly AppointmentDto[]) => (
    <ul className="rows">
      {shown.map((visit) => (
        <QueueRow
          key={visit.id}
          visit={visit}
          line={wordsOf(visit, turnIn(lines, visit))}
          minutes={visit.state === 'waiting' ? waitedMinutes(visit, now.instant) : null}
          isStop={visit.id === tabStop}
        />
      ))}
    </ul>
  );

  return (
    <>
      <div
        ref={list}
        className="queue"
        role="group"
        data-keys="list"
        aria-label={t('waiting.label')}
        onKeyDown={keyDown}
        onFocus={(event: FocusEvent) => {
          const id =
            event.target instanceof HTMLElement ? Number(event.target.dataset['row'] ?? 0) || null : null;
          focusedRow.current = id;
          setStop(id);
        }}
        onBlur={() => {
          focusedRow.current = null;
        }}
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
              values={{ key: KEY.checkIn, walkIn: KEY.walkIn }}
              components={{ kbd: <kbd className="kbd" /> }}
            />
          </p>
        ) : null}
        {rows(waiting)}
        {skipped.length > 0 ? <h2>{t('queue.skipped', { count: skipped.length })}</h2> : null}
        {skipped.length > 0 ? rows(skipped) : null}
        {inRoom.length > 0 ? <h2>{t('waiting.inRoom', { count: inRoom.length })}</h2> : null}
        {inRoom.length > 0 ? rows(inRoom) : null}
      </div>
      <QueueKeys />
    </>
  );
}
