import type { z } from 'zod';
import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import { MOST_RUNS, type RetentionRun } from '#shared/contract/retention';
import { invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import { addDays } from '#shared/values/wall-clock';
import type { MutationContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { insertSoleJob, selectJob } from '#electron/platform/jobs/store';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import { countArchived, dueAfter, type DuePlace, runsToShow } from './repository';
import { isUnderWay, type SavedRule, turnOf } from './rule';

const PLACE = /^(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)|never)\.([1-9]\d{0,9})$/;

function placeIn(cursor: string | null): DuePlace | null {
  if (cursor === null) return null;
  const [, latest = null, id] = PLACE.exec(cursor) ?? [];
  const isTime = latest === null || !Number.isNaN(Date.parse(`${latest.replace(' ', 'T')}Z`));
  if (id === undefined || !isTime) throw invalid('after', 'invalid');
  return { latest, id: Number(id) };
}

/** A page of those whom the rule would archive. */
export async function duePage(
  tx: ReadTx,
  { years, after, limit }: ParsedInputOf<'retention.due'>,
): Promise<AnswerOf<'retention.due'>> {
  const rows = await dueAfter(tx, years, placeIn(after), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ id, name, clinic_no, latest }) => ({
      id,
      name,
      clinicNo: clinic_no,
      lastVisit: latest === null ? null : latest.slice(0, 10),
    })),
    next: last ? `${last.latest ?? 'never'}.${String(last.id)}` : null,
  };
}

export async function latest(tx: ReadTx, settings: SavedRule): Promise<AnswerOf<'retention.latest'>> {
  const { timeZone } = await settings.current();
  const turn = await turnOf(tx, await settings.retention(tx), timeZone);
  const runs: z.input<typeof RetentionRun>[] = [];
  for (const job of await runsToShow(tx, MOST_RUNS)) {
    const { progress_done: done, progress_total: total } = job;
    const [startedBy, startedAt] = [await nameOfPerson(tx, job.created_by), utcStamp(job.created_at)];
    const archived = await countArchived(tx, job.id);
    runs.push({
      jobId: job.id,
      kind: job.kind,
      state: job.state,
      done,
      total,
      startedBy,
      startedAt,
      archived,
    });
  }
  return {
    archived: await countArchived(tx, null),
    next: turn && (turn.isDue ? turn.today : addDays(turn.today, 1)),
    runs,
  };
}

/** One at a time: the lock on the rule is held. */
async function start(
  { tx, person }: MutationContext,
  kind: 'archive' | 'unarchive',
  order: Readonly<Record<string, number>>,
): Promise<{ jobId: number }> {
  const action = kind === 'archive' ? 'retention.run' : 'retention.bringBack';
  if (await isUnderWay(tx)) throw ruleBroken('archiving_running');
  const params = { actor: person.key, deskId: person.deskId, ...order };
  const jobId = await insertSoleJob(tx, kind, person.key, params, 'archiving_running');
  await writeAudit(tx, {
    actor: person.key,
    deskId: person.deskId,
    action,
    entity: 'job',
    entityId: jobId,
    patientId: null,
    outcome: 'done',
    reason: null,
    before: null,
    after: order,
  });
  await writeFeed(tx, { area: 'jobs', entityId: jobId });
  return { jobId };
}

/** Archives by the saved rule only: whoever looked at another one is told that it was changed meanwhile. */
export async function startArchiving(
  context: MutationContext,
  settings: SavedRule,
  years: number,
): Promise<{ jobId: number }> {
  if ((await settings.lockRetention(context.tx)).years !== years) throw ruleBroken('retention_changed');
  return start(context, 'archive', { years });
}

export async function startBringingBack(
  context: MutationContext,
  settings: SavedRule,
  run: number,
): Promise<{ jobId: number }> {
  await settings.lockRetention(context.tx);
  const job = await selectJob(context.tx, run);
  if (job?.kind !== 'archive' && job?.kind !== 'archive_daily') throw notFound('job');
  return start(context, 'unarchive', { run });
}
