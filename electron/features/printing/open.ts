import type { HandlersOf } from '#electron/ipc/context';
import { printingHandlers } from './handlers';
import { PrintingService, type PrintingParts } from './service';

/** Paper, put together. */
export function openPrinting(parts: PrintingParts): HandlersOf<'printing'> {
  return printingHandlers(new PrintingService(parts));
}
