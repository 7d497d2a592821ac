import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '#test/support/databases';
import { openAsOutsider, rows } from './support';
import { tables } from './tables';

// Typed by hand from the data model that was asked for: column, type, nullable, default, extra.
const seed = {
  patients: [
    'id int NO null auto_increment',
    'first_name varchar(100) NO null',
    'last_name varchar(100) YES null',
    'email varchar(255) NO null',
    'password_hash varchar(255) NO null',
    'phone varchar(20) YES null',
    'date_of_birth date YES null',
    "gender enum('male','female','other') YES null",
    'created_at datetime NO CURRENT_TIMESTAMP DEFAULT_GENERATED',
    'updated_at datetime YES null on update CURRENT_TIMESTAMP',
  ],
  doctors: [
    'id int NO null auto_increment',
    'first_name varchar(100) NO null',
    'last_name varchar(100) YES null',
    'email varchar(255) NO null',
    'password_hash varchar(255) NO null',
    'specialization varchar(150) YES null',
    'contact_number varchar(20) YES null',
    'bio text YES null',
    'created_at datetime NO CURRENT_TIMESTAMP DEFAULT_GENERATED',
    'updated_at datetime YES null on update CURRENT_TIMESTAMP',
  ],
  appointments: [
    'id int NO null auto_increment',
    'patient_id int NO null',
    'doctor_id int NO null',
    'start_time datetime NO null',
    'end_time datetime NO null',
    "status enum('scheduled','checked_in','completed','cancelled') NO scheduled",
    "type enum('in_person','telemedicine') YES null",
    'reason varchar(500) YES null',
    'created_at datetime NO CURRENT_TIMESTAMP DEFAULT_GENERATED',
    'updated_at datetime YES null on update CURRENT_TIMESTAMP',
  ],
  admin: [
    'id int NO null auto_increment',
    'username varchar(100) NO null',
    'email varchar(255) NO null',
    'password_hash varchar(255) NO null',
    "role enum('superadmin','staff','viewer') NO staff",
    'created_at datetime NO CURRENT_TIMESTAMP DEFAULT_GENERATED',
  ],
  doctor_availability: [
    'id int NO null auto_increment',
    'doctor_id int NO null',
    'date date NO null',
    'start_time time NO null',
    'end_time time NO null',
    'is_available tinyint(1) NO 1',
    'recurrence_rule varchar(255) YES null',
    'created_at datetime NO CURRENT_TIMESTAMP DEFAULT_GENERATED',
  ],
  prescriptions: [
    'id int NO null auto_increment',
    'appointment_id int NO null',
    'doctor_id int YES null',
    'patient_id int YES null',
    'notes text YES null',
    'created_at datetime NO CURRENT_TIMESTAMP DEFAULT_GENERATED',
  ],
  prescription_items: [
    'id int NO null auto_increment',
    'prescription_id int NO null',
    'medicine_name varchar(255) NO null',
    'dosage varchar(100) YES null',
    'frequency varchar(100) YES null',
    'duration_days int YES null',
  ],
  payments: [
    'id int NO null auto_increment',
    'appointment_id int YES null',
    'patient_id int YES null',
    'amount decimal(10,2) NO null',
    'currency varchar(10) NO INR',
    "status enum('pending','completed','failed','refunded') NO pending",
    "method enum('card','upi','cash') YES null",
    'transaction_ref varchar(255) YES null',
    'created_at datetime NO CURRENT_TIMESTAMP DEFAULT_GENERATED',
  ],
} as const;

