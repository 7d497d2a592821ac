import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CLOSINGS, type AppointmentDto } from '#shared/contract/appointments';
import { mayMark, type QueueStep } from '#shared/domain/queue-mark';
import { mayStep, type OpenState } from '#shared/domain/visit-state';
import { addDays, type ClinicDate } from '#shared/values/wall-clock';
import { useClinicNow } from '../../app/clock';
import { usePrefs } from '../../app/prefs';
import { doctorShort } from '../../ui/format';
import { notify } from '../../ui/notice';
import { usePrint } from '../printing/use-print';
import { useFreshReviews, useTakeReview } from '../reviews/use-reviews';
import { useMay, useMayWriteFor } from '../session/session';
import { takeOf, useFreshOffers, useTake } from '../waitlist/use-offers';
import { useCalendar, useShownDate, useTodaysVisits } from './calendar-data';
import { useChanges } from './changes';
import { showColumns } from './columns-store';
import { useDoctors } from './doctors';
import { isMovable } from './grid/use-dragging';
import { focusCalendar } from './grid/use-cursor';
import { scrollToNow } from './grid/use-first-scroll';
import { lifted } from './logic/carry';
import { letterCommand, type Command } from './logic/keys';
import { useToMove } from './to-move';
import { useNextFree } from './use-next-free';
import { useVideoLink } from './use-video-link';
import {
  setCarried,
  showBoard,
  showDate,
  showKeys,
  showMessage,
  showPanel,
  showVisit,
  showWalkIn,
  useScreen,
} from './store';

const steps: Partial<Record<Command, OpenState>> = { checkIn: 'waiting', room: 'in_room', done: 'done' };

const marks: Partial<Record<Command, QueueStep>> = {
  callIn: 'called',
  stepOut: 'stepped_out',
  skip: 'skipped',
  backInLine: 'back',
};

