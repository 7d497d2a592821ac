import type { HandlersOf } from '#electron/ipc/context';
import { FolderChoice } from '#electron/platform/folder-choice';
import type { Logger } from '#electron/platform/logger';
import type { Downloads, Folders } from '#electron/platform/ports';
import { ScanFolder } from './service';
import { FolderWatch } from './watch';

interface Parts {
  readonly folders: Folders;
  readonly downloads: Downloads;
  readonly logger: Logger;
  /** Tells this desk's windows that the folder stands otherwise. */
  readonly told: () => void;
}

/** The area put together: its calls, and the end of its looking. */
export function openScanFolder({ folders, downloads, logger, told }: Parts): {
  readonly handlers: HandlersOf<'scanFolder'>;
  readonly stop: () => void;
} {
  const choice = new FolderChoice({ folders, logger, told });
  const watch = new FolderWatch({ logger, told });
  const scans = new ScanFolder({ watch, choice, downloads });
  return {
    handlers: {
      'scanFolder.get': (context) => scans.get(context),
      'scanFolder.choose': ({ caller }) => {
        choice.ask(caller.windowId);
        return Promise.resolve(null);
      },
      'scanFolder.start': (context, { folder }) => scans.start(context, folder),
      'scanFolder.stop': (context) => scans.stop(context),
      'scanFolder.open': (context, file) => scans.open(context, file),
      'scanFolder.putAside': (context, file) => scans.putAside(context, file),
    },
    stop: () => {
      watch.stop();
    },
  };
}
