import { Temporal } from 'temporal-polyfill';
import type { Connection } from 'mysql2/promise';
import { connectMysql, parseMysqlAddress } from '#electron/mysql/migrator/connect';
import { doctorPasswords, insertAccounts } from './accounts';
import type { SeedRequest } from './arguments';
import { largeBook } from './book';
import { insertAll, insertInLanes } from './bulk';
import * as clinic from './clinic';
import { seedDoctors } from './doctors';
import { sampleHours } from './hours';
import { FIRST_CLINIC_NO, seedPatients } from './patients';
import { doctorTarget, hoursTarget, patientTarget, tokenTarget, visitTarget } from './rows';
import { sampleBook } from './sample-book';

export interface Seeded {
  readonly doctors: number;
  readonly patients: number;
  readonly appointments: number;
}

type Say = (line: string) => void;
type Large = Extract<SeedRequest, { kind: 'large' }>;

const SEED = 20_270_104;
const SAMPLE_DOCTORS = 6;
const SAMPLE_PATIENTS = 600;
/** An address that belongs to nobody: whoever copies a link sees how one looks. */
const SAMPLE_VIDEO = { clinic: 'https://meet.example.org/smart-clinic-{token}', doctors: {} };
/** The server has most of the work, so a few connections keep it busy. */
const LANES = 3;
const REPORT_EVERY_MS = 2_000;

async function open(url: string): Promise<Connection> {
  const address = parseMysqlAddress(url);
  return connectMysql(address, address.database);
}

/** Doctors, accounts and what makes the clinic a sample one. */
async function insertPeople(connection: Connection, doctors: ReturnType<typeof seedDoctors>): Promise<void> {
  const withAccounts = !(await clinic.hasAccounts(connection));
  const passwords = withAccounts ? await doctorPasswords(doctors) : new Map<number, string>();
  await insertAll(
    connection,
    doctorTarget(({ id }) => passwords.get(id) ?? '!'),
    doctors,
  );
  if (!withAccounts) return;
  await insertAccounts(connection, doctors);
  await clinic.writeSetting(connection, 'sample', true);
  await clinic.writeSetting(connection, 'videoLinks', SAMPLE_VIDEO);
}

/**
 * The sample clinic, whole or not at all; null when the database is somebody's already. Without hours all
 * doctors follow the clinic's.
 */
export async function fillSample(url: string, now: number, withHours: boolean): Promise<Seeded | null> {
  const connection = await open(url);
  try {
    if (!(await clinic.isEmpty(connection))) return null;
    const zone = await clinic.timeZoneOf(connection);
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
    const doctors = seedDoctors(SAMPLE_DOCTORS, SEED);
    const patients = [...seedPatients(SAMPLE_PATIENTS, today, SEED)];
    const rules = withHours ? sampleHours(today) : [];
    const hours = clinic.SAMPLE_HOURS;
    const plan = { doctors, patients: patients.length, hours, rules, zone, now, seed: SEED };
    const visits = sampleBook(plan, today);
    await connection.beginTransaction();
    await clinic.writeSetting(connection, 'clinicName', 'Asha Clinic');
    await clinic.writeSetting(connection, 'openingHours', hours);
    await insertPeople(connection, doctors);
    await insertAll(connection, hoursTarget, rules);
    await insertAll(connection, patientTarget(), patients);
    await insertAll(connection, tokenTarget, patients);
    await clinic.continueNumbers(connection, FIRST_CLINIC_NO - 1 + patients.length);
    await insertAll(connection, visitTarget, visits);
    await clinic.tellEveryone(connection);
    await connection.commit();
    return { doctors: doctors.length, patients: patients.length, appointments: visits.length };
  } finally {
    await connection.end();
  }
}

function reporter(say: Say, what: string, total: number): (done: number) => void {
  let last = Date.now();
  return (done) => {
    if (done < total && Date.now() - last < REPORT_EVERY_MS) return;
    last = Date.now();
    say(`${what}: ${String(done)} of ${String(total)}`);
  };
}

function* flattened<T>(groups: Iterable<readonly T[]>): Generator<T> {
  for (const group of groups) yield* group;
}

/** A clinic of any size: the same request gives the same rows. @throws Error when the database is not empty */
export async function fillLarge(url: string, request: Large, say: Say): Promise<Seeded> {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => open(url)));
  const first = lanes[0];
  if (first === undefined) throw new Error('no connection');
  try {
    if (!(await clinic.isEmpty(first))) {
      throw new Error('The database already holds patients or doctors; seeding is for an empty one.');
    }
    // What is made here is whole by its making; checking every row again would double the time.
    for (const lane of lanes) await lane.query('SET SESSION foreign_key_checks = 0, unique_checks = 0');
    const zone = await clinic.timeZoneOf(first);
    const now = request.now ?? request.from.toZonedDateTime(zone).epochMilliseconds;
    const doctors = seedDoctors(request.doctors, SEED);
    await clinic.writeSetting(first, 'openingHours', clinic.LARGE_HOURS);
    await insertPeople(first, doctors);
    await insertInLanes(
      lanes,
      [patientTarget(), tokenTarget],
      seedPatients(request.patients, request.from, SEED),
      reporter(say, 'patients', request.patients),
    );
    await clinic.continueNumbers(first, FIRST_CLINIC_NO - 1 + request.patients);
    const hours = clinic.LARGE_HOURS;
    const plan = { doctors, patients: request.patients, hours, rules: [], zone, now, seed: SEED };
    await insertInLanes(
      lanes,
      [visitTarget],
      flattened(largeBook(plan, request.from, request.appointments)),
      reporter(say, 'appointments', request.appointments),
    );
    await clinic.tellEveryone(first);
    // Or the optimizer works with the row counts of an empty database for a while.
    await first.query('ANALYZE TABLE patients, patient_tokens, doctors, appointments, appointment_slots');
    return { doctors: doctors.length, patients: request.patients, appointments: request.appointments };
  } finally {
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}
