/** More files beside one page are a folder, and would not be looked at by anybody. */
export const MOST_ATTACHMENTS = 20;

/** A patient's document that goes with a prescription: the seed's reference, and what it is known by here. */
export interface Attachment {
  /** Where the file lies, `gridfs:<id>`. */
  readonly file_id: string;
  readonly mime: string;
  readonly document_id: string;
  /** What the document was called when it was attached: it is read while MongoDB is away too. */
  readonly name: string;
}

function isAttachment(value: unknown): value is Attachment {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['file_id', 'mime', 'document_id', 'name'].map((field): unknown => Reflect.get(value, field));
  const [, , id] = texts;
  return (
    texts.every((text) => typeof text === 'string') && typeof id === 'string' && /^[0-9a-f]{24}$/.test(id)
  );
}

/** What a prescription's column `rich` refers to; none where it was written before there were any. */
export function attachmentsIn(rich: object): Attachment[] {
  const stored: unknown = Reflect.get(rich, 'attachments');
  return Array.isArray(stored) ? stored.filter(isAttachment) : [];
}
