import { pages as before } from './0006-printed-pages';
import { mysqlId, shapeCollection } from './collections';
import type { CollectionShape, MongoMigration } from './collections';

const PAPER = 'paper';
/** Of one thing and not of two. */
const OF = ['prescription_id', 'paper_id'].map((field) => ({ required: [field] }));

const after: CollectionShape = {
  ...before,
  schema: {
    ...before.schema,
    required: before.schema.required.filter((field) => field !== 'prescription_id'),
    properties: { ...before.schema.properties, paper_id: mysqlId },
    oneOf: OF,
  },
  indexes: [
    ...before.indexes,
    { name: PAPER, key: { paper_id: 1 }, partialFilterExpression: { paper_id: { $exists: true } } },
  ],
};

/** Certificates and letters are kept as they were first printed, like prescriptions. */
export const keptPapers: MongoMigration = {
  name: '0008-kept-papers',
  up: (db) => shapeCollection(db, after),
  down: async (db) => {
    const kept = db.collection<{ _id: string }>(before.name);
    const ofPapers = await kept.find({ paper_id: { $exists: true } }, { projection: { _id: 1 } }).toArray();
    const ids = ofPapers.map(({ _id }) => _id);
    await db.collection('pages.chunks').deleteMany({ files_id: { $in: ids } });
    await db.collection<{ _id: string }>('pages.files').deleteMany({ _id: { $in: ids } });
    await kept.deleteMany({ _id: { $in: ids } });
    await shapeCollection(db, before);
    if (await kept.indexExists(PAPER)) await kept.dropIndex(PAPER);
  },
};
