import type { HandlersOf } from '#electron/ipc/context';
import type { CallLists } from './calls';
import type { LateService } from './service';

export function lateHandlers(service: LateService, calls: CallLists): HandlersOf<'late'> {
  return {
    'late.preview': ({ tx }, input) => calls.preview(tx, input),
    'late.shift': (context, input) => service.shift(context, input),
    'late.endSession': (context, input) => service.endSession(context, input),
    'late.takeBack': (context, at) => service.takeBack(context, at),
    'late.again': (context, at) => service.again(context, at),
    'late.day': ({ tx }, { date }) => calls.day(tx, date),
    'late.calls': ({ tx }, { id }) => calls.of(tx, id),
  };
}
