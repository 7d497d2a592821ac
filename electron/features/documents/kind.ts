import { fileTypeFromBuffer } from 'file-type';
import { DOCUMENT_KINDS, type DocumentKind, MIME_OF } from '#shared/domain/documents';

/** What a file is by its first bytes; whatever is not shown inside is a file. */
export async function kindOf(head: Uint8Array): Promise<DocumentKind> {
  const mime = (await fileTypeFromBuffer(head))?.mime;
  return DOCUMENT_KINDS.find((kind) => MIME_OF[kind] === mime) ?? 'file';
}
