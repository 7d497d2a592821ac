import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { blankPage, consulting, draft, medicine, signed } from './support';

let clinic: SmallClinic;
let desk: TestDesk;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { boss: 'superadmin' });
  ({ clinic, desk } = opened);
  return opened.close;
});

const consult = () => consulting(clinic, (name) => desk.signedIn(name));

async function auditOf(action: string, id: number) {
  const [rows] = await clinic.owner.query<RowDataPacket[]>(
    'SELECT actor, reason, patient_id FROM audit_log WHERE action = ? AND entity_id = ?',
    [action, id],
  );
  return rows.map((row) => ({ ...row }));
}

describe('a draft', () => {
  it('is kept as typed, half a word too, and is there when the visit is opened again', async () => {
    const visit = await consult();
    const line = medicine('Parac', { dosage: '65', frequency: '1-0', instructions: 'After' });
    const first = await draft(visit, { complaint: '  Fever ', medicines: [line] });
    expect(first).toMatchObject({ state: 'draft', version: 1, signedAt: null });
    const opened = await visit.doctor.ok('consultation.open', { appointmentId: visit.appointmentId });
    expect(opened).toMatchObject({ patientId: visit.patientId, allergies: [], earlier: [] });
    expect(opened.prescription?.page).toEqual({
      ...blankPage,
      complaint: 'Fever',
      medicines: [line],
    });
    const saved = await visit.doctor.ok('consultation.save', {
      appointmentId: visit.appointmentId,
      version: first.version,
      page: { ...blankPage, complaint: 'Fever', medicines: [medicine('Paracetamol', { frequency: 'b.d.' })] },
    });
    expect(saved.prescription.page.medicines).toMatchObject([{ name: 'Paracetamol', frequency: 'BD' }]);
    expect(await clinic.count('prescriptions WHERE appointment_id = ?', [visit.appointmentId])).toBe(1);
  });

  it('begun in two windows at once is one draft: the other is told, and nothing is written over', async () => {
    const visit = await consult();
    const other = await desk.signedIn('boss');
    const begin = (complaint: string) =>
      visit.doctor.call('consultation.save', {
        appointmentId: visit.appointmentId,
        version: null,
        page: { ...blankPage, complaint },
      });
    const answers = await Promise.all(['one', 'two', 'three', 'four'].map(begin));
    const kept = answers.filter((answer) => answer.ok);
    expect(kept).toHaveLength(1);
    for (const answer of answers) {
      if (answer.ok) continue;
      expect(answer.error).toMatchObject({
        code: 'CONFLICT',
        conflict: { kind: 'stale', current: { state: 'draft' } },
      });
    }
    expect(await clinic.count('prescriptions WHERE appointment_id = ?', [visit.appointmentId])).toBe(1);
    expect(
      await other.refused('consultation.save', {
        appointmentId: visit.appointmentId,
        version: 1,
        page: blankPage,
      }),
    ).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    ['500 medicines', { medicines: Array.from({ length: 500 }, () => medicine('Zinc')) }, 'too_many'],
    ['a name that is too long', { medicines: [medicine('x'.repeat(256))] }, 'too_long'],
    ['negative days', { medicines: [medicine('Zinc', { days: -1 })] }, 'too_small'],
    ['days beyond two years', { medicines: [medicine('Zinc', { days: 732 })] }, 'too_big'],
    ['a review on no date', { reviewOn: '2027-02-30' }, 'not_a_date'],
    ['a field that is not there', { colour: 'red' }, 'unknown_field'],
  ])('with %s is refused, and nothing is half stored', async (_what, page, code) => {
    const visit = await consult();
    const { appointmentId } = visit;
    const answer = await visit.doctor.raw('consultation.save', {
      appointmentId,
      version: null,
      page: { ...blankPage, ...page },
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'VALIDATION', issues: [{ code }] } });
    expect(await clinic.count('prescriptions WHERE appointment_id = ?', [appointmentId])).toBe(0);
  });
});

