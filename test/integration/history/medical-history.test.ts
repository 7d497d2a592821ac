import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import { MOST_OF_HISTORY } from '#shared/contract/medical-history';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting } from '../consultation/support';

type Fact = InputOf<'medicalHistory.add'>['fact'];

let clinic: SmallClinic;
let desk: TestDesk;
let boss: TestWindow;
let nurse: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { boss: 'superadmin', meena: 'staff' });
  ({ clinic, desk } = opened);
  boss = await desk.signedIn('boss');
  const id = await clinic.addAdmin('nurse', 'staff');
  await clinic.owner.query("INSERT INTO staff_grants (admin_id, permission) VALUES (?, 'clinical.vitals')", [
    id,
  ]);
  nurse = await desk.signedIn('nurse');
  return opened.close;
});

const consult = () => consulting(clinic, (name) => desk.signedIn(name));
const APPENDIX = { kind: 'surgery', what: 'Appendectomy', on: '2015-03', place: 'Pune' } as const;
const DIABETES = { kind: 'family', relation: 'mother', what: 'Diabetes', onsetAge: 45 } as const;
const TOBACCO = {
  kind: 'lifestyle',
  habit: 'tobacco',
  what: '10 bidis a day',
  from: '1998',
  until: '2020-06-30',
} as const;

const history = async ({ doctor, appointmentId }: Consulted) =>
  (await doctor.ok('medicalHistory.of', { appointmentId })).items;
const told = async ({ appointmentId, doctor }: Consulted, fact: Fact, by = doctor) =>
  (await by.ok('medicalHistory.add', { appointmentId, fact })).entry;

