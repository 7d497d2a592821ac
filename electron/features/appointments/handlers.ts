import type { HandlersOf, SendCall } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { UndoHistory } from '#electron/ipc/undo';
import type { Calendar } from './calendar';
import type { FreeTimes } from './next-free';
import type { Parking } from './parking';
import type { AppointmentsService } from './service';
import { stepBackOrForth } from './undo';
import { videoLinkOf } from './video-links';

interface Parts {
  readonly service: AppointmentsService;
  readonly calendar: Calendar;
  readonly parking: Parking;
  readonly freeTimes: FreeTimes;
  readonly undo: UndoHistory;
  readonly send: SendCall;
}

export function appointmentsHandlers({
  service,
  calendar,
  parking,
  freeTimes,
  undo,
  send,
}: Parts): HandlersOf<'appointments'> {
  const step = stepBackOrForth(undo, send);
  return {
    'appointments.day': ({ tx }, { date, doctorIds }) => calendar.day(tx, date, doctorIds),
    'appointments.week': ({ tx }, { from, doctorId }) => calendar.week(tx, from, doctorId),
    'appointments.month': ({ tx }, { from, doctorIds }) => calendar.month(tx, from, doctorIds),
    'appointments.nextFree': ({ tx }, input) => freeTimes.next(tx, input),
    'appointments.get': ({ tx }, { id }) => calendar.one(tx, id),
    'appointments.videoLink': ({ tx }, { id }) => videoLinkOf(tx, id),
    'appointments.book': (context, input) => service.book(context, input),
    'appointments.reschedule': (context, input) => service.reschedule(context, input),
    'appointments.toMove': ({ caller, tx }) => parking.list(personOf(caller), tx),
    'appointments.park': (context, input) => parking.park(context, input),
    'appointments.unpark': (context, input) => parking.unpark(context, input),
    'appointments.edit': (context, { id, version, changes }) =>
      service.edit(context, { id, version }, changes),
    'appointments.status': (context, { id, version, to }) => service.step(context, { id, version }, to),
    'appointments.cancel': (context, { id, version, as, reason }) =>
      service.close(context, { id, version }, as, reason),
    'appointments.setState': (context, { id, version, to, reason }) =>
      service.setState(context, { id, version }, to, reason),
    'appointments.withdraw': (context, at) => service.withdraw(context, at),
    'appointments.reinstate': (context, at) => service.reinstate(context, at),
    'appointments.undo': async (context) => {
      const { call, ...did } = await step(context, 'undo');
      return { undone: call, ...did };
    },
    'appointments.redo': async (context) => {
      const { call, ...did } = await step(context, 'redo');
      return { redone: call, ...did };
    },
  };
}
