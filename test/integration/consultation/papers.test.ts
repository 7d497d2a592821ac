import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { SmallClinic } from '#test/support/clinic';
import { type TestDesk, paperTray } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting } from './support';

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
});

type Content = InputOf<'papers.sign'>['content'];

const consult = () => consulting(clinic, (name) => desk.signedIn(name));
const leave = {
  kind: 'sick_leave',
  from: '2027-01-04',
  to: '2027-01-06',
  reason: 'Dengue',
  showsReason: false,
} as const;
const letter = { kind: 'referral', to: 'Dr Iyer, cardiology', question: 'Murmur?', findings: null } as const;

async function signed({ doctor, appointmentId }: Consulted, content: Content = leave) {
  return (await doctor.ok('papers.sign', { appointmentId, content })).paper;
}

describe('a certificate or letter', () => {
  it('is signed as it is made, audited, listed, and then fixed by the database too', async () => {
    const visit = await consult();
    const paper = await signed(visit);
    expect(paper).toMatchObject({ content: leave, voidedAt: null, version: 1 });
    expect(paper.signedBy).toContain('Doctor');
    for (const change of ["reason = 'dengue'", "to_date = '2027-02-06'", 'shows_reason = 1']) {
      await expect(
        clinic.owner.query(`UPDATE medical_papers SET ${change} WHERE id = ?`, [paper.id]),
      ).rejects.toMatchObject({ sqlMessage: 'clinic: a signed paper stays as it is' });
    }
    await expect(
      clinic.owner.query('DELETE FROM medical_papers WHERE id = ?', [paper.id]),
    ).rejects.toMatchObject({ sqlMessage: 'clinic: a signed paper stays as it is' });
    await signed(visit, letter);
    const { papers } = await visit.doctor.ok('papers.of', { appointmentId: visit.appointmentId });
    expect(papers.map(({ content }) => content)).toEqual([letter, leave]);
    expect(
      await clinic.count("audit_log WHERE action = 'papers.sign' AND patient_id = ?", [visit.patientId]),
    ).toBe(2);
  });

  it('is voided once, with a reason, and stays so', async () => {
    const visit = await consult();
    const { id, version } = await signed(visit);
    expect(await visit.doctor.refused('papers.void', { id, version, reason: '  ' })).toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'reason', code: 'required' }],
    });
    const stale = await visit.doctor.refused('papers.void', { id, version: version + 1, reason: 'Wrong' });
    expect(stale).toMatchObject({ code: 'CONFLICT', conflict: { entity: 'medical_paper' } });
    const { paper } = await visit.doctor.ok('papers.void', { id, version, reason: 'Wrong days' });
    expect(paper).toMatchObject({ voidReason: 'Wrong days', version: 2, content: leave });
    const again = await visit.doctor.refused('papers.void', { id, version: 2, reason: 'Again' });
    expect(again).toMatchObject({ rules: [{ rule: 'paper_voided' }] });
    await expect(
      clinic.owner.query('UPDATE medical_papers SET voided_at = NULL, voided_by = NULL, void_reason = NULL'),
    ).rejects.toMatchObject({ sqlMessage: 'clinic: a voided paper stays as it is' });
    await visit.doctor.ok('printing.medicalPaper', { paperId: id, to: 'printer' });
    expect(tray.sheets.at(-1)?.html).toContain('Void: Wrong days');
  });

  it('is the doctor’s own: another doctor neither reads, signs, voids nor prints it', async () => {
    const visit = await consult();
    const { doctor: other } = await consult();
    const { id, version } = await signed(visit);
    const { appointmentId } = visit;
    const strange = [
      await other.refused('papers.of', { appointmentId }),
      await other.refused('papers.sign', { appointmentId, content: leave }),
      await other.refused('papers.void', { id, version, reason: 'x' }),
      await other.refused('printing.medicalPaper', { paperId: id, to: 'printer' }),
    ];
    expect(strange.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(tray.sheets).toHaveLength(0);
    const guessed = await visit.doctor.refused('papers.void', { id: 2_000_000_000, version: 1, reason: 'x' });
    expect(guessed).toMatchObject({ code: 'NOT_FOUND', entity: 'medical_paper' });
  });

  it('says what is wrong at its field, and the database keeps each kind’s columns', async () => {
    const { doctor, appointmentId, patientId, doctorId } = await consult();
    const wrong = async (content: Content) => {
      const error = await doctor.refused('papers.sign', { appointmentId, content });
      return error.code === 'VALIDATION'
        ? error.issues.map(({ path, code }) => `${path} ${code}`)
        : error.code;
    };
    expect(await wrong({ ...leave, to: '2027-01-03' })).toEqual(['content.to end_before_start']);
    expect(await wrong({ ...leave, from: '2027-02-30' })).toEqual(['content.from not_a_date']);
    expect(await wrong({ ...leave, reason: null, showsReason: true })).toEqual(['content.reason required']);
    expect(await wrong({ ...letter, question: 'x'.repeat(4001) })).toEqual(['content.question too_long']);
    expect(await wrong({ ...letter, to: ' ' })).toEqual(['content.to required']);
    expect(await wrong({ kind: 'fitness', fitFor: 'x'.repeat(201), from: leave.from })).toEqual([
      'content.fitFor too_long',
    ]);
    await expect(
      clinic.owner.query(
        `INSERT INTO medical_papers (appointment_id, doctor_id, patient_id, kind, from_date, to_date, shows_reason, signed_by)
         VALUES (?, ?, ?, 'sick_leave', '2027-01-06', '2027-01-04', 0, 'x')`,
        [appointmentId, doctorId, patientId],
      ),
    ).rejects.toMatchObject({ code: 'ER_CHECK_CONSTRAINT_VIOLATED' });
  });

  it('has the prescription’s head and the patient’s language; a reason stands there only where it is shown', async () => {
    const visit = await consult();
    await clinic.owner.query(
      "UPDATE doctors SET degree = 'MBBS', registration_no = 'KMC 4711' WHERE id = ?",
      [visit.doctorId],
    );
    const hidden = await signed(visit);
    await visit.doctor.ok('printing.medicalPaper', { paperId: hidden.id, to: 'printer' });
    const html = tray.sheets.at(-1)?.html ?? '';
    expect(html).toContain('Sick leave certificate');
    expect(html).toContain('Reg. No. KMC 4711');
    expect(html).toContain('MBBS');
    expect(html).not.toContain('Dengue');
    const shown = await signed(visit, { ...leave, showsReason: true });
    for (const [language, title] of [
      ['hi', 'बीमारी अवकाश प्रमाणपत्र'],
      ['ta', 'மருத்துவ விடுப்புச் சான்றிதழ்'],
      ['ar', 'شهادة إجازة مرضية'],
    ]) {
      await clinic.owner.query('UPDATE patients SET language = ? WHERE id = ?', [language, visit.patientId]);
      await visit.doctor.ok('printing.medicalPaper', { paperId: shown.id, to: 'printer' });
      expect(tray.sheets.at(-1)?.html).toContain(title);
      expect(tray.sheets.at(-1)?.html).toContain('Dengue');
    }
    expect(
      await clinic.count("audit_log WHERE action = 'printing.medicalPaper' AND patient_id = ?", [
        visit.patientId,
      ]),
    ).toBe(4);
  });
});
