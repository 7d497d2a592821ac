import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import CDP from 'chrome-remote-interface';
import { GridFSBucket, MongoClient } from 'mongodb';
import { DOCUMENT_PART_BYTES, MOST_DOCUMENT_BYTES } from '#shared/domain/documents';
import type { PatientId } from '#shared/values/ids';
import { PASSWORD, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { environmentOf, startS3 } from '#test/support/s3-server';
import { type Bench, alternating, stopwatch } from '../bench';
import { type HostWindow, openWindow, typed } from '../host-window';
import { median } from '../numbers';
import { startHost } from '../programs';
import { type Row, judged } from '../table';

const MEGABYTE = 1_048_576;
const BYTES = { small: 16 * MEGABYTE, full: MOST_DOCUMENT_BYTES };
const WARM = 4 * MEGABYTE;
const TURNS = 3;

interface Patient {
  readonly database: FreshDatabase;
  readonly patientId: PatientId;
}

/** A whole file as a page sends it: announced, part after part, and finished. */
async function send(window: HostWindow, patientId: PatientId, file: Buffer): Promise<void> {
  const call = typed(window);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const begun = await call('documents.begin', {
    patientId,
    fileName: 'scan.pdf',
    bytes: file.byteLength,
    sha256,
  });
  if (begun.state !== 'open') throw new Error('a new file was there already');
  const { uploadId } = begun;
  for (let offset = begun.received; offset < file.byteLength;) {
    const body = file.subarray(offset, offset + DOCUMENT_PART_BYTES).toString('base64');
    offset = (await call('documents.part', { uploadId, offset, body })).received;
  }
  let finished = await call('documents.finish', { uploadId });
  while (finished.state === 'carrying') finished = await call('documents.finish', { uploadId });
  if (finished.document.bytes !== file.byteLength) throw new Error('another file was stored');
}

async function atHost<T>(
  { database }: Patient,
  environment: Readonly<Record<string, string>>,
  work: (window: HostWindow, inspector: CDP.Client) => Promise<T>,
): Promise<T> {
  const host = await startHost(database, ['--inspect=127.0.0.1:0'], environment);
  if (host.inspector === null) throw new Error('the host has no inspector');
  const inspector = await CDP({ target: host.inspector });
  try {
    const window = await openWindow(host.address);
    await window.call('session.signIn', { name: 'root', password: PASSWORD });
    const result = await work(window, inspector);
    window.close();
    return result;
  } finally {
    await inspector.close();
    await host.stop();
  }
}

/** The bare driver, in this process: the same bytes straight into GridFS, neither compared nor noted anywhere. */
async function byDriver(mongo: MongoClient, file: Buffer): Promise<void> {
  const bucket = new GridFSBucket(mongo.db(), { bucketName: 'floor' });
  const parts = Array.from({ length: Math.ceil(file.byteLength / DOCUMENT_PART_BYTES) }, (_, at) =>
    file.subarray(at * DOCUMENT_PART_BYTES, (at + 1) * DOCUMENT_PART_BYTES),
  );
  await pipeline(
    Readable.from(parts),
    bucket.openUploadStream('scan.pdf', { chunkSizeBytes: DOCUMENT_PART_BYTES }),
  );
}

const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(0);

async function throughput(patient: Patient, bytes: number): Promise<Row> {
  const mongo = await new MongoClient(patient.database.mongoUrl).connect();
  try {
    const turns = await atHost(patient, {}, async (window) => {
      const rate = async (work: (file: Buffer) => Promise<void>) => {
        const file = randomBytes(bytes);
        return bytes / MEGABYTE / ((await stopwatch(() => work(file))) / 1_000);
      };
      // The first turn warms both up.
      const all = await alternating(
        TURNS + 1,
        () => rate((file) => send(window, patient.patientId, file)),
        () => rate((file) => byDriver(mongo, file)),
      );
      return all.slice(1);
    });
    const said = (values: readonly number[]) => `${median(values).toFixed(0)} MB/s`;
    return judged({
      what: `a file of ${megabytes(bytes)} MB comes up and is compared`,
      ours: said(turns.map(({ ours }) => ours)),
      floor: said(turns.map(({ floor }) => floor)),
      value: median(turns.map(({ ours, floor }) => (ours / floor) * 100)),
      aim: { least: 25 },
      unit: '%',
    });
  } finally {
    await mongo.close();
  }
}

/** By how much the host's highest memory grows while a file comes up, beside how large the file is. */
async function growth(
  patient: Patient,
  bytes: number,
  place: string,
  environment: Readonly<Record<string, string>>,
): Promise<Row> {
  const grown = await atHost(patient, environment, async (window, inspector) => {
    const highest = async () => {
      const { result } = await inspector.Runtime.evaluate({ expression: 'process.resourceUsage().maxRSS' });
      if (typeof result.value !== 'number') throw new Error('the host does not tell its memory');
      return result.value * 1_024;
    };
    await send(window, patient.patientId, randomBytes(WARM));
    const before = await highest();
    await send(window, patient.patientId, randomBytes(bytes));
    return (await highest()) - before;
  });
  return judged({
    what: `host’s highest memory grows while ${megabytes(bytes)} MB go into ${place}`,
    ours: `${megabytes(grown)} MB`,
    floor: `${megabytes(bytes)} MB`,
    value: grown / bytes,
    aim: { most: 1 },
    unit: 'x',
  });
}

async function intoBucket(patient: Patient, bytes: number): Promise<Row> {
  const s3 = await startS3();
  try {
    return await growth(patient, bytes, 'a bucket', environmentOf(s3));
  } finally {
    await s3.stop();
  }
}

/** Files coming up through the real host: how fast beside GridFS alone, and with how much memory. */
export async function documents({ full }: Bench): Promise<Row[]> {
  const bytes = full ? BYTES.full : BYTES.small;
  const database = await freshDatabase();
  const clinic = await smallClinic(database);
  try {
    await clinic.addAdmin('root', 'superadmin');
    const patient = { database, patientId: await clinic.addPatient('Kavya') };
    return [
      await throughput(patient, bytes),
      await growth(patient, MOST_DOCUMENT_BYTES, 'GridFS', {}),
      await intoBucket(patient, MOST_DOCUMENT_BYTES),
    ];
  } finally {
    await clinic.close();
    await database.drop();
  }
}
