import { Temporal } from 'temporal-polyfill';
import type { AnswerOf } from '#shared/contract/contract';
import { DOCUMENT_SUBJECTS } from '#shared/domain/export-subjects';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { CommandContext, MutationContext, QueryContext } from '#electron/ipc/context';
import type { ReadTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { insertSoleJob, latestJob, selectUnfinished } from '#electron/platform/jobs/store';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';
import { countDocuments } from './documents';
import { type ExportDeps, ExportOrder } from './parts';
import { endAbandoned, extentsOf } from './repository';
import { subjectsOf } from './tables';

/** Everything as one archive: what it would hold, its job, and the file that waits at this desk. */
export class ExportsService {
  readonly #deps: ExportDeps;

  constructor(deps: ExportDeps) {
    this.#deps = deps;
  }

  async preview(tx: ReadTx): Promise<AnswerOf<'exports.preview'>> {
    const extents = await extentsOf(tx, subjectsOf(true));
    const files: AnswerOf<'exports.preview'>['files'] = [...extents].map(([subject, { rows }]) => ({
      subject,
      rows,
    }));
    for (const subject of DOCUMENT_SUBJECTS)
      files.push({ subject, rows: await countDocuments(this.#deps.collections, subject) });
    return { files };
  }

  async latest({ tx, caller }: QueryContext): Promise<AnswerOf<'exports.latest'>> {
    const job = await latestJob(tx, ['export']);
    if (!job) return { export: null };
    const order = ExportOrder.safeParse(JSON.parse(job.params ?? 'null')).data;
    const kept = this.#deps.kept.find(job.id);
    return {
      export: {
        jobId: job.id,
        state: job.state,
        done: job.progress_done,
        total: job.progress_total,
        error: job.error,
        startedBy: await nameOfPerson(tx, job.created_by),
        startedAt: utcStamp(job.created_at),
        isHere: order?.atDesk === caller.deskId,
        file:
          kept === null || job.state !== 'done'
            ? null
            : {
                name: kept.name,
                bytes: kept.bytes,
                until: Temporal.Instant.fromEpochMilliseconds(Math.trunc(kept.until)).toString({
                  smallestUnit: 'second',
                }),
              },
      },
    };
  }

  async start({ tx, person }: MutationContext, withAudit: boolean): Promise<AnswerOf<'exports.start'>> {
    const running = await selectUnfinished(tx, 'export');
    if (running && !(await endAbandoned(tx, running.id))) throw ruleBroken('export_running');
    const order: ExportOrder = {
      actor: person.key,
      atDesk: person.deskId,
      run: this.#deps.kept.run,
      withAudit,
    };
    const jobId = await insertSoleJob(tx, 'export', person.key, { ...order }, 'export_running');
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action: 'exports.start',
      entity: 'export',
      entityId: jobId,
      patientId: null,
      outcome: 'done',
      reason: null,
      before: null,
      after: { withAudit },
    });
    await writeFeed(tx, { area: 'jobs', entityId: jobId });
    return { jobId };
  }

  async fetch({ caller, db, signal }: CommandContext, jobId: number): Promise<AnswerOf<'exports.fetch'>> {
    const { kept, downloads } = this.#deps;
    const file = kept.find(jobId);
    const person = caller.session?.person;
    if (file === null || person === undefined) throw notFound('export');
    await db.write(
      (tx) =>
        writeAudit(tx, {
          actor: person,
          deskId: caller.deskId,
          action: 'exports.fetch',
          entity: 'export',
          entityId: jobId,
          patientId: null,
          outcome: 'viewed',
          reason: null,
          before: null,
          after: { fileName: file.name, bytes: file.bytes },
        }),
      { signal },
    );
    const fetched = async () => {
      await kept.remove(jobId);
      await db.write((tx) => writeFeed(tx, { area: 'jobs', entityId: jobId }));
    };
    const body = { path: file.path, fetched: () => void fetched().catch(() => undefined) };
    const url = downloads.offer({ body, type: 'application/zip', fileName: file.name }, caller.windowId);
    return { url, fileName: file.name };
  }
}
