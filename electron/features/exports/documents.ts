import { BSON } from 'mongodb';
import type { DocumentSubject } from '#shared/domain/export-subjects';
import type { Collections } from '#electron/mongo/collections';

const BATCH = 500;

/** Each collection, and those that are in no export with the reason. */
export const DOCUMENTS: Readonly<
  Record<
    DocumentSubject,
    Exclude<
      keyof Collections,
      | 'visits'
      | 'documentUploads'
      | 'documentObjects'
      | 'files'
      | 'fileParts'
      | 'printedPages'
      | 'pageFiles'
      | 'pageParts'
      | 'schemaMigrations'
    >
  >
> = {
  medical_histories: 'medicalHistories',
  chats: 'chats',
  feedback: 'feedback',
  documents: 'documents',
};
export const LEFT_COLLECTIONS: Readonly<Record<string, string>> = {
  prescriptions: 'a copy of MySQL’s prescriptions',
  visits: 'a copy of MySQL’s appointments',
  timeline: 'a copy of MySQL’s own rows, by patient',
  'files.files': 'the scanned files themselves, which are no rows; documents name each of them',
  'files.chunks': 'the scanned files themselves, which are no rows; documents name each of them',
  printed_pages: 'how prescriptions were laid out on paper; what they say is in MySQL’s own',
  'pages.files': 'how prescriptions were laid out on paper; what they say is in MySQL’s own',
  'pages.chunks': 'how prescriptions were laid out on paper; what they say is in MySQL’s own',
  document_uploads: 'files that are still coming up',
  document_objects: 'objects of a bucket that are no document’s yet',
  schema_migrations: 'the state of the schema',
};

export function countDocuments(collections: Collections, subject: DocumentSubject): Promise<number> {
  return collections[DOCUMENTS[subject]].estimatedDocumentCount();
}

/** Each document as one line of JSON, dates and numbers readable, in the order of their ids. */
export async function* documentLines(
  collections: Collections,
  subject: DocumentSubject,
): AsyncGenerator<string> {
  const found = collections[DOCUMENTS[subject]].find({}, { sort: { _id: 1 }, batchSize: BATCH });
  for await (const document of found) yield `${BSON.EJSON.stringify(document, { relaxed: true })}\n`;
}
