import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import { MEASURES, NOTHING_MEASURED, type VitalValues } from '#shared/domain/vitals/measures';
import type { AdminId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting } from '../consultation/support';

let clinic: SmallClinic;
let desk: TestDesk;
let boss: TestWindow;
let nurse: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { boss: 'superadmin', meena: 'staff' });
  ({ clinic, desk } = opened);
  boss = await desk.signedIn('boss');
  const id = await clinic.addAdmin('nurse', 'staff');
  await grant(id);
  nurse = await desk.signedIn('nurse');
  return opened.close;
});

const grant = (id: AdminId) =>
  clinic.owner.query("INSERT INTO staff_grants (admin_id, permission) VALUES (?, 'clinical.vitals')", [id]);
const consult = () => consulting(clinic, (name) => desk.signedIn(name));
const measured = (values: Partial<VitalValues>): VitalValues => ({ ...NOTHING_MEASURED, ...values });
const history = async ({ doctor, appointmentId }: Consulted) =>
  (await doctor.ok('vitals.of', { appointmentId, after: null, limit: 200 })).items;

async function entered(visit: Consulted, values: Partial<VitalValues>, by = visit.doctor) {
  const { appointmentId } = visit;
  return (await by.ok('vitals.add', { appointmentId, values: measured(values), note: null })).vitals;
}

/** As if it had been measured some days before; the trigger that keeps rows is another program's to obey. */
async function backdated(visit: Consulted, days: number, values: string): Promise<number> {
  const [header] = await clinic.owner.query(
    `INSERT INTO vitals (patient_id, appointment_id, taken_at, entered_by, ${values.split('=')[0] ?? ''})
     VALUES (?, ?, ? - INTERVAL ? DAY, 'doctor:1', ${values.split('=')[1] ?? ''})`,
    [visit.patientId, visit.appointmentId, '2027-01-04 05:00:00', days],
  );
  return (header as { insertId: number }).insertId;
}

