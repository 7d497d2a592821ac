import { z } from 'zod';
import { DeskId, PersonKey } from '#shared/values/ids';
import type { WriteTx } from '#electron/mysql/transactions';
import { writeAudits } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import type { JobContext } from '#electron/platform/jobs/runner';
import { BY_ITSELF } from '#electron/platform/jobs/store';
import { countArchived, countDue, lockArchivedBy, lockDue, setArchived } from './repository';
import type { SavedRule } from './rule';

/** Patients a transaction: short enough that no desk waits for it. */
const BATCH = 100;

const ArchiveOrder = z.object({ actor: PersonKey, deskId: DeskId, years: z.int() });
const DailyOrder = ArchiveOrder.extend({ actor: z.literal(BY_ITSELF) });
const BringBackOrder = z.object({ actor: PersonKey, deskId: DeskId, run: z.int() });

interface Step {
  readonly action: 'retention.run' | 'retention.byItself' | 'retention.bringBack';
  readonly actor: PersonKey | typeof BY_ITSELF;
  readonly deskId: DeskId;
  /** The job that the patients are marked with; null takes the mark away. */
  readonly mark: number | null;
  readonly next: (tx: WriteTx, after: number) => Promise<{ last: number | null; due: number[] }>;
}

/** Writes the search anew for patients whose rows have changed. */
export type Reindex = (tx: WriteTx, ids: readonly number[]) => Promise<void>;

/** One row for all of a run. A run that is begun anew tells of what the killed one did, so it always does. */
function tellDesks({ db }: JobContext): Promise<void> {
  return db.write((tx) => writeFeed(tx, { area: 'patients', entityId: null, kind: 'bulk' }));
}

/**
 * Batch after batch, each for itself: stopped or killed on the way, what is done is done, and a new try goes on.
 * Archiving counts whom its run has marked, so that a new try tells of what the killed one did.
 */
async function walk({ db, signal, progress }: JobContext, total: number, step: Step, reindex: Reindex) {
  let done = 0;
  let after: number | null = 0;
  while (after !== null) {
    signal.throwIfAborted();
    const from: number = after;
    const batch = await db.write(
      async (tx) => {
        const found = await step.next(tx, from);
        await setArchived(tx, found.due, step.mark);
        await reindex(tx, found.due);
        await writeAudits(
          tx,
          found.due.map((id) => ({
            actor: step.actor,
            deskId: step.deskId,
            action: step.action,
            entity: 'patient',
            entityId: id,
            patientId: id,
            outcome: 'done' as const,
            reason: null,
            before: { archived: step.mark === null },
            after: { archived: step.mark !== null },
          })),
        );
        const marked = step.mark === null ? done + found.due.length : await countArchived(tx, step.mark);
        return { last: found.last, done: marked };
      },
      { signal },
    );
    ({ done, last: after } = batch);
    progress(done, Math.max(done, total));
  }
}

/** The walk, and the other desks told of it however it ends. */
async function walkAndTell(context: JobContext, total: number, step: Step, reindex: Reindex): Promise<void> {
  try {
    await walk(context, total, step, reindex);
  } finally {
    await tellDesks(context);
  }
}

async function archiveAll(
  context: JobContext,
  years: number,
  step: Omit<Step, 'mark'>,
  reindex: Reindex,
): Promise<void> {
  const { due } = await context.db.read((tx) => countDue(tx, years), context.signal);
  await walkAndTell(context, due, { ...step, mark: context.id }, reindex);
}

/** Archives everybody whom the rule names, as they stand when their turn comes. */
export function archiveByRule(reindex: Reindex) {
  return async (context: JobContext): Promise<void> => {
    const { actor, deskId, years } = ArchiveOrder.parse(JSON.parse(context.params ?? '{}'));
    const next: Step['next'] = (tx, after) => lockDue(tx, years, after, BATCH);
    await archiveAll(context, years, { action: 'retention.run', actor, deskId, next }, reindex);
  };
}

/** The same with nobody watching, so the rule is asked anew for each batch: one that was changed ends the run there. */
export function archiveDaily(reindex: Reindex, settings: SavedRule) {
  return async (context: JobContext): Promise<void> => {
    const { actor, deskId, years } = DailyOrder.parse(JSON.parse(context.params ?? '{}'));
    const next: Step['next'] = async (tx, after) =>
      (await settings.lockRetention(tx)).years === years
        ? lockDue(tx, years, after, BATCH)
        : { last: null, due: [] };
    await archiveAll(context, years, { action: 'retention.byItself', actor, deskId, next }, reindex);
  };
}

/** Brings back everybody whom one run has archived and who still is. */
export function bringBackRun(reindex: Reindex) {
  return async (context: JobContext): Promise<void> => {
    const { actor, deskId, run } = BringBackOrder.parse(JSON.parse(context.params ?? '{}'));
    const total = await context.db.read((tx) => countArchived(tx, run), context.signal);
    const next: Step['next'] = (tx, after) => lockArchivedBy(tx, run, after, BATCH);
    await walkAndTell(
      context,
      total,
      { action: 'retention.bringBack', actor, deskId, mark: null, next },
      reindex,
    );
  };
}
