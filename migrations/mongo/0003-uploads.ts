import { documentFields, documents as before } from './0002-documents';
import { dropShape, mysqlId, moment, shapeCollection, text, textOrNull, version } from './collections';
import type { CollectionShape, MongoMigration } from './collections';

const SAME_FILE = 'same_file';

/** A file that stands is a patient's once: two desks that send the same one at once store it once. */
const documents: CollectionShape = {
  ...before,
  schema: {
    ...before.schema,
    properties: {
      ...documentFields,
      version,
      description: textOrNull(500),
      removed_by: textOrNull(60),
    },
  },
  indexes: [
    ...before.indexes,
    {
      name: SAME_FILE,
      key: { patient_id: 1, sha256: 1 },
      unique: true,
      partialFilterExpression: { removed_at: null, sha256: { $type: 'string' } },
    },
  ],
};

/** Files that are coming up; one that is cut off goes on by whoever began it. */
const coming: CollectionShape = {
  name: 'document_uploads',
  schema: {
    bsonType: 'object',
    required: ['_id', 'patient_id', 'person', 'file_name', 'bytes', 'sha256', 'received', 'touched_at'],
    properties: {
      _id: { bsonType: 'objectId' },
      patient_id: mysqlId,
      person: text(60),
      file_name: { ...text(255), minLength: 1 },
      bytes: { bsonType: ['int', 'long'], minimum: 1 },
      sha256: { bsonType: 'string', pattern: '^[0-9a-f]{64}$' },
      received: { bsonType: ['int', 'long'], minimum: 0 },
      touched_at: moment,
    },
  },
  indexes: [
    { name: 'resumed', key: { patient_id: 1, sha256: 1, person: 1 }, unique: true },
    { name: 'touched', key: { touched_at: 1 } },
  ],
};

/** Uploads in parts, and what a document needs to be renamed, taken out and not stored twice. */
export const uploads: MongoMigration = {
  name: '0003-uploads',
  up: async (db) => {
    await shapeCollection(db, documents);
    await shapeCollection(db, coming);
  },
  down: async (db) => {
    await dropShape(db, coming.name);
    // Also where it was dropped already: what goes back is run again after a crash.
    await shapeCollection(db, before);
    const kept = db.collection(documents.name);
    if (await kept.indexExists(SAME_FILE)) await kept.dropIndex(SAME_FILE);
  },
};
