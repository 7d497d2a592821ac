import { createHash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENT_PART_BYTES, MOST_DOCUMENT_BYTES } from '#shared/domain/documents';
import { collectOrphans } from '#electron/features/documents/orphans';
import { openFiles } from '#electron/features/documents/places';
import { collectionsOf } from '#electron/mongo/collections';
import { consulting } from '#test/integration/consultation/support';
import { type DownloadTray, type TestDesk, downloadTray, openDesk } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { announced, filed, finished, sendParts } from './support';

let one: OneDesk;
let desk: TestDesk;
let mongo: MongoClient;
const tray: DownloadTray = downloadTray();

beforeAll(async () => {
  one = await oneDesk(MONDAY, { meena: 'staff' });
  desk = await openDesk(one.database, { now: MONDAY, downloads: tray });
  mongo = await new MongoClient(one.database.mongoUrl).connect();
});
afterAll(async () => {
  await mongo.close();
  await desk.stop();
  await one.close();
});

const consult = () => consulting(one.clinic, (name) => desk.signedIn(name));
const stored = () => collectionsOf(mongo.db());
const partsOf = (id: string) => stored().fileParts.countDocuments({ files_id: new ObjectId(id) });

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
/** A PDF of its own, so large. */
const pdf = (bytes: number) => Buffer.concat([PDF, randomBytes(bytes - PDF.byteLength)]);

