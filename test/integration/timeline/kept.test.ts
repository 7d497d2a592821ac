import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { TIMELINE_KINDS, type TimelineKind } from '#shared/contract/timeline';
import { migrateMongo } from '#electron/mongo/migrator';
import { type Consulted, consulting, medicine, signed } from '#test/integration/consultation/support';
import { openDesk } from '#test/support/desk';
import { patientFields } from '#test/support/new-patient';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { allCarried, compared, copies, fromMySql, kept, rebuilt } from './kept-support';
import { VITALS, allPages, everything, insertPayment, named, timeline } from './support';

let one: OneDesk;
let mongo: MongoClient;

beforeAll(async () => {
  one = await oneDesk(MONDAY, { meena: 'staff', root: 'superadmin' });
  await migrateMongo(one.database.mongoUrl, { log: () => undefined });
  mongo = await new MongoClient(one.database.mongoUrl).connect();
  // From the first answer on the desk knows that MongoDB is there.
  await one.desk.window().ok('health.get', {});
});
afterAll(async () => {
  await mongo.db().dropDatabase();
  await mongo.close();
  await one.close();
});
beforeEach(() => allCarried(one));

interface Asking {
  readonly kinds?: readonly TimelineKind[];
  readonly text?: string;
}

const consult = () => consulting(one.clinic, (name) => one.desk.signedIn(name));
const sql = (statement: string, params: readonly (string | number)[]) =>
  one.clinic.owner.query(statement, [...params]);

/** Every change that a line can go through, after one of everything. */
async function everyChange(visit: Consulted): Promise<void> {
  const { doctor, patientId, doctorId, appointmentId } = visit;
  await everything(one.clinic, visit);
  const first = await signed(
    { ...visit, appointmentId: await another(visit, '11:00') },
    medicine('Ibuprofen'),
  );
  const { prescription: draft } = await doctor.ok('consultation.amend', {
    id: first.id,
    version: first.version,
  });
  const second = await doctor.ok('consultation.sign', { id: draft.id, version: draft.version });
  const { id, version } = second.prescription;
  await doctor.ok('consultation.void', { id, version, reason: 'Wrong patient' });

  const values = { ...VITALS, temperatureC: 37.2, weightKg: 61.5 };
  const taken = (await doctor.ok('vitals.add', { appointmentId, values, note: null })).vitals;
  const right = await doctor.ok('vitals.correct', {
    id: taken.id,
    version: taken.version,
    values: { ...values, pulse: 81 },
    note: null,
  });
  // Its correction was wrong, so that the first stands again; then the correction after all.
  const gone = await doctor.ok('vitals.withdraw', {
    id: right.vitals.id,
    version: right.vitals.version,
    reason: 'It was right',
  });
  await doctor.ok('vitals.restore', { id: gone.vitals.id, version: gone.vitals.version });

  const { paper } = await doctor.ok('papers.sign', {
    appointmentId,
    content: { kind: 'fitness', fitFor: 'Work', from: '2027-01-04' },
  });
  await doctor.ok('papers.void', { id: paper.id, version: paper.version, reason: 'Not yet' });

  await insertPayment(one.clinic, patientId, '2027-01-04 04:20:00', '90.00');
  await sql("UPDATE payments SET status = 'refunded' WHERE patient_id = ? AND amount = 90", [patientId]);
  for (const amount of [10, 20])
    await sql('INSERT INTO payments (patient_id, amount) VALUES (?, ?)', [patientId, amount]);
  await sql('DELETE FROM payments WHERE patient_id = ? AND amount = 10', [patientId]);
  await sql("UPDATE payments SET status = 'failed' WHERE patient_id = ? AND amount = 20", [patientId]);

  const moved = await newVisit(one.clinic, {
    doctorId,
    patientId,
    start: '2027-01-05T10:00',
    end: '2027-01-05T10:20',
  });
  const { appointment } = await doctor.ok('appointments.book', moved);
  await doctor.ok('appointments.cancel', {
    id: appointment.id,
    version: appointment.version,
    as: 'cancelled',
    reason: null,
  });
}

async function another({ doctor, doctorId, patientId }: Consulted, at: string) {
  const visit = await newVisit(one.clinic, {
    doctorId,
    patientId,
    start: `2027-01-04T${at}`,
    end: `2027-01-04T${at.slice(0, 3)}20`,
  });
  return (await doctor.ok('appointments.book', visit)).appointment.id;
}

