import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowDataPacket } from 'mysql2/promise';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import type { DoctorId } from '#shared/values/ids';
import { type DeskOptions, type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY } from '#test/support/visits';
import { addTokenDoctor, walksIn } from './support';

const HOUR = 3_600_000;
/** Ten seconds before Tuesday begins in Kolkata, and ten seconds after. */
const LATE_MONDAY = Date.parse('2027-01-04T18:29:50Z');
const EARLY_TUESDAY = Date.parse('2027-01-04T18:30:10Z');

let database: FreshDatabase;
let clinic: SmallClinic;
const opened: TestDesk[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
});

afterAll(async () => {
  for (const desk of opened) await desk.stop();
  await clinic.close();
  await database.drop();
});

async function receptionAt(now: number) {
  return signedIn({ now });
}

async function signedIn(options: DeskOptions) {
  const desk = await openDesk(database, options);
  opened.push(desk);
  return desk.signedIn('meena');
}

async function openAllNight(): Promise<void> {
  const hours = JSON.stringify(
    Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from: '00:00', to: '24:00' }]]),
    ),
  );
  await clinic.owner.query("UPDATE settings SET value = ? WHERE `key` = 'openingHours'", [hours]);
}

async function sessionsOf(doctorId: number) {
  const [rows] = await clinic.owner.query<RowDataPacket[]>(
    `SELECT s.\`date\`, s.starts, s.last_token AS last, GROUP_CONCAT(a.token_no ORDER BY a.token_no) AS numbers,
       MIN(a.start_time) AS first, MAX(a.end_time) AS ends
     FROM doctor_sessions s JOIN appointments a ON a.session_id = s.id WHERE s.doctor_id = ? GROUP BY s.id ORDER BY s.id`,
    [doctorId],
  );
  return rows.map((row) => ({ ...row }));
}

describe('two desks give numbers at midnight', () => {
  it('before it the evening’s session goes on, after it the new day’s begins at one', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Evening');
    const [before, after] = [await receptionAt(LATE_MONDAY), await receptionAt(EARLY_TUESDAY)];
    const both = [0, 1, 2, 3].flatMap((round) => [
      before.ok('queue.walkIn', walksIn(`Monday ${String(round)}`, doctorId)),
      after.ok('queue.walkIn', walksIn(`Tuesday ${String(round)}`, doctorId)),
    ]);
    await Promise.all(both);
    const sessions = await sessionsOf(doctorId);
    expect(sessions).toHaveLength(2);
    expect(sessions).toContainEqual({
      date: '2027-01-04',
      starts: '09:00:00',
      last: 4,
      numbers: '1,2,3,4',
      first: '2027-01-04 23:55:00',
      ends: '2027-01-05 00:00:00',
    });
    expect(sessions).toContainEqual({
      date: '2027-01-05',
      starts: '09:00:00',
      last: 4,
      numbers: '1,2,3,4',
      first: '2027-01-05 09:00:00',
      ends: '2027-01-05 09:40:00',
    });
  });

  it('where the clinic is open all night, each day has its own numbers', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Night');
    await openAllNight();
    const [before, after] = [await receptionAt(LATE_MONDAY), await receptionAt(EARLY_TUESDAY)];
    await Promise.all(
      [before, after, before, after].map((desk, index) =>
        desk.ok('queue.walkIn', walksIn(`Night ${String(index)}`, doctorId)),
      ),
    );
    const sessions = await sessionsOf(doctorId);
    expect(sessions.map(({ date, numbers }) => `${String(date)}: ${String(numbers)}`).sort()).toEqual([
      '2027-01-04: 1,2',
      '2027-01-05: 1,2',
    ]);
  });

  it('a slot squeezed in past midnight does not touch what the new day begins with', async () => {
    const doctorId = await clinic.addDoctor('Past');
    const before = await receptionAt(LATE_MONDAY);
    await before.ok('appointments.book', {
      doctorId,
      patientId: await clinic.addPatient('Early'),
      start: '2027-01-05T00:00',
      end: '2027-01-05T00:20',
      type: null,
      reason: null,
      deskNotes: null,
    });
    const { appointment } = await before.ok('queue.walkIn', walksIn('Late', doctorId));
    expect(appointment).toMatchObject({ start: '2027-01-05T00:20', end: '2027-01-05T00:35' });
  });
});

