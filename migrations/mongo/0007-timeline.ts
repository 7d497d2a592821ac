import {
  dropShape,
  mysqlId,
  mysqlIdOrNull,
  shapeCollection,
  text,
  textOrNull,
  version,
  type CollectionShape,
  type MongoMigration,
} from './collections';

const shape: CollectionShape = {
  name: 'timeline',
  schema: {
    bsonType: 'object',
    required: ['stream', 'row', 'version', 'mark', 'patient_id', 'at', 'rank', 'told'],
    properties: {
      stream: { enum: ['visit', 'prescription', 'note', 'addendum', 'vitals', 'paper', 'payment'] },
      row: mysqlId,
      version,
      mark: { bsonType: ['int', 'long', 'double'], minimum: 0 },
      patient_id: mysqlId,
      at: { bsonType: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}$' },
      rank: { bsonType: ['int', 'long'], minimum: 0 },
      told: {
        bsonType: ['object', 'null'],
        required: ['line', 'whose'],
        properties: {
          line: { bsonType: 'object', required: ['kind', 'id'], properties: { kind: text(20), id: mysqlId } },
          whose: {
            bsonType: 'object',
            required: ['doctor', 'appointment', 'person'],
            properties: { doctor: mysqlIdOrNull, appointment: mysqlIdOrNull, person: textOrNull(60) },
          },
        },
      },
    },
  },
  indexes: [
    { name: 'row', key: { stream: 1, row: 1 }, unique: true },
    { name: 'page', key: { patient_id: 1, stream: 1, at: -1, rank: 1, row: -1 } },
    // What a patient's state is reckoned from, without a document being read.
    { name: 'state', key: { patient_id: 1, mark: 1 } },
  ],
};

/** The lines of patients' timelines, rebuilt from MySQL at any time (docs/adr/0063). */
export const timeline: MongoMigration = {
  name: '0007-timeline',
  up: (db) => shapeCollection(db, shape),
  down: (db) => dropShape(db, shape.name),
};
