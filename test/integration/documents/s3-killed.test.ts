import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DOCUMENT_PART_BYTES } from '#shared/domain/documents';
import { collectionsOf } from '#electron/mongo/collections';
import type { DeskAnswers } from '#test/support/desk-process';
import { type TestDesk, openDesk } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { type TestProcess, bundled, startProcess } from '#test/support/processes';
import { type S3Server, startS3 } from '#test/support/s3-server';
import { MONDAY } from '#test/support/visits';
import { announced, finished, sendParts } from './support';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let one: OneDesk;
let s3: S3Server;
let desk: TestDesk;
let mongo: MongoClient;
let child: TestProcess<DeskAnswers>;

beforeAll(async () => {
  s3 = await startS3();
  one = await oneDesk(MONDAY, { asha: 'superadmin' });
  desk = await openDesk(one.database, { now: MONDAY, s3: s3.address });
  mongo = await new MongoClient(one.database.mongoUrl).connect();
  child = startProcess<DeskAnswers>(await bundled('test/support/desk-process.ts'));
  const { mysqlUrl, adminUrl, mongoUrl } = one.database;
  await child.ask('open', {
    database: { mysqlUrl, adminUrl, mongoUrl },
    now: MONDAY,
    person: 'asha',
    windows: 1,
    s3: s3.address,
  });
});

afterAll(async () => {
  await child.end();
  await mongo.close();
  await desk.stop();
  await one.close();
  await s3.stop();
});

test('a desk that is killed while it carries a file over loses and doubles nothing', async () => {
  const { documents, documentUploads, documentObjects, fileParts } = collectionsOf(mongo.db());
  const window = await desk.signedIn('asha');
  const patientId = await one.clinic.addPatient('Kavya');
  const body = randomBytes(8 * DOCUMENT_PART_BYTES + 3);
  const open = await announced(window, patientId, 'scan.pdf', body);
  await sendParts(window, open, body);

  s3.line = 'slow to put';
  const killed = child.ask('all', [{ name: 'documents.finish', input: { uploadId: open.uploadId } }]);
  killed.catch(() => undefined);
  await expect.poll(() => s3.isHolding).toBe(true);
  process.kill(child.pid, 'SIGKILL');
  await child.end();
  expect(await documents.countDocuments({})).toBe(0);
  expect(await documentObjects.countDocuments({})).toBe(1);

  s3.line = 'whole';
  const { document } = await finished(window, open.uploadId);
  expect(document.bytes).toBe(body.byteLength);
  expect(await documents.countDocuments({})).toBe(1);
  expect([...(await s3.objects())]).toEqual([[`documents/${document.id}`, body.byteLength]]);
  for (const left of [documentUploads, documentObjects, fileParts])
    expect(await left.estimatedDocumentCount()).toBe(0);
});
