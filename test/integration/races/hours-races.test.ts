import type { Connection, RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectMysql, parseMysqlAddress } from '#electron/mysql/migrator/connect';
import type { PatientId } from '#shared/values/ids';
import { ClinicDate, addDays, atMinute } from '#shared/values/wall-clock';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase, requiredEnv } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY } from '#test/support/visits';
import { type Desks, accepted, openDesks, refusals } from './desks';

const ROUNDS = 12;
const BOOKINGS = 11;
const FIRST_MONDAY = ClinicDate.parse('2028-02-07');

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: Desks;
let desk: TestDesk;
let reception: TestWindow;
let patients: PatientId[];
let root: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  patients = [];
  for (let count = 0; count < BOOKINGS; count += 1)
    patients.push(await clinic.addPatient(`P${String(count)}`));
  desk = await openDesk(database, { now: MONDAY });
  reception = await desk.signedIn('meena');
  root = await connectMysql(parseMysqlAddress(requiredEnv('CLINIC_TEST_MYSQL_ROOT_URL')));
  desks = await openDesks(database, 4, MONDAY, 'meena');
}, 120_000);

afterAll(async () => {
  await desks.stop();
  await root.end();
  await desk.stop();
  await clinic.close();
  await database.drop();
});

/** Transactions of this database that wait for somebody's lock. */
async function waitingForLocks(): Promise<number> {
  const [rows] = await root.query<RowDataPacket[]>(
    `SELECT COUNT(*) AS waits FROM information_schema.innodb_trx t
       JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
      WHERE t.trx_state = 'LOCK WAIT' AND p.db = ?`,
    [parseMysqlAddress(database.mysqlUrl).database],
  );
  return Number(rows[0]?.['waits']);
}

const LEAVE = { start: '00:00', end: '24:00', available: false, recurrence: null, label: 'Leave' };

describe('leave at one desk, bookings at the others', () => {
  it('nobody is ever booked into leave without being told, whichever came first', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const doctorId = await clinic.addDoctor('Rao');
      const date = addDays(FIRST_MONDAY, 7 * round);
      const bookings = patients.map((patientId, index) => ({
        name: 'appointments.book',
        input: {
          doctorId,
          patientId,
          start: atMinute(date, 9 * 60 + index * 45),
          end: atMinute(date, 9 * 60 + index * 45 + 20),
          type: null,
          reason: null,
          deskNotes: null,
        },
      }));
      const leave = {
        name: 'hours.add',
        input: { doctorId, rule: { ...LEAVE, date }, outside: { do: 'ask' } },
      };
      // At another place among the calls each time, so that it comes first, last and in between.
      const at = round % (BOOKINGS + 1);
      const calls = [...bookings.slice(0, at), leave, ...bookings.slice(at)];
      const answers = await desks.race(calls);
      const booked = await clinic.count('appointments WHERE doctor_id = ?', [doctorId]);
      const isAway = (await clinic.count('doctor_availability WHERE doctor_id = ?', [doctorId])) === 1;
      expect(isAway).toBe(answers[at]?.ok);
      // Either the leave saw the bookings, or each booking saw the leave.
      expect(booked).toBe(isAway ? 0 : BOOKINGS);
      expect(accepted(answers)).toBe(isAway ? 1 : BOOKINGS);
      expect(refusals(answers)).toEqual(['RULE_VIOLATION']);
    }
  }, 120_000);

  it('a booking that waits for leave under way sees it', async () => {
    const doctorId = await clinic.addDoctor('Iyer');
    const [patientId = patients[0]] = patients;
    if (patientId === undefined) throw new Error('no patient');
    await clinic.owner.query('START TRANSACTION');
    await clinic.owner.query('SELECT id FROM doctors WHERE id = ? FOR UPDATE', [doctorId]);
    const booking = reception.refused('appointments.book', {
      doctorId,
      patientId,
      start: '2028-02-20T10:00',
      end: '2028-02-20T10:20',
      type: null,
      reason: null,
      deskNotes: null,
    });
    // InnoDB takes its table of transactions anew only when nobody has asked for it in the last tenth of a second.
    await expect.poll(() => waitingForLocks(), { timeout: 2_500, interval: 200 }).toBe(1);
    await clinic.owner.query(
      "INSERT INTO doctor_availability (doctor_id, `date`, start_time, end_time, is_available) VALUES (?, '2028-02-20', '00:00', '24:00', 0)",
      [doctorId],
    );
    await clinic.owner.query('COMMIT');
    expect(await booking).toMatchObject({ code: 'RULE_VIOLATION', rules: [{ rule: 'on_leave' }] });
  });
});
