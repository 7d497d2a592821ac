import { MongoClient, type Db, type Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mongoMigrations } from '#migrations/mongo/index';
import { migrateMongo, migrateMongoDown } from '#electron/mongo/migrator';
import { dropMongoDatabase, freshAddresses } from '#test/support/databases';

const quiet = { log: () => undefined };
const { mongoUrl } = freshAddresses();
const client = new MongoClient(mongoUrl, { serverSelectionTimeoutMS: 3000 });
let db: Db;

beforeAll(async () => {
  await migrateMongo(mongoUrl, quiet);
  await client.connect();
  db = client.db();
});

afterAll(async () => {
  await client.close();
  await dropMongoDatabase(mongoUrl);
});

const invalid = { code: 121 };
const put = (collection: string, document: Document): Promise<unknown> =>
  db.collection(collection).insertOne({ ...document });

// The seed's own example, with the two added fields.
const seedPrescription = {
  prescription_id: 900,
  version: 1,
  appointment_id: 123,
  patient_id: 45,
  doctor_id: 7,
  issued_at: new Date('2025-01-12T09:30:00Z'),
  notes: 'Take with food',
  items: [
    {
      name: 'Amoxicillin',
      dosage: '500mg',
      frequency: '3 times a day',
      duration_days: 7,
      instructions: 'After meals',
    },
  ],
  pharmacy_suggestions: [
    { name: 'City Pharmacy', distance_meters: 350 },
    { name: 'CareMeds', distance_meters: 800 },
  ],
  attachments: [{ file_id: 's3://bucket/prescriptions/123.pdf', mime: 'application/pdf' }],
  tags: ['antibiotic', 'urgent'],
  metadata: { created_by: 'doctor_webapp', clinic_location_id: 2, verified: true },
};
const visit = {
  _id: 5,
  patient_id: 1,
  doctor_id: 2,
  start: '2027-01-04T10:00',
  end: '2027-01-04T10:15',
  state: 'waiting',
  version: 1,
};
const surgery = {
  entry_id: 7,
  what: 'Appendectomy',
  entered_by: 'doctor:2',
  entered_at: new Date(0),
  corrects: null,
  withdrawn: null,
  on: '2015-03',
  place: null,
};
const history = { version: 1, newest_at: new Date(0), surgeries: [surgery], family: [], lifestyle: [] };
const line = {
  stream: 'payment',
  row: 7,
  version: 1,
  patient_id: 1,
  at: '2027-01-04 04:30:00',
  rank: 1,
  told: {
    line: { kind: 'payment', id: 7, amount: '500.00' },
    whose: { doctor: null, appointment: null, person: 'admin:1' },
  },
};
const chat = {
  _id: 'r1',
  sender_id: 'admin:1',
  receiver_id: 'doctor:2',
  message: 'नमस्ते 🙂',
  timestamp: new Date(0),
};
const note = { _id: 'f1', rating: 5, comment: 'Kind', created_at: new Date(0) };
const keptPage = {
  version: 2,
  title: 'Prescription',
  page: { width: 148, height: 210, margins: { top: 1, right: 1, bottom: 1, left: 1 } },
  html: '<p>Zinc</p>',
  sha256: '0'.repeat(64),
  laid_out_at: new Date(0),
};
const page = { ...keptPage, _id: 'p1', prescription_id: 1 };
const paperPage = { ...keptPage, _id: 'p4', paper_id: 1 };
const paper = { _id: 'd1', patient_id: 1, file_path: 'gridfs:64abc', uploaded_at: new Date(0) };

