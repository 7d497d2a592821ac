import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { MongoClient, ObjectId } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { diagnosticsOf } from '#shared/domain/diagnostics';
import { DOCUMENT_PART_BYTES } from '#shared/domain/documents';
import { BucketFiles } from '#electron/features/documents/in-bucket';
import { collectOrphans } from '#electron/features/documents/orphans';
import { insertDocument, uploadById } from '#electron/features/documents/store';
import { collectionsOf } from '#electron/mongo/collections';
import { type Bucket, openBucket } from '#electron/s3/bucket';
import { consulting } from '#test/integration/consultation/support';
import {
  type DownloadTray,
  type TestDesk,
  type TestWindow,
  downloadTray,
  openDesk,
} from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { type S3Server, startS3 } from '#test/support/s3-server';
import { MONDAY } from '#test/support/visits';
import { announced, filed, finished, sendParts } from './support';

const TWO_DAYS_MS = 2 * 86_400_000;
const AWAY = { code: 'DB_UNAVAILABLE', store: 'files', reason: 'down' };

let one: OneDesk;
let s3: S3Server;
let desk: TestDesk;
let mongo: MongoClient;
let bucket: Bucket;
const tray: DownloadTray = downloadTray();

beforeAll(async () => {
  s3 = await startS3();
  one = await oneDesk(MONDAY, { meena: 'staff' });
  desk = await openDesk(one.database, { now: MONDAY, downloads: tray, s3: s3.address });
  mongo = await new MongoClient(one.database.mongoUrl).connect();
  bucket = openBucket(s3.address);
});
afterEach(() => {
  s3.line = 'whole';
});
afterAll(async () => {
  bucket.close();
  await mongo.close();
  await desk.stop();
  await one.close();
  await s3.stop();
});

const stored = () => collectionsOf(mongo.db());
const consult = (at = desk) => consulting(one.clinic, (name) => at.signedIn(name));
const file = (parts: number) => randomBytes(parts * DOCUMENT_PART_BYTES + 17);
const keyOf = (id: string) => `documents/${id}`;
const pathOf = (id: string) => `s3://${s3.address.bucket}/${keyOf(id)}`;

async function read(window: TestWindow, id: string): Promise<Buffer> {
  const { url } = await window.ok('documents.open', { id });
  const body = tray.offered.get(url)?.body;
  if (typeof body !== 'object' || !('read' in body)) throw new Error('nothing to read was offered');
  return buffer(body.read());
}

/** What MongoDB still holds of an upload: parts, files, uploads, objects on their way. */
async function leftInMongo(id: string): Promise<readonly number[]> {
  const _id = new ObjectId(id);
  const { files, fileParts, documentUploads, documentObjects } = stored();
  return Promise.all([
    fileParts.countDocuments({ files_id: _id }),
    files.countDocuments({ _id }),
    documentUploads.countDocuments({ _id }),
    documentObjects.countDocuments({ upload_id: _id }),
  ]);
}

/** Sent whole, and not finished. */
async function sent(window: TestWindow, patientId: Parameters<typeof announced>[1], body: Buffer) {
  const open = await announced(window, patientId, 'scan.pdf', body);
  await sendParts(window, open, body);
  return open.uploadId;
}

