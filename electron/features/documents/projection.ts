import type { z } from 'zod';
import type { DocumentDto } from '#shared/contract/documents';
import { falsePromise } from '#shared/domain/documents';
import { notFound } from '#shared/errors/app-error';
import type { CommandContext } from '#electron/ipc/context';
import type { DocumentDocument } from '#electron/mongo/collections';
import type { ReadTx } from '#electron/mysql/transactions';
import { namesOf } from '#electron/platform/people';
import { wallTime } from '#electron/platform/stamps';
import { startsOf } from './repository';

export type ShownDocument = z.input<typeof DocumentDto>;

/** A moment as screens get it, to the second. */
function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Files as screens see them, in the order in which they came. */
export async function shownDocuments(
  tx: ReadTx,
  rows: readonly DocumentDocument[],
): Promise<ShownDocument[]> {
  const nameOf = await namesOf(
    tx,
    rows.flatMap((row) => [row.uploaded_by, row.removed_by]),
  );
  const starts = await startsOf(tx, [...new Set(rows.flatMap((row) => row.appointment_id ?? []))]);
  return rows.map((row) => ({
    id: row._id,
    version: row.version,
    patientId: row.patient_id,
    fileName: row.file_name,
    description: row.description,
    kind: row.kind,
    nameSays: falsePromise(row.file_name, row.kind),
    bytes: row.bytes,
    visit: tiedVisit(row, starts),
    uploaded: { at: instant(row.uploaded_at), by: nameOf(row.uploaded_by) },
    removed: row.removed_at === null ? null : { at: instant(row.removed_at), by: nameOf(row.removed_by) },
  }));
}

function tiedVisit(
  { appointment_id: id }: DocumentDocument,
  starts: ReadonlyMap<number, string>,
): ShownDocument['visit'] {
  const start = id === null ? undefined : starts.get(id);
  return id === null || start === undefined ? null : { id, start: wallTime(start) };
}

/** One of them, for a command that has just read or changed it. */
export async function shownDocument(
  { db, signal }: CommandContext,
  row: DocumentDocument,
): Promise<ShownDocument> {
  const [document] = await db.read((tx) => shownDocuments(tx, [row]), signal);
  if (!document) throw notFound('document');
  return document;
}
