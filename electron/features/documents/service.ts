import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import type { SessionDto } from '#shared/contract/session';
import { MIME_OF, MOST_DOCUMENTS } from '#shared/domain/documents';
import { visitOfCode } from '#shared/domain/visit-code';
import { Refusal, notFound, ruleBroken } from '#shared/errors/app-error';
import type { CommandContext } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { DocumentDocument } from '#electron/mongo/collections';
import type { Mongo } from '#electron/mongo/connection';
import type { ReadTx } from '#electron/mysql/transactions';
import type { Clock, Downloads } from '#electron/platform/ports';
import { nameOfPerson } from '#electron/platform/people';
import { utcStamp, wallTime } from '#electron/platform/stamps';
import { type DocumentsReach, changeable } from './policy';
import type { Files } from './places';
import { shownDocument, shownDocuments } from './projection';
import { patientName, visitById } from './repository';
import * as store from './store';
import { tell } from './telling';

export interface DocumentsParts extends DocumentsReach {
  readonly mongo: Pick<Mongo, 'collections'>;
  readonly files: Files;
  readonly downloads: Downloads;
  readonly clock: Clock;
}

type Changed = AnswerOf<'documents.remove'>;
interface AtVersion {
  readonly id: string;
  readonly version: number;
}

/** A patient's files: listed, opened, named, taken out and brought back. */
export class Documents {
  readonly #parts: DocumentsParts;

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
  }

  async list(tx: ReadTx, session: SessionDto, patientId: number): Promise<AnswerOf<'documents.list'>> {
    const { records, openUntil } = await this.#parts.readable(tx, session, patientId);
    const rows = await store.documentsOf(this.#parts.mongo.collections, records);
    return {
      patientId: records[0] ?? patientId,
      openUntil: openUntil === null ? null : utcStamp(openUntil),
      items: await shownDocuments(tx, rows.slice(0, MOST_DOCUMENTS)),
      more: rows.length > MOST_DOCUMENTS,
    };
  }

  /**
   * Whose visit a sheet's code names.
   * @throws Refusal NOT_FOUND a code of no visit; FORBIDDEN a patient whose files the caller may not add to
   */
  async visitOf(tx: ReadTx, session: SessionDto, code: string): Promise<AnswerOf<'documents.visitOf'>> {
    const id = visitOfCode(code);
    const visit = id === null ? null : await visitById(tx, id);
    if (!visit) throw notFound('appointment');
    const [patientId = visit.patient_id] = await changeable(this.#parts, tx, session, visit.patient_id);
    return {
      patientId,
      patientName: await patientName(tx, patientId),
      doctorName: (await nameOfPerson(tx, `doctor:${String(visit.doctor_id)}`)) ?? '',
      visit: { id: visit.id, start: wallTime(visit.start_time) },
    };
  }

  /** The view is in the audit before anything can be fetched. */
  async open(
    context: CommandContext,
    { id }: ParsedInputOf<'documents.open'>,
  ): Promise<AnswerOf<'documents.open'>> {
    const { files, downloads } = this.#parts;
    const row = await this.#reached(context, id, this.#parts.readable);
    const place = files.placeOf(row);
    if (!(await place.has(row))) throw ruleBroken('document_gone');
    await tell(context, {
      action: 'documents.open',
      outcome: 'viewed',
      patientId: row.patient_id,
      before: null,
      after: { id, fileName: row.file_name },
    });
    const file = {
      body: { read: () => place.read(row) },
      type: MIME_OF[row.kind],
      fileName: row.file_name,
    };
    return {
      url: downloads.offer(file, context.caller.windowId),
      document: await shownDocument(context, row),
    };
  }

  describe(
    context: CommandContext,
    { fileName, description, ...at }: ParsedInputOf<'documents.describe'>,
  ): Promise<Changed> {
    return this.#change(context, 'documents.describe', at, { file_name: fileName, description });
  }

  remove(context: CommandContext, at: AtVersion): Promise<Changed> {
    return this.#change(context, 'documents.remove', at, {
      removed_at: store.stamp(this.#parts.clock.now()),
      removed_by: personOf(context.caller).key,
    });
  }

  restore(context: CommandContext, at: AtVersion): Promise<Changed> {
    return this.#change(context, 'documents.restore', at, { removed_at: null, removed_by: null });
  }

  async #change(
    context: CommandContext,
    action: string,
    at: AtVersion,
    change: store.DocumentChange,
  ): Promise<Changed> {
    const { collections } = this.#parts.mongo;
    const before = await this.#reached(context, at.id, (tx, session, patientId) =>
      changeable(this.#parts, tx, session, patientId),
    );
    const outcome = await store.changeDocument(collections, at, change);
    if (outcome === 'there') throw ruleBroken('document_there');
    const row = await store.documentById(collections, at.id);
    if (!row) throw notFound('document');
    const document = await shownDocument(context, row);
    if (outcome === 'stale') {
      throw new Refusal({
        code: 'CONFLICT',
        conflict: {
          kind: 'stale',
          entity: 'document',
          current: document,
          changedBy: null,
          changedAt: null,
        },
      });
    }
    await tell(context, {
      action,
      outcome: 'done',
      patientId: row.patient_id,
      before: await shownDocument(context, before),
      after: document,
    });
    return { patientId: row.patient_id, document };
  }

  async #reached(
    { caller, db, signal }: CommandContext,
    id: string,
    check: (tx: ReadTx, session: SessionDto, patientId: number) => Promise<unknown>,
  ): Promise<DocumentDocument> {
    const row = await store.documentById(this.#parts.mongo.collections, id);
    if (!row) throw notFound('document');
    const { session } = personOf(caller);
    await db.read((tx) => check(tx, session, row.patient_id), signal);
    return row;
  }
}