describe('vitals', () => {
  it('are kept as measured, with who and when, and each entry is a line of the audit', async () => {
    const visit = await consult();
    const values = { systolic: 120, diastolic: 80, temperatureC: 37.5, weightKg: 62.55, heightCm: 165.5 };
    const { id } = await entered(visit, values);
    const [only] = await history(visit);
    expect(only).toMatchObject({
      id,
      appointmentId: visit.appointmentId,
      values: measured(values),
      correctsId: null,
      correctedById: null,
      withdrawn: null,
    });
    expect(only?.entered.by).toMatch(/^Dr Doctor\d+ Test$/);
    const [rows] = await clinic.owner.query<RowDataPacket[]>(
      "SELECT action, outcome, patient_id FROM audit_log WHERE action LIKE 'vitals.%' AND patient_id = ? ORDER BY id",
      [visit.patientId],
    );
    expect(rows).toEqual([
      { action: 'vitals.add', outcome: 'done', patient_id: visit.patientId },
      { action: 'vitals.of', outcome: 'viewed', patient_id: visit.patientId },
    ]);
  });

  it('are refused where one is out of bounds, says where and what is allowed', async () => {
    const { doctor, appointmentId } = await consult();
    const refused = (values: Partial<VitalValues>) =>
      doctor.refused('vitals.add', { appointmentId, values: measured(values), note: null });
    expect(await refused({ pulse: 700 })).toEqual({
      code: 'VALIDATION',
      issues: [{ path: 'values.pulse', code: 'out_of_range', params: { min: 20, max: 300 } }],
    });
    expect(await refused({ temperatureC: 37.55 })).toMatchObject({
      issues: [{ path: 'values.temperatureC', code: 'too_many_decimals', params: { max: 1 } }],
    });
    expect(await refused({ systolic: 120 })).toMatchObject({ issues: [{ code: 'not_a_pressure' }] });
    expect(await refused({ systolic: 80, diastolic: 120 })).toMatchObject({
      issues: [{ code: 'pressure_order' }],
    });
    expect(await refused({})).toMatchObject({ issues: [{ path: 'values', code: 'nothing_measured' }] });
  });

  it('are corrected by a new entry of the same moment; the old one stays and names it', async () => {
    const visit = await consult();
    const old = await entered(visit, { weightKg: 652 / 10 });
    const at = { id: old.id, version: old.version };
    const { vitals } = await visit.doctor.ok('vitals.correct', {
      ...at,
      values: measured({ weightKg: 62.5 }),
      note: 'Read wrongly',
    });
    expect(vitals).toMatchObject({ correctsId: old.id, takenAt: old.takenAt, note: 'Read wrongly' });
    expect(await history(visit)).toMatchObject([
      { id: vitals.id, correctedById: null },
      { id: old.id, correctedById: vitals.id, values: { weightKg: 65.2 } },
    ]);
    const again = { ...at, values: measured({ weightKg: 60 }), note: null };
    expect(await visit.doctor.refused('vitals.correct', again)).toMatchObject({
      rules: [{ rule: 'vitals_replaced' }],
    });
    await visit.doctor.ok('appointments.undo', {});
    expect(await history(visit)).toMatchObject([
      { id: vitals.id, withdrawn: { reason: '↶' } },
      { id: old.id, correctedById: null },
    ]);
  });

  it('are withdrawn with a reason, which undo takes back, unless something stands in their place by then', async () => {
    const visit = await consult();
    const { id, version } = await entered(visit, { pulse: 72 });
    const { vitals } = await visit.doctor.ok('vitals.withdraw', { id, version, reason: 'Somebody else’s' });
    expect(vitals.withdrawn).toMatchObject({ reason: 'Somebody else’s' });
    expect(await visit.doctor.refused('vitals.withdraw', { id, version, reason: 'again' })).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale', entity: 'vitals', current: { id } },
    });
    await visit.doctor.ok('appointments.undo', {});
    const [back] = await history(visit);
    expect(back).toMatchObject({ id, withdrawn: null });

    const first = await visit.doctor.ok('vitals.correct', {
      id,
      version: back?.version ?? 0,
      values: measured({ pulse: 80 }),
      note: null,
    });
    const taken = await visit.doctor.ok('vitals.withdraw', {
      id: first.vitals.id,
      version: first.vitals.version,
      reason: 'No',
    });
    await visit.doctor.ok('vitals.correct', {
      id,
      version: back?.version ?? 0,
      values: measured({ pulse: 90 }),
      note: null,
    });
    expect(
      await visit.doctor.refused('vitals.restore', { id: taken.vitals.id, version: taken.vitals.version }),
    ).toMatchObject({ rules: [{ rule: 'vitals_replaced' }] });
  });

  it('come page by page, the newest first, of all records that are one patient’s', async () => {
    const visit = await consult();
    const ids = [];
    for (const days of [30, 20, 20, 10]) ids.unshift(await backdated(visit, days, 'pulse=70'));
    const whole = (await history(visit)).map(({ id }) => id);
    expect(whole).toEqual([ids[0], ids[1], ids[2], ids[3]]);
    const paged: number[] = [];
    let after: string | null = null;
    do {
      const page: { items: readonly { id: number }[]; next: string | null } = await visit.doctor.ok(
        'vitals.of',
        {
          appointmentId: visit.appointmentId,
          after,
          limit: 2,
        },
      );
      paged.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(paged).toEqual(whole);
    expect(
      await visit.doctor.refused('vitals.of', { appointmentId: visit.appointmentId, after: 'x', limit: 2 }),
    ).toMatchObject({ code: 'VALIDATION' });

    const other = await clinic.addPatient('Twin');
    await clinic.owner.query('UPDATE patients SET merged_into_id = ? WHERE id = ?', [visit.patientId, other]);
    await clinic.owner.query("INSERT INTO vitals (patient_id, pulse, entered_by) VALUES (?, 71, 'admin:1')", [
      other,
    ]);
    expect(await history(visit)).toHaveLength(5);
  });

  it('are not entered in a visit that is cancelled', async () => {
    const { doctor, appointmentId } = await consult();
    const { version } = await doctor.ok('appointments.get', { id: appointmentId });
    await doctor.ok('appointments.cancel', { id: appointmentId, version, as: 'cancelled', reason: 'x' });
    const entry = { appointmentId, values: measured({ pulse: 72 }), note: null };
    expect(await doctor.refused('vitals.add', entry)).toMatchObject({ rules: [{ rule: 'visit_closed' }] });
  });
});