describe('signing', () => {
  it('fixes the page, with who and when, in the audit and for good', async () => {
    const visit = await consult();
    const prescription = await signed(visit, medicine('Paracetamol'), medicine('Azithromycin', { days: 3 }));
    expect(prescription).toMatchObject({
      state: 'signed',
      signedBy: expect.stringContaining('Doctor') as string,
    });
    expect(await auditOf('consultation.sign', prescription.id)).toEqual([
      { actor: `doctor:${String(visit.doctorId)}`, reason: null, patient_id: visit.patientId },
    ]);
    const { id, version } = prescription;
    expect(await visit.doctor.refused('consultation.sign', { id, version })).toMatchObject({
      rules: [{ rule: 'prescription_signed' }],
    });
    expect(
      await visit.doctor.refused('consultation.save', {
        appointmentId: visit.appointmentId,
        version,
        page: blankPage,
      }),
    ).toMatchObject({ rules: [{ rule: 'prescription_signed' }] });
    await expect(
      clinic.owner.query("UPDATE prescriptions SET notes = 'changed' WHERE id = ?", [id]),
    ).rejects.toMatchObject({ sqlMessage: 'clinic: a signed prescription stays as it is' });
    await expect(
      clinic.owner.query("UPDATE prescription_items SET brand = 'other' WHERE prescription_id = ?", [id]),
    ).rejects.toMatchObject({ sqlMessage: 'clinic: a signed prescription stays as it is' });
  });

  it('says at each field what is no name, no dose and no frequency', async () => {
    const visit = await consult();
    const line = medicine('', { dosage: 'some', frequency: 'often' });
    const { id, version } = await draft(visit, { medicines: [medicine('Zinc'), line] });
    expect(await visit.doctor.refused('consultation.sign', { id, version })).toEqual({
      code: 'VALIDATION',
      issues: [
        { path: 'page.medicines.1.name', code: 'required', params: {} },
        { path: 'page.medicines.1.dosage', code: 'not_a_dose', params: {} },
        { path: 'page.medicines.1.frequency', code: 'not_a_frequency', params: {} },
      ],
    });
  });

  it('of nothing is refused', async () => {
    const visit = await consult();
    const { id, version } = await draft(visit);
    expect(await visit.doctor.refused('consultation.sign', { id, version })).toMatchObject({
      rules: [{ rule: 'prescription_empty' }],
    });
  });

  it('what another window just changed is refused, with what stands there', async () => {
    const visit = await consult();
    const first = await draft(visit, { complaint: 'Fever' });
    const { appointmentId } = visit;
    await visit.doctor.ok('consultation.save', {
      appointmentId,
      version: first.version,
      page: { ...blankPage, complaint: 'Cough' },
    });
    expect(
      await visit.doctor.refused('consultation.sign', { id: first.id, version: first.version }),
    ).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale', current: { page: { complaint: 'Cough' }, version: 2 } },
    });
  });

  it('twice at the same moment signs once', async () => {
    const visit = await consult();
    const { id, version } = await draft(visit, { complaint: 'Fever' });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => visit.doctor.call('consultation.sign', { id, version })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await auditOf('consultation.sign', id)).toHaveLength(1);
    expect(await clinic.count("outbox WHERE topic = 'prescription' AND entity_id = ?", [id])).toBe(1);
  });
});

describe('the checks before signing', () => {
  it('stop at an allergy until the doctor gives a reason, which is audited', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    await doctor.ok('consultation.addAllergy', {
      appointmentId,
      substance: 'Penicillin',
      reaction: 'Rash',
      severity: 'severe',
    });
    const { id, version } = await draft(visit, { medicines: [medicine('Amoxicillin')] });
    expect(await doctor.refused('consultation.sign', { id, version })).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'allergic_to', params: { medicine: 'Amoxicillin', because: 'Penicillin' } }],
      overridable: true,
    });
    const override = { rules: ['allergic_to' as const], reason: 'Tolerated last year' };
    const { prescription } = await doctor.ok('consultation.sign', { id, version, override });
    expect(prescription.state).toBe('signed');
    expect(await auditOf('consultation.sign', id)).toMatchObject([{ reason: 'Tolerated last year' }]);
  });

  it('stop at one substance twice, and an override of another rule does not help', async () => {
    const visit = await consult();
    const medicines = [medicine('Paracetamol'), medicine('Ibuprofen + Paracetamol')];
    const { id, version } = await draft(visit, { medicines });
    const override = { rules: ['allergic_to' as const], reason: 'no' };
    expect(await visit.doctor.refused('consultation.sign', { id, version, override })).toMatchObject({
      rules: [{ rule: 'same_substance' }],
    });
  });

  it('see an allergy that is noted in the same moment, or it waits', async () => {
    for (let round = 0; round < 5; round += 1) {
      const visit = await consult();
      const { doctor, appointmentId } = visit;
      const { id, version } = await draft(visit, { medicines: [medicine('Cefixime')] });
      const [signing, noting] = await Promise.all([
        doctor.call('consultation.sign', { id, version }),
        doctor.call('consultation.addAllergy', {
          appointmentId,
          substance: 'Cephalosporins',
          reaction: null,
          severity: null,
        }),
      ]);
      expect(noting.ok).toBe(true);
      const [rows] = await clinic.owner.query<RowDataPacket[]>(
        'SELECT action FROM audit_log WHERE patient_id = ? AND action IN (?, ?) ORDER BY id',
        [visit.patientId, 'consultation.sign', 'consultation.addAllergy'],
      );
      const order = rows.map(({ action }) => String(action));
      expect(order).toEqual(
        signing.ok ? ['consultation.sign', 'consultation.addAllergy'] : ['consultation.addAllergy'],
      );
    }
  });
});
