import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, openDesk } from '#test/support/desk';
import { MONDAY } from '#test/support/visits';
import { consulting, draft } from '../consultation/support';
import { type Desks, accepted, openDesks, refusals } from './desks';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let desks: Desks;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  desk = await openDesk(database, { now: MONDAY });
  desks = await openDesks(database, 4, MONDAY, 'meena');
}, 120_000);

afterAll(async () => {
  await desks.stop();
  await desk.stop();
  await clinic.close();
  await database.drop();
});

it('a review that four desks book at once, each at another time, is booked once', async () => {
  const visit = await consulting(clinic, (name) => desk.signedIn(name));
  const { id, version } = await draft(visit, { advice: 'Rest', reviewOn: '2027-01-11' });
  await visit.doctor.ok('consultation.sign', { id, version });
  const starts = ['10:00', '11:00', '12:00', '13:00', '15:00', '16:00', '16:30', '17:00'];
  const answers = await desks.race(
    starts.map((time) => ({ name: 'reviews.book', input: { id, start: `2027-01-11T${time}` } })),
  );
  expect(accepted(answers)).toBe(1);
  expect(refusals(answers)).toEqual(['RULE_VIOLATION']);
  const booked = 'appointments WHERE patient_id = ? AND start_time >= ?';
  expect(await clinic.count(booked, [visit.patientId, '2027-01-11'])).toBe(1);
});
