import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentDto } from '#shared/contract/appointments';
import { timeOf } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { movedAmongRows } from '../../ui/row-keys';
import { ROOM_KEY } from './keys';
import type { RoomGroups } from './room-groups';
import { openVisit, useConsultingRoom } from './store';

interface Props {
  readonly groups: RoomGroups;
  /** Milliseconds since the epoch. */
  readonly instant: number;
}

const GROUPS = ['waiting', 'video', 'later', 'done'] as const satisfies readonly (keyof RoomGroups)[];

function minutesSince(since: string | null, instant: number): number | null {
  if (since === null) return null;
  return Math.max(0, Math.floor((instant - Temporal.Instant.from(since).epochMilliseconds) / 60_000));
}

/** The doctor's day at the left: who is in the room or waits, who comes later, who is done. */
export function RoomQueue({ groups, instant }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLElement>(null);
  const open = useConsultingRoom((room) => room.visitId);
  const all = GROUPS.flatMap((name) => groups[name]);
  const stop = all.some(({ id }) => id === open) ? open : (all[0]?.id ?? null);
  return (
    <nav
      ref={list}
      className="room-queue"
      aria-label={t('room.queue')}
      onKeyDown={(event) => {
        movedAmongRows(event, list.current);
      }}
    >
      {all.length === 0 ? <p className="empty">{t('room.nobodyToday')}</p> : null}
      {GROUPS.filter((name) => groups[name].length > 0 || (name === 'waiting' && all.length > 0)).map(
        (name) => (
          <section key={name} aria-label={t(`room.group.${name}`)}>
            <h2>
              {t(`room.group.${name}`)} · {groups[name].length}
            </h2>
            {groups[name].length === 0 ? (
              <p className="empty">{t('room.nobodyWaits')}</p>
            ) : (
              <ul>
                {groups[name].map((visit) => (
                  <Row
                    key={visit.id}
                    visit={visit}
                    instant={instant}
                    isOpen={visit.id === open}
                    isStop={visit.id === stop}
                  />
                ))}
              </ul>
            )}
            {name === 'waiting' && groups.waiting.some(({ state }) => state === 'waiting') ? (
              <p className="room-hint">
                <Kbd k={ROOM_KEY.next} /> {t('room.callNext')}
              </p>
            ) : null}
          </section>
        ),
      )}
    </nav>
  );
}

interface RowProps {
  readonly visit: AppointmentDto;
  readonly instant: number;
  readonly isOpen: boolean;
  readonly isStop: boolean;
}

function Row({ visit, instant, isOpen, isStop }: RowProps) {
  const { t } = useTranslation();
  const { state, queueMark, tokenNo, start, reason } = visit;
  const waits = state === 'waiting' || state === 'in_room';
  const minutes = waits
    ? minutesSince(state === 'in_room' ? visit.inRoomAt : visit.arrivedAt, instant)
    : null;
  const second =
    state === 'in_room'
      ? t('room.inRoom')
      : state === 'waiting' && queueMark !== null
        ? t(`queue.mark.${queueMark}`)
        : [visit.kind === 'slot' ? timeOf(start) : null, reason].filter(Boolean).join(' · ');
  return (
    <li>
      <button
        type="button"
        className="row"
        data-row={visit.id}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={isStop ? 0 : -1}
        onClick={() => {
          openVisit(visit.id);
        }}
      >
        <span className={`chip chip--${state}`}>{tokenNo ?? ''}</span>
        <b>{visit.patientName}</b>
        <span>{second}</span>
        {minutes === null ? null : <i className="waited">{t('waiting.minutes', { minutes })}</i>}
      </button>
    </li>
  );
}
