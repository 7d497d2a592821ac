import { join } from 'node:path';
import type { Downloads } from '#electron/platform/ports';
import type { OneTimeFiles } from './one-time-files';

/** Files to save: they wait in the data folder, and leave by a one-time address. */
export function oneTimeDownloads(
  files: OneTimeFiles,
  dataFolder: string,
  addressOf: (token: string) => string,
): Downloads {
  return {
    folder: join(dataFolder, 'exports'),
    offer: (file, windowId) => addressOf(files.put({ ...file, windowId })),
  };
}
