import type { z } from 'zod';
import type { ImportDto, ImportRow, WantedReading } from '#shared/contract/imports';
import { CHUNK_BYTES, type ImportKind } from '#shared/domain/importing/fields';
import { Refusal, invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import type { CommandContext, MutationContext } from '#electron/ipc/context';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { writeAudit } from '#electron/platform/audit';
import { writeFeed } from '#electron/platform/feed';
import { insertSoleJob, selectUnfinished } from '#electron/platform/jobs/store';
import type { ImportDeps } from './parts';
import { importView, rowView, stateOf } from './projection';
import * as repository from './repository';

type View = z.input<typeof ImportDto>;
type Answer = Promise<{ readonly import: View }>;
type JobKind = 'import_check' | 'import_write' | 'import_undo';
interface At {
  readonly id: number;
  readonly version: number;
}

const LISTED = 20;
/** Rows that are somebody's to choose one by one. */
const CHOSEN: ReadonlySet<ImportRow['state']> = new Set(['fresh', 'alike', 'repeat']);

/** Files that are brought in: up in parts, read and looked at, confirmed, and taken back. */
export class ImportsService {
  readonly #deps: ImportDeps;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
  }

  async begin(
    context: MutationContext,
    file: { readonly kind: ImportKind; readonly fileName: string; readonly size: number },
  ): Answer {
    const id = await repository.insertImport(context.tx, { ...file, person: context.person.key });
    await this.#note(context, 'imports.begin', id, {
      kind: file.kind,
      fileName: file.fileName,
      size: file.size,
    });
    return this.#answer(context.tx, id);
  }

  /** A part that came twice is kept once. */
  async chunk(
    { caller, db, signal }: CommandContext,
    id: number,
    index: number,
    body: string,
  ): Promise<null> {
    const bytes = Buffer.from(body, 'base64');
    await db.write(
      async (tx) => {
        const record = await repository.lockImport(tx, id);
        if (record?.created_by !== caller.session?.person) throw notFound('import');
        if (record?.state !== 'uploading') throw ruleBroken('import_not_ready');
        const length = Math.min(CHUNK_BYTES, record.size - index * CHUNK_BYTES);
        if (bytes.length !== length) throw invalid('body', 'invalid');
        await repository.putChunk(tx, id, index, bytes);
      },
      { signal },
    );
    return null;
  }

  async check(context: MutationContext, at: At, reading: WantedReading | null): Answer {
    const record = await this.#lockedAt(context.tx, at);
    const { state } = stateOf(record);
    if (state !== 'uploading' && state !== 'ready') throw ruleBroken('import_not_ready');
    return this.#start(context, record, 'import_check', 'reading', { reading });
  }

  async get(tx: ReadTx, id: number): Promise<View> {
    const record = await repository.selectImport(tx, id);
    if (!record) throw notFound('import');
    return importView(record);
  }

  async list(tx: ReadTx): Promise<{ items: View[] }> {
    return { items: (await repository.selectImports(tx, LISTED)).map(importView) };
  }

  async rows(
    tx: ReadTx,
    wanted: {
      readonly id: number;
      readonly states: readonly string[];
      readonly after: number;
      readonly limit: number;
    },
  ): Promise<{ items: ImportRow[]; next: number | null }> {
    const record = await repository.selectImport(tx, wanted.id);
    if (!record) throw notFound('import');
    if (record.rows_job_id === null) return { items: [], next: null };
    const rows = await repository.rowsAfter(
      tx,
      record.rows_job_id,
      wanted.states,
      wanted.after,
      wanted.limit + 1,
    );
    const shown = rows.slice(0, wanted.limit);
    const ids = shown.flatMap(({ alike }) => alike.map(({ id }) => id));
    const known = new Map(
      (await this.#deps.patients.summariesOf(tx, ids)).map((one) => [Number(one.id), one]),
    );
    return {
      items: shown.map((row) => rowView(row, known)),
      next: rows.length > shown.length ? (shown.at(-1)?.rowNo ?? null) : null,
    };
  }

  /** Choices for rows by number, or for all that may be somebody who is there. */
  async choose(
    { tx }: MutationContext,
    at: At,
    rows:
      | readonly {
          readonly rowNo: number;
          readonly choice: ImportRow['choice'];
          readonly patientId: number | null;
        }[]
      | null,
    all: ImportRow['choice'] | null,
  ): Answer {
    const record = await this.#lockedAt(tx, at);
    const jobId = record.rows_job_id;
    if (stateOf(record).state !== 'ready' || jobId === null) throw ruleBroken('import_not_ready');
    if (all !== null) await repository.setAllChoices(tx, jobId, all);
    const staged = new Map(
      (
        await repository.lockRows(
          tx,
          jobId,
          (rows ?? []).map(({ rowNo }) => rowNo),
        )
      ).map((row) => [row.rowNo, row]),
    );
    for (const { rowNo, choice, patientId } of rows ?? []) {
      const row = staged.get(rowNo);
      if (!row || !CHOSEN.has(row.state)) throw invalid('rows', 'unknown_choice');
      await repository.setChoice(tx, jobId, rowNo, choice, patientId ?? row.patientId);
    }
    const counts = {
      ...(JSON.parse(record.counts ?? '{}') as object),
      make: await repository.countToMake(tx, jobId),
    };
    await repository.updateImport(tx, at.id, { state: 'ready', counts });
    return this.#answer(tx, at.id);
  }

  /** `reason` takes the rows outside the hours along, as a booking's override does. */
  async confirm(context: MutationContext, at: At, leaveOut: number, reason: string | null): Answer {
    const record = await this.#lockedAt(context.tx, at);
    const view = importView(record);
    if (view.state !== 'ready' || view.counts === null || record.rows_job_id === null)
      throw ruleBroken('import_not_ready');
    if (view.counts.wrong !== leaveOut) throw ruleBroken('import_rows_wrong', { count: view.counts.wrong });
    if (reason !== null && !context.person.session.permissions.includes('appointment.override'))
      throw new Refusal({ code: 'FORBIDDEN', permission: 'appointment.override' });
    if (view.counts.make + (reason === null ? 0 : view.counts.warned) === 0)
      throw ruleBroken('import_nothing');
    return this.#start(context, record, 'import_write', 'writing', { reason });
  }

  async undoWould(tx: ReadTx, id: number): Promise<{ take: number; keep: number }> {
    const record = await repository.selectImport(tx, id);
    if (!record) throw notFound('import');
    const made = await repository.madeBy(tx, id, record.kind);
    const take = made.filter(({ takable }) => takable === 1).length;
    return { take, keep: made.length - take };
  }

  async undo(context: MutationContext, at: At): Answer {
    const record = await this.#lockedAt(context.tx, at);
    if (stateOf(record).state !== 'done') throw ruleBroken('import_not_ready');
    return this.#start(context, record, 'import_undo', 'undoing', {});
  }

  /** Puts the next step in line; one import takes its step at a time. */
  async #start(
    context: MutationContext,
    record: repository.ImportRecord,
    kind: JobKind,
    state: View['state'],
    more: { readonly reading?: WantedReading | null; readonly reason?: string | null },
  ): Answer {
    const { tx, person } = context;
    if (await selectUnfinished(tx, kind)) throw ruleBroken('import_running');
    const params = {
      importId: record.id,
      actor: person.key,
      deskId: person.deskId,
      reading: more.reading ?? null,
      reason: more.reason ?? null,
    };
    const jobId = await insertSoleJob(tx, kind, person.key, params, 'import_running');
    await repository.updateImport(tx, record.id, { state, jobId, trouble: null });
    await this.#note(context, `imports.${state}`, record.id, { kind: record.kind }, more.reason ?? null);
    await writeFeed(tx, { area: 'jobs', entityId: jobId });
    return this.#answer(tx, record.id);
  }

  async #lockedAt(tx: WriteTx, at: At): Promise<repository.ImportRecord> {
    const record = await repository.lockImport(tx, at.id);
    if (!record) throw notFound('import');
    if (record.version !== at.version) {
      throw new Refusal({
        code: 'CONFLICT',
        conflict: {
          kind: 'stale',
          entity: 'import',
          current: importView(record),
          changedBy: null,
          changedAt: null,
        },
      });
    }
    return record;
  }

  async #answer(tx: ReadTx, id: number): Promise<{ readonly import: View }> {
    return { import: await this.get(tx, id) };
  }

  async #note(
    { tx, person }: MutationContext,
    action: string,
    id: number,
    after: unknown,
    reason: string | null = null,
  ): Promise<void> {
    await writeAudit(tx, {
      actor: person.key,
      deskId: person.deskId,
      action,
      entity: 'import',
      entityId: id,
      patientId: null,
      outcome: 'done',
      reason,
      before: null,
      after,
    });
    await writeFeed(tx, { area: 'imports', entityId: id });
  }
}
