import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { migrateMongo } from '#electron/mongo/migrator';
import { openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import type { MedicalHistoryDocument } from '#electron/mongo/collections';
import { rebuildCopies } from '#electron/platform/outbox/rebuild';
import { type Reconciled, reconcile } from '#electron/platform/outbox/reconcile';
import { machineClock } from '#electron/shell/clock';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting } from '../consultation/support';

let opened: OneDesk;
let reader: MongoClient;
const signal = new AbortController().signal;

beforeAll(async () => {
  opened = await oneDesk(MONDAY, {});
  await migrateMongo(opened.database.mongoUrl, { log: () => undefined });
  reader = new MongoClient(opened.database.mongoUrl);
});
afterAll(async () => {
  await reader.db().dropDatabase();
  await reader.close();
  await opened.close();
});

/** A patient's document, with what others keep in it. */
type Kept = MedicalHistoryDocument & { readonly version?: number; readonly entries?: readonly object[] };
const copies = () => reader.db().collection<Kept>('medical_histories');
const consult = () => consulting(opened.clinic, (name) => opened.desk.signedIn(name));
const surgery = (what: string) => ({ kind: 'surgery', what, on: '2015-03', place: null }) as const;
const told = async ({ doctor, appointmentId }: Consulted, what = 'Appendectomy') =>
  (await doctor.ok('medicalHistory.add', { appointmentId, fact: surgery(what) })).entry;

async function allCarried(): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await opened.clinic.count('outbox WHERE done_at IS NULL')).toBe(0);
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

test('a history stands in MongoDB by its three kinds, with what was corrected and taken out', async () => {
  const visit = await consult();
  const { doctor, appointmentId, patientId } = visit;
  const person = `doctor:${String(visit.doctorId)}`;
  const first = await told(visit);
  const { entry } = await doctor.ok('medicalHistory.correct', {
    id: first.id,
    version: first.version,
    fact: { ...surgery('Appendectomy'), on: '2016', place: 'Pune' },
  });
  const mother = { kind: 'family', relation: 'mother', what: 'Diabetes', onsetAge: 45 } as const;
  const ofMother = (await doctor.ok('medicalHistory.add', { appointmentId, fact: mother })).entry;
  await doctor.ok('medicalHistory.withdraw', {
    id: ofMother.id,
    version: ofMother.version,
    reason: 'Her aunt',
  });
  const habit = { kind: 'lifestyle', habit: 'tobacco', what: '10 a day', from: '1998', until: null } as const;
  const ofHabit = (await doctor.ok('medicalHistory.add', { appointmentId, fact: habit })).entry;
  await allCarried();
  const at = expect.any(Date) as Date;
  const by = { entered_by: person, entered_at: at, corrects: null, withdrawn: null };
  expect(await copies().findOne({ _id: patientId })).toEqual({
    _id: patientId,
    history: {
      version: 5,
      newest_at: at,
      surgeries: [
        { ...by, entry_id: first.id, what: 'Appendectomy', on: '2015-03', place: null },
        { ...by, entry_id: entry.id, what: 'Appendectomy', on: '2016', place: 'Pune', corrects: first.id },
      ],
      family: [
        {
          ...by,
          entry_id: ofMother.id,
          what: 'Diabetes',
          relation: 'mother',
          onset_age: 45,
          withdrawn: { at, by: person, reason: 'Her aunt' },
        },
      ],
      lifestyle: [
        { ...by, entry_id: ofHabit.id, what: '10 a day', habit: 'tobacco', from: '1998', until: null },
      ],
    },
  });
});

test('what others keep of the patient stays beside it, and what came too late undoes nothing', async () => {
  const visit = await consult();
  const { patientId } = visit;
  const theirs = { version: 9, entries: [{ note: 'free' }] };
  await copies().insertOne({ _id: patientId, ...theirs });
  await told(visit);
  await allCarried();
  expect(await copies().findOne({ _id: patientId })).toMatchObject({ ...theirs, history: { version: 1 } });
  await copies().updateOne({ _id: patientId }, { $set: { 'history.version': 5 } });
  await opened.clinic.owner.query(
    "INSERT INTO outbox (topic, entity_id, version) VALUES ('medical_history', ?, 1)",
    [patientId],
  );
  await told(await consult());
  await allCarried();
  expect(await copies().findOne({ _id: patientId })).toMatchObject({ history: { version: 5 } });
  await compared(true);
});

test('where the stores disagree it is found by kind and repaired; documents of others stay', async () => {
  const ids: number[] = [];
  for (const what of ['one', 'two', 'three', 'four']) {
    const visit = await consult();
    await told(visit, what);
    ids.push(visit.patientId);
  }
  await allCarried();
  expect(await compared()).toMatchObject({ differences: [], onTheWay: 0 });
  const [gone = 0, changed = 0, newer = 0, emptied = 0] = ids;
  const one = await copies().findOne({ _id: changed });
  const history = one?.history;
  if (!history) throw new Error('no copy');
  const theirs = { version: 3, entries: [{ note: 'free' }] };
  await copies().deleteOne({ _id: gone });
  await copies().updateOne({ _id: changed }, { $set: { 'history.surgeries.0.what': 'changed' } });
  await copies().updateOne({ _id: newer }, { $set: { 'history.version': 99 } });
  await copies().replaceOne({ _id: emptied }, theirs);
  await copies().insertMany([
    { _id: 90_001, history },
    { _id: 90_002, ...theirs, history },
    { _id: 90_003, ...theirs },
  ]);
  const of = (id: number, what: 'missing' | 'different' | 'stray') => ({
    topic: 'medical_history',
    id,
    what,
  });
  const differences = [
    of(gone, 'missing'),
    of(changed, 'different'),
    of(newer, 'different'),
    of(emptied, 'missing'),
    of(90_001, 'stray'),
    of(90_002, 'stray'),
  ];
  const byId = ({ differences: found }: Reconciled) => [...found].sort((a, b) => a.id - b.id);
  expect(byId(await compared())).toEqual(differences);
  expect(byId(await compared(true))).toEqual(differences);
  expect(await compared()).toMatchObject({ differences: [] });
  expect(await copies().findOne({ _id: changed })).toEqual(one);
  expect(await copies().findOne({ _id: emptied })).toMatchObject({ ...theirs, history: { version: 1 } });
  expect(
    await copies()
      .find({ _id: { $gt: 90_000 } })
      .sort({ _id: 1 })
      .toArray(),
  ).toEqual([
    { _id: 90_002, ...theirs },
    { _id: 90_003, ...theirs },
  ]);
});

test('from empty everything is there again, by reconciling and by the job', async () => {
  await told(await consult());
  await allCarried();
  const all = () => copies().find({}).sort({ _id: 1 }).toArray();
  const theirs = { _id: 95_000, version: 1, entries: [{ note: 'free' }] };
  await copies().deleteMany({});
  await copies().insertOne(theirs);
  expect((await compared(true)).differences.length).toBeGreaterThan(0);
  const repaired = await all();
  expect(repaired.length).toBeGreaterThan(1);
  await copies().deleteMany({});
  await copies().insertMany([theirs, { _id: 95_001, ...repaired.find(({ history }) => history) }].map(as));
  const done = await withStores((db, mongo) =>
    rebuildCopies(db, mongo.collections, 'medical_history', { onProgress: () => undefined, signal }),
  );
  expect(done).toBe(repaired.length - 1);
  expect(await all()).toEqual(repaired);
  expect(await compared()).toMatchObject({ differences: [] });
});

/** With an id of its own. */
function as(document: Partial<Kept>, index: number): Kept {
  return { ...document, _id: 95_000 + index };
}