describe('documents in a bucket', () => {
  it('are carried over whole, come back as they were, and leave nothing in GridFS', async () => {
    const { doctor, patientId } = await consult();
    const body = file(11);
    const { document } = await filed(doctor, patientId, 'scan.pdf', body);
    expect(await stored().documents.findOne({ _id: document.id })).toMatchObject({
      file_path: pathOf(document.id),
    });
    expect((await s3.objects()).get(keyOf(document.id))).toBe(body.byteLength);
    expect((await read(doctor, document.id)).equals(body)).toBe(true);
    expect(await leftInMongo(document.id)).toEqual([0, 0, 0, 0]);
    expect((await finished(doctor, document.id)).document.id).toBe(document.id);
  });

  it('from before stay in GridFS and are read there; a desk without the bucket says so plainly', async () => {
    const without = await openDesk(one.database, { now: MONDAY });
    try {
      const { doctor, patientId } = await consult(without);
      const early = file(1);
      const before = await filed(doctor, patientId, 'early.pdf', early);
      const owner = `root${String(patientId)}`;
      await one.clinic.addAdmin(owner, 'superadmin');
      const root = await desk.signedIn(owner);
      expect((await read(root, before.document.id)).equals(early)).toBe(true);
      const { document } = await filed(root, patientId, 'late.pdf', file(1));
      const refused = await doctor.refused('documents.open', { id: document.id });
      expect(refused).toMatchObject({ rules: [{ rule: 'document_elsewhere' }] });
    } finally {
      await without.stop();
    }
  });

  it('that arrive twice at once lie there once', async () => {
    const { doctor, patientId } = await consult();
    const owner = `root${String(patientId)}`;
    await one.clinic.addAdmin(owner, 'superadmin');
    const root = await desk.signedIn(owner);
    const body = file(2);
    const uploads = [await sent(doctor, patientId, body), await sent(root, patientId, body)] as const;
    const [first, second] = await Promise.all([finished(doctor, uploads[0]), finished(root, uploads[1])]);
    expect(first.document.id).toBe(second.document.id);
    const objects = await s3.objects();
    expect(uploads.filter((id) => objects.has(keyOf(id)))).toEqual([first.document.id]);
    for (const id of uploads) expect(await leftInMongo(id)).toEqual([0, 0, 0, 0]);
  });

  it('finished by two windows at once are stored once, and neither is told otherwise', async () => {
    const { doctor, patientId } = await consult();
    const uploadId = await sent(doctor, patientId, file(2));
    const both = await Promise.all([finished(doctor, uploadId), finished(doctor, uploadId)]);
    expect(both.map(({ state, document }) => [state, document.id])).toEqual([
      ['stored', uploadId],
      ['stored', uploadId],
    ]);
    expect(await leftInMongo(uploadId)).toEqual([0, 0, 0, 0]);
  });

  it('whose object is gone are named as gone', async () => {
    const { doctor, patientId } = await consult();
    const { document } = await filed(doctor, patientId, 'scan.pdf', file(1));
    await bucket.drop({ bucket: s3.address.bucket, key: keyOf(document.id) });
    const refused = await doctor.refused('documents.open', { id: document.id });
    expect(refused).toMatchObject({ rules: [{ rule: 'document_gone' }] });
  });
});

describe('a bucket that is away', () => {
  it('is seen by whoever looks after the system', async () => {
    await one.clinic.addAdmin('ayesha', 'superadmin');
    const admin = await desk.signedIn('ayesha');
    const files = { address: `${new URL(s3.address.endpoint ?? '').host}/${s3.address.bucket}`, tls: false };
    expect((await admin.ok('system.report', {})).files).toEqual({ ...files, state: 'up' });
    s3.line = 'gone';
    const copied = diagnosticsOf(await admin.ok('system.report', {}));
    expect(copied).toContain('"state": "down"');
    for (const secret of [s3.address.accessKeyId, s3.address.secretAccessKey])
      expect([secret, copied.includes(secret)]).toEqual([secret, false]);
  });

  it('refuses before anything is sent, and nothing is begun', async () => {
    const { doctor, patientId } = await consult();
    s3.line = 'gone';
    const refused = await doctor.refused('documents.begin', {
      patientId,
      fileName: 'a.pdf',
      bytes: 5,
      sha256: '0'.repeat(64),
    });
    expect(refused).toEqual(AWAY);
    expect(await stored().documentUploads.countDocuments({ patient_id: patientId })).toBe(0);
  });

  it('or lets nobody in, is the same refusal', async () => {
    const shut = { ...s3.address, secretAccessKey: 'another' };
    const absent = { ...s3.address, bucket: 'no-such-bucket' };
    for (const address of [shut, absent]) {
      const wrong = await openDesk(one.database, { now: MONDAY, s3: address });
      try {
        const { doctor, patientId } = await consult(wrong);
        const begin = { patientId, fileName: 'a.pdf', bytes: 5, sha256: '0'.repeat(64) };
        expect(await doctor.refused('documents.begin', begin)).toEqual(AWAY);
      } finally {
        await wrong.stop();
      }
    }
  });

  it.each(['gone', 'cut while putting'] as const)(
    'or %s at the end, keeps what was sent, and it is stored once when it is back',
    async (line) => {
      const { doctor, patientId } = await consult();
      const body = file(6);
      const uploadId = await sent(doctor, patientId, body);
      s3.line = line;
      expect(await doctor.refused('documents.finish', { uploadId })).toEqual(AWAY);
      expect((await doctor.ok('documents.list', { patientId })).items).toEqual([]);
      s3.line = 'whole';
      const { document } = await finished(doctor, uploadId);
      expect((await read(doctor, document.id)).equals(body)).toBe(true);
      expect(await leftInMongo(document.id)).toEqual([0, 0, 0, 0]);
    },
  );

  it('or slow, is waited for by one call after the other', async () => {
    const { doctor, patientId } = await consult();
    const body = file(3);
    const uploadId = await sent(doctor, patientId, body);
    s3.line = 'slow to put';
    expect(await doctor.ok('documents.finish', { uploadId })).toMatchObject({ state: 'carrying' });
    s3.line = 'whole';
    const { document } = await finished(doctor, uploadId);
    expect((await s3.objects()).get(keyOf(document.id))).toBe(body.byteLength);
  });

  it('while a file is looked at, is named', async () => {
    const { doctor, patientId } = await consult();
    const { document } = await filed(doctor, patientId, 'scan.pdf', file(1));
    s3.line = 'gone';
    expect(await doctor.refused('documents.open', { id: document.id })).toEqual(AWAY);
  });
});

