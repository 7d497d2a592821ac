import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_MEASURED, type VitalValues } from '#shared/domain/vitals/measures';
import type { SmallClinic } from '#test/support/clinic';
import { type TestDesk, paperTray } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting, draft, medicine, printedOn, signed } from './support';

let clinic: SmallClinic;
let desk: TestDesk;
const tray = paperTray();

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { boss: 'superadmin', meena: 'staff' }, { paper: tray });
  ({ clinic, desk } = opened);
  return opened.close;
});
beforeEach(() => {
  tray.sheets.length = 0;
  tray.trouble = null;
});

const consult = () => consulting(clinic, (name) => desk.signedIn(name));
const amoxicillin = medicine('Amoxicillin', { instructions: 'after meals' });

const printed = () => printedOn(tray);
async function printedFor(visit: Consulted, id: number): Promise<string> {
  expect(await visit.doctor.ok('printing.prescription', { prescriptionId: id, to: 'printer' })).toEqual({
    outcome: 'printed',
  });
  return printed();
}

describe('a prescription on paper', () => {
  it('has the doctor’s degree and number, and the patient’s own language', async () => {
    const visit = await consult();
    await clinic.owner.query(
      "UPDATE doctors SET degree = 'MBBS', registration_no = 'KMC 4711' WHERE id = ?",
      [visit.doctorId],
    );
    const { id } = await signed(visit, amoxicillin);
    const english = await printedFor(visit, id);
    expect(english).toContain('MBBS');
    expect(english).toContain('Reg. No. KMC 4711');
    expect(english).toContain('morning 1 · night 1');
    await clinic.owner.query("UPDATE patients SET language = 'ta' WHERE id = ?", [visit.patientId]);
    const tamil = await printedFor(visit, id);
    expect(tamil).toContain('காலை 1 · இரவு 1');
    expect(tamil).toContain('உணவுக்குப் பின்');
    expect(tray.sheets.at(-1)?.title).toMatch(/^மருந்துச் சீட்டு .* 2027-01-04$/);
  });

  it('names the allergies unless the doctor leaves that section out, which is taken back by undo', async () => {
    const visit = await consult();
    await visit.doctor.ok('consultation.addAllergy', {
      appointmentId: visit.appointmentId,
      substance: 'Latex',
      reaction: null,
      severity: null,
    });
    const { id } = await signed(visit, amoxicillin);
    expect(await printedFor(visit, id)).toContain('Latex');
    const layout = await visit.doctor.ok('consultation.pageLayout', { id: visit.doctorId });
    expect(layout).toEqual({ id: visit.doctorId, version: null, hidden: [], onPaper: false });
    const saved = await visit.doctor.ok('consultation.savePageLayout', {
      id: visit.doctorId,
      version: null,
      hidden: ['allergies', 'tests'],
      onPaper: false,
    });
    expect(await printedFor(visit, id)).not.toContain('Latex');
    expect(
      await visit.doctor.refused('consultation.savePageLayout', {
        id: visit.doctorId,
        version: null,
        hidden: [],
        onPaper: false,
      }),
    ).toMatchObject({ code: 'CONFLICT', conflict: { current: saved.layout } });
    await visit.doctor.ok('appointments.undo', {});
    expect(await printedFor(visit, id)).toContain('Latex');
  });

  it('tells the latest that was measured in the visit, and leaves it out where the doctor does', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const enter = async (values: Partial<VitalValues>) =>
      (
        await doctor.ok('vitals.add', {
          appointmentId,
          values: { ...NOTHING_MEASURED, ...values },
          note: null,
        })
      ).vitals;
    await enter({ systolic: 150, diastolic: 95, weightKg: 62.5 });
    await enter({ systolic: 130, diastolic: 85 });
    const wrong = await enter({ systolic: 60, diastolic: 30 });
    await doctor.ok('vitals.withdraw', { id: wrong.id, version: wrong.version, reason: 'Loose cuff' });
    const { id } = await signed(visit, amoxicillin);
    const page = await printedFor(visit, id);
    expect(page).toContain('<bdi>Blood pressure 130/85 mmHg</bdi> · <bdi>Weight 62.5 kg</bdi>');
    await doctor.ok('consultation.savePageLayout', {
      id: visit.doctorId,
      version: null,
      hidden: ['vitals'],
      onPaper: false,
    });
    expect(await printedFor(visit, id)).not.toContain('mmHg');
  });

  it('is marked when it was voided or another stands in its place', async () => {
    const visit = await consult();
    const first = await signed(visit, amoxicillin);
    const { prescription: next } = await visit.doctor.ok('consultation.amend', {
      id: first.id,
      version: first.version,
    });
    const { prescription: second } = await visit.doctor.ok('consultation.sign', {
      id: next.id,
      version: next.version,
    });
    expect(await printedFor(visit, first.id)).toContain('Replaced by a newer prescription');
    expect(await printedFor(visit, second.id)).toContain('Takes the place of an earlier prescription');
    await visit.doctor.ok('consultation.void', {
      id: second.id,
      version: second.version,
      reason: 'Wrong patient',
    });
    expect(await printedFor(visit, second.id)).toContain('Void: Wrong patient');
  });

  it('is never a draft, never another doctor’s, and each print is a view in the audit', async () => {
    const visit = await consult();
    const typed = await draft(visit, { medicines: [amoxicillin] });
    const asked = { prescriptionId: typed.id, to: 'printer' } as const;
    expect(await visit.doctor.refused('printing.prescription', asked)).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'prescription_not_signed' }],
    });
    await visit.doctor.ok('consultation.sign', { id: typed.id, version: typed.version });
    const other = await consult();
    expect(await other.doctor.refused('printing.prescription', asked)).toMatchObject({ code: 'FORBIDDEN' });
    expect(tray.sheets).toEqual([]);
    await visit.doctor.ok('printing.prescription', asked);
    const [rows] = await clinic.owner.query<RowDataPacket[]>(
      "SELECT actor, outcome, patient_id FROM audit_log WHERE action = 'printing.prescription' AND entity_id = ?",
      [typed.id],
    );
    expect(rows).toEqual([
      { actor: `doctor:${String(visit.doctorId)}`, outcome: 'viewed', patient_id: visit.patientId },
    ]);
  });

  it('that did not come out is kept for the desk, and is printed again by nobody who may not read it', async () => {
    const visit = await consult();
    const { id } = await signed(visit, amoxicillin);
    tray.trouble = 'printer_gone';
    expect(
      await visit.doctor.ok('printing.prescription', { prescriptionId: id, to: 'printer' }),
    ).toMatchObject({
      outcome: 'failed',
      kept: true,
    });
    tray.trouble = null;
    const [kept] = await visit.doctor.ok('printing.failed', {});
    const again = { id: kept?.id ?? 0, to: 'printer' } as const;
    const staff = await desk.signedIn('meena');
    expect(await staff.refused('printing.again', again)).toMatchObject({ code: 'FORBIDDEN' });
    expect(tray.sheets).toEqual([]);
    expect(await visit.doctor.ok('printing.again', again)).toEqual({ outcome: 'printed' });
    expect(printed()).toContain('Amoxicillin');
  });
});
