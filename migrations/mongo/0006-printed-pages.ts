import { dropShape, moment, mysqlId, shapeCollection, text, version } from './collections';
import type { CollectionShape, MongoMigration } from './collections';

const sha256 = { bsonType: 'string', pattern: '^[0-9a-f]{64}$' };

/** A signed prescription as its page was first laid out, by prescription, version and all that shows on it. */
export const pages = {
  name: 'printed_pages',
  schema: {
    bsonType: 'object',
    required: ['_id', 'prescription_id', 'version', 'title', 'page', 'html', 'sha256', 'laid_out_at'],
    properties: {
      _id: { ...text(200), minLength: 1 },
      prescription_id: mysqlId,
      version,
      title: text(1000),
      page: { bsonType: 'object', required: ['width', 'height', 'margins'] },
      html: { bsonType: 'string', minLength: 1 },
      sha256,
      laid_out_at: moment,
    },
  },
  indexes: [{ name: 'prescription', key: { prescription_id: 1 } }],
} satisfies CollectionShape;

/** The PDFs that were made of them: GridFS's own two collections, bucket `pages`; a file has its page's id. */
const files: CollectionShape = {
  name: 'pages.files',
  schema: {
    bsonType: 'object',
    required: ['_id', 'length', 'chunkSize', 'uploadDate', 'metadata'],
    properties: { metadata: { bsonType: 'object', required: ['sha256'], properties: { sha256 } } },
  },
  indexes: [{ name: 'filename_1_uploadDate_1', key: { filename: 1, uploadDate: 1 } }],
};
const chunks: CollectionShape = {
  name: 'pages.chunks',
  schema: { bsonType: 'object', required: ['files_id', 'n', 'data'] },
  indexes: [{ name: 'files_id_1_n_1', key: { files_id: 1, n: 1 }, unique: true }],
};

const shapes = [pages, files, chunks];

/** What a patient was given on paper, kept as it was. */
export const printedPages: MongoMigration = {
  name: '0006-printed-pages',
  up: async (db) => {
    for (const shape of shapes) await shapeCollection(db, shape);
  },
  down: async (db) => {
    for (const shape of shapes) await dropShape(db, shape.name);
  },
};
