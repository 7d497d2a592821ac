import { createHash, randomBytes } from 'node:crypto';
import CDP from 'chrome-remote-interface';
import { GridFSBucket, MongoClient } from 'mongodb';
import { DOCUMENT_PART_BYTES } from '#shared/domain/documents';
import type { PatientId } from '#shared/values/ids';
import { PASSWORD, smallClinic } from '#test/support/clinic';
import { freshDatabase } from '#test/support/databases';
import { type Bench, alternating, stopwatch } from '../bench';
import { type HostWindow, ask, bytesInUse, openWindow } from '../host-window';
import { median } from '../numbers';
import { startHost } from '../programs';
import { type Row, judged, megabytes } from '../table';

const MB = 1024 * 1024;
const SIZE = { small: 20 * MB, full: 50 * MB };
const TURNS = 3;
/** The memory is looked at so often within one upload. */
const LOOKS = 5;

function partsOf(file: Buffer): Buffer[] {
  const count = Math.ceil(file.length / DOCUMENT_PART_BYTES);
  return Array.from({ length: count }, (_, at) =>
    file.subarray(at * DOCUMENT_PART_BYTES, (at + 1) * DOCUMENT_PART_BYTES),
  );
}

const sha256Of = (file: Buffer) => createHash('sha256').update(file).digest('hex');

/** One file as a desk's window sends it; `within` is asked after each part. */
async function upload(
  window: HostWindow,
  patientId: PatientId,
  file: Buffer,
  within: (share: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const begun = await ask(window, 'documents.begin', {
    patientId,
    fileName: 'scan.bin',
    bytes: file.length,
    sha256: sha256Of(file),
  });
  if (begun.state !== 'open') throw new Error('the file was there already');
  const { uploadId } = begun;
  let offset = 0;
  for (const part of partsOf(file)) {
    await window.call('documents.part', { uploadId, offset, body: part.toString('base64') });
    offset += part.length;
    await within(offset / file.length);
  }
  await window.call('documents.finish', { uploadId });
}

/** The driver alone: the same parts into a bucket, and the same checksum. */
async function byDriver(bucket: GridFSBucket, file: Buffer): Promise<void> {
  sha256Of(file);
  const stream = bucket.openUploadStream('scan.bin', { chunkSizeBytes: DOCUMENT_PART_BYTES });
  const stored = new Promise((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  });
  for (const part of partsOf(file)) {
    await new Promise<void>((resolve, reject) => {
      stream.write(part, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
  stream.end();
  await stored;
}

/** Megabytes a second of whole uploads beside the driver's own stream, on files of the same size. */
async function throughput(
  window: HostWindow,
  mongo: MongoClient,
  patientId: PatientId,
  size: number,
): Promise<Row> {
  const bucket = new GridFSBucket(mongo.db(), { bucketName: 'floor' });
  const rate = async (work: (file: Buffer) => Promise<void>) => {
    const file = randomBytes(size);
    return size / (await stopwatch(() => work(file))) / 1_000;
  };
  // The first turn warms both up.
  const turns = (
    await alternating(
      TURNS + 1,
      () => rate((file) => upload(window, patientId, file)),
      () => rate((file) => byDriver(bucket, file)),
    )
  ).slice(1);
  const said = (value: number) => `${value.toFixed(0)} MB/s`;
  return judged({
    what: `a file of ${String(size / MB)} MB in parts, checked and filed`,
    ours: said(median(turns.map(({ ours }) => ours))),
    floor: said(median(turns.map(({ floor }) => floor))),
    value: median(turns.map(({ ours, floor }) => (ours / floor) * 100)),
    aim: { least: 25 },
    unit: '%',
  });
}

/** What the host holds while a file goes up: a part of it, never the whole. */
async function held(
  window: HostWindow,
  inspector: CDP.Client,
  patientId: PatientId,
  size: number,
): Promise<Row> {
  const before = await bytesInUse(inspector);
  const seen: number[] = [];
  await upload(window, patientId, randomBytes(size), async (share) => {
    if (share * LOOKS >= seen.length + 1) seen.push(await bytesInUse(inspector));
  });
  const most = Math.max(...seen);
  return judged({
    what: `host process within an upload of ${String(size / MB)} MB, after gc, the most`,
    ours: megabytes(most),
    floor: megabytes(before),
    value: most / before,
    aim: { most: 1.1 },
    unit: 'x',
  });
}

/** Files of a patient on their way up, through the real host. */
export async function uploads({ full }: Bench): Promise<Row[]> {
  const size = full ? SIZE.full : SIZE.small;
  const database = await freshDatabase();
  const clinic = await smallClinic(database);
  const mongo = new MongoClient(database.mongoUrl);
  try {
    await clinic.addAdmin('root', 'superadmin');
    const patientId = await clinic.addPatient('Kavya');
    const host = await startHost(database, ['--inspect=127.0.0.1:0']);
    if (host.inspector === null) throw new Error('the host has no inspector');
    const inspector = await CDP({ target: host.inspector });
    try {
      const window = await openWindow(host.address);
      await window.call('session.signIn', { name: 'root', password: PASSWORD });
      const rows = [
        await throughput(window, mongo, patientId, size),
        await held(window, inspector, patientId, size),
      ];
      window.close();
      return rows;
    } finally {
      await inspector.close();
      await host.stop();
    }
  } finally {
    await mongo.close();
    await clinic.close();
    await database.drop();
  }
}
