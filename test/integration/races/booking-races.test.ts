import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorId, PatientId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { patientFields } from '#test/support/new-patient';
import { type Desks, accepted, openDesks, refusals } from './desks';

const CLIENTS = 50;

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: Desks;
let desk: TestDesk;
let reception: TestWindow;
let patients: PatientId[];

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  patients = [];
  for (let count = 0; count < CLIENTS; count += 1)
    patients.push(await clinic.addPatient(`P${String(count)}`));
  desk = await openDesk(database, { now: MONDAY });
  reception = await desk.signedIn('meena');
  desks = await openDesks(database, 4, MONDAY, 'meena');
}, 120_000);

afterAll(async () => {
  await desks.stop();
  await desk.stop();
  await clinic.close();
  await database.drop();
});

function time(minute: number): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  return `2027-01-04T${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

function booking(doctorId: DoctorId, client: number, from: number, to: number) {
  const patientId = patients[client % patients.length];
  const override = { rules: ['patient_elsewhere' as const], reason: 'A race' };
  const times = { start: time(from), end: time(to) };
  return { doctorId, patientId, ...times, type: null, reason: null, deskNotes: null, override };
}

/** Pairs of the doctors' visits that hold their time and overlap, asked of the rows themselves. */
function overlapping(doctorIds: readonly DoctorId[]): Promise<number> {
  return clinic.count(
    `appointments a JOIN appointments b ON b.doctor_id = a.doctor_id AND b.id > a.id
       AND b.start_time < a.end_time AND a.start_time < b.end_time
     WHERE a.status <> 'cancelled' AND b.status <> 'cancelled' AND a.doctor_id IN (${doctorIds.join(', ')})`,
  );
}

/** Visits whose slots are not exactly their own steps. */
function wronglyHeld(): Promise<number> {
  return clinic.count(
    `(SELECT a.id FROM appointments a LEFT JOIN appointment_slots s ON s.appointment_id = a.id AND s.doctor_id = a.doctor_id
        AND s.slot_start >= a.start_time AND s.slot_start < a.end_time
      GROUP BY a.id, a.status, a.start_time, a.end_time
      HAVING COUNT(s.slot_start) <> IF(a.status = 'cancelled', 0, TIMESTAMPDIFF(MINUTE, a.start_time, a.end_time) / 5)) AS wrong`,
  );
}

describe('four desks at once', () => {
  it('fifty clients for each of five slots: exactly one each', async () => {
    const doctorId = await clinic.addDoctor('Rao');
    for (let slot = 0; slot < 5; slot += 1) {
      const from = 600 + slot * 20;
      const calls = Array.from({ length: CLIENTS }, (_, client) => ({
        name: 'appointments.book',
        input: booking(doctorId, client, from, from + 20),
      }));
      const answers = await desks.race(calls);
      expect(accepted(answers)).toBe(1);
      expect(refusals(answers)).toEqual(['CONFLICT slot_taken']);
    }
    expect(await clinic.count('appointments WHERE doctor_id = ?', [doctorId])).toBe(5);
    expect(await clinic.count('appointment_slots WHERE doctor_id = ?', [doctorId])).toBe(20);
  }, 60_000);

  it('three hundred overlapping requests of mixed lengths: no overlap, nobody refused a time free at the end', async () => {
    const doctorIds = [await clinic.addDoctor('Iyer'), await clinic.addDoctor('Khan')];
    const wanted = Array.from({ length: 300 }, (_, client) => {
      // The same picture on every run: starts all over the day, lengths from 5 to 60 minutes.
      const from = 540 + ((client * 37) % 96) * 5;
      const to = from + (1 + ((client * 7) % 12)) * 5;
      return { doctorId: doctorIds[client % 2] ?? doctorIds[0], from, to, client };
    });
    const answers = await desks.race(
      wanted.map(({ doctorId, from, to, client }) => ({
        name: 'appointments.book',
        input: booking(doctorId as DoctorId, client, from, to),
      })),
    );
    expect(refusals(answers)).toEqual(['CONFLICT slot_taken']);
    expect(await overlapping(doctorIds)).toBe(0);
    expect(await wronglyHeld()).toBe(0);
    const freeButRefused = [];
    for (const [index, { doctorId, from, to }] of wanted.entries()) {
      if (answers[index]?.ok === true) continue;
      const held = await clinic.count(
        'appointment_slots WHERE doctor_id = ? AND slot_start >= ? AND slot_start < ?',
        [doctorId as DoctorId, time(from), time(to)],
      );
      if (held === 0) freeButRefused.push({ doctorId, from, to });
    }
    expect(freeButRefused).toEqual([]);
    expect(await clinic.count(`appointments WHERE doctor_id IN (${doctorIds.join(', ')})`)).toBe(
      accepted(answers),
    );
  }, 60_000);

  it('two visits that swap their times and a booking of either: never both in one place', async () => {
    for (let round = 0; round < 5; round += 1) {
      const doctorId = await clinic.addDoctor('Patil');
      const one = await reception.ok('appointments.book', await newVisit(clinic, { doctorId }));
      const late = { start: '2027-01-04T11:00', end: '2027-01-04T11:20' };
      const two = await reception.ok('appointments.book', await newVisit(clinic, { doctorId, ...late }));
      const early = { start: '2027-01-04T10:00', end: '2027-01-04T10:20' };
      const move = (id: number, to: object) => ({
        name: 'appointments.reschedule',
        input: { id, version: 1, doctorId, ...to },
      });
      const answers = await desks.race([
        move(one.appointment.id, late),
        move(two.appointment.id, early),
        { name: 'appointments.book', input: { ...booking(doctorId, round, 600, 620) } },
        { name: 'appointments.book', input: { ...booking(doctorId, round + 1, 660, 680) } },
      ]);
      // Each stands where the other wants to go: neither can go first, and nobody gets between them.
      expect(answers.map((answer) => answer.ok)).toEqual([false, false, false, false]);
      expect(refusals(answers)).toEqual(['CONFLICT slot_taken']);
      expect(await overlapping([doctorId])).toBe(0);
    }
    expect(await wronglyHeld()).toBe(0);
  }, 60_000);

  it('a move away against bookings of the time it leaves and the time it takes', async () => {
    for (let round = 0; round < 5; round += 1) {
      const doctorId = await clinic.addDoctor('Nowak');
      const { appointment } = await reception.ok('appointments.book', await newVisit(clinic, { doctorId }));
      const to = { start: '2027-01-04T11:00', end: '2027-01-04T11:20' };
      const calls = Array.from({ length: 8 }, (_, client) => ({
        name: 'appointments.book',
        input: client % 2 === 0 ? booking(doctorId, client, 600, 620) : booking(doctorId, client, 660, 680),
      }));
      const move = {
        name: 'appointments.reschedule',
        input: { id: appointment.id, version: 1, doctorId, ...to },
      };
      const [moved, ...booked] = await desks.race([move, ...calls]);
      const [left, taken] = [0, 1].map((half) => accepted(booked.filter((_, index) => index % 2 === half)));
      // The new time belongs to one: to the visit that moves, or to one of the bookings.
      expect(Number(moved?.ok) + Number(taken)).toBe(1);
      // The old time is free only when the move was made; then at most one has it.
      expect(left).toBeLessThanOrEqual(Number(moved?.ok));
      expect(await overlapping([doctorId])).toBe(0);
    }
    expect(await wronglyHeld()).toBe(0);
  }, 60_000);

  it('a cancellation against bookings of its time: at most one gets it, and nobody is refused it afterwards', async () => {
    for (let round = 0; round < 5; round += 1) {
      const doctorId = await clinic.addDoctor('Menon');
      const { appointment } = await reception.ok('appointments.book', await newVisit(clinic, { doctorId }));
      const cancel = {
        name: 'appointments.cancel',
        input: { id: appointment.id, version: 1, as: 'cancelled', reason: null },
      };
      const book = (client: number) => ({
        name: 'appointments.book',
        input: booking(doctorId, client, 600, 620),
      });
      const [cancelled, ...booked] = await desks.race([cancel, ...[1, 2, 3, 4, 5, 6, 7].map(book)]);
      expect(cancelled?.ok).toBe(true);
      expect(accepted(booked)).toBeLessThanOrEqual(1);
      const after = await desks.race([book(8)]);
      expect(accepted(booked) + accepted(after)).toBe(1);
    }
    expect(await wronglyHeld()).toBe(0);
  }, 60_000);

  it('the same request from four processes makes one visit with one answer', async () => {
    for (let round = 0; round < 5; round += 1) {
      const doctorId = await clinic.addDoctor('Sen');
      const twin = {
        name: 'appointments.book',
        input: booking(doctorId, round, 600, 620),
        requestId: randomUUID(),
      };
      const answers = await desks.race(Array.from({ length: 8 }, () => twin));
      expect(accepted(answers)).toBe(8);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await clinic.count('appointments WHERE doctor_id = ?', [doctorId])).toBe(1);
    }
  }, 60_000);

  it('one visit changed by all at once: one save, everybody else sees that one', async () => {
    const { appointment } = await reception.ok('appointments.book', await newVisit(clinic));
    const answers = await desks.race(
      Array.from({ length: 20 }, (_, client) => ({
        name: 'appointments.edit',
        input: { id: appointment.id, version: 1, changes: { reason: `Reason ${String(client)}` } },
      })),
    );
    expect(accepted(answers)).toBe(1);
    expect(refusals(answers)).toEqual(['CONFLICT stale']);
    expect((await reception.ok('appointments.get', { id: appointment.id })).version).toBe(2);
  }, 60_000);

  it('a patient registered at every desk at once: each has a number of their own and is found', async () => {
    const fields = {
      lastName: 'Zwickelbauer',
      phone: '+91 98450 54321',
      contactEmail: 'family@example.org',
    };
    const answers = await desks.race(
      Array.from({ length: 12 }, (_, child) => ({
        name: 'patients.register',
        input: { fields: patientFields({ ...fields, firstName: `Child${String(child)}` }) },
      })),
    );
    expect(refusals(answers)).toEqual([]);
    const found = await reception.ok('patients.search', { text: 'zwickel', after: null, limit: 50 });
    expect(found.items).toHaveLength(12);
    expect(new Set(found.items.map(({ clinicNo }) => clinicNo)).size).toBe(12);
    expect(await clinic.count("patients WHERE email = 'family@example.org'")).toBe(1);
  }, 60_000);
});
