import { randomUUID } from 'node:crypto';
import { MongoClient, ObjectId } from 'mongodb';
import type { ResultSetHeader, RowDataPacket } from 'mysql2';
import type { OutputOf } from '#shared/contract/contract';
import { collectionsOf } from '#electron/mongo/collections';
import { openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { TIMELINE_COPIES } from '#electron/platform/outbox/copies';
import { rebuildCopies } from '#electron/platform/outbox/rebuild';
import { machineClock } from '#electron/shell/clock';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestWindow, openDesk } from '#test/support/desk';
import type { Bench } from '../bench';
import { sqlTime } from '../clinic';
import { percentile } from '../numbers';
import { type Row, judged, ms } from '../table';

/** The patient. */
const VISITS = 500;
const FIRST = Date.parse('2020-01-06T10:00:00Z');
const DAY = 24 * 3_600_000;
const PAGE = 60;
const TIMES = { small: 60, full: 200 };

interface Whose {
  readonly doctorId: number;
  readonly patientId: number;
}

/** A visit each four days, each with a signed prescription of three medicines, a note, vitals and a payment. */
async function fillRows({ owner }: SmallClinic, { doctorId, patientId }: Whose): Promise<void> {
  const all = Array.from({ length: VISITS }, (_, at) => sqlTime(FIRST + at * 4 * DAY));
  const insert = async (into: string, rows: readonly (readonly unknown[])[]): Promise<number[]> => {
    const [{ insertId }] = await owner.query<ResultSetHeader>(`INSERT INTO ${into} VALUES ?`, [rows]);
    return rows.map((_, at) => insertId + at);
  };
  const ends = (at: string) => sqlTime(Date.parse(`${at.replace(' ', 'T')}Z`) + 600_000);
  const visits = await insert(
    'appointments (patient_id, doctor_id, start_time, end_time, status, reason)',
    all.map((at) => [patientId, doctorId, at, ends(at), 'completed', 'Follow-up of hypertension']),
  );
  const rich = JSON.stringify({ complaint: 'Headache', diagnosis: 'Essential hypertension', tags: ['bp'] });
  const advice =
    'Less salt, a walk of half an hour each day, come at once with a headache that is not like the others.';
  const pages = await insert(
    'prescriptions (appointment_id, doctor_id, patient_id, notes, rich, created_by)',
    visits.map((id) => [id, doctorId, patientId, advice, rich, `doctor:${String(doctorId)}`]),
  );
  await insert(
    'prescription_items (prescription_id, position, medicine_name, dosage, frequency, duration_days, instructions)',
    pages.flatMap((id) =>
      ['Amlodipine', 'Telmisartan', 'Atorvastatin'].map((name, at) => [
        id,
        at,
        name,
        '5 mg',
        '1-0-0',
        30,
        null,
      ]),
    ),
  );
  await owner.query(
    `UPDATE prescriptions p JOIN appointments a ON a.id = p.appointment_id
        SET p.signed_at = a.start_time, p.signed_by = p.created_by WHERE p.patient_id = ?`,
    [patientId],
  );
  await insert(
    'visit_notes (appointment_id, patient_id, body, created_by, signed_at, signed_by)',
    visits.map((id, at) => [
      id,
      patientId,
      `${'Feels well, no dizziness, sleeps through. '.repeat(12)}${at === 7 ? 'Papilloedema was ruled out.' : ''}`,
      `doctor:${String(doctorId)}`,
      all[at],
      `doctor:${String(doctorId)}`,
    ]),
  );
  await insert(
    'vitals (patient_id, appointment_id, taken_at, systolic, diastolic, pulse, entered_by)',
    visits.map((id, at) => [patientId, id, all[at], 120 + (at % 30), 80, 70, `doctor:${String(doctorId)}`]),
  );
  await insert(
    'payments (patient_id, appointment_id, amount, status, method, created_at, created_by)',
    visits.map((id, at) => [patientId, id, '500.00', 'completed', 'upi', all[at], 'admin:1']),
  );
  await owner.query(
    'ANALYZE TABLE appointments, prescriptions, prescription_items, visit_notes, vitals, payments',
  );
}

