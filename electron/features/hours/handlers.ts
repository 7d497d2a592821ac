import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { DoctorHours } from './doctor-hours';
import type { HoursService } from './service';
import type { HoursUndo } from './take-back';

interface Parts {
  readonly hours: DoctorHours;
  readonly service: HoursService;
  readonly undo: HoursUndo;
}

export function hoursHandlers({ hours, service, undo }: Parts): HandlersOf<'hours'> {
  return {
    'hours.rules': ({ tx }, { doctorId }) => hours.rules(tx, doctorId),
    'hours.days': ({ tx }, input) => hours.days(tx, input),
    'hours.holidays': ({ tx }) => hours.holidays(tx),
    'hours.preview': ({ caller, tx }, { proposal }) => service.preview(personOf(caller), tx, proposal),
    'hours.add': (context, { outside, ...input }) =>
      service.change(context, 'hours.add', { change: 'add', ...input }, outside),
    'hours.change': (context, { outside, ...input }) =>
      service.change(context, 'hours.change', { change: 'change', ...input }, outside),
    'hours.remove': (context, { outside, ...input }) =>
      service.change(context, 'hours.remove', { change: 'remove', ...input }, outside),
    'hours.copy': (context, { outside, ...input }) =>
      service.change(context, 'hours.copy', { change: 'copy', ...input }, outside),
    'hours.addHolidays': (context, { outside, ...input }) =>
      service.change(context, 'hours.addHolidays', { change: 'holidays', ...input }, outside),
    'hours.removeHoliday': (context, at) => service.removeHoliday(context, at),
    'hours.takeBack': (context, at) => undo.takeBack(context, at),
    'hours.again': (context, at) => undo.again(context, at),
  };
}
