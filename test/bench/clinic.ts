import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import type { Booking } from './worker';

const run = promisify(execFile);

/** How big a clinic is; days of 120 visits from the first of January on. */
export interface Size {
  readonly patients: number;
  readonly appointments: number;
}

export const SMALL: Size = { patients: 10_000, appointments: 20_000 };
export const LARGE: Size = { patients: 100_000, appointments: 1_000_000 };

const DOCTORS = 10;
const FIRST_DAY = '2027-01-01';
/** The busy doctor's week, and the free days of bookings: the seeded visits do not reach that far. */
const BUSY_WEEK = '2090-01-02';
const FREE_FROM = Date.UTC(2091, 0, 1);

/** A seeded clinic on a database of its own, with the account that the bench signs in by. */
export interface BenchClinic {
  readonly database: FreshDatabase;
  readonly owner: Connection;
  readonly size: Size;
  readonly doctorIds: readonly number[];
  readonly patientIds: readonly number[];
  /** The day on which nearest to 120 visits are. */
  readonly fullDay: { readonly date: string; readonly visits: number };
  /** One doctor with 120 visits on each of seven days. */
  readonly busyWeek: { readonly doctorId: number; readonly from: string };
  /** Places nobody holds yet, no two of them alike. */
  freePlaces(count: number): Booking[];
  rows<T>(sql: string, params?: readonly (string | number)[]): Promise<T[]>;
  drop(): Promise<void>;
}

async function seed(database: FreshDatabase, size: Size): Promise<void> {
  const given = { patients: size.patients, doctors: DOCTORS, appointments: size.appointments };
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]);
  await run(process.execPath, [resolve('out/main/seed.cjs'), ...args, '--from', FIRST_DAY], {
    env: {
      ...process.env,
      CLINIC_MYSQL_URL: database.mysqlUrl,
      CLINIC_MYSQL_ADMIN_URL: database.adminUrl,
      CLINIC_MONGO_URL: database.mongoUrl,
    },
    maxBuffer: 64 * 1024 * 1024,
  });
}

export function sqlTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function wallTime(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** 120 visits of five minutes on each of seven days, as fast as one statement writes them. */
async function addBusyWeek(
  owner: Connection,
  doctorId: number,
  patientIds: readonly number[],
): Promise<void> {
  const first = Date.parse(`${BUSY_WEEK}T08:00:00Z`);
  const rows = Array.from({ length: 840 }, (_, at) => {
    const start = first + Math.floor(at / 120) * DAY + (at % 120) * 5 * MINUTE;
    return [patientIds[at % patientIds.length], doctorId, sqlTime(start), sqlTime(start + 5 * MINUTE)];
  });
  await owner.query("SET @clinic_writer = 'bulk'");
  await owner.query('INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES ?', [
    rows,
  ]);
  await owner.query("SET @clinic_writer = 'desk'");
}

/** A quarter of an hour each, the nine hours that the seeded clinic is open, doctor by doctor. */
const PLACES_A_DAY = 36;

function placeAt(at: number, doctorIds: readonly number[], patientIds: readonly number[]): Booking {
  const quarter = Math.floor(at / doctorIds.length);
  const start =
    FREE_FROM +
    Math.floor(quarter / PLACES_A_DAY) * DAY +
    9 * 60 * MINUTE +
    (quarter % PLACES_A_DAY) * 15 * MINUTE;
  return {
    doctorId: doctorIds[at % doctorIds.length] ?? 0,
    patientId: patientIds[at % patientIds.length] ?? 0,
    start: wallTime(start),
    end: wallTime(start + 15 * MINUTE),
  };
}

/** Makes, migrates and seeds one clinic. */
export async function benchClinic(size: Size): Promise<BenchClinic> {
  const database = await freshDatabase();
  await seed(database, size);
  const clinic = await smallClinic(database);
  const { owner } = clinic;
  await clinic.addAdmin('bench', 'staff');

  const rows = async <T>(sql: string, params: readonly (string | number)[] = []): Promise<T[]> => {
    const [found] = await owner.query<RowDataPacket[]>(sql, [...params]);
    // A row's shape is known to whoever wrote the statement.
    return found as T[];
  };
  const ids = async (sql: string) => (await rows<{ id: number }>(sql)).map(({ id }) => id);

  const busyDoctor = Number(await clinic.addDoctor('Busy'));
  const doctorIds = (await ids('SELECT id FROM doctors WHERE is_deleted = 0 ORDER BY id')).filter(
    (id) => id !== busyDoctor,
  );
  const patientIds = await ids('SELECT id FROM patients WHERE is_deleted = 0 ORDER BY id LIMIT 10000');
  const [fullDay] = await rows<{ date: string; visits: number }>(
    `SELECT DATE(start_time) AS date, COUNT(*) AS visits FROM appointments
     GROUP BY 1 ORDER BY ABS(visits - 120), 1 LIMIT 1`,
  );
  if (!fullDay) throw new Error('the seed made no appointments');
  await addBusyWeek(owner, busyDoctor, patientIds);
  await owner.query('ANALYZE TABLE patients, appointments, appointment_slots, patient_tokens, doctors');

  let given = 0;
  return {
    database,
    owner,
    size,
    doctorIds,
    patientIds,
    fullDay,
    busyWeek: { doctorId: busyDoctor, from: BUSY_WEEK },
    rows,
    freePlaces: (count) => {
      const places = Array.from({ length: count }, (_, at) => placeAt(given + at, doctorIds, patientIds));
      given += count;
      return places;
    },
    drop: async () => {
      await clinic.close();
      await database.drop();
    },
  };
}

/** Waits until nothing is left to carry to MongoDB, so that it is not carried during somebody else's turn. */
export async function outboxEmpty(clinic: BenchClinic): Promise<void> {
  for (;;) {
    const [left] = await clinic.rows<{ n: number }>('SELECT COUNT(*) AS n FROM outbox WHERE done_at IS NULL');
    if (Number(left?.n) === 0) return;
  }
}
