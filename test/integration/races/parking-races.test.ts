import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorId, PatientId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { tornSlots } from '#test/support/full-day';
import { MONDAY, newVisit } from '#test/support/visits';
import { type Desks, accepted, openDesks, refusals } from './desks';

const ROUNDS = 5;
const NEW = { start: '2027-01-04T12:00', end: '2027-01-04T12:20' } as const;

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: Desks;
let desk: TestDesk;
let reception: TestWindow;
let others: PatientId[];

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  others = [];
  for (let made = 0; made < 8; made += 1) others.push(await clinic.addPatient(`Other${String(made)}`));
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

async function parked(doctorId: DoctorId) {
  const { appointment } = await reception.ok('appointments.book', await newVisit(clinic, { doctorId }));
  const { id, version } = appointment;
  return (await reception.ok('appointments.park', { id, version, as: null })).appointment;
}

/** Bookings of one time, each for a patient of its own. */
function bookings(doctorId: DoctorId, times: { readonly start: string; readonly end: string }) {
  return others.map((patientId) => ({
    name: 'appointments.book',
    input: {
      doctorId,
      patientId,
      ...times,
      type: null,
      reason: null,
      deskNotes: null,
      override: { rules: ['patient_elsewhere'], reason: 'A race' },
    },
  }));
}

function holders(doctorId: DoctorId, start: string): Promise<number> {
  return clinic.count(
    "appointments WHERE doctor_id = ? AND start_time = ? AND status <> 'cancelled' AND to_move_at IS NULL",
    [doctorId, start],
  );
}

describe('four desks and the parking place', () => {
  it('all place the same parked visit, each elsewhere: one does, the others are told of a change', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const doctorId = await clinic.addDoctor('Rao');
      const { id, version } = await parked(doctorId);
      const answers = await desks.race(
        ['11:00', '12:00', '13:00', '14:00', '15:00', '16:00'].map((time) => ({
          name: 'appointments.reschedule',
          input: {
            id,
            version,
            doctorId,
            start: `2027-01-04T${time}`,
            end: `2027-01-04T${time.slice(0, 3)}20`,
          },
        })),
      );
      expect(accepted(answers)).toBe(1);
      expect(refusals(answers)).toEqual(['CONFLICT stale']);
      expect(await clinic.count('appointment_slots WHERE appointment_id = ?', [id])).toBe(4);
      expect(await tornSlots(clinic, doctorId)).toBe(0);
    }
  }, 60_000);

  it('parking against moves of the same visit: one of them, and it holds one place or none', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const doctorId = await clinic.addDoctor('Iyer');
      const { appointment } = await reception.ok('appointments.book', await newVisit(clinic, { doctorId }));
      const at = { id: appointment.id, version: 1 };
      const park = { name: 'appointments.park', input: { ...at, as: null } };
      const move = { name: 'appointments.reschedule', input: { ...at, doctorId, ...NEW } };
      const answers = await desks.race([park, move, park, move]);
      expect(accepted(answers)).toBe(1);
      expect(refusals(answers)).toEqual(['CONFLICT stale']);
      const isParked = answers[0]?.ok === true || answers[2]?.ok === true;
      expect(await clinic.count('appointment_slots WHERE appointment_id = ?', [at.id])).toBe(
        isParked ? 0 : 4,
      );
      expect(await tornSlots(clinic, doctorId)).toBe(0);
    }
  }, 60_000);

  it('placing against bookings of that time: one has it, and a visit that lost is still to be moved', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const doctorId = await clinic.addDoctor('Khan');
      const { id, version } = await parked(doctorId);
      const place = { name: 'appointments.reschedule', input: { id, version, doctorId, ...NEW } };
      const [placed, ...booked] = await desks.race([place, ...bookings(doctorId, NEW)]);
      expect(Number(placed?.ok) + accepted(booked)).toBe(1);
      expect(await holders(doctorId, NEW.start)).toBe(1);
      expect(await clinic.count('appointments WHERE id = ? AND to_move_at IS NULL', [id])).toBe(
        Number(placed?.ok),
      );
      expect(await tornSlots(clinic, doctorId)).toBe(0);
    }
  }, 60_000);

  it('unparking against bookings of its old time: one has it, whoever lost is named a holder', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const doctorId = await clinic.addDoctor('Patil');
      const { id, version, start, end } = await parked(doctorId);
      const back = { name: 'appointments.unpark', input: { id, version } };
      const answers = await desks.race([back, ...bookings(doctorId, { start, end })]);
      expect(accepted(answers)).toBe(1);
      expect(refusals(answers)).toEqual(['CONFLICT slot_taken']);
      expect(await holders(doctorId, start)).toBe(1);
      expect(await tornSlots(clinic, doctorId)).toBe(0);
    }
  }, 60_000);
});
