import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#test/support/databases';
import {
  addDoctor,
  addPatient,
  book,
  count,
  openAsDesk,
  openAsOutsider,
  pay,
  prescribe,
  rows,
  run,
} from './support';

let database: FreshDatabase;
let owner: Connection;
let outsider: Connection;
let desk: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  owner = await openAsOutsider(database.adminUrl);
  outsider = await openAsOutsider(database.mysqlUrl);
  desk = await openAsDesk(database.mysqlUrl);
});

afterAll(async () => {
  for (const connection of [owner, outsider, desk]) await connection.end();
  await database.drop();
});

const feedOf = (doctor: number) =>
  rows(desk, 'SELECT area, entity_id, date_from, date_to, kind FROM feed WHERE doctor_id = ? ORDER BY id', [
    doctor,
  ]);
const auditOf = (entity: string, id: number) =>
  rows(
    desk,
    'SELECT actor, action, patient_id, outcome, before_json, after_json FROM audit_log WHERE entity = ? AND entity_id = ? ORDER BY id',
    [entity, String(id)],
  );

describe('the audit log', () => {
  test('is never changed and never shortened, not even by its owner', async () => {
    await run(
      desk,
      "INSERT INTO audit_log (actor, action, outcome) VALUES ('admin:1', 'patients.get', 'viewed')",
    );
    const only = { sqlState: '45000', message: 'clinic: the audit log is append-only' };
    await expect(run(owner, "UPDATE audit_log SET reason = 'x'")).rejects.toMatchObject(only);
    await expect(run(owner, 'DELETE FROM audit_log')).rejects.toMatchObject(only);
    expect(await count(desk, "SELECT COUNT(*) FROM audit_log WHERE action = 'patients.get'")).toBe(1);
  });

  test('is dated by the server, whatever the statement says', async () => {
    await run(
      desk,
      "INSERT INTO audit_log (`at`, actor, action, outcome) VALUES ('2001-01-01', 'admin:1', 'backdated', 'done')",
    );
    expect(
      await count(
        desk,
        "SELECT COUNT(*) FROM audit_log WHERE action = 'backdated' AND ABS(TIMESTAMPDIFF(SECOND, `at`, UTC_TIMESTAMP())) < 60",
      ),
    ).toBe(1);
  });

  test('names another program by its account, before and after', async () => {
    const [patient, doctor] = [await addPatient(outsider), await addDoctor(outsider)];
    const id = await book(outsider, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(outsider, "UPDATE appointments SET end_time = '2027-01-04 10:20' WHERE id = ?", [id]);
    await run(owner, 'DELETE FROM appointments WHERE id = ?', [id]);
    const found = await auditOf('appointment', id);
    expect(found.map((row) => row['action'] as string)).toEqual(['sql.insert', 'sql.update', 'sql.delete']);
    expect(found[0]?.['actor']).toMatch(/^sql:clinic_desk@/);
    expect(found[2]?.['actor']).toMatch(/^sql:clinic_owner@/);
    expect(found[1]).toMatchObject({
      patient_id: patient,
      outcome: 'done',
      before_json: { end_time: '2027-01-04 10:15:00.000000' },
      after_json: { end_time: '2027-01-04 10:20:00.000000' },
    });
  });

  test('of prescriptions and payments too', async () => {
    const [patient, doctor] = [await addPatient(desk), await addDoctor(desk)];
    const visit = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    const prescription = await prescribe(outsider, visit, doctor, patient);
    const payment = await pay(outsider, visit, patient, 'pending');
    await run(outsider, "UPDATE payments SET status = 'completed' WHERE id = ?", [payment]);
    expect((await auditOf('prescription', prescription)).map((row) => row['action'] as string)).toEqual([
      'sql.insert',
    ]);
    expect((await auditOf('payment', payment)).map((row) => row['action'] as string)).toEqual([
      'sql.insert',
      'sql.update',
    ]);
  });

  test('a desk, which writes its own, is not written down twice', async () => {
    const [patient, doctor] = [await addPatient(desk), await addDoctor(desk)];
    const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    expect(await auditOf('appointment', id)).toEqual([]);
  });
});

describe('the feed', () => {
  test('tells of another program as of a desk', async () => {
    const [patient, doctor] = [await addPatient(desk), await addDoctor(desk)];
    const byDesk = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    const byOther = await book(outsider, patient, doctor, '2027-01-05 10:00', '2027-01-05 10:15');
    expect(await feedOf(doctor)).toEqual([
      {
        area: 'appointments',
        entity_id: byDesk,
        date_from: '2027-01-04',
        date_to: '2027-01-04',
        kind: 'insert',
      },
      {
        area: 'appointments',
        entity_id: byOther,
        date_from: '2027-01-05',
        date_to: '2027-01-05',
        kind: 'insert',
      },
    ]);
  });

  test('tells both days and both doctors of a move, and one of a change in place', async () => {
    const [patient, first, second] = [await addPatient(desk), await addDoctor(desk), await addDoctor(desk)];
    const id = await book(desk, patient, first, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(desk, "UPDATE appointments SET desk_notes = 'wheelchair' WHERE id = ?", [id]);
    await run(
      desk,
      "UPDATE appointments SET doctor_id = ?, start_time = '2027-01-06 09:00', end_time = '2027-01-06 09:15' WHERE id = ?",
      [second, id],
    );
    const monday = { area: 'appointments', entity_id: id, date_from: '2027-01-04', date_to: '2027-01-04' };
    expect(await feedOf(first)).toEqual([
      { ...monday, kind: 'insert' },
      { ...monday, kind: 'update' },
      { ...monday, kind: 'update' },
    ]);
    expect(await feedOf(second)).toEqual([
      { area: 'appointments', entity_id: id, date_from: '2027-01-06', date_to: '2027-01-06', kind: 'update' },
    ]);
  });

  test('is left to a bulk job that says so, and a rolled back booking tells nothing', async () => {
    const [patient, doctor] = [await addPatient(desk), await addDoctor(desk)];
    await run(desk, "SET @clinic_writer = 'bulk'");
    await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(desk, "SET @clinic_writer = 'desk'");
    await desk.beginTransaction();
    await book(desk, patient, doctor, '2027-01-04 11:00', '2027-01-04 11:15');
    await desk.rollback();
    expect(await feedOf(doctor)).toEqual([]);
    expect(await count(desk, 'SELECT COUNT(*) FROM appointment_slots WHERE doctor_id = ?', [doctor])).toBe(3);
  });
});

describe('versions and numbers', () => {
  test('every change of what is edited counts one on', async () => {
    const [patient, doctor] = [await addPatient(desk), await addDoctor(desk)];
    const visit = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    const prescription = await prescribe(desk, visit, doctor, patient);
    const payment = await pay(desk, visit, patient, 'pending');
    const insert = async (sql: string): Promise<number> => (await run(desk, sql)).insertId;
    const of = (id: number): string => `id = ${String(id)}`;
    const changes: readonly (readonly [string, string, string])[] = [
      ['patients', "phone = '98450'", of(patient)],
      ['doctors', "bio = 'x'", of(doctor)],
      ['appointments', "reason = 'fever'", of(visit)],
      ['prescriptions', "notes = 'x'", of(prescription)],
      ['payments', "method = 'cash'", of(payment)],
      ['settings', "value = '20'", "`key` = 'idleLockMinutes'"],
      [
        'admin',
        "display_name = 'x'",
        of(await insert("INSERT INTO admin (username, email, password_hash) VALUES ('v', 'v@x', '!')")),
      ],
      [
        'doctor_availability',
        'is_available = 0',
        of(
          await insert(
            `INSERT INTO doctor_availability (doctor_id, \`date\`, start_time, end_time) VALUES (${String(doctor)}, '2027-01-04', '09:00', '13:00')`,
          ),
        ),
      ],
      [
        'doctor_sessions',
        'last_token = 1',
        of(
          await insert(
            `INSERT INTO doctor_sessions (doctor_id, \`date\`, starts, ends) VALUES (${String(doctor)}, '2027-01-04', '09:00', '13:00')`,
          ),
        ),
      ],
      [
        'patient_allergies',
        "severity = 'severe'",
        of(
          await insert(
            `INSERT INTO patient_allergies (patient_id, substance) VALUES (${String(patient)}, 'x')`,
          ),
        ),
      ],
      [
        'patient_conditions',
        "state = 'resolved'",
        of(
          await insert(`INSERT INTO patient_conditions (patient_id, name) VALUES (${String(patient)}, 'x')`),
        ),
      ],
      [
        'vitals',
        "withdrawn_at = UTC_TIMESTAMP(), withdrawn_by = 'admin:1', withdrawn_reason = 'x'",
        of(
          await insert(
            `INSERT INTO vitals (patient_id, pulse, entered_by) VALUES (${String(patient)}, 72, 'admin:1')`,
          ),
        ),
      ],
      [
        'medical_history',
        "withdrawn_at = UTC_TIMESTAMP(), withdrawn_by = 'admin:1', withdrawn_reason = 'x'",
        of(
          await insert(
            `INSERT INTO medical_history (patient_id, kind, what, entered_by) VALUES (${String(patient)}, 'surgery', 'x', 'admin:1')`,
          ),
        ),
      ],
    ];
    for (const [table, change, where] of changes) {
      const version = `SELECT version FROM ${table} WHERE ${where}`;
      expect([table, await count(desk, version)]).toEqual([table, 1]);
      await run(desk, `UPDATE ${table} SET ${change} WHERE ${where}`);
      expect([table, await count(desk, version)]).toEqual([table, 2]);
    }
  });

  test('a patient gets a short number of their own, past those brought along', async () => {
    const number = async (id: number): Promise<string> =>
      String((await rows(desk, 'SELECT clinic_no FROM patients WHERE id = ?', [id]))[0]?.['clinic_no']);
    const first = Number(await number(await addPatient(desk)));
    expect(first).toBeGreaterThan(10_000);
    await run(
      desk,
      "INSERT INTO patients (first_name, email, password_hash, clinic_no) VALUES ('Old', 'old@x', '!', ?)",
      [String(first + 1)],
    );
    expect(await number(await addPatient(desk))).toBe(String(first + 2));
  });

  test('one name to sign in with belongs to one person', async () => {
    const doctor = await addDoctor(desk);
    await run(desk, "INSERT INTO sign_in_names (name, doctor_id) VALUES ('jose@x', ?)", [doctor]);
    await run(desk, "INSERT INTO sign_in_names (name, doctor_id) VALUES ('josé@x', ?)", [doctor]);
    await expect(
      run(desk, "INSERT INTO sign_in_names (name, doctor_id) VALUES ('JOSE@x', ?)", [doctor]),
    ).rejects.toMatchObject({ errno: 1062 });
    await expect(run(desk, "INSERT INTO sign_in_names (name) VALUES ('nobody')")).rejects.toMatchObject({
      errno: 3819,
    });
  });
});
