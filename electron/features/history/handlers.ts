import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { HistoryService } from './service';

export function historyHandlers(service: HistoryService): HandlersOf<'medicalHistory'> {
  return {
    'medicalHistory.of': ({ tx, caller }, { appointmentId }) =>
      service.of(tx, personOf(caller).session, appointmentId),
    'medicalHistory.today': ({ tx, caller }, { appointmentId }) =>
      service.today(tx, personOf(caller).session, appointmentId),
    'medicalHistory.add': (context, input) => service.add(context, input),
    'medicalHistory.correct': (context, input) => service.correct(context, input),
    'medicalHistory.withdraw': (context, input) => service.withdraw(context, input),
    'medicalHistory.restore': (context, input) => service.restore(context, input),
  };
}
