import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '#test/support/eventually';
import { migrateMongo } from '#electron/mongo/migrator';
import type { VisitDocument } from '#electron/mongo/collections';
import { writeOutbox } from '#electron/platform/outbox';
import { startOutboxWorker } from '#electron/platform/outbox-worker';
import { type Bench, lineTo, openBench, quiet } from './support';

const A_DESK = '11111111-1111-4111-8111-111111111111';
const B_DESK = '22222222-2222-4222-8222-222222222222';

let bench: Bench;
let reader: MongoClient;
let doctor: number;
let patient: number;
let nextDay = 0;

beforeAll(async () => {
  bench = await openBench();
  await migrateMongo(bench.fresh.mongoUrl, { log: () => undefined });
  reader = new MongoClient(bench.fresh.mongoUrl);
  doctor = await bench.clinic.addDoctor('Rao');
  patient = await bench.clinic.addPatient('Asha');
});
afterAll(async () => {
  await reader.db().dropDatabase();
  await reader.close();
  await bench.close();
});
beforeEach(async () => {
  await bench.run('DELETE FROM outbox');
});

const visits = () => reader.db().collection<VisitDocument>('visits');

/** Visits one after another on a day of their own, each noted in the outbox. */
async function book(count: number): Promise<number[]> {
  nextDay += 1;
  const day = `2027-02-${String(nextDay).padStart(2, '0')}`;
  return bench.db.write(async (tx) => {
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const { insertId } = await tx.run(
        `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time)
         VALUES (?, ?, ? + INTERVAL ? MINUTE, ? + INTERVAL ? MINUTE)`,
        [patient, doctor, `${day} 00:00:00`, String(index * 5), `${day} 00:00:00`, String(index * 5 + 5)],
      );
      await writeOutbox(tx, { topic: 'visit', entityId: insertId, version: 1 });
      ids.push(insertId);
    }
    return ids;
  });
}

async function bookOne(): Promise<number> {
  const [id] = await book(1);
  if (id === undefined) throw new Error('nothing was booked');
  return id;
}

async function pending(): Promise<number> {
  return bench.clinic.count('outbox WHERE done_at IS NULL');
}

async function allCarried(): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await pending()).toBe(0);
    },
    { timeout: 15_000 },
  );
}

test('a visit is carried over as it stands, step by step', async () => {
  const id = await bookOne();
  const worker = startOutboxWorker({
    db: bench.db,
    mongo: bench.openMongo(),
    deskId: A_DESK,
    logger: quiet,
  });
  await allCarried();
  expect(await visits().findOne({ _id: id })).toEqual({
    _id: id,
    patient_id: patient,
    doctor_id: doctor,
    start: '2027-02-01T00:00',
    end: '2027-02-01T00:05',
    state: 'scheduled',
    version: 1,
  });
  await bench.db.write(async (tx) => {
    await tx.run("UPDATE appointments SET status = 'checked_in', in_room_at = UTC_TIMESTAMP() WHERE id = ?", [
      id,
    ]);
    await writeOutbox(tx, { topic: 'visit', entityId: id, version: 2 });
  });
  worker.kick();
  await allCarried();
  expect(await visits().findOne({ _id: id })).toMatchObject({ state: 'in_room', version: 2 });
  await worker.stop();
});

test('while MongoDB is away everything waits, and goes over by itself when it is back', async () => {
  const line = await lineTo(bench.fresh.mongoUrl);
  await line.cut();
  const mongo = bench.openMongo(line.url);
  const ids = await book(3);
  const worker = startOutboxWorker({ db: bench.db, mongo, deskId: A_DESK, logger: quiet });
  await vi.waitFor(
    async () => {
      expect(await bench.clinic.count('outbox WHERE last_error IS NOT NULL AND claimed_by IS NULL')).toBe(3);
    },
    { timeout: 10_000 },
  );
  expect(await pending()).toBe(3);
  // Nothing is wrong with the rows, so none of this counts as a try.
  expect(await bench.clinic.count('outbox WHERE claimed_by IS NULL AND attempts = 0')).toBe(3);
  expect(mongo.state()).toBe('down');
  await line.mend();
  await allCarried();
  expect(await visits().countDocuments({ _id: { $in: ids } })).toBe(3);
  expect(await bench.clinic.count('outbox WHERE last_error IS NOT NULL')).toBe(0);
  await worker.stop();
  await mongo.close();
  await line.cut();
});

