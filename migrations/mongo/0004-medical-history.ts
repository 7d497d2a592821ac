import type { Document } from 'mongodb';
import { historyFields, medicalHistories as before } from './0001-projections';
import {
  moment,
  mysqlId,
  mysqlIdOrNull,
  shapeCollection,
  text,
  textOrNull,
  version,
  type CollectionShape,
  type MongoMigration,
} from './collections';

const NEWEST = 'history_newest';
/** A date as far as it is known. */
const known = { bsonType: ['string', 'null'], pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' };

const told = {
  entry_id: mysqlId,
  what: { ...text(200), minLength: 1 },
  entered_by: text(60),
  entered_at: moment,
  corrects: mysqlIdOrNull,
  withdrawn: {
    bsonType: ['object', 'null'],
    required: ['at', 'by', 'reason'],
    properties: { at: moment, by: textOrNull(60), reason: textOrNull(300) },
  },
};

function entries(own: Document): Document {
  const properties = { ...told, ...own };
  return {
    bsonType: 'array',
    items: { bsonType: 'object', required: Object.keys(properties), properties },
  };
}

const history = {
  bsonType: 'object',
  required: ['version', 'newest_at', 'surgeries', 'family', 'lifestyle'],
  properties: {
    version,
    newest_at: moment,
    surgeries: entries({ on: known, place: textOrNull(200) }),
    family: entries({
      relation: textOrNull(20),
      onset_age: { bsonType: ['int', 'null'], minimum: 0, maximum: 120 },
    }),
    lifestyle: entries({ habit: textOrNull(20), from: known, until: known }),
  },
};

const shape: CollectionShape = {
  name: before.name,
  schema: {
    ...before.schema,
    // What is written by others keeps its own count; ours stands in the copy.
    required: ['_id'],
    properties: { ...historyFields, history },
  },
  indexes: [...before.indexes, { name: NEWEST, key: { 'history.newest_at': -1 } }],
};

/** The copy of surgeries, family and lifestyle, in a field of its own beside what others keep of a patient. */
export const medicalHistory: MongoMigration = {
  name: '0004-medical-history',
  up: (db) => shapeCollection(db, shape),
  down: async (db) => {
    const kept = db.collection(before.name);
    await kept.updateMany({ history: { $exists: true } }, { $unset: { history: '' } });
    await kept.deleteMany({ $expr: { $eq: [{ $size: { $objectToArray: '$$ROOT' } }, 1] } });
    await shapeCollection(db, before);
    if (await kept.indexExists(NEWEST)) await kept.dropIndex(NEWEST);
  },
};