describe('the timelines that MongoDB keeps', () => {
  it('are after every kind of change what is rebuilt from MySQL, also from empty', async () => {
    const visit = await consult();
    await everyChange(visit);
    await allCarried(one);
    const before = await kept(mongo);
    expect(new Set(before.map(({ stream }) => stream)).size).toBe(7);
    const own = before.filter(({ patient_id: id }) => id === visit.patientId);
    // Vitals: two that were corrected, one that was withdrawn; nothing else ever stops standing here.
    expect(own.filter(({ told }) => told === null).map(({ stream }) => stream)).toEqual([
      'vitals',
      'vitals',
      'vitals',
    ]);
    expect(await compared(one)).toMatchObject({ differences: [], onTheWay: 0 });
    await rebuilt(one);
    expect(await kept(mongo)).toEqual(before);
    await copies(mongo).deleteMany({});
    await rebuilt(one);
    expect(await kept(mongo)).toEqual(before);
    await copies(mongo).deleteMany({});
    expect((await compared(one, true)).differences).toHaveLength(before.length);
    expect(await kept(mongo)).toEqual(before);
    await copies(mongo).deleteMany({});
    const root = await one.desk.signedIn('root');
    const { job } = await root.ok('jobs.start', { kind: 'rebuild_timelines' });
    await vi.waitFor(
      async () => {
        const found = (await root.ok('jobs.list', {})).find(({ id }) => id === job.id);
        expect(found).toMatchObject({ state: 'done', done: before.length });
      },
      { timeout: 20_000 },
    );
    expect(await kept(mongo)).toEqual(before);
  });

  it('are told apart by row where they differ, and repaired', async () => {
    const visit = await consult();
    await everything(one.clinic, visit);
    await allCarried(one);
    const before = await kept(mongo);
    const of = (name: string) =>
      before.find(({ stream, patient_id: id }) => stream === name && id === visit.patientId);
    const [payment, note, paper] = [of('payment'), of('note'), of('paper')];
    if (!payment || !note || !paper) throw new Error('nothing is kept');
    await copies(mongo).deleteOne({ stream: 'payment', row: payment.row });
    await copies(mongo).updateOne({ stream: 'note', row: note.row }, { $set: { version: 99 } });
    await copies(mongo).insertOne({ ...paper, row: paper.row + 100_000 });
    const differences = [
      { topic: 'timeline_payment', id: payment.row, what: 'missing' },
      { topic: 'timeline_paper', id: paper.row + 100_000, what: 'stray' },
      { topic: 'timeline_note', id: note.row, what: 'different' },
    ];
    expect((await compared(one)).differences).toEqual(differences);
    expect((await compared(one, true)).differences).toEqual(differences);
    expect(await kept(mongo)).toEqual(before);
  });

  it('take no older version than they have', async () => {
    const visit = await consult();
    await allCarried(one);
    const where = { stream: 'visit', row: visit.appointmentId };
    await copies(mongo).updateOne(where, { $set: { version: 50, at: '2030-01-01 10:00:00' } });
    await sql("INSERT INTO outbox (topic, entity_id, version) VALUES ('visit', ?, 1)", [visit.appointmentId]);
    await allCarried(one);
    expect(await copies(mongo).findOne(where)).toMatchObject({ version: 50, at: '2030-01-01 10:00:00' });
    await compared(one, true);
    expect(await copies(mongo).findOne(where)).toMatchObject({ version: 1, at: '2027-01-04 10:00:00' });
  });
});