// Table.column → parent(column), on delete, on update. An unnamed rule is MySQL's own: NO ACTION.
const foreignKeys = {
  appointments: [
    'doctor_id → doctors(id) RESTRICT CASCADE',
    'patient_id → patients(id) RESTRICT CASCADE',
    'session_id → doctor_sessions(id) RESTRICT NO ACTION',
  ],
  doctor_availability: ['doctor_id → doctors(id) CASCADE NO ACTION'],
  prescriptions: [
    'amends_id → prescriptions(id) RESTRICT NO ACTION',
    'appointment_id → appointments(id) CASCADE NO ACTION',
    'doctor_id → doctors(id) SET NULL NO ACTION',
    'patient_id → patients(id) SET NULL NO ACTION',
  ],
  prescription_items: ['prescription_id → prescriptions(id) CASCADE NO ACTION'],
  payments: [
    'appointment_id → appointments(id) SET NULL NO ACTION',
    'patient_id → patients(id) SET NULL NO ACTION',
  ],
  patients: ['merged_into_id → patients(id) RESTRICT NO ACTION'],
  doctors: ['admin_id → admin(id) RESTRICT NO ACTION'],
  admin: [],
  appointment_slots: [
    'appointment_id → appointments(id) CASCADE CASCADE',
    'doctor_id → doctors(id) RESTRICT CASCADE',
  ],
} as const;

// Unique keys and the indexes the data model asks for.
const indexes = {
  patients: ['UNIQUE PRIMARY (id)', 'UNIQUE patients_clinic_no (clinic_no)', 'UNIQUE patients_email (email)'],
  doctors: ['UNIQUE PRIMARY (id)', 'UNIQUE doctors_admin (admin_id)', 'UNIQUE doctors_email (email)'],
  admin: ['UNIQUE PRIMARY (id)', 'UNIQUE admin_email (email)', 'UNIQUE admin_username (username)'],
  // No UNIQUE(doctor_id, start_time, end_time): a cancelled booking would block its time.
  appointments: ['UNIQUE PRIMARY (id)', 'UNIQUE appointments_token (session_id,token_no)'],
  appointment_slots: ['UNIQUE PRIMARY (doctor_id,slot_start)'],
  doctor_availability: ['UNIQUE PRIMARY (id)'],
  prescriptions: ['UNIQUE PRIMARY (id)'],
  prescription_items: ['UNIQUE PRIMARY (id)'],
  payments: ['UNIQUE PRIMARY (id)'],
  sign_in_names: ['UNIQUE PRIMARY (name)'],
  patient_identifiers: ['UNIQUE PRIMARY (id)', 'UNIQUE patient_identifiers_value (kind,value)'],
} as const;

let database: FreshDatabase;
let owner: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  owner = await openAsOutsider(database.adminUrl);
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

