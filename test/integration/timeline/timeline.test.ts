import { MongoClient, ObjectId } from 'mongodb';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectionsOf } from '#electron/mongo/collections';
import { consulting, medicine, signed } from '#test/integration/consultation/support';
import { openDesk } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { allPages, everything, insertPayment, named, timeline, timelineInput } from './support';

let one: OneDesk;
let mongo: MongoClient;

beforeAll(async () => {
  one = await oneDesk(MONDAY, { meena: 'staff', root: 'superadmin', viewer: 'viewer' });
  mongo = await new MongoClient(one.database.mongoUrl).connect();
  // From the first answer on the desk knows that MongoDB is there.
  await one.desk.window().ok('health.get', {});
});
afterAll(async () => {
  await mongo.close();
  await one.close();
});

const consult = () => consulting(one.clinic, (name) => one.desk.signedIn(name));

describe('a patient’s timeline', () => {
  it('holds every kind once, what stands only, the newest first', async () => {
    const visit = await consult();
    await everything(one.clinic, visit);
    const draft = await newVisit(one.clinic, {
      doctorId: visit.doctorId,
      patientId: visit.patientId,
      start: '2027-01-05T10:00',
      end: '2027-01-05T10:20',
    });
    const { appointment } = await visit.doctor.ok('appointments.book', draft);
    await visit.doctor.ok('notes.save', { appointmentId: appointment.id, version: null, text: 'A draft' });

    const { items, next, documents, patientId } = await timeline(visit.doctor, visit.patientId);
    expect([patientId, next, documents]).toEqual([visit.patientId, null, 'read']);
    expect(items.map(({ at }) => Date.parse(at))).toEqual(
      items.map(({ at }) => Date.parse(at)).sort((a, b) => b - a),
    );
    expect(items.map(({ kind }) => kind).sort()).toEqual(
      ['document', 'note', 'note', 'paper', 'payment', 'prescription', 'visit', 'visit', 'vitals'].sort(),
    );
    // 10:00 of the clinic's wall clock is 04:30 UTC; tomorrow stands before today.
    expect(items[0]).toMatchObject({ kind: 'visit', at: '2027-01-05T04:30:00Z', start: '2027-01-05T10:00' });
    const of = (kind: string) => items.filter((entry) => entry.kind === kind);
    expect(of('prescription')).toMatchObject([{ state: 'signed', medicines: ['Paracetamol 500 mg 1-0-1'] }]);
    expect(of('prescription')[0]?.by).toMatch(/^Dr Doctor\d+ Test$/);
    expect(of('note')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ addendumId: null, text: 'Café au lait spots, sleeps badly' }),
        expect.objectContaining({ text: 'The blood count came: normal' }),
      ]),
    );
    expect(of('vitals')).toMatchObject([{ values: { systolic: 130 }, note: 'Left arm' }]);
    expect(of('paper')).toMatchObject([
      { paper: 'referral', text: 'Dr Bose, cardiology · Is the murmur of weight?', voided: false },
    ]);
    expect(of('payment')).toMatchObject([
      {
        at: '2027-01-04T04:10:00Z',
        amount: '500.00',
        status: 'completed',
        method: 'upi',
        reference: 'UPI-77',
      },
    ]);
    expect(of('document')).toMatchObject([{ document: { fileName: 'Report.pdf' } }]);
  });

  it('says of a prescription that it was replaced or voided', async () => {
    const visit = await consult();
    const first = await signed(visit, medicine('Ibuprofen'));
    const { prescription: draft } = await visit.doctor.ok('consultation.amend', {
      id: first.id,
      version: first.version,
    });
    const second = await visit.doctor.ok('consultation.sign', { id: draft.id, version: draft.version });
    await visit.doctor.ok('consultation.void', {
      id: second.prescription.id,
      version: second.prescription.version,
      reason: 'Wrong patient',
    });
    const { items } = await timeline(visit.doctor, visit.patientId, { kinds: ['prescription'] });
    expect(items).toMatchObject([
      { id: second.prescription.id, state: 'voided' },
      { id: first.id, state: 'replaced' },
    ]);
  });

  it('is filtered by kinds, and searched by words in any order, without accents and case', async () => {
    const visit = await consult();
    await everything(one.clinic, visit);
    const found = async (text: string, kinds: Parameters<typeof timeline>[2] = {}) =>
      (await timeline(visit.doctor, visit.patientId, { text, ...kinds })).items.map(({ kind }) => kind);
    expect(await found('', { kinds: ['payment', 'paper'] })).toEqual(
      expect.arrayContaining(['payment', 'paper']),
    );
    expect(await found('', { kinds: ['payment', 'paper'] })).toHaveLength(2);
    expect(await found('dolo')).toEqual(['prescription']);
    expect(await found('SPOTS cafe')).toEqual(['note']);
    expect(await found('blood')).toEqual(['note']);
    expect(await found('130/80')).toEqual(['vitals']);
    expect(await found('murmur')).toEqual(['paper']);
    expect(await found('upi-77')).toEqual(['payment']);
    expect(await found('report')).toEqual(['document']);
    expect(await found('murmur', { kinds: ['note'] })).toEqual([]);
    // What means something to SQL or to JSON is a letter like any other.
    expect(await found('%')).toEqual([]);
    expect(await found('_')).toEqual([]);
    expect(await found('\\')).toEqual([]);
    expect(await found('null')).toEqual([]);
    const [doctor] = (await timeline(visit.doctor, visit.patientId, { kinds: ['visit'] })).items;
    const name = doctor?.by?.split(' ')[1] ?? '';
    expect((await found(name)).sort()).toEqual(['note', 'note', 'paper', 'prescription', 'visit']);
  });

  it('shows of a long note the part that was looked for', async () => {
    const visit = await consult();
    const long = `${'Nothing of note. '.repeat(200)}Then a Haemangioma was seen. ${'Nothing more. '.repeat(100)}`;
    const { note } = await visit.doctor.ok('notes.save', {
      appointmentId: visit.appointmentId,
      version: null,
      text: long,
    });
    await visit.doctor.ok('notes.sign', { id: note.id, version: note.version });
    const textOf = async (text: string) => {
      const [entry] = (await timeline(visit.doctor, visit.patientId, { kinds: ['note'], text })).items;
      return entry?.kind === 'note' ? entry.text : '';
    };
    expect(await textOf('')).toMatch(/^Nothing of note\. .*…$/);
    expect(await textOf('haemangioma')).toMatch(/^….*a Haemangioma was seen.*…$/);
  });

  it('is paged without gap and without repetition, whatever happened in the same moment', async () => {
    const visit = await consult();
    await everything(one.clinic, visit);
    for (let at = 0; at < 12; at += 1)
      await insertPayment(one.clinic, visit.patientId, '2027-01-04 04:30:00', `${String(at)}.00`);
    const files = collectionsOf(mongo.db()).documents;
    const [known] = await files.find({ patient_id: visit.patientId, removed_at: null }).toArray();
    if (!known) throw new Error('no document was filed');
    for (const thousandth of [0, 0, 1, 999]) {
      await files.insertOne({
        ...known,
        _id: new ObjectId().toHexString(),
        sha256: randomUUID().replaceAll('-', '').repeat(2),
        // The visit's moment, 10:00 in Kolkata, and between its second and the next.
        uploaded_at: new Date(Date.parse('2027-01-04T04:30:00Z') + thousandth),
      });
    }
    const whole = (await timeline(visit.doctor, visit.patientId, { limit: 200 })).items.map(named);
    expect(whole.length).toBe(8 + 12 + 4);
    for (const limit of [1, 2, 3, 7]) {
      expect((await allPages(visit.doctor, visit.patientId, limit)).map(named)).toEqual(whole);
    }
  });

  it('keeps its order where the clinic’s clocks show an hour twice', async () => {
    await one.clinic.owner.query("UPDATE settings SET value = '\"Europe/Warsaw\"' WHERE `key` = 'timeZone'");
    const warsaw = await openDesk(one.database, { now: MONDAY });
    try {
      const visit = await consulting(one.clinic, (name) => warsaw.signedIn(name));
      // On 2026-10-25 the clocks go from 03:00 back to 02:00: 02:30 is first 00:30 UTC, then 01:30 UTC.
      for (const [start, end] of [
        ['02:15', '02:20'],
        ['02:45', '02:50'],
        ['03:15', '03:20'],
      ]) {
        await one.clinic.owner.query(
          'INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, ?, ?)',
          [visit.patientId, visit.doctorId, `2026-10-25 ${start ?? ''}`, `2026-10-25 ${end ?? ''}`],
        );
      }
      for (const at of ['00:30', '01:30'])
        await insertPayment(one.clinic, visit.patientId, `2026-10-25 ${at}:00`);
      const whole = await allPages(visit.doctor, visit.patientId, 1);
      expect(whole.map(({ kind, at }) => `${kind} ${at.slice(11, 16)}`).slice(1)).toEqual([
        'visit 02:15',
        'payment 01:30',
        'visit 00:45',
        'payment 00:30',
        'visit 00:15',
      ]);
      expect((await timeline(visit.doctor, visit.patientId)).items.map(named)).toEqual(whole.map(named));
    } finally {
      await warsaw.stop();
      await one.clinic.owner.query("UPDATE settings SET value = '\"Asia/Kolkata\"' WHERE `key` = 'timeZone'");
    }
  });

  it('refuses a place that it has never given', async () => {
    const { doctor, patientId } = await consult();
    for (const after of ['', 'x', '1.9.1', '1.0.1', `1.7.${'f'.repeat(24)}`, '999999999999999.7.1', '-1.7']) {
      expect(await doctor.refused('timeline.page', timelineInput(patientId, { after }))).toMatchObject({
        code: 'VALIDATION',
        issues: [{ path: 'after' }],
      });
    }
  });
});
