/** A file of a patient is at most so large. */
export const MOST_DOCUMENT_BYTES = 50 * 1024 * 1024;
/** It goes up in parts of this size, the last one shorter; as base64 a part fits into one call. */
export const DOCUMENT_PART_BYTES = 512 * 1024;
/** Listed of one patient, the newest. */
export const MOST_DOCUMENTS = 500;
export const LONGEST_FILE_NAME = 255;

/** What a file is by its content; anything that the program does not show is a file. */
export const DOCUMENT_KINDS = ['pdf', 'jpeg', 'png', 'gif', 'webp', 'file'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What each kind is served as; a file is never anything that a program would open by itself. */
export const MIME_OF: Readonly<Record<DocumentKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  file: 'application/octet-stream',
};

const BY_ENDING: Readonly<Record<string, DocumentKind>> = {
  pdf: 'pdf',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
};

/** Control characters, and marks that turn a name round so that its ending is read as another. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/**
 * A name as it is kept: of a path the last part only, without unseen characters, without dots or blanks around
 * it. Null when nothing is left.
 */
export function cleanFileName(name: string): string | null {
  const last = name.replace(UNSEEN, '').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/^[\s.]+|[\s.]+$/g, '');
  return clean === '' ? null : clean;
}

/** The kind that a name's ending promises; null for one that promises none. */
function promised(name: string): DocumentKind | null {
  const [, ending] = /\.([a-z0-9]+)$/i.exec(name) ?? [];
  return BY_ENDING[ending?.toLowerCase() ?? ''] ?? null;
}

/** What the name says the file is where the content is something else; null where they agree. */
export function falsePromise(name: string, kind: DocumentKind): DocumentKind | null {
  const says = promised(name);
  return says === null || says === kind ? null : says;
}