describe('who enters and reads vitals', () => {
  it('whom the clinic allowed it enters them for any doctor, sees those of today and no history', async () => {
    const visit = await consult();
    const { appointmentId } = visit;
    const before = await backdated(visit, 1, 'pulse=70');
    const { id, version } = await entered(visit, { pulse: 72 }, nurse);
    const seen = await nurse.ok('vitals.today', { appointmentId });
    expect(seen).toMatchObject({ patientId: visit.patientId, items: [{ id, entered: { by: 'The nurse' } }] });
    expect(seen.items).toHaveLength(1);
    expect(await nurse.refused('vitals.of', { appointmentId, after: null, limit: 1 })).toMatchObject({
      code: 'FORBIDDEN',
    });
    await nurse.ok('vitals.correct', { id, version, values: measured({ pulse: 82 }), note: null });
    const yesterday = { id: before, version: 1, values: measured({ pulse: 82 }), note: null };
    expect(await nurse.refused('vitals.correct', yesterday)).toMatchObject({ code: 'FORBIDDEN' });
    const meena = await desk.signedIn('meena');
    expect(await meena.refused('vitals.today', { appointmentId })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('a doctor enters and reads in their own visits, an administrator in any', async () => {
    const visit = await consult();
    const other = await consult();
    const { appointmentId } = visit;
    const entry = { appointmentId, values: measured({ pulse: 72 }), note: null };
    const page = { appointmentId, after: null, limit: 10 };
    expect(await other.doctor.refused('vitals.add', entry)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await other.doctor.refused('vitals.today', { appointmentId })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await other.doctor.refused('vitals.of', page)).toMatchObject({ code: 'FORBIDDEN' });
    const { vitals } = await boss.ok('vitals.add', entry);
    const at = { id: vitals.id, version: vitals.version };
    expect(await other.doctor.refused('vitals.withdraw', { ...at, reason: 'x' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await boss.ok('vitals.of', page)).items).toHaveLength(1);
  });

  it('a doctor who is also of the staff enters for others only where it was granted', async () => {
    const visit = await consult();
    const double = await consult();
    const admin = await clinic.addAdmin('double', 'staff');
    await clinic.owner.query('UPDATE doctors SET admin_id = ? WHERE id = ?', [admin, double.doctorId]);
    const window = await desk.signedIn('double');
    const entry = { appointmentId: visit.appointmentId, values: measured({ pulse: 72 }), note: null };
    expect(await window.refused('vitals.add', entry)).toMatchObject({ code: 'FORBIDDEN' });
    await window.ok('vitals.add', { ...entry, appointmentId: double.appointmentId });
    await grant(admin);
    await window.ok('vitals.add', entry);
  });
});

describe('the database', () => {
  const COLUMNS = {
    pulse: 'pulse',
    temperatureC: 'temperature_c',
    spo2: 'spo2',
    respiration: 'respiration',
    glucoseMgDl: 'glucose_mg_dl',
    weightKg: 'weight_kg',
    heightCm: 'height_cm',
  } as const;
  const insert = async (values: string, patientId: number) =>
    clinic.owner.query(
      `INSERT INTO vitals (patient_id, entered_by, ${values.replaceAll(/=[^,]*/g, '')})
       VALUES (?, 'admin:1', ${values.replaceAll(/[a-z_0-9]*=/g, '')})`,
      [patientId],
    );

  it('has the limits of the screens', async () => {
    const patient = await clinic.addPatient('Bounds');
    for (const [measure, column] of Object.entries(COLUMNS)) {
      const { min, max, decimals } = MEASURES[measure as keyof typeof COLUMNS];
      const step = 10 ** -decimals;
      await insert(`${column}=${String(min)}`, patient);
      await insert(`${column}=${String(max)}`, patient);
      const under = insert(`${column}=${(min - step).toFixed(decimals)}`, patient);
      await expect(under, `${column} below`).rejects.toMatchObject({ errno: 3819 });
      const over = insert(`${column}=${(max + step).toFixed(decimals)}`, patient);
      await expect(over, `${column} above`).rejects.toMatchObject({ errno: 3819 });
    }
    const { systolic: high, diastolic: low } = MEASURES;
    await insert(`systolic=${String(high.max)},diastolic=${String(low.max)}`, patient);
    await insert(`systolic=${String(high.min)},diastolic=${String(low.min)}`, patient);
    for (const wrong of [
      'systolic=301,diastolic=80',
      'systolic=39,diastolic=30',
      'systolic=210,diastolic=201',
      'systolic=120,diastolic=19',
      'systolic=80,diastolic=120',
      'systolic=120',
      'diastolic=80',
      "note='nothing'",
    ]) {
      await expect(insert(wrong, patient), wrong).rejects.toMatchObject({ errno: 3819 });
    }
  });

  it('lets nothing of an entry be changed or deleted, and takes one correction of the same patient', async () => {
    const visit = await consult();
    const { id } = await entered(visit, { pulse: 72 });
    const stays = { sqlMessage: 'clinic: vitals stay as they were entered' };
    const change = (set: string) => clinic.owner.query(`UPDATE vitals SET ${set} WHERE id = ?`, [id]);
    for (const set of [
      'pulse = 73',
      "note = 'x'",
      "entered_by = 'admin:9'",
      'taken_at = UTC_TIMESTAMP() - 1',
    ])
      await expect(change(set), set).rejects.toMatchObject(stays);
    await expect(clinic.owner.query('DELETE FROM vitals WHERE id = ?', [id])).rejects.toMatchObject(stays);
    await expect(change('withdrawn_at = UTC_TIMESTAMP()')).rejects.toMatchObject({ errno: 3819 });
    const correct = (patient: number) => insert(`pulse=74,corrects_id=${String(id)}`, patient);
    await expect(correct(await clinic.addPatient('Other'))).rejects.toMatchObject({
      sqlMessage: 'clinic: a correction is of the same patient',
    });
    await correct(visit.patientId);
    await expect(correct(visit.patientId)).rejects.toMatchObject({ errno: 1062 });
    const alone = await clinic.addPatient('Measured');
    await insert('pulse=70', alone);
    await expect(clinic.owner.query('DELETE FROM patients WHERE id = ?', [alone])).rejects.toMatchObject({
      errno: 1451,
    });
  });
});
