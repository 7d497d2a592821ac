import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { migrateMongo } from '#electron/mongo/migrator';
import { openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { rebuildCopies } from '#electron/platform/outbox/rebuild';
import { type Reconciled, reconcile } from '#electron/platform/outbox/reconcile';
import { machineClock } from '#electron/shell/clock';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { blankPage, consulting, draft, medicine, signed } from './support';

let opened: OneDesk;
let reader: MongoClient;
const signal = new AbortController().signal;

beforeAll(async () => {
  opened = await oneDesk(MONDAY, { boss: 'superadmin' });
  await migrateMongo(opened.database.mongoUrl, { log: () => undefined });
  reader = new MongoClient(opened.database.mongoUrl);
});
afterAll(async () => {
  await reader.db().dropDatabase();
  await reader.close();
  await opened.close();
});

const copies = () => reader.db().collection('prescriptions');
const consult = () => consulting(opened.clinic, (name) => opened.desk.signedIn(name));

async function allCarried(): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await opened.clinic.count('outbox WHERE done_at IS NULL AND last_error IS NULL')).toBe(0);
    },
    { timeout: 15_000 },
  );
}

async function withStores<T>(
  work: (db: ReturnType<typeof openDatabase>, mongo: ReturnType<typeof openMongo>) => Promise<T>,
): Promise<T> {
  const db = openDatabase(openSequelize(opened.database.mysqlUrl), machineClock);
  const mongo = openMongo(opened.database.mongoUrl);
  try {
    return await work(db, mongo);
  } finally {
    await Promise.all([db.close(), mongo.close()]);
  }
}

function compared(repair = false): Promise<Reconciled> {
  return withStores((db, mongo) => reconcile(db, mongo.collections, { repair, signal }));
}

beforeEach(allCarried);

test('a signed prescription stands in MongoDB as the seed’s document; a draft does not', async () => {
  const visit = await consult();
  const { doctor, appointmentId } = visit;
  const page = {
    ...blankPage,
    medicines: [medicine('Amoxicillin', { frequency: 'TDS', days: 7, instructions: 'After meals' })],
    advice: 'Take with food',
    tags: ['antibiotic', 'urgent'],
  };
  const { prescription } = await doctor.ok('consultation.save', { appointmentId, version: null, page });
  const { id, version } = prescription;
  expect(await copies().findOne({ prescription_id: id })).toBeNull();
  await doctor.ok('consultation.sign', { id, version });
  await allCarried();
  expect(await copies().findOne({ prescription_id: id }, { projection: { _id: 0 } })).toEqual({
    prescription_id: id,
    version: 2,
    appointment_id: appointmentId,
    patient_id: visit.patientId,
    doctor_id: visit.doctorId,
    issued_at: expect.any(Date) as Date,
    notes: 'Take with food',
    items: [
      {
        name: 'Amoxicillin',
        brand: null,
        dosage: '500 mg',
        frequency: 'TDS',
        duration_days: 7,
        instructions: 'After meals',
      },
    ],
    pharmacy_suggestions: [],
    attachments: [],
    tags: ['antibiotic', 'urgent'],
    metadata: {
      created_by: `doctor:${String(visit.doctorId)}`,
      clinic_location_id: 1,
      verified: true,
      amends: null,
    },
  });
});

test('the pharmacies nearby are kept as they were when it was signed, in both stores', async () => {
  const admin = await opened.desk.signedIn('boss');
  const name = async (pharmacies: { readonly name: string; readonly meters: number }[]) => {
    const { marks } = await admin.ok('settings.all', {});
    await admin.ok('settings.save', {
      values: { pharmacies },
      versions: { pharmacies: marks.pharmacies.version },
    });
  };
  await name([
    { name: 'City Pharmacy', meters: 350 },
    { name: 'CareMeds', meters: 800 },
  ]);
  const visit = await consult();
  const before = await draft(visit, { medicines: [medicine('Zinc')] });
  expect(before.pharmacies).toEqual([]);
  const { id, version } = before;
  const { prescription } = await visit.doctor.ok('consultation.sign', { id, version });
  await name([]);
  const { prescription: now } = await visit.doctor.ok('consultation.open', {
    appointmentId: visit.appointmentId,
  });
  expect(now?.pharmacies).toEqual(prescription.pharmacies);
  expect(prescription.pharmacies.map(({ name: called }) => called)).toEqual(['City Pharmacy', 'CareMeds']);
  await allCarried();
  expect(await copies().findOne({ prescription_id: id })).toMatchObject({
    pharmacy_suggestions: [
      { name: 'City Pharmacy', distance_meters: 350 },
      { name: 'CareMeds', distance_meters: 800 },
    ],
  });
  expect((await compared()).differences).toEqual([]);
});

