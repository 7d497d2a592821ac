import { MongoClient } from 'mongodb';
import mysql from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { type Reconciled, reconcile } from '#electron/platform/outbox/reconcile';
import { machineClock } from '#electron/shell/clock';
import { filed } from '#test/integration/documents/support';
import { blankPage, consulting, medicine, signed } from '#test/integration/consultation/support';
import type { DocumentId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, openDesk, paperTray } from '#test/support/desk';
import type { DeskAnswers } from '#test/support/desk-process';
import { type TestProcess, bundled, startProcess } from '#test/support/processes';
import { queuePrescriptions } from '#test/support/queued-prescriptions';
import { MONDAY } from '#test/support/visits';
import { type FaultyServers, faultyServers } from './servers';

/** The house's figure for what may wait after a long outage. */
const QUEUED = 10_000;

let servers: FaultyServers;
let database: FreshDatabase;
let clinic: SmallClinic;
let deskBundle: string;
const tray = paperTray();

beforeAll(async () => {
  servers = await faultyServers();
  database = await freshDatabase(servers.addresses);
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  deskBundle = await bundled('test/support/desk-process.ts');
});

beforeEach(() => servers.restart('mongo'));

afterAll(async () => {
  await servers.restart('mongo');
  await clinic.close();
  await database.drop();
});

async function inMongo<T>(work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(database.mongoUrl);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

const copies = (ids: readonly number[]) =>
  inMongo((client) =>
    client
      .db()
      .collection('prescriptions')
      .countDocuments({ prescription_id: { $in: ids } }),
  );

/** A row that carries a prescription and is not done. */
const waiting = () => clinic.count("outbox WHERE topic = 'prescription' AND done_at IS NULL");

async function compared(repair = false): Promise<Reconciled> {
  const db = openDatabase(openSequelize(database.mysqlUrl), machineClock);
  const mongo = openMongo(database.mongoUrl);
  try {
    return await reconcile(db, mongo.collections, { repair, signal: new AbortController().signal });
  } finally {
    await Promise.all([db.close(), mongo.close()]);
  }
}

async function withDesk<T>(work: (desk: TestDesk) => Promise<T>): Promise<T> {
  const desk = await openDesk(database, { now: MONDAY, paper: tray });
  try {
    return await work(desk);
  } finally {
    await desk.stop();
  }
}

/** A desk as a program of its own, which a test may kill; its outbox worker begins with it. */
async function anotherDesk(): Promise<TestProcess<DeskAnswers>> {
  const process = startProcess<DeskAnswers>(deskBundle);
  const { mysqlUrl, adminUrl, mongoUrl } = database;
  await process.ask('open', {
    database: { mysqlUrl, adminUrl, mongoUrl },
    now: MONDAY,
    person: 'meena',
    windows: 1,
  });
  return process;
}

async function killed(desk: TestProcess<DeskAnswers>): Promise<void> {
  process.kill(desk.pid, 'SIGKILL');
  await desk.end();
}

async function allCarried(timeout = 30_000): Promise<void> {
  await expect.poll(() => clinic.count('outbox WHERE done_at IS NULL'), { timeout }).toBe(0);
}

it('MongoDB is away for a whole consultation: it is written, signed, printed and ended, and carried over afterwards', async () => {
  const ids = await withDesk(async (desk) => {
    await servers.kill('mongo');
    const visit = await consulting(clinic, (name) => desk.signedIn(name));
    const { doctor, appointmentId } = visit;
    const step = async (version: number, to: 'waiting' | 'in_room' | 'done') =>
      (await doctor.ok('appointments.status', { id: appointmentId, version, to })).appointment.version;
    const inRoom = await step(await step(1, 'waiting'), 'in_room');
    await doctor.ok('consultation.addAllergy', {
      appointmentId,
      substance: 'Penicillin',
      reaction: null,
      severity: 'severe',
    });
    const first = await signed(visit, medicine('Zinc'), medicine('Iron'));
    const changed = await doctor.ok('consultation.amend', { id: first.id, version: first.version });
    const page = { ...blankPage, medicines: [medicine('Zinc', { days: 3 })] };
    const saved = await doctor.ok('consultation.save', {
      appointmentId,
      version: changed.prescription.version,
      page,
    });
    const second = await doctor.ok('consultation.sign', {
      id: saved.prescription.id,
      version: saved.prescription.version,
    });
    await doctor.ok('printing.prescription', { prescriptionId: second.prescription.id, to: 'printer' });
    expect(tray.sheets).toHaveLength(1);
    await step(inRoom, 'done');
    expect(await waiting()).toBeGreaterThanOrEqual(2);
    await servers.restart('mongo');
    await allCarried();
    return [first.id, second.prescription.id];
  });
  expect(await copies(ids)).toBe(2);
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 0 });
});

