import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppointmentId, PatientId } from '#shared/values/ids';
import { consulting } from '#test/integration/consultation/support';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { filed } from './support';

let one: OneDesk;
let desk: TestDesk;

beforeAll(async () => {
  one = await oneDesk(MONDAY, { meena: 'staff' });
  desk = await openDesk(one.database, { now: MONDAY });
});
afterAll(async () => {
  await desk.stop();
  await one.close();
});

const consult = () => consulting(one.clinic, (name) => desk.signedIn(name));
const scan = () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(900)]);
const NEVER_BOOKED = 2_000_000_000;

function beginFor(patientId: PatientId, appointmentId: number) {
  return {
    patientId,
    // Guessed as a page that is not ours would.
    appointmentId: appointmentId as AppointmentId,
    fileName: 'scan.pdf',
    bytes: 900,
    sha256: createHash('sha256').update(randomBytes(8)).digest('hex'),
  };
}

const attempts = (action: string, patientId: PatientId) =>
  one.clinic.count("audit_log WHERE action = ? AND patient_id = ? AND outcome = 'refused'", [
    action,
    patientId,
  ]);

async function sheetOf(window: TestWindow, appointmentId: AppointmentId) {
  return window.ok('documents.visitOf', { code: `visit:${String(appointmentId)}` });
}

describe('a scanned sheet', () => {
  it('is filed with the visit that its code names, and says so in the list', async () => {
    const { doctor, patientId, appointmentId } = await consult();
    const found = await sheetOf(doctor, appointmentId);
    expect(found).toMatchObject({ patientId, visit: { id: appointmentId } });
    const { document } = await filed(doctor, patientId, 'sheet.pdf', scan(), appointmentId);
    expect(document.visit).toEqual(found.visit);
    const untied = await filed(doctor, patientId, 'letter.pdf', scan());
    expect(untied.document.visit).toBeNull();
    const { items } = await doctor.ok('documents.list', { patientId });
    expect(items.map(({ visit }) => visit?.id ?? null)).toEqual([null, appointmentId]);
    const seen = await one.clinic.count("audit_log WHERE action = 'documents.visitOf' AND patient_id = ?", [
      patientId,
    ]);
    expect(seen).toBe(1);
  });

  it('belongs to no visit of another patient, whether one’s own or guessed: each is an attempt in the audit', async () => {
    const { doctor, doctorId, patientId } = await consult();
    const visit = await newVisit(one.clinic, {
      doctorId,
      start: '2027-01-04T11:00',
      end: '2027-01-04T11:20',
    });
    const { appointment } = await doctor.ok('appointments.book', visit);
    for (const id of [appointment.id, NEVER_BOOKED]) {
      const refused = await doctor.refused('documents.begin', beginFor(patientId, id));
      expect([id, refused]).toMatchObject([id, { code: 'FORBIDDEN', permission: 'clinical.write' }]);
    }
    expect(await attempts('documents.begin', patientId)).toBe(2);
  });

  it('of another doctor’s patient is told to nobody who guesses codes; a code of nothing is none', async () => {
    const { patientId, appointmentId } = await consult();
    const other = await consult();
    const code = `visit:${String(appointmentId)}`;
    expect(await other.doctor.refused('documents.visitOf', { code })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await attempts('documents.visitOf', patientId)).toBe(1);
    const meena = await desk.signedIn('meena');
    expect(await meena.refused('documents.visitOf', { code })).toMatchObject({ code: 'FORBIDDEN' });
    for (const none of [`visit:${String(NEVER_BOOKED)}`, 'visit:', 'https://a.example']) {
      const refused = await other.doctor.refused('documents.visitOf', { code: none });
      expect([none, refused]).toMatchObject([none, { code: 'NOT_FOUND', entity: 'appointment' }]);
    }
  });

  it('of a patient who was merged since is filed with whom the patient is read as', async () => {
    const { doctor, patientId, appointmentId } = await consult();
    await one.clinic.addAdmin(`merges${String(patientId)}`, 'superadmin');
    const root = await desk.signedIn(`merges${String(patientId)}`);
    const { patientId: stays } = await consult();
    const { version } = await root.ok('patients.get', { id: patientId });
    await root.ok('patients.merge', { id: patientId, version, intoId: stays });
    expect((await sheetOf(doctor, appointmentId)).patientId).toBe(stays);
    const { document } = await filed(doctor, stays, 'sheet.pdf', scan(), appointmentId);
    expect(document.visit?.id).toBe(appointmentId);
  });
});