describe('a program that dies', () => {
  async function carriedOver() {
    const { doctor, patientId } = await consult();
    const body = file(2);
    const uploadId = await sent(doctor, patientId, body);
    const upload = await uploadById(stored(), uploadId);
    if (!upload) throw new Error('the upload is gone');
    const files = new BucketFiles(stored(), bucket);
    expect(await files.keep(upload)).toBe('kept');
    return { doctor, patientId, body, uploadId, upload, files };
  }

  it('after the object was put: whoever finishes it finds it there', async () => {
    const { doctor, uploadId, body } = await carriedOver();
    s3.line = 'slow to put';
    const { document } = await finished(doctor, uploadId);
    expect((await read(doctor, document.id)).equals(body)).toBe(true);
    expect(await leftInMongo(uploadId)).toEqual([0, 0, 0, 0]);
  });

  it('after the object was put, and nobody goes on: all of it is collected after a day', async () => {
    const { uploadId, files } = await carriedOver();
    await collectOrphans(stored(), files, Date.now());
    expect((await s3.objects()).has(keyOf(uploadId))).toBe(true);
    await collectOrphans(stored(), null, Date.now() + TWO_DAYS_MS);
    expect(await leftInMongo(uploadId)).toEqual([0, 0, 0, 1]);
    await collectOrphans(stored(), files, Date.now() + TWO_DAYS_MS);
    expect((await s3.objects()).has(keyOf(uploadId))).toBe(false);
    expect(await leftInMongo(uploadId)).toEqual([0, 0, 0, 0]);
  });

  it('after the document was stored: what waited in GridFS is collected, the document is not', async () => {
    const { doctor, patientId, body, uploadId, upload, files } = await carriedOver();
    const stamp = new Date();
    await insertDocument(stored(), {
      _id: uploadId,
      version: 1,
      patient_id: patientId,
      appointment_id: null,
      file_path: pathOf(uploadId),
      file_name: upload.file_name,
      description: null,
      kind: 'file',
      mime: 'application/octet-stream',
      bytes: upload.bytes,
      sha256: upload.sha256,
      uploaded_at: stamp,
      uploaded_by: upload.person,
      removed_at: null,
      removed_by: null,
    });
    await collectOrphans(stored(), files, Date.now() + TWO_DAYS_MS);
    expect(await leftInMongo(uploadId)).toEqual([0, 0, 0, 0]);
    expect((await read(doctor, uploadId)).equals(body)).toBe(true);
  });
});