/** What the keys and the bar's buttons do; one list for both. */
export function useCommands() {
  const { t } = useTranslation();
  const { today } = useClinicNow();
  const date = useShownDate();
  const { columns, all, mode } = useCalendar();
  const todays = useTodaysVisits();
  const setView = usePrefs((prefs) => prefs.setView);
  const mayWrite = useMay('appointment.write');
  const mayTakeIn = useMay('patient.write');
  const mayWriteFor = useMayWriteFor();
  const { visits: toMove } = useToMove();
  const { print } = usePrint();
  const changes = useChanges();
  const { byId } = useDoctors();
  const bookNextFree = useNextFree();
  const copyVideoLink = useVideoLink();
  const offered = useFreshOffers();
  const take = useTake();
  const fresh = useFreshReviews();
  const takeReview = useTakeReview();

  const go = (to: ClinicDate) => {
    showDate(to === today ? null : to);
  };
  const days = mode === 'week' ? 7 : 1;

  const visitOf = (id: number | null): AppointmentDto | undefined =>
    all.flatMap(({ visits }) => visits).find((visit) => visit.id === id) ??
    todays.find((visit) => visit.id === id) ??
    toMove.find((visit) => visit.id === id);

  const notYours = (doctorId: number) => {
    const doctor = byId.get(doctorId);
    notify(t('move.notYours', { doctor: doctor ? doctorShort(doctor) : '' }), 'none', 'error');
  };

  /** Takes a visit, or a copy of it, into the calendar, to be put down with Enter. */
  const lift = (visit: AppointmentDto, copies: boolean) => {
    if (!copies && !mayWriteFor(visit.doctorId)) {
      notYours(visit.doctorId);
      return;
    }
    setCarried(lifted(columns, visit, copies));
    focusCalendar();
  };

  const park = (visit: AppointmentDto) => {
    const canWait = visit.state === 'scheduled' || visit.state === 'waiting';
    if (!canWait || !isMovable(visit) || visit.toMoveAt !== null)
      notify(t(visit.kind === 'token' ? 'rule.token_has_no_time' : 'rule.step_not_allowed'), 'none', 'error');
    else void changes.perform(visit, { kind: 'park' });
  };

  const step = (visit: AppointmentDto, to: OpenState) => {
    if (mayStep(visit.state, to)) void changes.perform(visit, { kind: 'status', to });
    else if (visit.state !== to) notify(t('rule.step_not_allowed'), 'none', 'error');
  };

  const onVisit = (command: Command, visit: AppointmentDto | undefined) => {
    if (!visit || !mayWrite) return;
    if (!mayWriteFor(visit.doctorId)) {
      notYours(visit.doctorId);
      return;
    }
    const to = steps[command];
    const mark = marks[command];
    if (command === 'park') park(visit);
    else if (to) step(visit, to);
    else if (mark && mayMark(visit.state, visit.queueMark, mark))
      void changes.perform(visit, { kind: 'mark', step: mark });
    else if (mark) notify(t('rule.step_not_allowed'), 'none', 'error');
    else if (CLOSINGS.some((as) => mayStep(visit.state, as))) showVisit(visit.id, true);
    else notify(t('rule.step_not_allowed'), 'none', 'error');
  };

  /** For the doctor under the cursor, else the first who is there. */
  const late = () => {
    if (!mayWrite) return;
    const here = useScreen.getState().cursor?.columnKey;
    const column = columns.find(({ key }) => key === here) ?? columns[0];
    if (!column) return;
    if (!mayWriteFor(column.doctor.id)) notYours(column.doctor.id);
    else if (column.date < today) notify(t('rule.earlier_day'), 'none', 'error');
    else showPanel({ kind: 'late', doctorId: column.doctor.id, date: column.date });
  };

  const run = (command: Command, visitId: number | null = null): void => {
    switch (command) {
      case 'today':
        showDate(null);
        scrollToNow();
        return;
      case 'previous':
        go(addDays(date, -days));
        return;
      case 'next':
        go(addDays(date, days));
        return;
      case 'view': {
        const here = useScreen.getState().cursor?.columnKey;
        const doctor = mode === 'day' ? columns.find(({ key }) => key === here)?.doctor : undefined;
        if (doctor) useScreen.setState({ weekDoctor: doctor.id });
        setView(mode === 'day' ? 'week' : 'day');
        return;
      }
      case 'nextFree':
      case 'nextFreeAny':
        if (mayWrite) bookNextFree(command === 'nextFree' ? 'cursor' : 'anyone');
        return;
      case 'walkIn':
        if (mayTakeIn) showWalkIn();
        return;
      case 'board':
        showBoard();
        // A desk that may not fill its screen still shows it in its window.
        void document.documentElement.requestFullscreen().catch(() => undefined);
        return;
      case 'date':
        useScreen.setState({ jumping: true });
        return;
      case 'find':
        document.querySelector<HTMLElement>('[data-find] input')?.focus();
        return;
      case 'help':
        showKeys(true);
        return;
      case 'columns':
        setView('day');
        showColumns(true);
        return;
      case 'print':
      case 'printAll': {
        // Paper shows whom the screen shows; a desk that hides somebody has the other words beside it.
        const some = command === 'print' && columns.length > 0 && columns.length < all.length;
        void print('printing.daySheet', {
          date,
          doctorIds: some ? columns.map(({ doctor }) => doctor.id) : null,
        });
        return;
      }
      case 'undo':
        void changes.undo();
        return;
      case 'redo':
        void changes.redo();
        return;
      case 'checkIn':
      case 'room':
      case 'done':
      case 'cancel':
      case 'park':
      case 'callIn':
      case 'stepOut':
      case 'skip':
      case 'backInLine':
        onVisit(command, visitOf(visitId));
        return;
      case 'late':
        late();
        return;
      case 'message':
        if (visitId !== null)
          showMessage(visitId, toMove.some(({ id }) => id === visitId) ? 'put_off' : null);
        return;
      case 'videoLink': {
        const visit = visitOf(visitId);
        if (visit) void copyVideoLink(visit);
        return;
      }
      case 'toMove':
        showPanel({ kind: 'toMove', after: null });
        return;
      case 'copy': {
        const visit = visitOf(visitId);
        if (visit && mayWrite) lift(visit, true);
        return;
      }
      case 'waitlist':
        showPanel({ kind: 'waitlist' });
        return;
      case 'takeOffer': {
        const [offer] = offered;
        if (offer && mayWrite) void take(takeOf(offer));
        return;
      }
      case 'reviews':
      case 'missedReviews':
        if (mayWrite) showPanel({ kind: command });
        return;
      case 'takeReview': {
        const [review] = fresh;
        if (review) void takeReview(review);
        return;
      }
      case 'reminders':
        showPanel({ kind: 'reminders', after: null });
        return;
      case 'move':
        // The grid itself picks up: only there are arrows free to move with.
        return;
    }
  };

  const onLetter = (event: KeyboardEvent, visitId: number | null): void => {
    const command = letterCommand(event);
    if (!command) return;
    event.preventDefault();
    run(command, visitId);
  };

  return { run, onLetter, go, step, lift };
}
