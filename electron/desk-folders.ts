import { type Exports, openExports } from './features/exports/open';
import { openScanFolder } from './features/scan-folder/open';
import type { HandlersOf } from './ipc/context';

type Parts = Parameters<typeof openExports>[0] & Parameters<typeof openScanFolder>[0];

export interface DeskFolders extends Exports {
  readonly handlers: Exports['handlers'] & HandlersOf<'scanFolder'>;
}

/** What goes out into this machine's folders, and what comes in from its scanner. */
export function deskFolders(parts: Parts): DeskFolders {
  const exported = openExports(parts);
  const scans = openScanFolder(parts);
  return {
    ...exported,
    handlers: { ...exported.handlers, ...scans.handlers },
    stop: async () => {
      scans.stop();
      await exported.stop();
    },
  };
}
