import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDesk, type TestWindow, openDesk, paperTray } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { REASON, answered, bookedWith } from './chart-support';
import { blankPage, consulting, draft, medicine, signed } from './support';

const NOBODY = 2_000_000_000;
const STAYS = { sqlMessage: 'clinic: an opening stays as it is' };

let one: OneDesk;
let second: TestDesk;
let boss: TestWindow;

beforeAll(async () => {
  one = await oneDesk(MONDAY, { boss: 'superadmin', meena: 'staff' }, { paper: paperTray() });
  second = await openDesk(one.database, { now: MONDAY });
  boss = await second.signedIn('boss');
});
afterAll(async () => {
  await second.stop();
  await one.close();
});

const consult = () => consulting(one.clinic, (name) => one.desk.signedIn(name));
const looks = (window: TestWindow, patientId: number) => answered(window, 'documents.list', { patientId });

const anything = {
  person: null,
  entity: null,
  outcome: null,
  deskId: null,
  from: null,
  to: null,
};

async function saveSetting(chartsOpenToAll: boolean): Promise<void> {
  const { marks } = await boss.ok('settings.all', {});
  const versions = { chartsOpenToAll: marks.chartsOpenToAll.version };
  await boss.ok('settings.save', { values: { chartsOpenToAll }, versions });
}

describe('a visit', () => {
  it.each(['cancelled', 'no_show', 'left'] as const)('that ended as %s opens nothing', async (as) => {
    const { patientId } = await consult();
    const other = await consult();
    const { id, version } = await bookedWith(one.clinic, other, patientId);
    expect(await looks(other.doctor, patientId)).toBe('ok');
    // Whether somebody failed to come is only known when the time has come.
    await one.clinic.owner.query(
      "UPDATE appointments SET status = 'cancelled', closed_as = ?, closed_at = UTC_TIMESTAMP() WHERE id = ? AND version = ?",
      [as, id, version],
    );
    expect(await looks(other.doctor, patientId)).toBe('clinical.read');
    expect(await answered(other.doctor, 'consultation.open', { appointmentId: id })).toBe('clinical.read');
  });

  it('that was booked and taken back opens nothing, nor lets anything be changed', async () => {
    const { doctor, patientId, appointmentId } = await consult();
    const fields = { appointmentId, substance: 'Penicillin', reaction: null, severity: null };
    const { allergy } = await doctor.ok('consultation.addAllergy', fields);
    const other = await consult();
    const booked = await bookedWith(one.clinic, other, patientId);
    await other.doctor.ok('appointments.undo', {});
    expect(await looks(other.doctor, patientId)).toBe('clinical.read');
    const { id, version } = allergy;
    const taken = await answered(other.doctor, 'consultation.removeAllergy', { id, version, reason: 'x' });
    expect(taken).toBe('clinical.write');
    // Whether it is known already would tell what is known.
    const again = { ...fields, appointmentId: booked.id };
    expect(await answered(other.doctor, 'consultation.addAllergy', again)).toBe('RULE_VIOLATION');
    const condition = { appointmentId: booked.id, name: 'Asthma', notes: null };
    expect(await answered(other.doctor, 'conditions.add', condition)).toBe('RULE_VIOLATION');
    await other.doctor.ok('appointments.redo', {});
    expect(await looks(other.doctor, patientId)).toBe('ok');
  });

  it('of a record that was merged is a visit of the person', async () => {
    const { doctor, patientId: stays } = await consult();
    const other = await consult();
    const meena = await one.desk.signedIn('meena');
    const { patientId: goes } = other;
    expect(await looks(doctor, goes)).toBe('clinical.read');
    const { version } = await meena.ok('patients.get', { id: goes });
    const { merged } = await meena.ok('patients.merge', { id: goes, version, intoId: stays });
    for (const window of [doctor, other.doctor]) {
      for (const id of [goes, stays]) expect(await looks(window, id)).toBe('ok');
    }
    await meena.ok('patients.unmerge', { id: goes, version: merged.version });
    expect(await looks(doctor, goes)).toBe('clinical.read');
  });
});

