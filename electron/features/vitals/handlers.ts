import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { VitalsService } from './service';

export function vitalsHandlers(service: VitalsService): HandlersOf<'vitals'> {
  return {
    'vitals.of': ({ tx, caller }, input) => service.of(tx, personOf(caller).session, input),
    'vitals.today': ({ tx, caller }, { appointmentId }) =>
      service.today(tx, personOf(caller).session, appointmentId),
    'vitals.add': (context, input) => service.add(context, input),
    'vitals.correct': (context, input) => service.correct(context, input),
    'vitals.withdraw': (context, input) => service.withdraw(context, input),
    'vitals.restore': (context, input) => service.restore(context, input),
  };
}