describe('the medical history', () => {
  it('keeps what was told of each kind, with who and when, and each step is a line of the audit', async () => {
    const visit = await consult();
    for (const fact of [APPENDIX, DIABETES, TOBACCO]) await told(visit, fact);
    const items = await history(visit);
    expect(items.map(({ fact }) => fact)).toEqual([APPENDIX, DIABETES, TOBACCO]);
    expect(items[0]).toMatchObject({
      appointmentId: visit.appointmentId,
      correctsId: null,
      correctedById: null,
      withdrawn: null,
    });
    expect(items[0]?.entered.by).toMatch(/^Dr Doctor\d+ Test$/);
    const [rows] = await clinic.owner.query<RowDataPacket[]>(
      "SELECT action, entity, outcome FROM audit_log WHERE action LIKE 'medicalHistory.%' AND patient_id = ? ORDER BY id",
      [visit.patientId],
    );
    expect(rows).toEqual([
      ...Array.from({ length: 3 }, () => ({
        action: 'medicalHistory.add',
        entity: 'history',
        outcome: 'done',
      })),
      expect.objectContaining({ action: 'medicalHistory.of', outcome: 'viewed' }),
    ]);
  });

  it('keeps a date as far as it is known, and nothing where nothing is', async () => {
    const visit = await consult();
    for (const on of ['1961', '1961-12', '1961-12-31', '2027', '2027-01-04', null]) {
      expect((await told(visit, { ...APPENDIX, on, place: ' ' })).fact).toEqual({
        ...APPENDIX,
        on,
        place: null,
      });
    }
  });

  it('knows nothing of before the birth, where that is known to the day', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const bornOn = (date: string, precision: string) =>
      clinic.owner.query('UPDATE patients SET date_of_birth = ?, birth_precision = ? WHERE id = ?', [
        date,
        precision,
        visit.patientId,
      ]);
    const codes = async (on: string) => {
      const answer = await doctor.raw('medicalHistory.add', { appointmentId, fact: { ...APPENDIX, on } });
      if (answer.ok || answer.error.code !== 'VALIDATION') return answer.ok;
      return answer.error.issues.map(({ path, code }) => `${path} ${code}`);
    };
    await bornOn('1990-06-15', 'day');
    expect(await codes('1990-06-14')).toEqual(['fact.on before_birth']);
    expect(await codes('1989')).toEqual(['fact.on before_birth']);
    expect(await codes('1990')).toBe(true);
    expect(await codes('1990-06-15')).toBe(true);
    // Counted back from an age, a birth is not known well enough to refuse anything.
    await bornOn('1990-01-01', 'year');
    expect(await codes('1989')).toBe(true);
  });

  it('refuses what cannot be, says where and why, and stores nothing', async () => {
    const visit = await consult();
    const { doctor, appointmentId } = visit;
    const refused = async (fact: object) => {
      const answer = await doctor.raw('medicalHistory.add', { appointmentId, fact });
      if (answer.ok || answer.error.code !== 'VALIDATION') throw new Error(JSON.stringify(answer));
      return answer.error.issues.map(({ path, code }) => `${path} ${code}`);
    };
    expect(await refused({ ...APPENDIX, what: 'x'.repeat(201) })).toEqual(['fact.what too_long']);
    expect(await refused({ ...APPENDIX, what: '  ' })).toEqual(['fact.what required']);
    expect(await refused({ ...APPENDIX, place: 'x'.repeat(201) })).toEqual(['fact.place too_long']);
    expect(await refused({ ...APPENDIX, on: '1800' })).toEqual(['fact.on before_1900']);
    expect(await refused({ ...APPENDIX, on: '2015-02-30' })).toEqual(['fact.on not_a_date']);
    expect(await refused({ ...APPENDIX, on: '2027-01-05' })).toEqual(['fact.on in_future']);
    expect(await refused({ ...APPENDIX, on: '2028' })).toEqual(['fact.on in_future']);
    expect(await refused({ ...TOBACCO, from: '2021' })).toEqual(['fact.until end_before_start']);
    expect(await refused({ ...TOBACCO, until: '2027-02' })).toEqual(['fact.until in_future']);
    expect(await refused({ ...TOBACCO, habit: 'cards' })).toEqual(['fact.habit unknown_choice']);
    expect(await refused({ ...DIABETES, onsetAge: 121 })).toEqual(['fact.onsetAge out_of_range']);
    expect(await refused({ ...DIABETES, onsetAge: -1 })).toEqual(['fact.onsetAge out_of_range']);
    expect(await refused({ ...DIABETES, relation: 'neighbour' })).toEqual(['fact.relation unknown_choice']);
    expect(await refused({ ...DIABETES, on: '2015' })).toEqual(['fact unknown_field']);
    expect(await refused({ kind: 'dream', what: 'x' })).toHaveLength(1);
    expect(await history(visit)).toEqual([]);
  });

  it('is corrected twice by new entries; each old one stays, and undo brings the last but one back', async () => {
    const visit = await consult();
    const first = await told(visit, APPENDIX);
    const correct = (at: { readonly id: number; readonly version: number }, fact: Fact) =>
      visit.doctor.ok('medicalHistory.correct', { id: at.id, version: at.version, fact });
    const { entry: second } = await correct(first, { ...APPENDIX, on: '2016' });
    const { entry: third } = await correct(second, { ...APPENDIX, on: '2016', place: 'Delhi' });
    expect(await history(visit)).toMatchObject([
      { id: first.id, fact: APPENDIX, correctedById: second.id },
      { id: second.id, correctsId: first.id, correctedById: third.id },
      { id: third.id, correctsId: second.id, correctedById: null },
    ]);
    const again = { id: first.id, version: first.version, fact: APPENDIX };
    expect(await visit.doctor.refused('medicalHistory.correct', again)).toMatchObject({
      rules: [{ rule: 'history_replaced' }],
    });
    const other = { id: third.id, version: third.version, fact: DIABETES };
    expect(await visit.doctor.refused('medicalHistory.correct', other)).toMatchObject({
      issues: [{ path: 'fact.kind', code: 'unknown_choice' }],
    });
    await visit.doctor.ok('appointments.undo', {});
    expect(await history(visit)).toMatchObject([
      { correctedById: second.id },
      { id: second.id, correctedById: null },
      { id: third.id, withdrawn: { reason: '↶' } },
    ]);
    await correct(second, { ...APPENDIX, on: '2017' });
    const withdrawn = (await history(visit)).find(({ id }) => id === third.id);
    expect(
      await visit.doctor.refused('medicalHistory.restore', {
        id: third.id,
        version: withdrawn?.version ?? 0,
      }),
    ).toMatchObject({ rules: [{ rule: 'history_replaced' }] });
  });

  it('is taken out with a reason, which undo takes back; from another version it is a conflict', async () => {
    const visit = await consult();
    const { id, version } = await told(visit, DIABETES);
    const out = await visit.doctor.ok('medicalHistory.withdraw', { id, version, reason: 'The other aunt' });
    expect(out.entry.withdrawn).toMatchObject({ reason: 'The other aunt' });
    const again = { id, version, reason: 'again' };
    expect(await visit.doctor.refused('medicalHistory.withdraw', again)).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale', entity: 'history', current: { id } },
    });
    await visit.doctor.ok('appointments.undo', {});
    expect(await history(visit)).toMatchObject([{ id, withdrawn: null }]);
  });

  it('tells of all records that are one patient’s, and is written to the one they are read as', async () => {
    const visit = await consult();
    const other = await clinic.addPatient('Twin');
    await clinic.owner.query(
      "INSERT INTO medical_history (patient_id, kind, what, entered_by) VALUES (?, 'surgery', 'Hernia', 'admin:1')",
      [other],
    );
    await clinic.owner.query('UPDATE patients SET merged_into_id = ? WHERE id = ?', [visit.patientId, other]);
    const [hernia] = await history(visit);
    expect(hernia).toMatchObject({ fact: { what: 'Hernia' }, appointmentId: null });
    const fact = { ...APPENDIX, what: 'Hernia, left' };
    const at = { id: hernia?.id ?? 0, version: hernia?.version ?? 0, fact };
    await visit.doctor.ok('medicalHistory.correct', at);
    await told(visit, DIABETES);
    const [rows] = await clinic.owner.query<RowDataPacket[]>(
      'SELECT patient_id FROM medical_history WHERE patient_id IN (?, ?) ORDER BY id',
      [visit.patientId, other],
    );
    expect(rows.map((row) => row['patient_id'] as number)).toEqual([other, other, visit.patientId]);
    expect(await history(visit)).toHaveLength(3);
  });

  it('takes no more than it can show', async () => {
    const visit = await consult();
    const rows = Array.from({ length: MOST_OF_HISTORY }, () => "(?, 'surgery', 'x', 'admin:1')");
    await clinic.owner.query(
      `INSERT INTO medical_history (patient_id, kind, what, entered_by) VALUES ${rows.join(', ')}`,
      rows.map(() => visit.patientId),
    );
    const one = { appointmentId: visit.appointmentId, fact: APPENDIX };
    expect(await visit.doctor.refused('medicalHistory.add', one)).toMatchObject({
      rules: [{ rule: 'history_full' }],
    });
    expect(await history(visit)).toHaveLength(MOST_OF_HISTORY);
  });

  it('is not entered in a visit that is cancelled', async () => {
    const { doctor, appointmentId } = await consult();
    const { version } = await doctor.ok('appointments.get', { id: appointmentId });
    await doctor.ok('appointments.cancel', { id: appointmentId, version, as: 'cancelled', reason: 'x' });
    expect(await doctor.refused('medicalHistory.add', { appointmentId, fact: APPENDIX })).toMatchObject({
      rules: [{ rule: 'visit_closed' }],
    });
  });
});