describe('the data model that was asked for', () => {
  test('has these tables and no others, all InnoDB in utf8mb4', async () => {
    const found = await rows(
      owner,
      'SELECT table_name AS name, engine AS engine, table_collation AS collation FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
    );
    expect(found.map((row) => row['name'] as string)).toEqual(tables);
    expect(new Set(found.map((row) => row['engine'] as string))).toEqual(new Set(['InnoDB']));
    expect(new Set(found.map((row) => row['collation'] as string))).toEqual(new Set(['utf8mb4_0900_ai_ci']));
  });

  test.each(Object.entries(seed))(
    '%s: every column, to the letter and first of all',
    async (table, wanted) => {
      const found = await rows(
        owner,
        `SELECT column_name AS name, column_type AS type, is_nullable AS nullable, column_default AS initial, extra AS extra
       FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position`,
        [table],
      );
      const described = found.map((row) =>
        [row['name'], row['type'], row['nullable'], String(row['initial']), row['extra']].join(' ').trim(),
      );
      expect(described.slice(0, wanted.length)).toEqual(wanted);
    },
  );

  test.each(Object.entries(foreignKeys))('%s: every foreign key with its rules', async (table, wanted) => {
    const found = await rows(
      owner,
      `SELECT CONCAT(k.column_name, ' → ', k.referenced_table_name, '(', k.referenced_column_name, ') ', r.delete_rule, ' ', r.update_rule) AS described
       FROM information_schema.key_column_usage k
       JOIN information_schema.referential_constraints r
         ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
       WHERE k.table_schema = DATABASE() AND k.table_name = ? AND k.referenced_table_name IS NOT NULL ORDER BY k.column_name`,
      [table],
    );
    expect(found.map((row) => row['described'] as string)).toEqual(wanted);
  });

  test.each(Object.entries(indexes))('%s: every unique key', async (table, wanted) => {
    const found = await rows(
      owner,
      `SELECT CONCAT('UNIQUE ', index_name, ' (', GROUP_CONCAT(column_name ORDER BY seq_in_index), ')') AS described
       FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0
       GROUP BY index_name ORDER BY index_name = 'PRIMARY' DESC, index_name`,
      [table],
    );
    expect(found.map((row) => row['described'] as string)).toEqual(wanted);
  });

  test('appointments are found by doctor, by patient and by day', async () => {
    const found = await rows(
      owner,
      `SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) AS described FROM information_schema.statistics
       WHERE table_schema = DATABASE() AND table_name = 'appointments' AND non_unique = 1 GROUP BY index_name ORDER BY index_name`,
    );
    expect(found.map((row) => row['described'] as string)).toEqual([
      'doctor_id,start_time',
      'patient_id,start_time',
      'series_id',
      'start_time,doctor_id',
      'to_move_at',
    ]);
  });

  test('e-mail and user names tell accents apart and not letters, search tokens tell everything apart', async () => {
    const found = await rows(
      owner,
      `SELECT CONCAT(table_name, '.', column_name, ' ', collation_name) AS described FROM information_schema.columns
       WHERE table_schema = DATABASE() AND collation_name NOT IN ('utf8mb4_0900_ai_ci', 'ascii_bin') ORDER BY table_name, column_name`,
    );
    expect(found.map((row) => row['described'] as string)).toEqual([
      'admin.email utf8mb4_0900_as_ci',
      'admin.username utf8mb4_0900_as_ci',
      'doctors.email utf8mb4_0900_as_ci',
      'patient_tokens.token utf8mb4_bin',
      'patients.contact_email utf8mb4_0900_as_ci',
      'patients.email utf8mb4_0900_as_ci',
      'presence.what utf8mb4_0900_as_ci',
      'schema_grants.account utf8mb4_bin',
      'sign_in_failures.name utf8mb4_0900_as_ci',
      'sign_in_names.name utf8mb4_0900_as_ci',
    ]);
  });

  test('a new clinic starts with its settings', async () => {
    const found = await rows(owner, 'SELECT `key`, value, version FROM settings ORDER BY `key`');
    const nine = [{ from: '09:00', to: '18:00' }];
    expect(Object.fromEntries(found.map((row) => [row['key'] as string, row['value'] as unknown]))).toEqual({
      address: '',
      cancelReasons: ['Patient asked', 'Doctor away', 'Booked by mistake', 'Other'],
      clinicName: 'Smart Clinic',
      clock: '24',
      country: 'IN',
      currency: 'INR',
      defaultMinutes: 15,
      idleLockMinutes: 10,
      languages: ['en', 'hi'],
      lastVerifiedBackup: null,
      locale: 'en-IN',
      logo: null,
      messageTemplates: {
        en: expect.objectContaining({ booked: expect.stringContaining('{doctor}') as unknown }) as unknown,
        hi: expect.objectContaining({ booked: expect.stringContaining('{doctor}') as unknown }) as unknown,
        mr: expect.objectContaining({ booked: expect.stringContaining('{doctor}') as unknown }) as unknown,
      },
      openingHours: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: nine, sun: [] },
      paperTexts: { head: '', foot: '', noteAdvice: {}, slipAdvice: {} },
      phone: '',
      retentionYears: null,
      sample: false,
      timeZone: 'Asia/Kolkata',
      videoLinks: { clinic: null, doctors: {} },
      videoSecret: expect.stringMatching(/^[0-9A-F]{64}$/u) as unknown,
    });
  });
});