describe('an opening with a reason', () => {
  it('stands in the audit with its reason, is for twelve hours, and is fixed by the database', async () => {
    const { patientId } = await consult();
    const { doctor, doctorId } = await consult();
    const opened = await doctor.ok('consultation.openChart', { patientId, reason: `  ${REASON} ` });
    const [[row]] = await one.clinic.owner.query<RowDataPacket[]>(
      'SELECT *, TIMESTAMPDIFF(HOUR, opened_at, open_until) AS hours FROM chart_openings WHERE patient_id = ?',
      [patientId],
    );
    expect(row).toMatchObject({ opened_by: `doctor:${String(doctorId)}`, reason: REASON, hours: 12 });
    expect(opened.openUntil).toBe(`${String(row?.['open_until']).replace(' ', 'T')}Z`);
    const { items } = await boss.ok('audit.page', {
      filters: { ...anything, patientId, action: 'consultation.openChart' },
      order: 'newest',
      after: null,
      limit: 10,
    });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ action: 'consultation.openChart', outcome: 'done', reason: REASON });
    const { openUntil } = await doctor.ok('documents.list', { patientId });
    expect(openUntil).toBe(opened.openUntil);
    const owner = one.clinic.owner;
    const id = Number(row?.['id']);
    await expect(
      owner.query("UPDATE chart_openings SET open_until = '2099-01-01' WHERE id = ?", [id]),
    ).rejects.toMatchObject(STAYS);
    await expect(owner.query('DELETE FROM chart_openings WHERE id = ?', [id])).rejects.toMatchObject(STAYS);
  });

  it('lasts as long as the database says, whatever a program that inserts one asks for', async () => {
    const { patientId } = await consult();
    await one.clinic.owner.query(
      "INSERT INTO chart_openings (opened_by, patient_id, reason, opened_at, open_until) VALUES ('doctor:1', ?, ?, '2000-01-01', '2099-01-01')",
      [patientId, REASON],
    );
    const asked =
      'chart_openings WHERE patient_id = ? AND opened_at > UTC_TIMESTAMP() - INTERVAL 1 HOUR AND open_until = opened_at + INTERVAL 12 HOUR';
    expect(await one.clinic.count(asked, [patientId])).toBe(1);
    await expect(
      one.clinic.owner.query(
        "INSERT INTO chart_openings (opened_by, patient_id, reason) VALUES ('doctor:1', ?, 'Because')",
        [patientId],
      ),
    ).rejects.toMatchObject({ code: 'ER_CHECK_CONSTRAINT_VIOLATED' });
  });

  it('serves nobody else, no other patient, and is refused of a patient that is none', async () => {
    const { patientId } = await consult();
    const [first, other] = [await consult(), await consult()];
    await first.doctor.ok('consultation.openChart', { patientId, reason: REASON });
    expect(await looks(other.doctor, patientId)).toBe('clinical.read');
    expect(await looks(first.doctor, other.patientId)).toBe('clinical.read');
    const nobody = { patientId: NOBODY, reason: REASON };
    expect(await first.doctor.refused('consultation.openChart', nobody)).toMatchObject({
      code: 'NOT_FOUND',
      entity: 'patient',
    });
    expect(await looks(first.doctor, NOBODY)).toBe('NOT_FOUND');
  });

  it.each([
    ['', 'required'],
    ['  too few  ', 'too_short'],
    ['x'.repeat(501), 'too_long'],
  ])('needs a reason: %j is none', async (reason, code) => {
    const { doctor, patientId } = await consult();
    expect(await doctor.refused('consultation.openChart', { patientId, reason })).toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'reason', code }],
    });
  });

  it('made twice is two, each with its own reason; repeated by a lost reply it is one', async () => {
    const { patientId } = await consult();
    const { doctor } = await consult();
    const request = '5f0c8a3e-2f62-4a1c-9e1d-0d6f5d6a7b01';
    for (let sent = 0; sent < 2; sent += 1) {
      await doctor.ok('consultation.openChart', { patientId, reason: REASON }, request);
    }
    expect(await one.clinic.count('chart_openings WHERE patient_id = ?', [patientId])).toBe(1);
    await doctor.ok('consultation.openChart', { patientId, reason: 'The family called again' });
    const audited = "audit_log WHERE action = 'consultation.openChart' AND patient_id = ?";
    expect(await one.clinic.count(audited, [patientId])).toBe(2);
    expect(await looks(doctor, patientId)).toBe('ok');
  });

  it('of one of two records opens the person', async () => {
    const [{ patientId: stays }, { patientId: goes }] = [await consult(), await consult()];
    const { doctor } = await consult();
    const meena = await one.desk.signedIn('meena');
    await doctor.ok('consultation.openChart', { patientId: goes, reason: REASON });
    const { version } = await meena.ok('patients.get', { id: goes });
    await meena.ok('patients.merge', { id: goes, version, intoId: stays });
    for (const id of [goes, stays]) expect(await looks(doctor, id)).toBe('ok');
  });

  it('lets nothing be written', async () => {
    const { patientId, appointmentId } = await consult();
    const { doctor } = await consult();
    await doctor.ok('consultation.openChart', { patientId, reason: REASON });
    const file = { patientId, fileName: 'x', bytes: 1, sha256: '0'.repeat(64) };
    const content = { kind: 'fitness', fitFor: 'Work', from: '2027-01-11' };
    const page = { appointmentId, version: null, page: blankPage };
    const tried = {
      'consultation.save': page,
      'consultation.attach': { appointmentId, version: null, documentIds: [] },
      'notes.save': { appointmentId, version: null, text: 'x' },
      'papers.sign': { appointmentId, content },
      'conditions.add': { appointmentId, name: 'Asthma', notes: null },
      'consultation.addAllergy': { appointmentId, substance: 'x', reaction: null, severity: null },
      'documents.begin': file,
    };
    for (const [name, input] of Object.entries(tried)) {
      expect([name, await answered(doctor, name, input)]).toEqual([name, 'clinical.write']);
    }
  });
});

