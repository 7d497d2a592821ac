import { checkImport } from './features/imports/check';
import type { ImportDeps } from './features/imports/parts';
import { undoImport } from './features/imports/undo';
import { writeImport } from './features/imports/write';
import { indexPatients, reindexPatients } from './features/patients/indexing';
import { startDailyArchiving } from './features/retention/daily';
import type { SavedRule } from './features/retention/rule';
import { archiveByRule, archiveDaily, bringBackRun } from './features/retention/runs';
import type { Mongo } from './mongo/connection';
import type { Database } from './mysql/transactions';
import { type JobContext, type JobKinds, type JobRunner, startJobRunner } from './platform/jobs/runner';
import type { Logger } from './platform/logger';
import { TIMELINE_COPIES } from './platform/outbox/copies';
import { rebuildCopies } from './platform/outbox/rebuild';

interface LongWorkParts {
  readonly db: Database;
  readonly mongo: Mongo;
  readonly deskId: string;
  readonly logger: Logger;
  readonly settings: SavedRule;
  readonly imported: ImportDeps;
  readonly exportAll: (job: JobContext) => Promise<void>;
  /** Passes where this program may write into this schema. */
  readonly mayWrite: () => Promise<void>;
}

/** Runs this desk's share of the jobs, and begins what the clinic's day begins. */
export function startLongWork(parts: LongWorkParts): JobRunner {
  const { db, deskId, logger, settings, mayWrite } = parts;
  const jobs = startJobRunner({ db, deskId, logger, kinds: kindsOf(parts) });
  const begun = () => {
    jobs.kick();
  };
  const daily = startDailyArchiving({ db, deskId, logger, settings, mayWrite, begun });
  return {
    kick: begun,
    stop: async () => {
      await Promise.all([jobs.stop(), daily.stop()]);
    },
  };
}

/** Everything that runs as a job, by its kind. */
function kindsOf({ db, mongo, settings, imported, exportAll }: LongWorkParts): JobKinds {
  return {
    reindex: async ({ signal, progress }) => {
      await reindexPatients(db, { signal, onProgress: progress });
    },
    export: exportAll,
    import_check: checkImport(imported),
    import_write: writeImport(imported),
    import_undo: undoImport(imported),
    archive: archiveByRule(indexPatients),
    archive_daily: archiveDaily(indexPatients, settings),
    unarchive: bringBackRun(indexPatients),
    rebuild_visits: async ({ signal, progress }) => {
      await rebuildCopies(db, mongo.collections, 'visit', { signal, onProgress: progress });
    },
    rebuild_prescriptions: async ({ signal, progress }) => {
      await rebuildCopies(db, mongo.collections, 'prescription', { signal, onProgress: progress });
    },
    rebuild_timelines: async ({ signal, progress }) => {
      let before = 0;
      for (const name of TIMELINE_COPIES) {
        const base = before;
        const onProgress = (done: number, total: number) => {
          progress(base + done, base + total);
        };
        before += await rebuildCopies(db, mongo.collections, name, { signal, onProgress });
      }
    },
    rebuild_histories: async ({ signal, progress }) => {
      await rebuildCopies(db, mongo.collections, 'medical_history', { signal, onProgress: progress });
    },
  };
}
