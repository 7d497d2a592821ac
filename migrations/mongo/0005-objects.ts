import { dropShape, shapeCollection, text, type CollectionShape, type MongoMigration } from './collections';

const shape: CollectionShape = {
  name: 'document_objects',
  schema: {
    bsonType: 'object',
    required: ['_id', 'upload_id'],
    properties: { _id: { ...text(1024), minLength: 1 }, upload_id: { bsonType: 'objectId' } },
  },
  indexes: [{ name: 'upload', key: { upload_id: 1 } }],
};

/** What was put into a bucket and is no document's yet, so that a crash leaves nothing there that nobody knows of. */
export const objects: MongoMigration = {
  name: '0005-objects',
  up: (db) => shapeCollection(db, shape),
  down: (db) => dropShape(db, shape.name),
};
