import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { PrintingService } from './service';

export function printingHandlers(printing: PrintingService): HandlersOf<'printing'> {
  return {
    'printing.daySheet': ({ db, caller }, input) => printing.daySheet(db, personOf(caller), input),
  };
}
