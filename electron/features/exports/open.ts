import type { ChangedEvent } from '#shared/contract/events';
import type { Mongo } from '#electron/mongo/connection';
import type { HandlersOf } from '#electron/ipc/context';
import type { JobContext } from '#electron/platform/jobs/runner';
import type { Folders } from '#electron/platform/ports';
import { Calendars } from './calendars';
import { exportsHandlers } from './handlers';
import { FolderChoice } from '#electron/platform/folder-choice';
import { keptCalendarsHandlers } from './kept/handlers';
import { Keeper, type KeeperParts } from './kept/keeper';
import { KeptCalendars } from './kept/service';
import { KeptFiles } from './kept-files';
import { ExportsService } from './service';
import { writeExport } from './write-export';

export interface Exports {
  readonly handlers: HandlersOf<'exports'> & HandlersOf<'keptCalendars'>;
  /** Writes everything into one archive. */
  readonly job: (job: JobContext) => Promise<void>;
  /** The feed told of a change, which calendars kept in folders may show. */
  changed(event: ChangedEvent): void;
  /** Begins to keep this desk's calendars in their folders. */
  start(): void;
  /** Takes away what waits to be fetched; what is kept in folders stays there. */
  stop(): Promise<void>;
}

type Parts = Omit<KeeperParts, 'kept' | 'collections'> & {
  readonly mongo: Pick<Mongo, 'collections'>;
  readonly folders: Folders;
};

/** The area put together: its calls, its job, the files that wait at this desk and those kept in folders. */
export function openExports({ mongo, folders, ...parts }: Parts): Exports {
  const kept = new KeptFiles(parts.downloads.folder, parts.clock);
  const deps: KeeperParts = { ...parts, collections: mongo.collections, kept };
  const choice = new FolderChoice({ folders, logger: parts.logger, told: parts.told });
  const keeper = new Keeper(deps);
  const keptCalendars = new KeptCalendars({ ...deps, keeper, choice });
  return {
    handlers: {
      ...exportsHandlers(new ExportsService(deps), new Calendars(deps)),
      ...keptCalendarsHandlers(keptCalendars, choice),
    },
    job: writeExport(deps),
    changed: (event) => {
      keeper.changed(event);
    },
    start: () => {
      keeper.start();
    },
    stop: async () => {
      await Promise.all([keeper.stop(), kept.stop()]);
    },
  };
}
