import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorId, PatientId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { type Desks, accepted, openDesks, refusals } from './desks';

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: Desks;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
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

async function waits(doctorId: DoctorId, patientId: PatientId, heldId: number | null) {
  const { entry } = await reception.ok('waitlist.add', {
    patientId,
    fields: {
      whose: { kind: 'doctor', id: doctorId },
      from: '2027-01-04',
      to: null,
      parts: [],
      minutes: 20,
      urgency: 'soon',
      note: null,
      heldId,
    },
  });
  return entry;
}

describe('four desks at once', () => {
  it('everybody books the same patient from the list: one visit, and the others are told who was first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const doctorId = await clinic.addDoctor('Rao');
      const late = { start: '2027-01-08T10:00', end: '2027-01-08T10:20' };
      const held = await reception.ok('appointments.book', await newVisit(clinic, { doctorId, ...late }));
      const { patientId } = held.appointment;
      const entry = await waits(doctorId, patientId, round % 2 === 0 ? held.appointment.id : null);
      const take = { id: entry.id, version: entry.version, doctorId };
      const answers = await desks.race(
        ['10:00', '10:20', '10:40', '11:00', '11:20', '11:40', '12:00', '12:20'].map((time) => ({
          name: 'waitlist.take',
          input: { ...take, start: `2027-01-04T${time}` },
        })),
      );
      expect(accepted(answers)).toBe(1);
      expect(refusals(answers)).toEqual(['CONFLICT stale']);
      const refused = answers.find((answer) => !answer.ok);
      expect(refused).toMatchObject({ error: { conflict: { entity: 'waiting', changedBy: 'The meena' } } });
      const visits = await clinic.count('appointments WHERE patient_id = ?', [patientId]);
      expect(visits).toBe(round % 2 === 0 ? 1 : 2);
      expect(await clinic.count("waiting_list WHERE id = ? AND state = 'booked'", [entry.id])).toBe(1);
    }
  }, 60_000);

  it('eight patients for one freed time: one has it, and the others still wait', async () => {
    for (let round = 0; round < 5; round += 1) {
      const doctorId = await clinic.addDoctor('Iyer');
      const entries = [];
      for (let one = 0; one < 8; one += 1) {
        entries.push(await waits(doctorId, await clinic.addPatient('Waits'), null));
      }
      const answers = await desks.race(
        entries.map(({ id, version }) => ({
          name: 'waitlist.take',
          input: { id, version, doctorId, start: '2027-01-04T10:00' },
        })),
      );
      expect(accepted(answers)).toBe(1);
      expect(refusals(answers)).toEqual(['CONFLICT slot_taken']);
      const ids = entries.map(({ id }) => id).join(', ');
      expect(await clinic.count(`waiting_list WHERE state = 'open' AND id IN (${ids})`)).toBe(7);
      expect(await clinic.count('appointments WHERE doctor_id = ?', [doctorId])).toBe(1);
    }
  }, 60_000);
});