test('two desks share the work: each row is carried once', async () => {
  const ids = await book(260);
  const workers = [A_DESK, B_DESK].map((deskId) =>
    startOutboxWorker({ db: bench.open(), mongo: bench.openMongo(), deskId, logger: quiet }),
  );
  await allCarried();
  expect(await bench.clinic.count('outbox WHERE attempts = 1')).toBe(260);
  expect(await visits().countDocuments({ _id: { $in: ids } })).toBe(260);
  await Promise.all(workers.map((worker) => worker.stop()));
});

test('an older copy never replaces a newer one', async () => {
  const id = await bookOne();
  const newer = {
    patient_id: patient,
    doctor_id: doctor,
    start: '2027-03-01T10:00',
    end: '2027-03-01T10:15',
    state: 'done' as const,
    version: 9,
  };
  await visits().insertOne({ _id: id, ...newer });
  const worker = startOutboxWorker({
    db: bench.db,
    mongo: bench.openMongo(),
    deskId: A_DESK,
    logger: quiet,
  });
  await allCarried();
  expect(await visits().findOne({ _id: id })).toEqual({ _id: id, ...newer });
  await worker.stop();
});

test('a visit that is gone from MySQL goes from MongoDB', async () => {
  const id = await bookOne();
  const worker = startOutboxWorker({
    db: bench.db,
    mongo: bench.openMongo(),
    deskId: A_DESK,
    logger: quiet,
  });
  await allCarried();
  expect(await visits().countDocuments({ _id: id })).toBe(1);
  await bench.run('DELETE FROM appointments WHERE id = ?', [id]);
  await bench.db.write((tx) => writeOutbox(tx, { topic: 'visit', entityId: id, version: 2 }));
  worker.kick();
  await allCarried();
  expect(await visits().countDocuments({ _id: id })).toBe(0);
  await worker.stop();
});

test('one refused document waits with its reason and holds nobody up', async () => {
  const ids = await book(3);
  const refused = ids[1] ?? 0;
  const [rules] = await reader.db().listCollections({ name: 'visits' }).toArray();
  const validator: unknown = rules && 'options' in rules ? rules.options['validator'] : undefined;
  expect(validator).toBeDefined();
  await reader.db().command({ collMod: 'visits', validator: { _id: { $ne: refused } } });
  const worker = startOutboxWorker({
    db: bench.db,
    mongo: bench.openMongo(),
    deskId: A_DESK,
    logger: quiet,
  });
  await eventually(async () => {
    expect(await bench.clinic.count('outbox WHERE done_at IS NOT NULL')).toBe(2);
  });
  expect(
    await bench.rows(
      'SELECT entity_id, attempts, last_error, claimed_until > UTC_TIMESTAMP() AS later FROM outbox WHERE done_at IS NULL',
    ),
  ).toEqual([{ entity_id: String(refused), attempts: 1, last_error: 'mongo 121', later: 1 }]);
  await worker.stop();
  await reader.db().command({ collMod: 'visits', validator });
});

test('rows of a desk that died are taken over when its lease is out, and not before', async () => {
  const left = await bookOne();
  const held = await bookOne();
  await bench.run(
    `UPDATE outbox SET claimed_by = 'dead', claimed_until = UTC_TIMESTAMP() + INTERVAL IF(entity_id = ?, -1, 3600) SECOND`,
    [String(left)],
  );
  const worker = startOutboxWorker({
    db: bench.db,
    mongo: bench.openMongo(),
    deskId: A_DESK,
    logger: quiet,
  });
  await eventually(async () => {
    expect(await visits().countDocuments({ _id: left })).toBe(1);
    expect(await pending()).toBe(1);
  });
  expect(await bench.rows('SELECT entity_id, claimed_by FROM outbox WHERE done_at IS NULL')).toEqual([
    { entity_id: String(held), claimed_by: 'dead' },
  ]);
  await worker.stop();
});