describe('who enters and reads it', () => {
  const forbidden = { code: 'FORBIDDEN' };

  it('whom the clinic allowed it enters for any doctor, sees what is of today and no more', async () => {
    const visit = await consult();
    const { appointmentId } = visit;
    await clinic.owner.query(
      `INSERT INTO medical_history (patient_id, appointment_id, kind, what, entered_by, created_at)
       VALUES (?, ?, 'surgery', 'Hernia', 'doctor:1', '2027-01-02 05:00:00')`,
      [visit.patientId, appointmentId],
    );
    const { id, version } = await told(visit, TOBACCO, nurse);
    const seen = await nurse.ok('medicalHistory.today', { appointmentId });
    expect(seen).toMatchObject({ patientId: visit.patientId, items: [{ id, entered: { by: 'The nurse' } }] });
    expect(seen.items).toHaveLength(1);
    expect(await nurse.refused('medicalHistory.of', { appointmentId })).toMatchObject(forbidden);
    await nurse.ok('medicalHistory.correct', { id, version, fact: { ...TOBACCO, what: '5 a day' } });
    const [before] = await history(visit);
    const old = { id: before?.id ?? 0, version: 1, fact: APPENDIX };
    expect(await nurse.refused('medicalHistory.correct', old)).toMatchObject(forbidden);
    const meena = await desk.signedIn('meena');
    expect(await meena.refused('medicalHistory.today', { appointmentId })).toMatchObject(forbidden);
    expect(await meena.refused('medicalHistory.add', { appointmentId, fact: APPENDIX })).toMatchObject(
      forbidden,
    );
  });

  it('a doctor does in their own visits, an administrator in any', async () => {
    const visit = await consult();
    const other = await consult();
    const { appointmentId } = visit;
    for (const call of ['medicalHistory.of', 'medicalHistory.today'] as const) {
      expect(await other.doctor.refused(call, { appointmentId })).toMatchObject(forbidden);
    }
    const entry = { appointmentId, fact: APPENDIX };
    expect(await other.doctor.refused('medicalHistory.add', entry)).toMatchObject(forbidden);
    const { id, version } = await told(visit, APPENDIX, boss);
    const out = { id, version, reason: 'x' };
    expect(await other.doctor.refused('medicalHistory.withdraw', out)).toMatchObject(forbidden);
    expect((await boss.ok('medicalHistory.of', { appointmentId })).items).toHaveLength(1);
  });
});