describe('what is not signed', () => {
  it('stays with its doctor, whoever reads the rest; a superadmin sees it', async () => {
    const visit = await consult();
    const { doctor, patientId, appointmentId } = visit;
    const { doctor: reader } = await consult();
    await reader.ok('consultation.openChart', { patientId, reason: REASON });
    await draft(visit, { complaint: 'Fever' });
    await doctor.ok('notes.save', { appointmentId, version: null, text: 'Sleeps badly' });
    const seen = async (window: TestWindow) => ({
      page: (await window.ok('consultation.open', { appointmentId })).prescription?.state ?? null,
      note: (await window.ok('notes.of', { appointmentId })).note?.text ?? null,
    });
    expect(await seen(reader)).toEqual({ page: null, note: null });
    for (const window of [doctor, boss]) {
      expect(await seen(window)).toEqual({ page: 'draft', note: 'Sleeps badly' });
    }
    const { note } = await doctor.ok('notes.of', { appointmentId });
    if (!note) throw new Error('the note is not there');
    await doctor.ok('notes.sign', { id: note.id, version: note.version });
    expect(await seen(reader)).toEqual({ page: null, note: 'Sleeps badly' });
  });

  it('does not stand before what was signed: a new version that is begun shows the old one', async () => {
    const visit = await consult();
    const { doctor, patientId, appointmentId } = visit;
    const { id, version } = await signed(visit, medicine('Paracetamol'));
    await doctor.ok('consultation.amend', { id, version });
    const { doctor: reader } = await consult();
    await reader.ok('consultation.openChart', { patientId, reason: REASON });
    const { prescription } = await reader.ok('consultation.open', { appointmentId });
    expect(prescription).toMatchObject({ id, state: 'signed' });
    expect((await doctor.ok('consultation.open', { appointmentId })).prescription?.state).toBe('draft');
  });
});

describe('the clinic’s setting', () => {
  it('is off, acts on the next call at every desk, and is taken back by one undo', async () => {
    const visit = await consult();
    const { patientId, appointmentId } = visit;
    const { doctor } = await consult();
    expect((await boss.ok('settings.all', {})).values.chartsOpenToAll).toBe(false);
    expect(await looks(doctor, patientId)).toBe('clinical.read');
    await saveSetting(true);
    expect(await looks(doctor, patientId)).toBe('ok');
    expect((await doctor.ok('documents.list', { patientId })).openUntil).toBe(null);
    await draft(visit);
    expect((await doctor.ok('consultation.open', { appointmentId })).prescription).toBe(null);
    expect(await answered(await one.desk.signedIn('meena'), 'documents.list', { patientId })).toBe(
      'clinical.read',
    );
    await boss.ok('appointments.undo', {});
    expect(await looks(doctor, patientId)).toBe('clinical.read');
    await boss.ok('appointments.redo', {});
    expect(await looks(doctor, patientId)).toBe('ok');
    await saveSetting(false);
    expect(await looks(doctor, patientId)).toBe('clinical.read');
  });

  it('is off where another program broke it', async () => {
    const { patientId } = await consult();
    const { doctor } = await consult();
    await saveSetting(false);
    await one.clinic.owner.query("UPDATE settings SET value = '\"yes\"' WHERE `key` = 'chartsOpenToAll'");
    expect(await looks(doctor, patientId)).toBe('clinical.read');
    expect((await boss.ok('settings.all', {})).values.chartsOpenToAll).toBe(false);
    await saveSetting(false);
  });
});
