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
    required: ['stream', 'row', 'version', 'patient_id', 'at', 'rank', 'told'],
    properties: {
      stream: { enum: ['visit', 'prescription', 'note', 'addendum', 'vitals', 'paper', 'payment'] },
      row: mysqlId,
      version,
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
  indexes: [{ name: 'row', key: { stream: 1, row: 1 }, unique: true }],
};

/** The lines of patients' timelines, rebuilt from MySQL at any time (docs/adr/0063). */
export const timeline: MongoMigration = {
  name: '0007-timeline',
  up: (db) => shapeCollection(db, shape),
  down: (db) => dropShape(db, shape.name),
};
