import type { HandlersOf } from '#electron/ipc/context';
import type { SeriesService } from './service';

export function seriesHandlers(service: SeriesService): HandlersOf<'series'> {
  return {
    'series.preview': ({ tx }, input) => service.preview(tx, input),
    'series.of': ({ tx }, { appointmentId }) => service.of(tx, appointmentId),
    'series.book': (context, input) => service.book(context, input),
    'series.withdraw': (context, at) => service.withdraw(context, at),
    'series.reinstate': (context, at) => service.reinstate(context, at),
    'series.planMove': ({ tx }, input) => service.planMove(tx, input),
    'series.move': (context, input) => service.move(context, input),
    'series.cancel': (context, input) => service.cancel(context, input),
    'series.restore': (context, input) => service.restore(context, input),
  };
}