describe('the collections', () => {
  test('are these, each with a validator that refuses', async () => {
    const found = await db.listCollections().toArray();
    expect(found.map((collection) => collection.name).sort()).toEqual([
      'chats',
      'document_objects',
      'document_uploads',
      'documents',
      'feedback',
      'files.chunks',
      'files.files',
      'medical_histories',
      'pages.chunks',
      'pages.files',
      'prescriptions',
      'printed_pages',
      'schema_migrations',
      'timeline',
      'visits',
    ]);
    const unguarded = found
      .filter(
        (collection) =>
          !('options' in collection) ||
          collection.options['validationAction'] !== 'error' ||
          collection.options['validator'] === undefined,
      )
      .map((collection) => collection.name);
    expect(unguarded).toEqual(['schema_migrations']);
  });

  test.each([
    ['prescriptions', ['_id_', 'appointment', 'patient', 'prescription_id', 'tags']],
    ['visits', ['_id_', 'doctor_day', 'patient']],
    ['medical_histories', ['_id_', 'history_newest', 'updated']],
    ['timeline', ['_id_', 'row']],
    ['chats', ['_id_', 'inbox', 'sent', 'unread']],
    ['feedback', ['_id_', 'appointment', 'doctor', 'patient']],
    ['documents', ['_id_', 'appointment', 'patient', 'same_file']],
    ['document_uploads', ['_id_', 'resumed', 'touched']],
    ['document_objects', ['_id_', 'upload']],
    ['files.files', ['_id_', 'filename_1_uploadDate_1']],
    ['files.chunks', ['_id_', 'files_id_1_n_1']],
    ['printed_pages', ['_id_', 'paper', 'prescription']],
    ['pages.files', ['_id_', 'filename_1_uploadDate_1']],
    ['pages.chunks', ['_id_', 'files_id_1_n_1']],
  ])('%s has its indexes', async (collection, wanted) => {
    const found = await db.collection(collection).indexes();
    expect(found.map((index) => index.name).sort()).toEqual(wanted);
  });

  test.each<[string, Document]>([
    ['prescriptions', seedPrescription],
    [
      'prescriptions',
      { prescription_id: 901, version: 2, appointment_id: 1, patient_id: null, doctor_id: null, items: [] },
    ],
    ['visits', visit],
    ['medical_histories', { _id: 45, version: 1, entries: [{ note: 'free' }] }],
    ['medical_histories', { _id: 47, history }],
    ['timeline', line],
    ['timeline', { ...line, row: 8, told: null }],
    ['chats', chat],
    ['feedback', note],
    ['documents', paper],
    ['printed_pages', page],
    ['printed_pages', paperPage],
  ])('%s takes what it is for', async (collection, document) => {
    await expect(put(collection, document)).resolves.toMatchObject({ acknowledged: true });
  });

  test.each<[string, Document]>([
    ['prescriptions', { ...seedPrescription, prescription_id: '902' }],
    ['prescriptions', { prescription_id: 903, version: 0, appointment_id: 1, items: [] }],
    ['prescriptions', { prescription_id: 904, version: 1, appointment_id: 1, items: [{ dosage: '5mg' }] }],
    [
      'prescriptions',
      { prescription_id: 905, version: 1, appointment_id: 1, items: [{ name: 'x'.repeat(256) }] },
    ],
    ['visits', { ...visit, _id: 6, start: '2027-01-04 10:00' }],
    ['visits', { ...visit, _id: 'seven' }],
    ['medical_histories', { _id: 46, version: 1, entries: 'none' }],
    ['medical_histories', { _id: 48, history: { ...history, family: null } }],
    ['medical_histories', { _id: 48, history: { ...history, surgeries: [{ ...surgery, on: 'March' }] } }],
    ['medical_histories', { _id: 48, history: { ...history, surgeries: [{ what: 'Appendectomy' }] } }],
    ['timeline', { ...line, row: 9, stream: 'document' }],
    ['timeline', { ...line, row: 9, at: '2027-01-04T04:30:00Z' }],
    ['timeline', { ...line, row: 9, version: 0 }],
    ['timeline', { ...line, row: 9, told: { line: line.told.line } }],
    ['chats', { ...chat, _id: 'r2', message: '' }],
    ['chats', { ...chat, _id: 'r3', sender_id: '1' }],
    ['feedback', { ...note, _id: 'f2', rating: 6 }],
    ['documents', { _id: 'd2', patient_id: 1, uploaded_at: new Date(0) }],
    ['documents', { ...paper, _id: 'd3', sha256: 'short' }],
    ['files.files', { filename: 'loose.pdf' }],
    ['document_objects', { _id: 's3://files/a' }],
    ['printed_pages', { ...page, _id: 'p2', sha256: 'short' }],
    ['printed_pages', { ...page, _id: 'p3', html: '' }],
    ['printed_pages', { ...paperPage, _id: 'p5', prescription_id: 1 }],
    ['printed_pages', { ...paperPage, _id: 'p6', paper_id: null }],
    ['pages.files', { _id: 'p4', length: 1, chunkSize: 1, uploadDate: new Date(0), metadata: {} }],
  ])('%s refuses %o', async (collection, document) => {
    await expect(put(collection, document)).rejects.toMatchObject(invalid);
  });

  test('one prescription of MySQL is one document, and an older projection does not win', async () => {
    const project = (version: number, notes: string): Promise<unknown> =>
      db
        .collection('prescriptions')
        .updateOne(
          { prescription_id: 950, version: { $lt: version } },
          { $set: { version, notes, appointment_id: 3, items: [] } },
          { upsert: true },
        );
    await project(2, 'second');
    await expect(project(1, 'first')).rejects.toMatchObject({ code: 11_000 });
    await project(3, 'third');
    expect(await db.collection('prescriptions').find({ prescription_id: 950 }).toArray()).toMatchObject([
      { version: 3, notes: 'third' },
    ]);
  });
});

