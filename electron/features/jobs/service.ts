import type { z } from 'zod';
import { JobDto } from '#shared/contract/jobs';
import { notFound } from '#shared/errors/app-error';
import type { MutationContext } from '#electron/ipc/context';
import { duplicateKey } from '#electron/mysql/errors';
import { LateRefusal, type ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import {
  BY_ITSELF,
  type JobRow,
  insertJob,
  lockJob,
  requestCancel,
  selectJob,
  selectJobs,
  selectUnfinished,
} from '#electron/platform/jobs/store';
import { utcStamp } from '#electron/platform/stamps';

type View = z.input<typeof JobDto>;
const LISTED = 20;

/** Null for a kind that only a newer program knows. */
function viewOf(row: JobRow): View | null {
  const parsed = JobDto.safeParse({
    id: row.id,
    kind: row.kind,
    state: row.state,
    done: row.progress_done,
    total: row.progress_total,
    error: row.error,
    startedBy: row.created_by === BY_ITSELF ? null : row.created_by,
    createdAt: utcStamp(row.created_at),
    finishedAt: row.finished_at === null ? null : utcStamp(row.finished_at),
  });
  return parsed.success ? parsed.data : null;
}

async function viewById(tx: ReadTx, id: number): Promise<View> {
  const row = await selectJob(tx, id);
  const view = row && viewOf(row);
  if (!view) throw notFound('job');
  return view;
}

async function note(
  { tx, person }: MutationContext,
  action: string,
  id: number,
  kind: string,
): Promise<void> {
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action,
    entity: 'job',
    entityId: id,
    patientId: null,
    outcome: 'done',
    reason: null,
    before: null,
    after: { kind },
  });
  await writeFeed(tx, { area: 'jobs', entityId: id });
}

/** Puts a job in line; one of the same kind that has not ended is answered instead. */
export async function startJob(context: MutationContext, kind: JobDto['kind']): Promise<View> {
  const { tx, person } = context;
  const there = await selectUnfinished(tx, kind);
  if (there) return viewById(tx, there.id);
  const id = await insertJob(tx, kind, person.key).catch((error: unknown) => {
    // Another desk was faster by an instant: the next try finds its job.
    throw duplicateKey(error) === null ? error : new LateRefusal(() => Promise.resolve(null));
  });
  await note(context, 'jobs.start', id, kind);
  return viewById(tx, id);
}

/** Ends a waiting job, asks a running one to end; an ended one stays as it is. */
export async function cancelJob(context: MutationContext, id: number): Promise<View> {
  const { tx } = context;
  const job = await lockJob(tx, id);
  if (!job) throw notFound('job');
  if (job.state === 'waiting' || job.state === 'running') {
    await requestCancel(tx, job);
    await note(context, 'jobs.cancel', id, job.kind);
  }
  return viewById(tx, id);
}

/** The last twenty, newest first. */
export async function listJobs(tx: ReadTx): Promise<View[]> {
  const rows = await selectJobs(tx, LISTED);
  return rows.flatMap((row) => viewOf(row) ?? []);
}
