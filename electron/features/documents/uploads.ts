import type { AnswerOf, ParsedInputOf } from '#shared/contract/contract';
import { DOCUMENT_PART_BYTES, MIME_OF, falsePromise } from '#shared/domain/documents';
import { invalid, notFound, ruleBroken } from '#shared/errors/app-error';
import type { CommandContext } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { DocumentDocument, UploadDocument } from '#electron/mongo/collections';
import type { DocumentsParts } from './service';
import { kindOf } from './kind';
import { changeable, checkVisit } from './policy';
import { settle } from './in-bucket';
import { shownDocument } from './projection';
import * as store from './store';
import { tell } from './telling';

type Finished = AnswerOf<'documents.finish'>;
type Stored = Exclude<Finished, { state: 'carrying' }>;

/** Files come up in parts, each straight into GridFS: no more than one is ever in memory. */
export class Uploads {
  readonly #parts: DocumentsParts;

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
  }

  async begin(
    context: CommandContext,
    { patientId, appointmentId, fileName, bytes, sha256 }: ParsedInputOf<'documents.begin'>,
  ): Promise<AnswerOf<'documents.begin'>> {
    const { collections } = this.#parts.mongo;
    const records = await this.#records(context, patientId, appointmentId);
    const there = await store.sameFile(collections, records, sha256);
    if (there) return { ...(await stored(context, there, 'there')), state: 'there' };
    await this.#parts.files.newest.ready();
    const upload = await store.openUpload(collections, {
      patient_id: records[0] ?? patientId,
      appointment_id: appointmentId ?? null,
      person: personOf(context.caller).key,
      file_name: fileName,
      bytes,
      sha256,
    });
    return { state: 'open', uploadId: upload._id.toHexString(), received: upload.received };
  }

  async part(
    context: CommandContext,
    { uploadId, offset, body }: ParsedInputOf<'documents.part'>,
  ): Promise<AnswerOf<'documents.part'>> {
    const { collections } = this.#parts.mongo;
    const upload = this.#own(context, await store.uploadById(collections, uploadId));
    if (offset !== upload.received) return { received: upload.received };
    const bytes = Buffer.from(body, 'base64');
    if (bytes.byteLength !== Math.min(DOCUMENT_PART_BYTES, upload.bytes - offset)) {
      throw invalid('body', 'invalid');
    }
    return { received: await store.putPart(collections, upload, bytes) };
  }

  async finish(context: CommandContext, { uploadId }: ParsedInputOf<'documents.finish'>): Promise<Finished> {
    const { collections } = this.#parts.mongo;
    const done = await this.#done(context, uploadId);
    if (done) return done;
    const touched = await store.touchUpload(collections, uploadId);
    if (touched === null) return this.#doneSince(context, uploadId);
    const upload = this.#own(context, touched);
    const records = await this.#records(context, upload.patient_id);
    if (upload.received !== upload.bytes) throw ruleBroken('upload_incomplete');
    const { newest } = this.#parts.files;
    if (!newest.isKeeping(upload._id)) await this.#checkWhole(upload);
    const kept = await newest.keep(upload);
    if (kept !== 'kept') return { state: 'carrying', carried: kept };
    return this.#store(context, upload, records);
  }

  async cancel(
    context: CommandContext,
    { uploadId }: ParsedInputOf<'documents.cancel'>,
  ): Promise<AnswerOf<'documents.cancel'>> {
    const { collections } = this.#parts.mongo;
    const upload = await store.uploadById(collections, uploadId);
    // One that is over, or cancelled twice, is what was asked for.
    if (upload) await store.cancelUpload(collections, this.#own(context, upload)._id);
    return {};
  }

  /** Whether what came up is what was announced; else nothing of it stays. */
  async #checkWhole({ _id, ...announced }: UploadDocument): Promise<void> {
    const { collections } = this.#parts.mongo;
    const { bytes, sha256 } = await store.measured(collections, _id);
    if (bytes === announced.bytes && sha256 === announced.sha256) return;
    // Finished at another window meanwhile: its parts are gone because the file is kept.
    if (await store.documentById(collections, _id.toHexString())) return;
    await store.closeUpload(collections, _id);
    await store.dropParts(collections, _id);
    throw ruleBroken('upload_damaged');
  }

  async #store(context: CommandContext, upload: UploadDocument, records: readonly number[]): Promise<Stored> {
    const { collections } = this.#parts.mongo;
    const { newest } = this.#parts.files;
    const id = upload._id.toHexString();
    const head = await store.headOf(collections, upload._id);
    if (head === null) return this.#doneSince(context, id);
    const kind = await kindOf(head);
    const document: DocumentDocument = {
      _id: id,
      version: 1,
      patient_id: upload.patient_id,
      appointment_id: upload.appointment_id ?? null,
      file_path: newest.pathOf(upload._id),
      file_name: upload.file_name,
      description: null,
      kind,
      mime: MIME_OF[kind],
      bytes: upload.bytes,
      sha256: upload.sha256,
      uploaded_at: store.stamp(this.#parts.clock.now()),
      uploaded_by: upload.person,
      removed_at: null,
      removed_by: null,
    };
    const isNew =
      (await store.sameFile(collections, records, upload.sha256)) === null &&
      (await store.insertDocument(collections, document));
    const standing = isNew ? document : await store.sameFile(collections, records, upload.sha256);
    if (!standing) throw notFound('upload');
    // As long as its upload is open, the collector takes up what a crash leaves undone here.
    if (standing._id === id) await settle(collections, standing);
    else await newest.forget(document.file_path);
    await store.closeUpload(collections, upload._id);
    if (standing._id !== id) await store.dropParts(collections, upload._id);
    if (isNew) {
      const { file_name, bytes, sha256, appointment_id: appointmentId } = document;
      await tell(context, {
        action: 'documents.finish',
        outcome: 'done',
        patientId: upload.patient_id,
        before: null,
        after: {
          id,
          fileName: file_name,
          kind,
          nameSays: falsePromise(file_name, kind),
          bytes,
          sha256,
          appointmentId,
        },
      });
    }
    return stored(context, standing, standing._id === id ? 'stored' : 'there');
  }

  /** The upload as the document that it has become; null where it has not. */
  async #done(context: CommandContext, uploadId: string): Promise<Stored | null> {
    const document = await store.documentById(this.#parts.mongo.collections, uploadId);
    if (!document) return null;
    await this.#records(context, document.patient_id);
    return stored(context, document, 'stored');
  }

  /** Another window may have finished it since it was looked for. @throws Refusal NOT_FOUND */
  async #doneSince(context: CommandContext, uploadId: string): Promise<Stored> {
    const done = await this.#done(context, uploadId);
    if (!done) throw notFound('upload');
    return done;
  }

  #records(context: CommandContext, patientId: number, appointmentId?: number): Promise<readonly number[]> {
    const { session } = personOf(context.caller);
    return context.db.read(async (tx) => {
      const records = await changeable(this.#parts, tx, session, patientId);
      if (appointmentId !== undefined) await checkVisit(tx, records, appointmentId);
      return records;
    }, context.signal);
  }

  /** Only who began an upload goes on with it: to anybody else it is not there. */
  #own({ caller }: CommandContext, upload: UploadDocument | null): UploadDocument {
    if (upload?.person !== personOf(caller).key) throw notFound('upload');
    return upload;
  }
}

async function stored(
  context: CommandContext,
  row: DocumentDocument,
  state: Stored['state'],
): Promise<Stored> {
  return { state, patientId: row.patient_id, document: await shownDocument(context, row) };
}