/** A zone in which it is noon now, so that a test by the real clock is never near midnight. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${String(Math.abs(ahead))}`;
}

describe('a desk whose clock is an hour wrong', () => {
  it('gives the numbers, times and stamps that one whose clock is right gives', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Clock');
    await clinic.owner.query("UPDATE settings SET value = ? WHERE `key` = 'timeZone'", [
      JSON.stringify(zoneAtNoon()),
    ]);
    const wrongBy = (by: number) => ({ now: () => Date.now() + by, shiftedFrom: null });
    const right = await signedIn({ machine: wrongBy(0) });
    const fast = await signedIn({ machine: wrongBy(HOUR) });
    const slow = await signedIn({ machine: wrongBy(-HOUR) });
    for (const desk of [right, fast, slow, right])
      await desk.ok('queue.walkIn', walksIn('Someone', doctorId));
    const [rows] = await clinic.owner.query<RowDataPacket[]>(
      `SELECT token_no AS number, ABS(TIMESTAMPDIFF(SECOND, arrived_at, UTC_TIMESTAMP())) < 60 AS arrived_now,
         TIMESTAMPDIFF(MINUTE, MIN(start_time) OVER (), start_time) AS after_first
       FROM appointments WHERE doctor_id = ? ORDER BY token_no`,
      [doctorId],
    );
    expect(rows.map((row) => Number(row['number']))).toEqual([1, 2, 3, 4]);
    expect(rows.map((row) => Number(row['arrived_now']))).toEqual([1, 1, 1, 1]);
    const minutes = rows.map((row) => Number(row['after_first']));
    expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
    // Three turns of ten minutes, and one step of the grid if a minute passes meanwhile.
    expect(minutes.at(-1)).toBeLessThanOrEqual(35);
    await clinic.owner.query("UPDATE settings SET value = '\"Asia/Kolkata\"' WHERE `key` = 'timeZone'");
  });
});

/** @returns milliseconds until the number was given */
async function walkedIn(desk: TestWindow, name: string, doctorId: DoctorId): Promise<number> {
  const begun = performance.now();
  await desk.ok('queue.walkIn', walksIn(name, doctorId));
  return performance.now() - begun;
}

describe('five hundred waiting', () => {
  it('for one doctor: the next number comes as fast, and its time stays on its day', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Crowd');
    const desk = await receptionAt(MONDAY);
    await desk.ok('queue.walkIn', walksIn('First', doctorId));
    await clinic.owner.query(
      `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, kind, session_id, token_no, arrived_at)
       SELECT a.patient_id, a.doctor_id, '2027-01-04 23:55', '2027-01-05 00:00', 'checked_in', 'token', a.session_id,
         2 + t.n + 100 * u.n, a.arrived_at
       FROM appointments a JOIN grid_steps t ON t.n < 100 JOIN grid_steps u ON u.n < 5 WHERE a.doctor_id = ?`,
      [doctorId],
    );
    await clinic.owner.query('UPDATE doctor_sessions SET last_token = 501 WHERE doctor_id = ?', [doctorId]);
    const { appointment } = await desk.ok('queue.walkIn', walksIn('Last', doctorId));
    expect(appointment).toMatchObject({ tokenNo: 502, start: '2027-01-04T23:55', end: '2027-01-05T00:00' });
    const day = await desk.ok('appointments.day', { date: '2027-01-04', doctorIds: [doctorId] });
    expect(day.appointments).toHaveLength(502);

    // One after the other at each, and the best of each: what else the machine does hits both.
    const quiet = await addTokenDoctor(clinic, 'Calm');
    const best = { calm: Infinity, crowded: Infinity };
    for (let turn = 0; turn < 5; turn += 1) {
      best.calm = Math.min(best.calm, await walkedIn(desk, `Calm${String(turn)}`, quiet));
      best.crowded = Math.min(best.crowded, await walkedIn(desk, `Crowd${String(turn)}`, doctorId));
    }
    expect(best.crowded).toBeLessThan(4 * best.calm);
  });
});
