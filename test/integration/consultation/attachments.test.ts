import { MongoClient } from 'mongodb';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MOST_ATTACHMENTS } from '#shared/domain/prescribing/attachments';
import { openMongo } from '#electron/mongo/connection';
import { migrateMongo } from '#electron/mongo/migrator';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { reconcile } from '#electron/platform/outbox/reconcile';
import { machineClock } from '#electron/shell/clock';
import { filed } from '#test/integration/documents/support';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, blankPage, consulting, draft, medicine, signed } from './support';

let one: OneDesk;
let mongo: MongoClient;

beforeAll(async () => {
  one = await oneDesk(MONDAY, { boss: 'superadmin' });
  await migrateMongo(one.database.mongoUrl, { log: () => undefined });
  mongo = await new MongoClient(one.database.mongoUrl).connect();
});
afterAll(async () => {
  await mongo.db().dropDatabase();
  await mongo.close();
  await one.close();
});

const consult = () => consulting(one.clinic, (name) => one.desk.signedIn(name));

/** A PDF of its own among the patient's documents. */
async function scan({ doctor, patientId }: Consulted, name: string) {
  const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(400)]);
  return (await filed(doctor, patientId, name, file)).document;
}

const attach = async (
  { doctor, appointmentId }: Consulted,
  version: number | null,
  ...documents: readonly { readonly id: string }[]
) => {
  const documentIds = documents.map(({ id }) => id);
  return (await doctor.ok('consultation.attach', { appointmentId, version, documentIds })).prescription;
};

const opened = async ({ doctor, appointmentId }: Consulted) =>
  (await doctor.ok('consultation.open', { appointmentId })).prescription;

async function copyOf(id: number) {
  await vi.waitFor(
    async () => {
      expect(await one.clinic.count('outbox WHERE done_at IS NULL')).toBe(0);
    },
    { timeout: 15_000 },
  );
  return mongo.db().collection('prescriptions').findOne({ prescription_id: id });
}

async function differences() {
  const db = openDatabase(openSequelize(one.database.mysqlUrl), machineClock);
  const store = openMongo(one.database.mongoUrl);
  try {
    const { signal } = new AbortController();
    return (await reconcile(db, store.collections, { repair: false, signal })).differences;
  } finally {
    await Promise.all([db.close(), store.close()]);
  }
}

