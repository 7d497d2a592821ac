import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatientId } from '#shared/values/ids';
import { type Consulted, consulting } from '#test/integration/consultation/support';
import { openDesk } from '#test/support/desk';
import { patientFields } from '#test/support/new-patient';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { allPages, everything, insertPayment, named, timeline, timelineInput } from './support';

let one: OneDesk;

beforeAll(async () => {
  one = await oneDesk(MONDAY, { meena: 'staff', root: 'superadmin', viewer: 'viewer' });
  // From the first answer on the desk knows that MongoDB is there.
  await one.desk.window().ok('health.get', {});
});
afterAll(() => one.close());

const consult = () => consulting(one.clinic, (name) => one.desk.signedIn(name));

describe('a patient’s timeline', () => {
  it('is refused of another doctor’s patient and to whoever reads nothing clinical; a superadmin reads any', async () => {
    const visit = await consult();
    const other = await consult();
    const refused = await other.doctor.refused('timeline.page', timelineInput(visit.patientId));
    expect(refused).toEqual({ code: 'FORBIDDEN', permission: 'clinical.read' });
    for (const name of ['meena', 'viewer']) {
      const window = await one.desk.signedIn(name);
      expect(await window.refused('timeline.page', timelineInput(visit.patientId))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    const root = await one.desk.signedIn('root');
    expect((await timeline(root, visit.patientId)).items).toHaveLength(1);
  });

  it('shows a certificate to everybody who may read the chart', async () => {
    const visit = await consult();
    const second = await consult();
    const booking = await newVisit(one.clinic, {
      doctorId: second.doctorId,
      patientId: visit.patientId,
      start: '2027-01-04T15:00',
      end: '2027-01-04T15:20',
    });
    await second.doctor.ok('appointments.book', booking);
    await visit.doctor.ok('papers.sign', {
      appointmentId: visit.appointmentId,
      content: { kind: 'fitness', fitFor: 'Work', from: '2027-01-04' },
    });
    const papers = async (window: Consulted['doctor']) =>
      (await timeline(window, visit.patientId, { kinds: ['paper'] })).items.length;
    const root = await one.desk.signedIn('root');
    expect([await papers(visit.doctor), await papers(second.doctor), await papers(root)]).toEqual([1, 1, 1]);
  });

  it('of records that were merged is one person’s', async () => {
    const visit = await consult();
    await everything(one.clinic, visit);
    const meena = await one.desk.signedIn('meena');
    const stays = await meena.ok('patients.register', { fields: patientFields({ firstName: 'Kavya' }) });
    const { version } = await meena.ok('patients.get', { id: visit.patientId });
    await meena.ok('patients.merge', { id: visit.patientId, version, intoId: stays.patient.id });
    await insertPayment(one.clinic, stays.patient.id, '2027-01-04 04:11:00');
    const whole = await timeline(visit.doctor, stays.patient.id);
    expect([whole.patientId, whole.items.length]).toEqual([stays.patient.id, 9]);
    const byOld = await timeline(visit.doctor, visit.patientId);
    expect(byOld.items.map(named)).toEqual(whole.items.map(named));
    expect((await allPages(visit.doctor, visit.patientId, 2)).map(named)).toEqual(whole.items.map(named));
  });

  it('opened once is one view in the audit, whatever is sought in it; of another patient it is another', async () => {
    const visit = await consult();
    const root = await one.desk.signedIn('root');
    const views = (patientId: PatientId) =>
      one.clinic.count("audit_log WHERE action = 'timeline.page' AND outcome = 'viewed' AND patient_id = ?", [
        patientId,
      ]);
    const opening = randomUUID();
    await timeline(root, visit.patientId, { opening });
    await timeline(root, visit.patientId, { opening, text: 'fever' });
    await timeline(root, visit.patientId, { opening, kinds: ['visit'] });
    expect(await views(visit.patientId)).toBe(1);
    await timeline(root, visit.patientId);
    expect(await views(visit.patientId)).toBe(2);
    const other = await consult();
    await timeline(root, other.patientId, { opening });
    expect(await views(other.patientId)).toBe(1);
    // Another person's opening is another's, though it were called the same.
    await timeline(visit.doctor, visit.patientId, { opening });
    expect(await views(visit.patientId)).toBe(3);
  });
});

describe('MongoDB away', () => {
  it('everything else is there, and it is said that the documents are not', async () => {
    const visit = await consult();
    await everything(one.clinic, visit);
    const away = await openDesk(one.database, {
      now: MONDAY,
      mongoUrl: 'mongodb://127.0.0.1:9/nobody?directConnection=true',
    });
    try {
      const root = await away.signedIn('root');
      const { items, documents } = await timeline(root, visit.patientId);
      expect([documents, items.length]).toEqual(['away', 7]);
      expect(items.map(({ kind }) => kind)).not.toContain('document');
      const papers = await timeline(root, visit.patientId, { kinds: ['paper'] });
      expect([papers.documents, papers.items.length]).toEqual(['read', 1]);
    } finally {
      await away.stop();
    }
  });
});