describe('a patient’s documents', () => {
  it('come up in parts, and the very same bytes come back, each view in the audit', async () => {
    const { doctor, patientId } = await consult();
    const file = pdf(3 * DOCUMENT_PART_BYTES + 17);
    const { state, document } = await filed(doctor, patientId, 'Report.pdf', file);
    expect(state).toBe('stored');
    expect(document).toMatchObject({
      kind: 'pdf',
      nameSays: null,
      bytes: file.byteLength,
      fileName: 'Report.pdf',
    });
    const { items, more } = await doctor.ok('documents.list', { patientId });
    expect([items.map(({ id }) => id), more]).toEqual([[document.id], false]);

    const { url } = await doctor.ok('documents.open', { id: document.id });
    const body = tray.offered.get(url)?.body;
    if (typeof body !== 'object' || !('read' in body)) throw new Error('nothing to read was offered');
    expect((await buffer(body.read())).equals(file)).toBe(true);
    for (const action of ['documents.open', 'documents.list', 'documents.finish']) {
      const lines = await one.clinic.count('audit_log WHERE action = ? AND patient_id = ?', [
        action,
        patientId,
      ]);
      expect([action, lines]).toEqual([action, 1]);
    }
    expect(await stored().documents.findOne({ _id: document.id })).toMatchObject({
      patient_id: patientId,
      file_path: `gridfs:${document.id}`,
      sha256: createHash('sha256').update(file).digest('hex'),
    });
  });

  it('cut off at 90 % go on where they stopped; parts twice and out of turn change nothing', async () => {
    const { doctor, patientId } = await consult();
    const file = pdf(10 * DOCUMENT_PART_BYTES);
    const first = await announced(doctor, patientId, 'long.pdf', file);
    await sendParts(doctor, first, file, 9);
    const early = await doctor.refused('documents.finish', { uploadId: first.uploadId });
    expect(early).toMatchObject({ rules: [{ rule: 'upload_incomplete' }] });
    expect((await doctor.ok('documents.list', { patientId })).items).toEqual([]);

    const again = await announced(doctor, patientId, 'long.pdf', file);
    expect(again).toEqual({ ...first, received: 9 * DOCUMENT_PART_BYTES });
    const body = file.subarray(0, DOCUMENT_PART_BYTES).toString('base64');
    const late = await doctor.ok('documents.part', { uploadId: first.uploadId, offset: 0, body });
    expect(late.received).toBe(9 * DOCUMENT_PART_BYTES);
    await sendParts(doctor, again, file);
    const { document } = await finished(doctor, first.uploadId);
    const repeated = await finished(doctor, first.uploadId);
    expect([repeated.state, repeated.document.id]).toEqual(['stored', document.id]);
    expect(await partsOf(document.id)).toBe(10);
  });

  it('that arrive as another file, or are cancelled, leave nothing behind', async () => {
    const { doctor, patientId } = await consult();
    const file = pdf(2 * DOCUMENT_PART_BYTES);
    const open = await announced(doctor, patientId, 'a.pdf', file);
    const other = Buffer.from(file);
    other.writeUInt8(other.readUInt8(5000) ^ 1, 5000);
    await sendParts(doctor, open, other);
    const damaged = await doctor.refused('documents.finish', { uploadId: open.uploadId });
    expect(damaged).toMatchObject({ rules: [{ rule: 'upload_damaged' }] });
    expect(await partsOf(open.uploadId)).toBe(0);

    const next = await announced(doctor, patientId, 'a.pdf', file);
    expect(next.received).toBe(0);
    await sendParts(doctor, next, file, 1);
    await doctor.ok('documents.cancel', { uploadId: next.uploadId });
    await doctor.ok('documents.cancel', { uploadId: next.uploadId });
    expect(await partsOf(next.uploadId)).toBe(0);
    expect((await doctor.ok('documents.list', { patientId })).items).toEqual([]);
  });

  it('are stored once: the same file is recognised before and while it comes up', async () => {
    const { doctor, patientId } = await consult();
    const file = pdf(5000);
    const superadmin = `root${String(patientId)}`;
    await one.clinic.addAdmin(superadmin, 'superadmin');
    const owner = await desk.signedIn(superadmin);
    const slow = await announced(owner, patientId, 'copy.pdf', file);
    const { document } = await filed(doctor, patientId, 'first.pdf', file);
    const twice = await filed(doctor, patientId, 'other name.pdf', file);
    expect([twice.state, twice.document.id]).toEqual(['there', document.id]);
    await sendParts(owner, slow, file);
    const late = await finished(owner, slow.uploadId);
    expect([late.state, late.document.id]).toEqual(['there', document.id]);
    expect([await partsOf(slow.uploadId), await partsOf(document.id)]).toEqual([0, 1]);
  });

  it('are told by their content, never by their name; a path in a name is left out', async () => {
    const { doctor, patientId } = await consult();
    const lying = await filed(doctor, patientId, '../../etc/invoice.pdf', PNG);
    expect(lying.document).toMatchObject({ fileName: 'invoice.pdf', kind: 'png', nameSays: 'pdf' });
    const script = Buffer.from('<html><script>alert(1)</script></html>');
    const page = await filed(doctor, patientId, 'C:\\temp\\photo.jpg', script);
    expect(page.document).toMatchObject({ fileName: 'photo.jpg', kind: 'file', nameSays: 'jpeg' });
    const { url } = await doctor.ok('documents.open', { id: page.document.id });
    expect(tray.offered.get(url)?.type).toBe('application/octet-stream');
  });

  it('over 50 MB, empty, or with a name of nothing are refused by name', async () => {
    const { doctor, patientId } = await consult();
    const sha256 = '0'.repeat(64);
    const begin = (fileName: string, bytes: number) =>
      doctor.refused('documents.begin', { patientId, fileName, bytes, sha256 });
    expect(await begin('a.pdf', MOST_DOCUMENT_BYTES + 1)).toMatchObject({
      issues: [{ path: 'bytes', code: 'too_big' }],
    });
    expect(await begin('a.pdf', 0)).toMatchObject({ issues: [{ path: 'bytes', code: 'too_small' }] });
    expect(await begin('../..', 5)).toMatchObject({ issues: [{ path: 'fileName', code: 'required' }] });
  });

  it('of another doctor’s patient are reached by nobody who guesses ids', async () => {
    const { doctor, patientId } = await consult();
    const other = await consult();
    const { document } = await filed(doctor, patientId, 'a.pdf', pdf(900));
    const { id, version } = document;
    const open = await announced(doctor, patientId, 'b.pdf', pdf(901));
    const refusals = [
      await other.doctor.refused('documents.list', { patientId }),
      await other.doctor.refused('documents.open', { id }),
      await other.doctor.refused('documents.remove', { id, version }),
      await other.doctor.refused('documents.describe', { id, version, fileName: 'x', description: null }),
      await other.doctor.refused('documents.begin', {
        patientId,
        fileName: 'x',
        bytes: 1,
        sha256: '0'.repeat(64),
      }),
      await other.doctor.refused('documents.finish', { uploadId: open.uploadId }),
      await other.doctor.refused('documents.cancel', { uploadId: open.uploadId }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual([
      ...Array<string>(5).fill('FORBIDDEN'),
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
  });

  it('are renamed, taken out and put back, each from the version that was seen', async () => {
    const { doctor, patientId } = await consult();
    const file = pdf(700);
    const { document } = await filed(doctor, patientId, 'scan.pdf', file);
    const { id } = document;
    const named = await doctor.ok('documents.describe', {
      id,
      version: 1,
      fileName: 'x/Knee.pdf',
      description: ' Left ',
    });
    expect(named.document).toMatchObject({ fileName: 'Knee.pdf', description: 'Left', version: 2 });
    const late = await doctor.refused('documents.remove', { id, version: 1 });
    expect(late).toMatchObject({ code: 'CONFLICT', conflict: { entity: 'document' } });
    const out = await doctor.ok('documents.remove', { id, version: 2 });
    expect(out.document.removed?.by).toContain('Doctor');
    const newer = await filed(doctor, patientId, 'again.pdf', file);
    expect(newer.state).toBe('stored');
    const twice = await doctor.refused('documents.restore', { id, version: 3 });
    expect(twice).toMatchObject({ rules: [{ rule: 'document_there' }] });
    await doctor.ok('documents.remove', { id: newer.document.id, version: 1 });
    const back = await doctor.ok('documents.restore', { id, version: 3 });
    expect(back.document.removed).toBeNull();
  });

  it('that were never finished are collected after a day, and no document is', async () => {
    const { doctor, patientId } = await consult();
    const { document } = await filed(doctor, patientId, 'kept.pdf', pdf(800));
    const file = pdf(2 * DOCUMENT_PART_BYTES);
    const open = await announced(doctor, patientId, 'left.pdf', file);
    await sendParts(doctor, open, file, 1);
    expect(await collectOrphans(stored(), null, Date.now())).toBe(0);
    const stray = new ObjectId();
    await stored().fileParts.updateOne(
      { files_id: stray, n: 0 },
      { $set: { data: Buffer.from('x') as never } },
      { upsert: true },
    );
    await collectOrphans(stored(), null, Date.now() + 2 * 86_400_000);
    const left = [await partsOf(open.uploadId), await partsOf(stray.toHexString())];
    expect([...left, await partsOf(document.id)]).toEqual([0, 0, 1]);
  });

  it('are collected by the server’s clock: this desk’s is weeks ahead of it', async () => {
    const { doctor, patientId } = await consult();
    const file = pdf(2 * DOCUMENT_PART_BYTES);
    const { uploadId, ...open } = await announced(doctor, patientId, 'sending.pdf', file);
    await sendParts(doctor, { uploadId, ...open }, file, 1);
    const files = openFiles(stored(), null);
    await files.collect();
    expect(await partsOf(uploadId)).toBe(1);
    await stored().documentUploads.updateOne({ _id: new ObjectId(uploadId) }, [
      { $set: { touched_at: { $dateSubtract: { startDate: '$$NOW', unit: 'day', amount: 2 } } } },
    ]);
    expect(await files.collect()).toBe(1);
    expect(await partsOf(uploadId)).toBe(0);
  });
});

describe('MongoDB away', () => {
  it('an upload is refused at once, and named', async () => {
    const away = await openDesk(one.database, {
      now: MONDAY,
      mongoUrl: 'mongodb://127.0.0.1:9/nobody?directConnection=true',
    });
    try {
      const { doctor, patientId } = await consulting(one.clinic, (name) => away.signedIn(name));
      const refused = await doctor.refused('documents.begin', {
        patientId,
        fileName: 'a.pdf',
        bytes: 5,
        sha256: '0'.repeat(64),
      });
      expect(refused).toMatchObject({ code: 'DB_UNAVAILABLE', store: 'mongo' });
    } finally {
      await away.stop();
    }
  });
});