it('MongoDB is away: what is attached already is typed over, signed and carried over; what is new waits', async () => {
  const id = await withDesk(async (desk) => {
    const visit = await consulting(clinic, (name) => desk.signedIn(name));
    const { doctor, appointmentId, patientId } = visit;
    const scan = (name: string) => filed(doctor, patientId, name, Buffer.from(name));
    const [first, second] = [await scan('first.txt'), await scan('second.txt')];
    const attach = (version: number | null, ...documentIds: readonly DocumentId[]) => ({
      appointmentId,
      version,
      documentIds: [...documentIds],
    });
    await doctor.ok('consultation.attach', attach(null, first.document.id));
    await servers.kill('mongo');
    expect(
      await doctor.refused('consultation.attach', attach(1, first.document.id, second.document.id)),
    ).toMatchObject({ code: 'DB_UNAVAILABLE', store: 'mongo' });
    const page = { ...blankPage, advice: 'Rest' };
    const { prescription } = await doctor.ok('consultation.save', { appointmentId, version: 1, page });
    const signing = { id: prescription.id, version: prescription.version };
    const { prescription: fixed } = await doctor.ok('consultation.sign', signing);
    expect(fixed.attachments.map(({ name }) => name)).toEqual(['first.txt']);
    await servers.restart('mongo');
    await allCarried();
    const copy = await inMongo((client) =>
      client.db().collection('prescriptions').findOne({ prescription_id: fixed.id }),
    );
    expect(copy?.['attachments']).toEqual([
      { file_id: `gridfs:${first.document.id}`, mime: 'application/octet-stream' },
    ]);
    return fixed.id;
  });
  expect(await copies([id])).toBe(1);
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 0 });
});

it('a desk that is killed between the copy and the mark has copied once: the next one marks it and changes nothing', async () => {
  const prescription = await withDesk(async (desk) =>
    signed(await consulting(clinic, (name) => desk.signedIn(name)), medicine('Zinc')),
  );
  await withDesk(() => allCarried());
  await inMongo((client) =>
    client.db().collection('prescriptions').deleteOne({ prescription_id: prescription.id }),
  );
  const dying = await anotherDesk();
  // Deaf, not dead: the row is claimed and its copy is on the way, and stays there until the mark is barred.
  await servers.hang('mongo');
  await clinic.owner.query("INSERT INTO outbox (topic, entity_id, version) VALUES ('prescription', ?, ?)", [
    prescription.id,
    prescription.version,
  ]);
  await expect.poll(() => clinic.count('outbox WHERE claimed_by IS NOT NULL'), { timeout: 20_000 }).toBe(1);
  const bar = await mysql.createConnection({ uri: database.adminUrl });
  await bar.beginTransaction();
  await bar.query('SELECT id FROM outbox WHERE done_at IS NULL FOR UPDATE');
  await servers.goOn('mongo');
  await expect.poll(() => copies([prescription.id]), { timeout: 20_000 }).toBe(1);
  await killed(dying);
  await bar.rollback();
  await bar.end();
  expect(await waiting()).toBe(1);
  await clinic.owner.query(
    'UPDATE outbox SET claimed_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE done_at IS NULL',
  );
  await withDesk(() => allCarried());
  expect(await copies([prescription.id])).toBe(1);
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 0 });
});

it('ten thousand wait in no order, one of them is refused, one of two desks is killed: the rest goes over, once', async () => {
  const poison = await queuePrescriptions(clinic, QUEUED);
  await inMongo((client) =>
    client.db().command({ collMod: 'prescriptions', validator: { prescription_id: { $ne: poison } } }),
  );
  const [dying, living] = await Promise.all([anotherDesk(), anotherDesk()]);
  await expect
    .poll(() => clinic.count("outbox WHERE topic = 'prescription' AND done_at IS NOT NULL"), {
      timeout: 30_000,
    })
    .toBeGreaterThan(1_000);
  await killed(dying);
  expect(await waiting()).toBeGreaterThan(1);
  // What the killed desk held is due when its lease is out.
  await clinic.owner.query(
    `UPDATE outbox SET claimed_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND
     WHERE done_at IS NULL AND claimed_by IS NOT NULL AND last_error IS NULL`,
  );
  await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
  expect(
    await clinic.count("outbox WHERE done_at IS NULL AND entity_id = ? AND last_error = 'mongo 121'", [
      String(poison),
    ]),
  ).toBe(1);
  const differences = [{ topic: 'prescription', id: poison, what: 'missing' }];
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 1 });

  await inMongo((client) => client.db().command({ collMod: 'prescriptions', validator: {} }));
  await clinic.owner.query('DELETE FROM outbox WHERE done_at IS NULL');
  expect((await compared(true)).differences).toEqual(differences);
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 0 });
  await living.ask('stop');
  await living.end();
});

it('from empty, everything is made again from MySQL', async () => {
  await inMongo((client) => client.db().collection('prescriptions').deleteMany({}));
  const total = await clinic.count('prescriptions WHERE signed_at IS NOT NULL');
  expect(total).toBeGreaterThan(QUEUED);
  expect((await compared(true)).differences).toHaveLength(total);
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 0 });
});
