import {
  dropShape,
  moment,
  momentOrNull,
  mysqlId,
  mysqlIdOrNull,
  shapeCollection,
  text,
  textOrNull,
  type CollectionShape,
  type MongoMigration,
} from './collections';

/** A person as MySQL's rows name one, for example `doctor:2`. */
const person = { bsonType: 'string', pattern: '^[a-z]+:[0-9]+$', maxLength: 60 };

/** `_id` is the request id it came with: the same message sent again is the same message. */
const chats: CollectionShape = {
  name: 'chats',
  schema: {
    bsonType: 'object',
    required: ['_id', 'sender_id', 'receiver_id', 'message', 'timestamp'],
    properties: {
      _id: text(64),
      sender_id: person,
      receiver_id: person,
      message: { ...text(4000), minLength: 1 },
      timestamp: moment,
      patient_id: mysqlIdOrNull,
      read_at: momentOrNull,
    },
  },
  indexes: [
    { name: 'inbox', key: { receiver_id: 1, timestamp: -1 } },
    { name: 'sent', key: { sender_id: 1, timestamp: -1 } },
    { name: 'unread', key: { receiver_id: 1 }, partialFilterExpression: { read_at: null } },
  ],
};

const feedback: CollectionShape = {
  name: 'feedback',
  schema: {
    bsonType: 'object',
    required: ['_id', 'created_at'],
    properties: {
      _id: text(64),
      patient_id: mysqlIdOrNull,
      appointment_id: mysqlIdOrNull,
      doctor_id: mysqlIdOrNull,
      rating: { bsonType: ['int', 'long', 'null'], minimum: 1, maximum: 5 },
      comment: textOrNull(4000),
      created_at: moment,
      created_by: textOrNull(60),
    },
  },
  indexes: [
    { name: 'doctor', key: { doctor_id: 1, created_at: -1 } },
    { name: 'patient', key: { patient_id: 1, created_at: -1 } },
    { name: 'appointment', key: { appointment_id: 1 } },
  ],
};

/** A document's fields, which a later migration adds to. */
export const documentFields = {
  _id: text(64),
  patient_id: mysqlId,
  appointment_id: mysqlIdOrNull,
  file_path: { ...text(1024), minLength: 1 },
  file_name: textOrNull(255),
  kind: textOrNull(60),
  mime: textOrNull(255),
  bytes: { bsonType: ['int', 'long', 'null'], minimum: 0 },
  sha256: { bsonType: ['string', 'null'], pattern: '^[0-9a-f]{64}$' },
  uploaded_at: moment,
  uploaded_by: textOrNull(60),
  removed_at: momentOrNull,
};

/** A patient's papers: where each file lies, in GridFS (`gridfs:<id>`) or elsewhere (`s3://…`). */
export const documents: CollectionShape = {
  name: 'documents',
  schema: {
    bsonType: 'object',
    required: ['_id', 'patient_id', 'file_path', 'uploaded_at'],
    properties: documentFields,
  },
  indexes: [
    { name: 'patient', key: { patient_id: 1, uploaded_at: -1 } },
    { name: 'appointment', key: { appointment_id: 1 } },
  ],
};

/** GridFS's own two collections, bucket `files`, with the indexes its drivers expect. */
const files: CollectionShape = {
  name: 'files.files',
  schema: { bsonType: 'object', required: ['length', 'chunkSize', 'uploadDate'] },
  indexes: [{ name: 'filename_1_uploadDate_1', key: { filename: 1, uploadDate: 1 } }],
};
const chunks: CollectionShape = {
  name: 'files.chunks',
  schema: { bsonType: 'object', required: ['files_id', 'n', 'data'] },
  indexes: [{ name: 'files_id_1_n_1', key: { files_id: 1, n: 1 }, unique: true }],
};

const shapes = [chats, feedback, documents, files, chunks];

/** What belongs to MongoDB: messages, feedback, papers. */
export const ownDocuments: MongoMigration = {
  name: '0002-documents',
  up: async (db) => {
    for (const shape of shapes) await shapeCollection(db, shape);
  },
  down: async (db) => {
    for (const shape of shapes) await dropShape(db, shape.name);
  },
};