describe('the migrations', () => {
  test('run again change nothing, and keep what is there', async () => {
    await put('chats', { ...chat, _id: 'kept' });
    const before = await db.listCollections().toArray();
    for (const migration of mongoMigrations) await migration.up(db);
    expect(await migrateMongo(mongoUrl, quiet)).toEqual([]);
    expect(await db.listCollections().toArray()).toEqual(before);
    expect(await db.collection('chats').countDocuments({ $expr: { $eq: ['$_id', 'kept'] } })).toBe(1);
  });

  test('go over a collection that lost its validator or was made by somebody else', async () => {
    await db.command({ collMod: 'feedback', validator: {}, validationLevel: 'off' });
    await db.collection('visits').drop();
    await db.createCollection('visits');
    for (const migration of mongoMigrations) await migration.up(db);
    await expect(put('feedback', { ...note, _id: 'f9', rating: 9 })).rejects.toMatchObject(invalid);
    await expect(put('visits', { ...visit, _id: 'x' })).rejects.toMatchObject(invalid);
    expect((await db.collection('visits').indexes()).map((index) => index.name).sort()).toEqual([
      '_id_',
      'doctor_day',
      'patient',
    ]);
  });

  test('go down one by one, twice if need be, and up again', async () => {
    await put('prescriptions', { ...seedPrescription, prescription_id: 970 });
    await put('medical_histories', { _id: 71, history });
    await put('medical_histories', { _id: 72, version: 1, entries: [], history });
    expect(await migrateMongoDown(mongoUrl, 1, quiet)).toEqual([
      '0008-kept-papers',
      '0007-timeline',
      '0006-printed-pages',
      '0005-objects',
      '0004-medical-history',
      '0003-uploads',
      '0002-documents',
    ]);
    // What others keep of a patient stays; a copy can be made again.
    const left = await db.collection('medical_histories').find({}).sort({ _id: 1 }).toArray();
    expect(left).toEqual([
      { _id: 45, version: 1, entries: [{ note: 'free' }] },
      { _id: 72, version: 1, entries: [] },
    ]);
    const names = async (): Promise<string[]> =>
      (await db.listCollections().toArray()).map((collection) => collection.name).sort();
    expect(await names()).toEqual(['medical_histories', 'prescriptions', 'schema_migrations', 'visits']);
    expect(await db.collection('prescriptions').countDocuments({ prescription_id: 970 })).toBe(1);
    for (const migration of [...mongoMigrations].reverse()) await migration.down(db);
    expect(await migrateMongoDown(mongoUrl, 0, quiet)).toEqual(['0001-projections']);
    expect(await names()).toEqual(['schema_migrations']);
    expect(await migrateMongo(mongoUrl, quiet)).toEqual([
      '0001-projections',
      '0002-documents',
      '0003-uploads',
      '0004-medical-history',
      '0005-objects',
      '0006-printed-pages',
      '0007-timeline',
      '0008-kept-papers',
    ]);
    await expect(put('chats', { ...chat, message: 5 })).rejects.toMatchObject(invalid);
  });

  test('two at once end in one state', async () => {
    await migrateMongoDown(mongoUrl, 0, quiet);
    await Promise.all([migrateMongo(mongoUrl, quiet), migrateMongo(mongoUrl, quiet)]);
    expect(await db.collection('schema_migrations').countDocuments()).toBe(mongoMigrations.length);
    expect(await migrateMongo(mongoUrl, quiet)).toEqual([]);
  });

  test('an address without a server is said within seconds', async () => {
    await expect(migrateMongo('mongodb://127.0.0.1:1/clinic', quiet)).rejects.toThrow('ECONNREFUSED');
  });
});
