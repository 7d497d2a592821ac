import { randomBytes, randomUUID } from 'node:crypto';
import { MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DOCUMENT_PART_BYTES } from '#shared/domain/documents';
import { collectionsOf } from '#electron/mongo/collections';
import { consulting } from '#test/integration/consultation/support';
import { announced, finished, sendParts } from '#test/integration/documents/support';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, openDesk } from '#test/support/desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { type FaultyServers, faultyServers } from './servers';

/** More than MySQL's own files have at their start, which therefore go on. */
const ROOM = 24 * 1024 * 1024;
const FULL = { code: 'DB_UNAVAILABLE', store: 'mysql', reason: 'full' };
const AWAY = { code: 'DB_UNAVAILABLE', store: 'mongo', reason: 'down' };

let servers: FaultyServers;
let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  servers = await faultyServers();
  database = await freshDatabase(servers.addresses);
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  desk = await openDesk(database, { now: MONDAY });
});

afterAll(async () => {
  await Promise.all([servers.limitFiles('mysql', null), servers.limitFiles('mongo', null)]);
  await desk.stop();
  await servers.restart('mongo');
  await clinic.close();
  await database.drop();
});

/** Writes into the ledger until its file may not grow further; a line here and there still finds room in it. */
async function fillLedger(): Promise<void> {
  const line = "('nobody', 'desk', 'filler', 'done', JSON_QUOTE(REPEAT('x', 6000)))";
  for (const lines of [400, 20, 1]) {
    const insert = `INSERT INTO audit_log (actor, desk_id, action, outcome, after_json) VALUES ${Array(lines).fill(line).join()}`;
    let hasRoom = true;
    while (hasRoom)
      hasRoom = await clinic.owner.query(insert).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ errno: 1114 });
          return false;
        },
      );
  }
}

it('MySQL’s disk is full: what finds no room is refused whole and in words, the rest is read; with room it goes on', async () => {
  const reception = await desk.signedIn('meena');
  const visits = await Promise.all(Array.from({ length: 100 }, () => newVisit(clinic)));
  const book = (at: number, requestId: string) => {
    const visit = visits[at];
    if (visit === undefined) throw new Error('the ledger still had room for every visit');
    return reception.call('appointments.book', visit, requestId);
  };
  const booked = () => clinic.count('appointments');
  const kept = () => clinic.count("audit_log WHERE action = 'appointments.book' AND outcome = 'done'");

  await servers.limitFiles('mysql', ROOM);
  await fillLedger();
  let accepted = 0;
  let requestId = randomUUID();
  let answer = await book(accepted, requestId);
  while (answer.ok) {
    accepted += 1;
    requestId = randomUUID();
    answer = await book(accepted, requestId);
  }
  expect(answer.error).toEqual(FULL);
  expect([await booked(), await kept()]).toEqual([accepted, accepted]);
  expect((await reception.ok('doctors.list', {})).length).toBeGreaterThan(0);

  await servers.limitFiles('mysql', null);
  expect(await book(accepted, requestId)).toMatchObject({ ok: true });
  expect(await book(accepted, requestId)).toMatchObject({ ok: true });
  expect([await booked(), await kept()]).toEqual([accepted + 1, accepted + 1]);
});

it('MongoDB’s disk is full within an upload, which ends it: the upload goes on once there is room, byte for byte', async () => {
  const { doctor, patientId } = await consulting(clinic, (name) => desk.signedIn(name));
  const file = randomBytes(48 * 1024 * 1024);
  const upload = await announced(doctor, patientId, 'scan.bin', file);
  await servers.limitFiles('mongo', ROOM);
  await expect(sendParts(doctor, upload, file)).rejects.toThrow(JSON.stringify(AWAY));
  expect(await doctor.refused('documents.finish', { uploadId: upload.uploadId })).toMatchObject(AWAY);

  await servers.restart('mongo');
  await expect
    .poll(async () => (await doctor.raw('documents.list', { patientId })).ok, { timeout: 20_000 })
    .toBe(true);
  expect((await doctor.ok('documents.list', { patientId })).items).toEqual([]);
  const again = await announced(doctor, patientId, 'scan.bin', file);
  expect(again.uploadId).toBe(upload.uploadId);
  expect(again.received).toBeGreaterThan(0);
  expect(again.received).toBeLessThan(file.byteLength);
  await sendParts(doctor, again, file);
  const { document } = await finished(doctor, upload.uploadId);
  const mongo = await new MongoClient(database.mongoUrl).connect();
  const parts = await collectionsOf(mongo.db()).fileParts.countDocuments({
    files_id: new ObjectId(document.id),
  });
  await mongo.close();
  expect(parts).toBe(file.byteLength / DOCUMENT_PART_BYTES);
});
