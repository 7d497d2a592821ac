import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import { useCallQuery } from '../../api/queries';
import { useClinicNow, useLocale } from '../../app/clock';
import { ClinicMark } from '../../ui/clinic-mark';
import { errorWords } from '../../ui/error-words';
import { longDay } from '../../ui/format';
import { Kbd } from '../../ui/kbd';
import { UserMenu } from '../appointments/bar/user-menu';
import { useChanges } from '../appointments/changes';
import { UndoBar } from '../appointments/undo-bar';
import { LiveDot } from '../connection/live-dot';
import { OfflineBar } from '../connection/offline-bar';
import { ScansKey } from '../scans/scans-key';
import { useSession } from '../session/session';
import './consultation.css';
import { ROOM_KEY } from './keys';
import { queueRowWithKeyboard } from './queue-row';
import { nextOf } from './room-groups';
import { RoomQueue } from './room-queue';
import { openVisit, showRoom, useConsultingRoom } from './store';
import { useRoomCommands } from './use-room-commands';
import { useRoomQueue } from './use-room-queue';
import { VisitPage } from './visit-page';

/** The doctor's workspace: who waits, whose page is open, and the keys for what comes next. */
export function ConsultingRoom() {
  const { t } = useTranslation();
  const session = useSession();
  const locale = useLocale();
  const { today } = useClinicNow();
  const clinic = useCallQuery('settings.get', {}).data?.clinicName;
  const { perform } = useChanges();
  const { visits, groups, instant, error, isPending } = useRoomQueue();
  const visitId = useConsultingRoom((room) => room.visitId);
  const inRoom = groups.waiting.find(({ state }) => state === 'in_room');
  const listed = visits.find(({ id }) => id === visitId);
  // Of another day, or another doctor's.
  const elsewhere = useCallQuery(
    'appointments.get',
    { id: visitId ?? 0 },
    { enabled: visitId !== null && !isPending && !listed },
  ).data;
  const visit = listed ?? elsewhere ?? null;
  const next = nextOf(groups);

  const call = (one: AppointmentDto | null) => {
    if (!one) return;
    // Whoever is called has the keyboard, wherever in the queue it was.
    queueRowWithKeyboard()?.blur();
    openVisit(one.id);
    void perform(one, { kind: 'status', to: 'in_room' });
  };
  const callNext = () => {
    call(next);
  };
  // Signing takes a while: whoever waits by then is called, not whoever waited when it began.
  const latest = useRef(groups);
  useEffect(() => {
    latest.current = groups;
  }, [groups]);
  useRoomCommands({ next: callNext });
  // Whoever sits in the room is whom the doctor comes back to.
  const inRoomId = inRoom?.id;
  useEffect(() => {
    if (visitId === null && inRoomId !== undefined) openVisit(inRoomId);
  }, [visitId, inRoomId]);

  return (
    <div className="reception room">
      <header className="bar">
        <span className="bar-clinic">
          <ClinicMark />
          <b>{clinic ?? t('app.name')}</b>
        </span>
        <b>{session?.displayName}</b>
        <span className="muted">{longDay(today, locale)}</span>
        <span className="bar-rest" />
        <Button variant="outlined" disabled={!next} onClick={callNext}>
          {t('room.callNext')}
          <Kbd k={ROOM_KEY.next} />
        </Button>
        <ScansKey />
        <button
          type="button"
          className="tool"
          aria-keyshortcuts={ROOM_KEY.room}
          onClick={() => {
            showRoom(false);
          }}
        >
          {t('room.toCalendar')}
          <Kbd k={ROOM_KEY.room} />
        </button>
        <LiveDot />
        <UserMenu />
      </header>
      <div className="room-main">
        <RoomQueue groups={groups} instant={instant} />
        {visit ? (
          <VisitPage
            key={visit.id}
            visit={visit}
            onDone={() => {
              // Whoever has been chosen meanwhile stays open.
              if (useConsultingRoom.getState().visitId !== visit.id) return;
              call(nextOf(latest.current, visit.id));
            }}
          />
        ) : (
          <main className="room-page">
            {error ? (
              <p className="problem" role="alert">
                {errorWords(t, error.error)}
              </p>
            ) : (
              <p className="empty">{t(next ? 'room.pressNext' : 'room.nobodyWaits')}</p>
            )}
          </main>
        )}
      </div>
      <UndoBar />
      <OfflineBar />
    </div>
  );
}
