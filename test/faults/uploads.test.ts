import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DOCUMENT_PART_BYTES } from '#shared/domain/documents';
import { collectionsOf } from '#electron/mongo/collections';
import { consulting } from '#test/integration/consultation/support';
import { announced, finished, sendParts } from '#test/integration/documents/support';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type DownloadTray, type TestDesk, downloadTray, openDesk } from '#test/support/desk';
import { MONDAY } from '#test/support/visits';
import { type FaultyServers, faultyServers } from './servers';

const AWAY = { code: 'DB_UNAVAILABLE', store: 'mongo' };

let servers: FaultyServers;
let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
const tray: DownloadTray = downloadTray();

beforeAll(async () => {
  servers = await faultyServers();
  database = await freshDatabase(servers.addresses);
  clinic = await smallClinic(database);
  desk = await openDesk(database, { now: MONDAY, downloads: tray });
});

afterAll(async () => {
  await desk.stop();
  await servers.restart('mongo');
  await clinic.close();
  await database.drop();
});

it('MongoDB dies within an upload and before its end: each time it goes on where it stopped, once, byte for byte', async () => {
  const { doctor, patientId } = await consulting(clinic, (name) => desk.signedIn(name));
  const back = () =>
    expect
      .poll(async () => (await doctor.raw('documents.list', { patientId })).ok, { timeout: 20_000 })
      .toBe(true);
  const file = randomBytes(6 * DOCUMENT_PART_BYTES + 17);
  const first = await announced(doctor, patientId, 'scan.bin', file);
  await sendParts(doctor, first, file, 3);
  await servers.kill('mongo');
  const body = file.subarray(3 * DOCUMENT_PART_BYTES, 4 * DOCUMENT_PART_BYTES).toString('base64');
  const part = { uploadId: first.uploadId, offset: 3 * DOCUMENT_PART_BYTES, body };
  expect(await doctor.refused('documents.part', part)).toMatchObject(AWAY);

  await servers.restart('mongo');
  await back();
  const again = await announced(doctor, patientId, 'scan.bin', file);
  expect(again.uploadId).toBe(first.uploadId);
  await sendParts(doctor, again, file);
  await servers.kill('mongo');
  expect(await doctor.refused('documents.finish', { uploadId: first.uploadId })).toMatchObject(AWAY);

  await servers.restart('mongo');
  await back();
  expect((await doctor.ok('documents.list', { patientId })).items).toEqual([]);
  await sendParts(doctor, await announced(doctor, patientId, 'scan.bin', file), file);
  const { document } = await finished(doctor, first.uploadId);
  expect((await doctor.ok('documents.list', { patientId })).items.map(({ id }) => id)).toEqual([document.id]);
  const { url } = await doctor.ok('documents.open', { id: document.id });
  const offered = tray.offered.get(url)?.body;
  if (typeof offered !== 'object' || !('read' in offered)) throw new Error('nothing to read was offered');
  expect((await buffer(offered.read())).equals(file)).toBe(true);
  const mongo = await new MongoClient(database.mongoUrl).connect();
  const parts = await collectionsOf(mongo.db()).fileParts.countDocuments({
    files_id: new ObjectId(document.id),
  });
  await mongo.close();
  expect(parts).toBe(7);
});