describe('documents that go with a prescription', () => {
  it('stand in the draft while it is typed, and signed in both stores in the seed’s shape', async () => {
    const visit = await consult();
    const [report, letter] = [await scan(visit, 'Report.pdf'), await scan(visit, 'Letter.pdf')];
    const begun = await attach(visit, null, letter, report);
    expect(begun).toMatchObject({ version: 1, state: 'draft', page: blankPage });
    const page = { ...blankPage, medicines: [medicine('Zinc')] };
    const { appointmentId } = visit;
    const saved = await visit.doctor.ok('consultation.save', { appointmentId, version: 1, page });
    const attachments = [
      { documentId: letter.id, name: 'Letter.pdf', mime: 'application/pdf' },
      { documentId: report.id, name: 'Report.pdf', mime: 'application/pdf' },
    ];
    expect(saved.prescription).toMatchObject({ attachments, page });
    const { id, version } = saved.prescription;
    expect(await copyOf(id)).toBeNull();

    const fixed = await visit.doctor.ok('consultation.sign', { id, version });
    expect(fixed.prescription).toMatchObject({ state: 'signed', attachments });
    expect(await opened(visit)).toMatchObject({ attachments });
    expect(await copyOf(id)).toMatchObject({
      attachments: [
        { file_id: `gridfs:${letter.id}`, mime: 'application/pdf' },
        { file_id: `gridfs:${report.id}`, mime: 'application/pdf' },
      ],
    });
    expect(await differences()).toEqual([]);
    expect(
      await one.clinic.count(
        `audit_log WHERE action = 'consultation.sign' AND entity_id = ?
          AND after_json->>'$.attachments[1].documentId' = ?`,
        [id, report.id],
      ),
    ).toBe(1);
  });

  it('are of this patient only: guessed, another’s and taken out are refused, and nothing is attached', async () => {
    const [visit, other] = [await consult(), await consult()];
    const { doctor, appointmentId, patientId } = visit;
    const [own, gone, theirs] = [
      await scan(visit, 'own.pdf'),
      await scan(visit, 'gone.pdf'),
      await scan(other, 'theirs.pdf'),
    ];
    await doctor.ok('documents.remove', { id: gone.id, version: gone.version });
    const asked = (id: string) =>
      doctor.refused('consultation.attach', { appointmentId, version: null, documentIds: [own.id, id] });
    const notThere = { code: 'NOT_FOUND', entity: 'document' };
    expect(await asked('0'.repeat(24))).toMatchObject(notThere);
    expect(await asked(gone.id)).toMatchObject(notThere);
    expect(await asked(theirs.id)).toMatchObject({ code: 'FORBIDDEN', permission: 'clinical.write' });
    expect(
      await one.clinic.count(
        "audit_log WHERE action = 'consultation.attach' AND outcome = 'refused' AND patient_id = ?",
        [other.patientId],
      ),
    ).toBe(1);
    expect(await opened(visit)).toBeNull();
    const badly = await doctor.raw('consultation.attach', {
      appointmentId,
      version: null,
      documentIds: [own.id, own.id],
    });
    expect(badly).toMatchObject({ error: { code: 'VALIDATION', issues: [{ code: 'twice' }] } });
    const many = Array.from({ length: MOST_ATTACHMENTS + 1 }, (_none, at) =>
      at.toString(16).padStart(24, '0'),
    );
    expect(
      await doctor.raw('consultation.attach', { appointmentId, version: null, documentIds: many }),
    ).toMatchObject({ error: { code: 'VALIDATION' } });
    expect(await one.clinic.count('prescriptions WHERE patient_id = ?', [patientId])).toBe(0);
  });

  it('stay named when they are taken out later, also in a list that is changed after', async () => {
    const visit = await consult();
    const [first, second] = [await scan(visit, 'first.pdf'), await scan(visit, 'second.pdf')];
    const begun = await attach(visit, null, first);
    await visit.doctor.ok('documents.remove', { id: first.id, version: first.version });
    const both = await attach(visit, begun.version, first, second);
    expect(both.attachments.map(({ name }) => name)).toEqual(['first.pdf', 'second.pdf']);
    const { prescription } = await visit.doctor.ok('consultation.sign', {
      id: both.id,
      version: both.version,
    });
    expect(prescription.attachments).toEqual(both.attachments);
    const { items } = await visit.doctor.ok('documents.list', { patientId: visit.patientId });
    expect(items.find(({ id }) => id === first.id)?.removed).not.toBeNull();
    expect(await differences()).toEqual([]);
  });

  it('are detached from a draft, kept by a new version, and never changed in what is signed', async () => {
    const visit = await consult();
    const [one, two] = [await scan(visit, 'one.pdf'), await scan(visit, 'two.pdf')];
    const begun = await attach(visit, (await draft(visit, { advice: 'Rest' })).version, one, two);
    const left = await attach(visit, begun.version, two);
    expect(left).toMatchObject({ page: { advice: 'Rest' }, attachments: [{ documentId: two.id }] });
    const { doctor, appointmentId } = visit;
    const { prescription: old } = await doctor.ok('consultation.sign', {
      id: left.id,
      version: left.version,
    });
    const late = { appointmentId, version: old.version, documentIds: [one.id] };
    expect(await doctor.refused('consultation.attach', late)).toMatchObject({
      rules: [{ rule: 'prescription_signed' }],
    });
    const { prescription: anew } = await doctor.ok('consultation.amend', {
      id: old.id,
      version: old.version,
    });
    expect(anew.attachments).toEqual(old.attachments);
    const emptied = await attach(visit, anew.version);
    expect(emptied.attachments).toEqual([]);
    await doctor.ok('consultation.sign', { id: emptied.id, version: emptied.version });
    expect(await copyOf(old.id)).toMatchObject({ attachments: [{ file_id: `gridfs:${two.id}` }] });
    expect(await copyOf(emptied.id)).toMatchObject({ attachments: [] });
  });

  it('go over the version that the desk knows only, and another doctor’s draft is not reached', async () => {
    const [visit, other] = [await consult(), await consult()];
    const file = await scan(visit, 'scan.pdf');
    const begun = await draft(visit, { advice: 'Rest' });
    const input = { appointmentId: visit.appointmentId, version: null, documentIds: [file.id] };
    expect(await visit.doctor.refused('consultation.attach', input)).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale', current: { id: begun.id, version: begun.version } },
    });
    const boss = await one.desk.signedIn('boss');
    for (const window of [other.doctor, boss]) {
      expect(await window.refused('consultation.attach', { ...input, version: begun.version })).toMatchObject(
        { code: 'FORBIDDEN', permission: 'clinical.write' },
      );
    }
    expect((await opened(visit))?.attachments).toEqual([]);
  });

  it('are enough to sign: a scan of what was written by hand is the prescription', async () => {
    const visit = await consult();
    const sheet = await attach(visit, null, await scan(visit, 'sheet.pdf'));
    const bare = await attach(visit, sheet.version);
    const { doctor } = visit;
    expect(await doctor.refused('consultation.sign', { id: bare.id, version: bare.version })).toMatchObject({
      rules: [{ rule: 'prescription_empty' }],
    });
    const { id, version } = await attach(visit, bare.version, await scan(visit, 'again.pdf'));
    await doctor.ok('consultation.sign', { id, version });
  });

  it('of a record that was merged into this one are the patient’s too', async () => {
    const [goes, stays] = [await consult(), await consult()];
    const file = await scan(goes, 'old.pdf');
    const boss = await one.desk.signedIn('boss');
    const { version } = await boss.ok('patients.get', { id: goes.patientId });
    await boss.ok('patients.merge', { id: goes.patientId, version, intoId: stays.patientId });
    expect((await attach(stays, null, file)).attachments).toMatchObject([{ documentId: file.id }]);
    expect((await signed(await consult(), medicine('Zinc'))).attachments).toEqual([]);
  });
});
