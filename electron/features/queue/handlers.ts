import type { HandlersOf } from '#electron/ipc/context';
import type { QueueService } from './service';

export function queueHandlers(queue: QueueService): HandlersOf<'queue'> {
  return {
    'queue.walkIn': (context, input) => queue.walkIn(context, input),
    'queue.withdraw': (context, { id, version, registered }) =>
      queue.withdraw(context, { id, version }, registered),
    'queue.reinstate': (context, { id, version, registered }) =>
      queue.reinstate(context, { id, version }, registered),
    'queue.mark': (context, { id, version, step }) => queue.mark(context, { id, version }, step),
    'queue.setSeesBy': (context, input) => queue.setSeesBy(context, input),
  };
}
