import mysql, { type Connection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { hashPassword } from '#electron/platform/passwords';
import { AdminId, DoctorId, PatientId } from '#shared/values/ids';
import type { FreshDatabase } from './databases';

export const PASSWORD = 'correct horse battery';

/** The cheapest real clinic for a test: accounts of every role and one doctor, made by the owner's account. */
export interface SmallClinic {
  readonly owner: Connection;
  addDoctor(name: string): Promise<DoctorId>;
  addPatient(name: string, phone?: string): Promise<PatientId>;
  /** A doctor who can sign in by the given user name. */
  addSigningDoctor(name: string, signInName: string): Promise<DoctorId>;
  addAdmin(name: string, role: 'superadmin' | 'staff' | 'viewer'): Promise<AdminId>;
  /** Rows of a table, or of `table WHERE …`. */
  count(rows: string, params?: readonly (string | number)[]): Promise<number>;
  close(): Promise<void>;
}

let passwordHash: Promise<string> | null = null;
let counter = 0;

function unique(name: string): string {
  counter += 1;
  return `${name.toLowerCase().replace(/[^a-z]/g, '')}${String(counter)}@clinic.test`;
}

/** Connects as the owner, whose own writes say that they come from a desk, so that triggers audit nothing. */
export async function smallClinic(database: FreshDatabase): Promise<SmallClinic> {
  const owner = await mysql.createConnection({ uri: database.adminUrl, dateStrings: true });
  await owner.query("SET time_zone = '+00:00', @clinic_writer = 'desk'");
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;

  async function insert(sql: string, params: readonly (string | number | null)[]): Promise<number> {
    const [header] = await owner.execute<ResultSetHeader>(sql, [...params]);
    return header.insertId;
  }

  async function addDoctor(name: string): Promise<DoctorId> {
    const sql = "INSERT INTO doctors (first_name, last_name, email, password_hash) VALUES (?, 'Test', ?, ?)";
    return DoctorId.parse(await insert(sql, [name, unique(name), hash]));
  }

  return {
    owner,
    addDoctor,
    addPatient: async (name, phone) => {
      const sql =
        "INSERT INTO patients (first_name, last_name, email, password_hash, phone) VALUES (?, 'Test', ?, '!', ?)";
      return PatientId.parse(await insert(sql, [name, unique(name), phone ?? null]));
    },
    addSigningDoctor: async (name, signInName) => {
      const id = await addDoctor(name);
      await insert('INSERT INTO sign_in_names (name, doctor_id) VALUES (?, ?)', [signInName, id]);
      return id;
    },
    addAdmin: async (name, role) => {
      const sql =
        'INSERT INTO admin (username, email, password_hash, role, display_name) VALUES (?, ?, ?, ?, ?)';
      const id = await insert(sql, [name, unique(name), hash, role, `The ${name}`]);
      await insert('INSERT INTO sign_in_names (name, admin_id) VALUES (?, ?)', [name, id]);
      return AdminId.parse(id);
    },
    count: async (rows, params = []) => {
      const [found] = await owner.query<RowDataPacket[]>(`SELECT COUNT(*) AS total FROM ${rows}`, [
        ...params,
      ]);
      return Number(found[0]?.['total']);
    },
    close: () => owner.end(),
  };
}
