import type { QueueStep } from '#shared/domain/queue-mark';
import { KEY } from '../../../ui/key-names';

/** The cap of each step's key. */
export const stepKeys: Readonly<Record<QueueStep, string>> = {
  called: KEY.callIn,
  stepped_out: KEY.stepOut,
  skipped: KEY.skip,
  back: KEY.backInLine,
};