async function fillFiles({ mongoUrl }: FreshDatabase, patientId: number): Promise<void> {
  const client = await new MongoClient(mongoUrl).connect();
  try {
    await collectionsOf(client.db()).documents.insertMany(
      Array.from({ length: VISITS / 5 }, (_, at) => ({
        _id: new ObjectId().toHexString(),
        version: 1,
        patient_id: patientId,
        appointment_id: null,
        file_path: 'gridfs:none',
        file_name: `Blood count ${String(at)}.pdf`,
        description: null,
        kind: 'pdf' as const,
        mime: 'application/pdf',
        bytes: 100_000,
        sha256: at.toString(16).padStart(64, '0'),
        uploaded_at: new Date(FIRST + at * 20 * DAY),
        uploaded_by: 'admin:1',
        removed_at: null,
        removed_by: null,
      })),
    );
  } finally {
    await client.close();
  }
}

/** All lines copied, as the job does it. */
async function keepLines({ mysqlUrl, mongoUrl }: FreshDatabase): Promise<void> {
  const db = openDatabase(openSequelize(mysqlUrl), machineClock);
  const mongo = openMongo(mongoUrl);
  try {
    for (const name of TIMELINE_COPIES) {
      await rebuildCopies(db, mongo.collections, name, {
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
    }
  } finally {
    await Promise.all([db.close(), mongo.close()]);
  }
}

/** From now on nothing is kept of the patient, and MySQL is read. */
async function loseLines({ mongoUrl }: FreshDatabase, patientId: number): Promise<void> {
  const client = await new MongoClient(mongoUrl).connect();
  try {
    const { deletedCount } = await collectionsOf(client.db()).timeline.deleteMany({ patient_id: patientId });
    if (deletedCount === 0) throw new Error('no line of the timeline was kept');
  } finally {
    await client.close();
  }
}

type Page = OutputOf<'timeline.page'>;

async function p95(times: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const took: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  return percentile(took, 0.95);
}

interface Measuring {
  readonly visitId: number;
  readonly times: number;
  readonly loses: () => Promise<void>;
}

async function measured(
  window: TestWindow,
  { patientId }: Whose,
  { visitId, times, loses }: Measuring,
): Promise<Row[]> {
  const page = (asked: object = {}): Promise<Page> =>
    window.ok('timeline.page', {
      // Whoever opens it: each has its line in the audit.
      opening: randomUUID(),
      kinds: [],
      text: '',
      after: null,
      limit: PAGE,
      ...asked,
      patientId,
    });
  const first = await page();
  const rare = await page({ text: 'papilloedema' });
  if (first.items.length !== PAGE || first.documents !== 'read' || rare.items.length !== 1)
    throw new Error('the timeline is not the one that was written');
  let after = first.next;
  for (let at = 0; at < 20; at += 1) after = (await page({ after })).next;
  const of = `among ${String(VISITS)} visits`;
  const row = async (what: string, work: () => Promise<unknown>) => {
    const value = await p95(times, work);
    return judged({ what: `${what} ${of}, p95`, ours: ms(value), value, aim: { most: 100 }, unit: 'ms' });
  };
  const open = () => window.raw('consultation.open', { appointmentId: visitId });
  const rows = [
    await row('the patient’s page', open),
    await row('the timeline’s first page', () => page()),
    await row('the timeline’s page after twenty', () => page({ after })),
    await row('the timeline narrowed to notes', () => page({ kinds: ['note'] })),
    await row('the timeline by a rare word', () => page({ text: 'papilloedema' })),
  ];
  await loses();
  return [...rows, await row('the timeline’s first page from MySQL alone', () => page())];
}

/** The patient's page and timeline of somebody with five hundred visits, as whole calls of a desk. */
export async function timeline(bench: Bench): Promise<Row[]> {
  const database = await freshDatabase();
  const clinic = await smallClinic(database);
  try {
    await clinic.addAdmin('root', 'superadmin');
    const whose = { doctorId: await clinic.addDoctor('Rao'), patientId: await clinic.addPatient('Kavya') };
    await fillRows(clinic, whose);
    await fillFiles(database, whose.patientId);
    const [[last]] = await clinic.owner.query<({ id: number } & RowDataPacket)[]>(
      'SELECT MAX(id) AS id FROM appointments',
    );
    await keepLines(database);
    const desk = await openDesk(database);
    try {
      const window = await desk.signedIn('root');
      await window.ok('health.get', {});
      return await measured(window, whose, {
        visitId: last?.id ?? 0,
        times: bench.full ? TIMES.full : TIMES.small,
        loses: () => loseLines(database, whose.patientId),
      });
    } finally {
      await desk.stop();
    }
  } finally {
    await clinic.close();
    await database.drop();
  }
}
