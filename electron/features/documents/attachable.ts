import type { Attachment } from '#shared/domain/prescribing/attachments';
import { Refusal, notFound } from '#shared/errors/app-error';
import type { Collections } from '#electron/mongo/collections';

/**
 * One patient's documents as what they are attached to keeps them, in the order of the ids.
 * @throws Refusal NOT_FOUND one that is none or was taken out; FORBIDDEN another patient's
 */
export async function attachable(
  { documents }: Pick<Collections, 'documents'>,
  records: readonly number[],
  ids: readonly string[],
): Promise<Attachment[]> {
  const rows = await documents.find({ _id: { $in: [...ids] } }).toArray();
  const found = new Map(rows.map((row) => [row._id, row]));
  return ids.map((id) => {
    const row = found.get(id);
    if (!row) throw notFound('document');
    if (!records.includes(row.patient_id)) {
      throw new Refusal({ code: 'FORBIDDEN', permission: 'clinical.write' }, row.patient_id);
    }
    if (row.removed_at !== null) throw notFound('document');
    return { file_id: row.file_path, mime: row.mime, document_id: row._id, name: row.file_name };
  });
}
