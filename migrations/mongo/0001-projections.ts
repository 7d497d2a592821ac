import {
  dropShape,
  moment,
  momentOrNull,
  mysqlId,
  mysqlIdOrNull,
  shapeCollection,
  text,
  textOrNull,
  version,
  type CollectionShape,
  type MongoMigration,
} from './collections';

/** The seed's prescription document; keyed by MySQL's id, the version guards against an older projection. */
const prescriptions: CollectionShape = {
  name: 'prescriptions',
  schema: {
    bsonType: 'object',
    required: ['prescription_id', 'version', 'appointment_id', 'items'],
    properties: {
      prescription_id: mysqlId,
      version,
      appointment_id: mysqlId,
      patient_id: mysqlIdOrNull,
      doctor_id: mysqlIdOrNull,
      issued_at: momentOrNull,
      notes: textOrNull(65_535),
      items: {
        bsonType: 'array',
        maxItems: 200,
        items: {
          bsonType: 'object',
          required: ['name'],
          properties: {
            name: { ...text(255), minLength: 1 },
            dosage: textOrNull(100),
            frequency: textOrNull(100),
            duration_days: { bsonType: ['int', 'long', 'null'] },
            instructions: textOrNull(500),
          },
        },
      },
      pharmacy_suggestions: {
        bsonType: 'array',
        items: {
          bsonType: 'object',
          required: ['name'],
          properties: {
            name: text(255),
            distance_meters: { bsonType: ['int', 'long', 'double', 'null'], minimum: 0 },
          },
        },
      },
      attachments: {
        bsonType: 'array',
        items: {
          bsonType: 'object',
          required: ['file_id'],
          properties: { file_id: text(1024), mime: textOrNull(255) },
        },
      },
      tags: { bsonType: 'array', items: text(100) },
      metadata: { bsonType: 'object' },
    },
  },
  indexes: [
    { name: 'prescription_id', key: { prescription_id: 1 }, unique: true },
    { name: 'patient', key: { patient_id: 1, issued_at: -1 } },
    { name: 'appointment', key: { appointment_id: 1 } },
    { name: 'tags', key: { tags: 1 } },
  ],
};

/** Appointments, read-optimised; `_id` is MySQL's appointment id. Times are the clinic's wall clock. */
const visits: CollectionShape = {
  name: 'visits',
  schema: {
    bsonType: 'object',
    required: ['_id', 'patient_id', 'doctor_id', 'start', 'end', 'state', 'version'],
    properties: {
      _id: mysqlId,
      patient_id: mysqlId,
      doctor_id: mysqlId,
      start: { bsonType: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' },
      end: { bsonType: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' },
      state: text(40),
      version,
    },
  },
  indexes: [
    { name: 'patient', key: { patient_id: 1, start: -1 } },
    { name: 'doctor_day', key: { doctor_id: 1, start: 1 } },
  ],
};

/** A history's fields, which a later migration adds to. */
export const historyFields = {
  _id: mysqlId,
  version,
  updated_at: moment,
  entries: { bsonType: 'array', items: { bsonType: 'object' } },
};

/** A patient's whole history in one document, `_id` being MySQL's patient id; also what has no table. */
export const medicalHistories: CollectionShape = {
  name: 'medical_histories',
  schema: {
    bsonType: 'object',
    required: ['_id', 'version'],
    properties: historyFields,
  },
  indexes: [{ name: 'updated', key: { updated_at: -1 } }],
};

const shapes = [prescriptions, visits, medicalHistories];

/** What can be rebuilt from MySQL at any time. */
export const projections: MongoMigration = {
  name: '0001-projections',
  up: async (db) => {
    for (const shape of shapes) await shapeCollection(db, shape);
  },
  down: async (db) => {
    for (const shape of shapes) await dropShape(db, shape.name);
  },
};
