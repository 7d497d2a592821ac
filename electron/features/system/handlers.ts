import type { HandlersOf } from '#electron/ipc/context';
import { tryAgain } from './aside';
import type { SystemService } from './service';

export function systemHandlers(system: SystemService): HandlersOf<'system'> {
  return {
    'system.report': () => system.report(),
    'system.tryAgain': (context, { ids }) => tryAgain(context, ids),
    'system.testConnection': (context, input) => system.test(context, input),
  };
}