test('voided it is no longer verified, and what was carried too late does not undo that', async () => {
  const visit = await consult();
  const { id, version } = await signed(visit, medicine('Zinc'));
  await allCarried();
  await visit.doctor.ok('consultation.void', { id, version, reason: 'Wrong patient' });
  await allCarried();
  expect(await copies().findOne({ prescription_id: id })).toMatchObject({
    version: 3,
    metadata: { verified: false },
  });
  await opened.clinic.owner.query(
    "INSERT INTO outbox (topic, entity_id, version) VALUES ('prescription', ?, 2)",
    [id],
  );
  await signed(await consult(), medicine('Zinc'));
  await allCarried();
  expect(await copies().findOne({ prescription_id: id })).toMatchObject({ version: 3 });
});

test('one that MongoDB refuses is set aside with its reason, and the rest goes on', async () => {
  const visit = await consult();
  const poison = await signed(visit, medicine('Iron'));
  await allCarried();
  await copies().deleteOne({ prescription_id: poison.id });
  await reader.db().command({
    collMod: 'prescriptions',
    validator: { prescription_id: { $ne: poison.id } },
  });
  await opened.clinic.owner.query(
    "INSERT INTO outbox (topic, entity_id, version) VALUES ('prescription', ?, 2)",
    [poison.id],
  );
  const good = await signed(await consult(), medicine('Zinc'));
  await vi.waitFor(
    async () => {
      expect(await copies().countDocuments({ prescription_id: good.id })).toBe(1);
      expect(await opened.clinic.count("outbox WHERE last_error = 'mongo 121'")).toBe(1);
    },
    { timeout: 15_000 },
  );
  await reader.db().command({ collMod: 'prescriptions', validator: {} });
  await opened.clinic.owner.query('UPDATE outbox SET claimed_until = NULL WHERE done_at IS NULL');
  await vi.waitFor(
    async () => {
      expect(await copies().countDocuments({ prescription_id: poison.id })).toBe(1);
    },
    { timeout: 15_000 },
  );
});

test('both stores agree; what does not is found by kind and repaired, newer looking copies too', async () => {
  const visits = [await consult(), await consult(), await consult()];
  const ids: number[] = [];
  for (const visit of visits) ids.push((await signed(visit, medicine('Zinc'))).id);
  await allCarried();
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 0 });
  const [gone = 0, changed = 0, newer = 0] = ids;
  await copies().deleteOne({ prescription_id: gone });
  await copies().updateOne({ prescription_id: changed }, { $set: { notes: 'changed' } });
  await copies().updateOne({ prescription_id: newer }, { $set: { version: 99 } });
  await copies().insertOne({ prescription_id: 9_999, version: 1, appointment_id: 1, items: [] });
  const differences = [
    { topic: 'prescription', id: gone, what: 'missing' },
    { topic: 'prescription', id: changed, what: 'different' },
    { topic: 'prescription', id: newer, what: 'different' },
    { topic: 'prescription', id: 9_999, what: 'stray' },
  ];
  expect((await compared()).differences).toEqual(differences);
  expect((await compared(true)).differences).toEqual(differences);
  expect(await compared()).toMatchObject({ differences: [] });
});

test('from empty everything is there again', async () => {
  await signed(await consult(), medicine('Zinc'));
  await allCarried();
  const before = await copies()
    .find({}, { projection: { _id: 0 } })
    .sort({ prescription_id: 1 })
    .toArray();
  await copies().deleteMany({});
  const done = await withStores((db, mongo) =>
    rebuildCopies(db, mongo.collections, 'prescription', { onProgress: () => undefined, signal }),
  );
  expect(done).toBe(before.length);
  const after = await copies()
    .find({}, { projection: { _id: 0 } })
    .sort({ prescription_id: 1 })
    .toArray();
  expect(after).toEqual(before);
  await copies().deleteMany({});
  await reader.db().collection('visits').deleteMany({});
  expect((await compared(true)).differences.length).toBeGreaterThan(before.length);
  expect(await compared()).toMatchObject({ differences: [] });
});

test('one that makes its whole batch fail waits with its reason, and the rest goes over', async () => {
  const good = await signed(await consult(), medicine('Zinc'));
  await allCarried();
  await copies().deleteOne({ prescription_id: good.id });
  // Bigger than a document may be: the driver refuses the batch before anything is sent.
  const big = await draft(await consult());
  await opened.clinic.owner.query(
    `UPDATE prescriptions SET rich = JSON_OBJECT('tags', JSON_ARRAY(REPEAT('x', 17000000))),
       signed_at = UTC_TIMESTAMP(), signed_by = 'doctor:1' WHERE id = ?`,
    [big.id],
  );
  await opened.clinic.owner.query(
    "INSERT INTO outbox (topic, entity_id, version) VALUES ('prescription', ?, 1), ('prescription', ?, 2)",
    [big.id, good.id],
  );
  await vi.waitFor(
    async () => {
      expect(await copies().countDocuments({ prescription_id: good.id })).toBe(1);
      expect(
        await opened.clinic.count(
          "outbox WHERE entity_id = ? AND done_at IS NULL AND last_error = 'MongoInvalidArgumentError'",
          [String(big.id)],
        ),
      ).toBe(1);
    },
    { timeout: 15_000 },
  );
});
