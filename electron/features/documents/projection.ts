import type { z } from 'zod';
import type { DocumentDto } from '#shared/contract/documents';
import { falsePromise } from '#shared/domain/documents';
import { notFound } from '#shared/errors/app-error';
import type { CommandContext } from '#electron/ipc/context';
import type { DocumentDocument } from '#electron/mongo/collections';
import type { ReadTx } from '#electron/mysql/transactions';
import { nameOfPerson } from '#electron/platform/people';

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
  const names = new Map<string, string | null>();
  for (const key of new Set(rows.flatMap((row) => [row.uploaded_by, row.removed_by]))) {
    if (key !== null) names.set(key, await nameOfPerson(tx, key));
  }
  return rows.map((row) => ({
    id: row._id,
    version: row.version,
    patientId: row.patient_id,
    fileName: row.file_name,
    description: row.description,
    kind: row.kind,
    nameSays: falsePromise(row.file_name, row.kind),
    bytes: row.bytes,
    uploaded: { at: instant(row.uploaded_at), by: names.get(row.uploaded_by) ?? null },
    removed:
      row.removed_at === null
        ? null
        : { at: instant(row.removed_at), by: names.get(row.removed_by ?? '') ?? null },
  }));
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
