import { rm } from 'node:fs/promises';
import Papa from 'papaparse';
import { Temporal } from 'temporal-polyfill';
import { clinicNow } from '#shared/domain/clinic-now';
import { CSV_LINE_END, CSV_MARK, CSV_WRITING } from '#shared/domain/csv';
import { DOCUMENT_SUBJECTS, type ExportSubject } from '#shared/domain/export-subjects';
import { Refusal } from '#shared/errors/app-error';
import { isMongoAway } from '#electron/mongo/errors';
import { writeAudit } from '#electron/platform/audit';
import type { JobContext } from '#electron/platform/jobs/runner';
import { writeFeed } from '#electron/platform/feed';
import { Archive } from './archive';
import { countDocuments, documentLines } from './documents';
import { ExportOrder, type ExportDeps } from './parts';
import { readMe } from './read-me';
import { type Cell, type Extent, type KeyedRow, extentsOf, pageOf } from './repository';
import type { TableExport } from './table-export';
import { TABLES, subjectsOf } from './tables';

/** Rows of one statement. */
const PAGE = 1_000;

function lines(rows: readonly (readonly Cell[])[]): string {
  return (
    Papa.unparse(
      rows.map((row) => [...row]),
      CSV_WRITING,
    ) + CSV_LINE_END
  );
}

/** One archive of everything: file after file, page after page, each page a short read of its own. */
export function writeExport(deps: ExportDeps): (job: JobContext) => Promise<void> {
  return async (job) => {
    const order = ExportOrder.parse(JSON.parse(job.params ?? 'null'));
    // Begun by an earlier start of this program: who asked for it is gone, and so is what was written.
    if (order.run !== deps.kept.run) throw new Refusal({ code: 'CANCELLED' });
    const part = await deps.kept.placeFor(job.id);
    try {
      const written = await writeAll(deps, job, order, part);
      await deps.kept.keep(job.id, part, written.name, written.bytes);
      await job.db.write(async (tx) => {
        await writeAudit(tx, {
          actor: order.actor,
          deskId: order.atDesk,
          action: 'exports.finish',
          entity: 'export',
          entityId: job.id,
          patientId: null,
          outcome: 'viewed',
          reason: null,
          before: null,
          after: { withAudit: order.withAudit, rows: Object.fromEntries(written.rows) },
        });
        await writeFeed(tx, { area: 'jobs', entityId: job.id });
      });
    } catch (error) {
      await deps.kept.remove(job.id);
      throw isMongoAway(error)
        ? new Refusal({ code: 'DB_UNAVAILABLE', store: 'mongo', reason: 'down' })
        : error;
    } finally {
      await rm(part, { force: true });
    }
  };
}

async function writeAll(
  { clock, settings, collections, words }: ExportDeps,
  { db, signal, progress }: JobContext,
  order: ExportOrder,
  part: string,
): Promise<{ name: string; bytes: number; rows: ReadonlyMap<ExportSubject, number> }> {
  const subjects = subjectsOf(order.withAudit);
  const extents = await db.read((tx) => extentsOf(tx, subjects));
  let total = [...extents.values()].reduce((sum, { rows }) => sum + rows, 0);
  for (const subject of DOCUMENT_SUBJECTS) total += await countDocuments(collections, subject);
  const rows = new Map<ExportSubject, number>();
  let done = 0;
  const note = (subject: ExportSubject, more: number) => {
    signal.throwIfAborted();
    rows.set(subject, (rows.get(subject) ?? 0) + more);
    done += more;
    progress(done, Math.max(total, done));
  };

  const archive = await Archive.create(part, clock.now());
  try {
    for (const subject of subjects) {
      const shape = TABLES[subject];
      await archive.begin(`${subject}.csv`);
      await archive.add(CSV_MARK + lines([shape.columns.map(({ head }) => head)]));
      note(subject, 0);
      const extent = extents.get(subject) ?? { rows: 0, last: null };
      for await (const page of pages(db, shape, extent)) {
        await archive.add(lines(page));
        note(subject, page.length);
      }
    }
    for (const subject of DOCUMENT_SUBJECTS) {
      await archive.begin(`${subject}.jsonl`);
      note(subject, 0);
      for await (const line of documentLines(collections, subject)) {
        await archive.add(line);
        note(subject, 1);
      }
    }
    const { timeZone, clinicName, languages } = await settings.current();
    const at = Temporal.Instant.fromEpochMilliseconds(Math.trunc(clock.now()));
    await archive.begin('README.txt');
    await archive.add(
      readMe(words[languages[0] ?? 'en'], { clinicName, timeZone, at, rows, withAudit: order.withAudit }),
    );
    const bytes = await archive.finish();
    const now = clinicNow(clock.now(), timeZone);
    return { name: `clinic-${now.slice(0, 10)}-${now.slice(11).replace(':', '')}.zip`, bytes, rows };
  } finally {
    await archive.close();
  }
}

async function* pages(
  db: JobContext['db'],
  shape: TableExport,
  extent: Extent,
): AsyncGenerator<readonly Cell[][]> {
  let after: readonly Cell[] | null = null;
  for (;;) {
    const from: readonly Cell[] | null = after;
    const page: KeyedRow[] = await db.read((tx) => pageOf(tx, shape, extent, from, PAGE));
    if (page.length > 0) yield page.map(({ cells }) => cells);
    if (page.length < PAGE) return;
    after = page.at(-1)?.place ?? null;
  }
}
