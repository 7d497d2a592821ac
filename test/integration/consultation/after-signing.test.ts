import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { blankPage, consulting, draft, medicine, signed } from './support';

let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { boss: 'superadmin', meena: 'staff' });
  ({ clinic, desk } = opened);
  return opened.close;
});

const consult = () => consulting(clinic, (name) => desk.signedIn(name));

describe('after signing', () => {
  it('a new version begins from the old, which is in force until the new one is signed', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const old = await signed(visit, medicine('Paracetamol'));
    const begun = (await doctor.ok('consultation.amend', { id: old.id, version: old.version })).prescription;
    expect(begun).toMatchObject({ state: 'draft', amendsId: old.id, page: old.page });
    expect(await doctor.refused('consultation.amend', { id: old.id, version: old.version })).toMatchObject({
      code: 'CONFLICT',
      conflict: { current: { id: begun.id } },
    });
    const page = { ...begun.page, advice: 'Rest' };
    const saved = await doctor.ok('consultation.save', { appointmentId, version: begun.version, page });
    const { id, version } = saved.prescription;
    expect(await clinic.count('prescriptions WHERE amends_id = ? AND signed_at IS NULL', [old.id])).toBe(1);
    await doctor.ok('consultation.sign', { id, version });
    const opened = await doctor.ok('consultation.open', { appointmentId });
    expect(opened.prescription).toMatchObject({ id, amendsId: old.id, state: 'signed' });
  });

  it('it is voided once, with a reason, and the database keeps that', async () => {
    const visit = await consult();
    const { id, version } = await signed(visit, medicine('Paracetamol'));
    const { prescription } = await visit.doctor.ok('consultation.void', {
      id,
      version,
      reason: 'Wrong patient',
    });
    expect(prescription).toMatchObject({ state: 'voided', voidReason: 'Wrong patient' });
    expect(
      await visit.doctor.refused('consultation.void', { id, version: prescription.version, reason: 'again' }),
    ).toMatchObject({ rules: [{ rule: 'prescription_voided' }] });
    await expect(
      clinic.owner.query('UPDATE prescriptions SET voided_at = NULL WHERE id = ?', [id]),
    ).rejects.toMatchObject({ sqlMessage: 'clinic: a voided prescription stays as it is' });
    const unsigned = await draft(await consult(), { complaint: 'Fever' });
    await expect(
      clinic.owner.query(
        "UPDATE prescriptions SET voided_at = UTC_TIMESTAMP(), voided_by = 'doctor:1', void_reason = 'x' WHERE id = ?",
        [unsigned.id],
      ),
    ).rejects.toMatchObject({
      sqlMessage: 'clinic: only a signed prescription is voided, by somebody and with a reason',
    });
  });

  it('what was written before is shown at the next visit and offered by its first letters', async () => {
    const visit = await consult();
    const { doctor, doctorId, patientId } = visit;
    const before = await signed(visit, medicine('Levocetirizine', { brand: 'Levocet', days: 7 }));
    const next = await doctor.ok('appointments.book', {
      doctorId,
      patientId,
      start: '2027-01-05T10:00',
      end: '2027-01-05T10:20',
      type: null,
      reason: null,
      deskNotes: null,
    });
    const opened = await doctor.ok('consultation.open', { appointmentId: next.appointment.id });
    expect(opened.prescription).toBeNull();
    expect(opened.earlier).toEqual([before]);
    const offered = await doctor.ok('consultation.suggest', { text: 'levoc' });
    expect(offered.suggestions).toEqual([{ line: before.page.medicines[0], times: 1, form: null }]);
    expect((await doctor.ok('consultation.suggest', { text: '%' })).suggestions).toEqual([]);
    // Without a letter: what this doctor writes most.
    expect((await doctor.ok('consultation.suggest', { text: ' ' })).suggestions).toEqual(offered.suggestions);
    const stranger = await consult();
    expect((await stranger.doctor.ok('consultation.suggest', { text: 'levoc' })).suggestions).toEqual([]);
  });
});

describe('whose visit it is', () => {
  it('another doctor reads and writes nothing of it, and the attempt stands in the audit', async () => {
    const visit = await consult();
    const other = await consult();
    const { appointmentId } = visit;
    const { id, version } = await draft(visit, { complaint: 'Fever' });
    const forbidden = { code: 'FORBIDDEN' };
    const attempts = [
      other.doctor.refused('consultation.open', { appointmentId }),
      other.doctor.refused('consultation.save', { appointmentId, version, page: blankPage }),
      other.doctor.refused('consultation.sign', { id, version }),
      other.doctor.refused('consultation.void', { id, version, reason: 'x' }),
    ];
    for (const attempt of attempts) expect(await attempt).toMatchObject(forbidden);
    const refused = await clinic.count(
      "audit_log WHERE outcome = 'refused' AND actor = ? AND action LIKE 'consultation.%'",
      [`doctor:${String(other.doctorId)}`],
    );
    expect(refused).toBe(4);
  });

  it('a superadmin reads it, reception does not, and each reading is an entry', async () => {
    const visit = await consult();
    const { appointmentId } = visit;
    const boss = await desk.signedIn('boss');
    await boss.ok('consultation.open', { appointmentId });
    const reception = await desk.signedIn('meena');
    expect(await reception.refused('consultation.open', { appointmentId })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const seen = await clinic.count(
      "audit_log WHERE outcome = 'viewed' AND action = 'consultation.open' AND patient_id = ?",
      [visit.patientId],
    );
    expect(seen).toBe(1);
  });

  it('nothing is written in a visit that was cancelled', async () => {
    const visit = await consult();
    const { appointmentId } = visit;
    await visit.doctor.ok('appointments.cancel', {
      id: appointmentId,
      version: 1,
      as: 'cancelled',
      reason: null,
    });
    expect(
      await visit.doctor.refused('consultation.save', { appointmentId, version: null, page: blankPage }),
    ).toMatchObject({ rules: [{ rule: 'visit_closed' }] });
  });
});

describe('allergies', () => {
  it('are noted once, taken out with a reason, and undo brings them back', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const add = { appointmentId, substance: 'Sulfa', reaction: null, severity: null };
    const { allergy } = await doctor.ok('consultation.addAllergy', add);
    expect(await doctor.refused('consultation.addAllergy', { ...add, substance: 'SULFA' })).toMatchObject({
      rules: [{ rule: 'allergy_known' }],
    });
    const at = { id: allergy.id, version: allergy.version };
    await doctor.ok('consultation.removeAllergy', { ...at, reason: 'Somebody else’s' });
    const opened = () => doctor.ok('consultation.open', { appointmentId });
    expect((await opened()).allergies).toEqual([]);
    await doctor.ok('appointments.undo', {});
    expect((await opened()).allergies).toMatchObject([{ substance: 'Sulfa' }]);
    expect(await clinic.count('patient_allergies WHERE patient_id = ?', [visit.patientId])).toBe(1);
  });
});