describe('a patient’s timeline', () => {
  it('is alike from both stores, by every kind, at every length of page and by words', async () => {
    const visit = await consult();
    await everyChange(visit);
    const root = await one.desk.signedIn('root');
    const stays = await root.ok('patients.register', { fields: patientFields({ firstName: 'Kavya' }) });
    const { version } = await root.ok('patients.get', { id: visit.patientId });
    await root.ok('patients.merge', { id: visit.patientId, version, intoId: stays.patient.id });
    for (let at = 0; at < 5; at += 1)
      await insertPayment(one.clinic, stays.patient.id, '2027-01-04 04:30:00', `${String(at)}.00`);
    await allCarried(one);

    const asked = [
      {},
      ...TIMELINE_KINDS.map((kind) => ({ kinds: [kind] })),
      { kinds: ['visit', 'payment'] as const },
      ...['murmur', 'ibuprofen', 'SPOTS cafe', '130/80', 'upi-77', 'nowhere'].map((text) => ({ text })),
      { text: 'dr', kinds: ['note', 'visit'] as const },
    ].map(({ kinds = [], ...rest }: Asking) => ({ ...rest, kinds: [...kinds] }));
    const answers = async () => {
      const found: unknown[] = [];
      for (const asking of asked) found.push(await timeline(root, visit.patientId, asking));
      for (const limit of [1, 2, 3, 7]) found.push(await allPages(root, visit.patientId, limit));
      return found;
    };
    const fromCopies = await answers();
    const fromRows = await fromMySql(mongo, visit.patientId, answers);
    expect(fromCopies).toEqual(fromRows);
    const whole = await allPages(root, visit.patientId, 200);
    expect(new Set(whole.map(({ kind }) => kind)).size).toBe(TIMELINE_KINDS.length);
    expect((await allPages(root, visit.patientId, 1)).map(named)).toEqual(whole.map(named));
  });

  it('is told from MongoDB only where that is as MySQL stands, line by line', async () => {
    const visit = await consult();
    await allCarried(one);
    const where = { stream: 'visit', row: visit.appointmentId };
    const there = await copies(mongo).findOne(where);
    if (!there) throw new Error('the visit is not kept');
    const reasons = async () =>
      (await timeline(visit.doctor, visit.patientId)).items.map((entry) =>
        entry.kind === 'visit' ? entry.reason : entry.kind,
      );
    const rows = await reasons();
    // What only the copy says shows which of them was read.
    await copies(mongo).updateOne(where, { $set: { 'told.line.reason': 'From the copy' } });
    expect(await reasons()).toEqual(['From the copy']);
    // Of another version, or missing.
    await copies(mongo).updateOne(where, { $set: { version: there.version + 1 } });
    expect(await reasons()).toEqual(rows);
    await copies(mongo).updateOne(where, { $set: { version: there.version } });
    expect(await reasons()).toEqual(['From the copy']);
    expect(await fromMySql(mongo, visit.patientId, reasons)).toEqual(rows);
    // Another program's change, of which nobody noted that it has to be carried over.
    await sql('UPDATE appointments SET reason = ? WHERE id = ?', ['Another program', visit.appointmentId]);
    expect(await reasons()).toEqual(['Another program']);
    await copies(mongo).deleteOne(where);
    expect(await reasons()).toEqual(['Another program']);
    await compared(one, true);
    await copies(mongo).updateOne(where, { $set: { 'told.line.reason': 'From the copy' } });
    expect(await reasons()).toEqual(['From the copy']);
    // Whoever signs sees it at once, carried over or not.
    await signed(visit, medicine('Paracetamol'));
    expect(await reasons()).toContain('prescription');
    await compared(one, true);
  });

  it('keeps its order where the clinic’s clocks show an hour twice', async () => {
    const zone = (name: string) =>
      sql("UPDATE settings SET value = JSON_QUOTE(?) WHERE `key` = 'timeZone'", [name]);
    await zone('Europe/Warsaw');
    const warsaw = await openDesk(one.database, { now: MONDAY });
    try {
      const visit = await consulting(one.clinic, (name) => warsaw.signedIn(name));
      await warsaw.window().ok('health.get', {});
      // On 2026-10-25 the clocks go from 03:00 back to 02:00: 02:30 is first 00:30 UTC, then 01:30 UTC.
      for (const at of ['02:15', '02:45', '03:15']) {
        await sql(
          'INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, ?, ? + INTERVAL 5 MINUTE)',
          [visit.patientId, visit.doctorId, `2026-10-25 ${at}`, `2026-10-25 ${at}`],
        );
      }
      for (const at of ['00:30', '01:30'])
        await insertPayment(one.clinic, visit.patientId, `2026-10-25 ${at}:00`);
      await allCarried(one);
      await compared(one, true);
      const pages = () => allPages(visit.doctor, visit.patientId, 1);
      const fromCopies = await pages();
      expect(fromCopies).toHaveLength(6);
      expect(fromCopies).toEqual(await fromMySql(mongo, visit.patientId, pages));
    } finally {
      await warsaw.stop();
      await zone('Asia/Kolkata');
    }
  });

  it('names people as they are called now', async () => {
    const visit = await consult();
    await allCarried(one);
    await copies(mongo).updateOne(
      { stream: 'visit', row: visit.appointmentId },
      { $set: { 'told.line.reason': 'From the copy' } },
    );
    await sql("UPDATE doctors SET last_name = 'Married' WHERE id = ?", [visit.doctorId]);
    const { items } = await timeline(visit.doctor, visit.patientId);
    expect(items).toMatchObject([{ kind: 'visit', reason: 'From the copy' }]);
    expect(items[0]?.by).toMatch(/ Married$/);
  });
});
