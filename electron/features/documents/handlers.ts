import type { HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import { Documents, type DocumentsParts } from './service';
import { Uploads } from './uploads';

export function documentsHandlers(parts: DocumentsParts): HandlersOf<'documents'> {
  const documents = new Documents(parts);
  const uploads = new Uploads(parts);
  return {
    'documents.list': ({ tx, caller }, { patientId }) =>
      documents.list(tx, personOf(caller).session, patientId),
    'documents.visitOf': ({ tx, caller }, { code }) => documents.visitOf(tx, personOf(caller).session, code),
    'documents.begin': (context, input) => uploads.begin(context, input),
    'documents.part': (context, input) => uploads.part(context, input),
    'documents.finish': (context, input) => uploads.finish(context, input),
    'documents.cancel': (context, input) => uploads.cancel(context, input),
    'documents.describe': (context, input) => documents.describe(context, input),
    'documents.remove': (context, at) => documents.remove(context, at),
    'documents.restore': (context, at) => documents.restore(context, at),
    'documents.open': (context, input) => documents.open(context, input),
  };
}
