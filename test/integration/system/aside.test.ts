import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { OutputOf } from '#shared/contract/contract';
import { migrateMongo } from '#electron/mongo/migrator';
import type { VisitDocument } from '#electron/mongo/collections';
import type { TestWindow } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';

const PATIENCE = { timeout: 15_000 };

let opened: OneDesk;
let reader: MongoClient;
let admin: TestWindow;
let reception: TestWindow;
let doctorId: Awaited<ReturnType<OneDesk['clinic']['addDoctor']>>;

beforeAll(async () => {
  opened = await oneDesk(MONDAY, { asha: 'superadmin', meena: 'staff' });
  await migrateMongo(opened.database.mongoUrl, { log: () => undefined });
  reader = new MongoClient(opened.database.mongoUrl);
  doctorId = await opened.clinic.addDoctor('Rao');
  admin = await opened.desk.signedIn('asha');
  reception = await opened.desk.signedIn('meena');
});
afterAll(async () => {
  await reader.db().dropDatabase();
  await reader.close();
  await opened.close();
});

const visits = () => reader.db().collection<VisitDocument>('visits');

type Aside = NonNullable<OutputOf<'system.report'>['outbox']>['aside'];

async function aside(): Promise<Aside> {
  const { outbox } = await admin.ok('system.report', {});
  if (!outbox) throw new Error('the report has no outbox');
  return outbox.aside;
}

async function book(start: string): Promise<number> {
  const end = start.replace(':00', ':15');
  const { appointment } = await reception.ok(
    'appointments.book',
    await newVisit(opened.clinic, { doctorId, start, end }),
  );
  return appointment.id;
}

async function carried(id: number): Promise<void> {
  await vi.waitFor(async () => {
    expect(await visits().countDocuments({ _id: id })).toBe(1);
  }, PATIENCE);
}

/** Tried as often as it takes, without the waits in between. */
async function setAside(): Promise<void> {
  await vi.waitFor(async () => {
    await opened.clinic.owner.query(
      'UPDATE outbox SET claimed_until = NULL WHERE done_at IS NULL AND claimed_by IS NULL AND attempts < 3',
    );
    expect((await aside()).entries).toMatchObject([{ nextTry: expect.any(String) as string }]);
  }, PATIENCE);
}

test('with nothing set aside the list is empty', async () => {
  await carried(await book('2027-01-04T10:00'));
  expect(await aside()).toEqual({ total: 0, entries: [] });
});

test('what MongoDB refuses is set aside, the rest goes on; once the cause is gone it is carried over', async () => {
  const poison = (await book('2027-01-05T10:00')) + 1;
  const [rules] = await reader.db().listCollections({ name: 'visits' }).toArray();
  const validator: unknown = rules && 'options' in rules ? rules.options['validator'] : undefined;
  expect(validator).toBeDefined();
  await reader.db().command({ collMod: 'visits', validator: { _id: { $ne: poison } } });
  expect(await book('2027-01-05T11:00')).toBe(poison);
  const good = await book('2027-01-05T12:00');
  await setAside();
  await carried(good);

  const { total, entries } = await aside();
  const [entry] = entries;
  if (!entry) throw new Error('nothing is set aside');
  expect(total).toBe(1);
  // What it is about by its kind only: no name, no number of the visit or the patient.
  expect(entry).toEqual({
    id: entry.id,
    topic: 'visit',
    since: expect.stringMatching(/^2027-01-04T04:/) as string,
    tries: 3,
    fault: 'wrong_form',
    reason: 'mongo 121',
    nextTry: expect.stringMatching(/^2027-01-04T04:/) as string,
  });

  // While the cause is there, one more try is one more try.
  expect(await admin.ok('system.tryAgain', { ids: [entry.id] })).toEqual({ again: 1 });
  await vi.waitFor(async () => {
    expect((await aside()).entries).toMatchObject([{ id: entry.id, tries: 4, fault: 'wrong_form' }]);
  }, PATIENCE);
  expect(await visits().countDocuments({ _id: poison })).toBe(0);
  expect(await reception.refused('system.tryAgain', { ids: [entry.id] })).toEqual({
    code: 'FORBIDDEN',
    permission: 'system.read',
  });

  await reader.db().command({ collMod: 'visits', validator });
  await vi.waitFor(async () => {
    expect((await aside()).entries).toMatchObject([{ nextTry: expect.any(String) as string }]);
  }, PATIENCE);
  expect(await admin.ok('system.tryAgain', { ids: [entry.id] })).toEqual({ again: 1 });
  await carried(poison);
  await vi.waitFor(async () => {
    expect(await aside()).toEqual({ total: 0, entries: [] });
  }, PATIENCE);
  expect(await admin.ok('system.tryAgain', { ids: [entry.id] })).toEqual({ again: 0 });

  const session = await admin.ok('session.current', {});
  const [lines] = await opened.clinic.owner.query(
    "SELECT actor, outcome, entity, entity_id, patient_id, before_json FROM audit_log WHERE action = 'system.tryAgain' ORDER BY id",
  );
  const line = { actor: session?.person, outcome: 'done', entity: 'outbox', entity_id: String(entry.id) };
  expect(lines).toMatchObject([
    { ...line, patient_id: null, before_json: { kind: 'visit', tries: 3, error: 'mongo 121' } },
    { outcome: 'refused' },
    { ...line, before_json: { tries: 4 } },
  ]);
});

test('only what is set aside and still waits is tried again', async () => {
  const id = async (sql: string) => {
    await opened.clinic.owner.query(
      `INSERT INTO outbox (topic, entity_id, attempts, claimed_by, claimed_until) VALUES (${sql})`,
    );
    const [rows] = await opened.clinic.owner.query('SELECT LAST_INSERT_ID() AS id');
    return Number(Reflect.get(Object(Reflect.get(rows, '0')), 'id'));
  };
  const waits = "'2100-01-01'";
  const early = await id(`'visit', '900001', 2, NULL, ${waits}`);
  const underWay = await id(`'visit', '900002', 5, 'another desk', ${waits}`);
  const newer = await id(`'of a newer program', '900003', 5, NULL, ${waits}`);
  expect((await aside()).entries).toMatchObject([{ id: underWay, nextTry: null }]);
  expect(await admin.ok('system.tryAgain', { ids: [newer, underWay, early, 999_999_999] })).toEqual({
    again: 0,
  });
  await opened.clinic.owner.query('DELETE FROM outbox WHERE done_at IS NULL');
});
