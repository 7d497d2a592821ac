import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { fillLarge, fillSample } from '#electron/tools/seed/fill';
import { connectMysql, parseMysqlAddress, rowsOf } from '#electron/mysql/migrator/connect';
import { passwordFits } from '#electron/platform/passwords';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';

const now = Date.parse('2027-01-04T05:38:00Z');
let fresh: FreshDatabase;

async function select(sql: string): Promise<Record<string, unknown>[]> {
  const address = parseMysqlAddress(fresh.adminUrl);
  const connection = await connectMysql(address, address.database);
  try {
    return await rowsOf(connection, sql);
  } finally {
    await connection.end();
  }
}

function large(patients: number, appointments: number) {
  const from = Temporal.PlainDate.from('2027-01-01');
  return { kind: 'large', patients, doctors: 3, appointments, from, now: null } as const;
}

describe('the sample clinic', () => {
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fillSample(fresh.adminUrl, now, true);
  });
  afterAll(async () => {
    await fresh.drop();
  });

  test('has its people, its visits, and one feed row for all of them', async () => {
    expect(
      await select(
        `SELECT (SELECT COUNT(*) FROM doctors) AS doctors, (SELECT COUNT(*) FROM patients) AS patients,
                (SELECT COUNT(*) > 1000 FROM appointments) AS manyVisits, (SELECT COUNT(*) FROM feed) AS feed,
                (SELECT COUNT(DISTINCT patient_id) FROM patient_tokens) AS searchable`,
      ),
    ).toEqual([{ doctors: 6, patients: 600, manyVisits: 1, feed: 1, searchable: 600 }]);
    expect(await select("SELECT CAST(value AS CHAR) AS value FROM settings WHERE `key` = 'sample'")).toEqual([
      { value: 'true' },
    ]);
  });

  test('every visit that holds its time holds all of its slots', async () => {
    expect(
      await select(
        `SELECT (SELECT SUM(TIMESTAMPDIFF(MINUTE, start_time, end_time) / 5) FROM appointments
                 WHERE status <> 'cancelled') = (SELECT COUNT(*) FROM appointment_slots) AS whole`,
      ),
    ).toEqual([{ whole: 1 }]);
  });

  test('has doctors with hours of their own and one who follows the clinic', async () => {
    expect(
      await select(
        'SELECT d.id, COUNT(a.id) > 1 AS own FROM doctors d LEFT JOIN doctor_availability a ON a.doctor_id = d.id GROUP BY d.id ORDER BY d.id',
      ),
    ).toEqual([1, 2, 3, 4, 5, 6].map((id) => ({ id, own: id < 6 ? 1 : 0 })));
  });

  test('the four accounts sign in with their password', async () => {
    const accounts = await select(
      `SELECT n.name, COALESCE(a.password_hash, d.password_hash) AS hash, COALESCE(a.role, 'doctor') AS role
       FROM sign_in_names n LEFT JOIN admin a ON a.id = n.admin_id LEFT JOIN doctors d ON d.id = n.doctor_id
       WHERE n.name NOT LIKE '%@%' ORDER BY n.name`,
    );
    expect(accounts.map(({ name, role }) => [name, role])).toEqual([
      ['admin', 'superadmin'],
      ['drrao', 'doctor'],
      ['reception', 'staff'],
      ['viewer', 'viewer'],
    ]);
    for (const { hash } of accounts) {
      expect(await passwordFits(String(hash), 'sample-clinic')).toBe(true);
      expect(await passwordFits(String(hash), 'sample-clinics')).toBe(false);
    }
  });

  test('leaves a database that is somebody’s already as it is', async () => {
    const before = await select('CHECKSUM TABLE patients, appointments, doctors, admin, settings');
    expect(await fillSample(fresh.adminUrl, now, true)).toBeNull();
    await expect(fillLarge(fresh.adminUrl, large(10, 10), () => undefined)).rejects.toThrow('already holds');
    expect(await select('CHECKSUM TABLE patients, appointments, doctors, admin, settings')).toEqual(before);
  });
});

describe('a clinic of a given size', () => {
  test('is the same in two databases, as large as asked for, and its numbers go on', async () => {
    const answers: unknown[] = [];
    for (let run = 0; run < 2; run += 1) {
      fresh = await freshDatabase();
      try {
        await fillLarge(fresh.adminUrl, large(2_500, 300), () => undefined);
        const sums = await select('CHECKSUM TABLE patients, patient_tokens, appointments, appointment_slots');
        answers.push(sums.map((row) => row['Checksum']));
        await select(
          "INSERT INTO patients (first_name, email, password_hash) VALUES ('Next', 'next@example.com', '!')",
        );
        expect(await select("SELECT clinic_no FROM patients WHERE first_name = 'Next'")).toEqual([
          { clinic_no: '12501' },
        ]);
        expect(await select('SELECT COUNT(*) AS n FROM appointments')).toEqual([{ n: 300 }]);
      } finally {
        await fresh.drop();
      }
    }
    expect(answers[0]).toEqual(answers[1]);
    // Two databases with thousands of patients, on a machine that does more than this.
  }, 90_000);
});
