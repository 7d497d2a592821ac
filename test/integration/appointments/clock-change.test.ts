import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { OUTSIDE, footprint, newVisit } from '#test/support/visits';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.owner.query("UPDATE settings SET value = '\"Europe/Berlin\"' WHERE `key` = 'timeZone'");
  await clinic.addAdmin('meena', 'staff');
  desk = await openDesk(database, { now: Date.parse('2027-03-01T08:00:00Z') });
  reception = await desk.signedIn('meena');
});

afterAll(async () => {
  await desk.stop();
  await clinic.close();
  await database.drop();
});

// In Berlin 2027-03-28 has no time from 02:00 to 03:00, and 2027-10-31 has it twice.
describe('the hours of a clock change', () => {
  it.each([
    ['start', '2027-03-28T02:30', '2027-03-28T03:30'],
    ['end', '2027-03-28T01:30', '2027-03-28T02:30'],
  ])('%s in the skipped hour is refused there, and nothing is written', async (path, start, end) => {
    const visit = await newVisit(clinic, { start, end });
    const before = await footprint(clinic);
    const refusal = { code: 'VALIDATION', issues: [{ path, code: 'skipped_hour', params: {} }] };
    expect(await reception.refused('appointments.book', visit)).toEqual(refusal);
    expect(await footprint(clinic)).toEqual(before);

    const sunday = { start: '2027-03-29T10:00', end: '2027-03-29T11:00' };
    const { appointment } = await reception.ok('appointments.book', { ...visit, ...sunday });
    const move = { id: appointment.id, version: 1, doctorId: visit.doctorId, start, end };
    expect(await reception.refused('appointments.reschedule', move)).toEqual(refusal);
  });

  it('a visit across the skipped hour is there', async () => {
    const visit = await newVisit(clinic, {
      start: '2027-03-28T01:30',
      end: '2027-03-28T03:30',
      override: OUTSIDE,
    });
    const { appointment } = await reception.ok('appointments.book', visit);
    expect(appointment).toMatchObject({ start: '2027-03-28T01:30', end: '2027-03-28T03:30' });
  });

  it('a time that occurs twice is accepted and read back as it was written', async () => {
    const visit = await newVisit(clinic, {
      start: '2027-10-31T02:30',
      end: '2027-10-31T02:50',
      override: OUTSIDE,
    });
    const { appointment } = await reception.ok('appointments.book', visit);
    expect(appointment).toMatchObject({ start: '2027-10-31T02:30', end: '2027-10-31T02:50' });
    const again = { ...visit, patientId: await clinic.addPatient('Ravi') };
    expect(await reception.refused('appointments.book', again)).toMatchObject({
      conflict: { kind: 'slot_taken', holder: { start: '2027-10-31T02:30' } },
    });
  });

  it('"today" is the clinic’s day, not the server’s', async () => {
    // 2027-03-01T23:30Z is past midnight in Berlin.
    const night = await openDesk(database, { now: Date.parse('2027-03-01T23:30:00Z') });
    try {
      const window = await night.signedIn('meena');
      const visit = await newVisit(clinic, { start: '2027-03-01T10:00', end: '2027-03-01T10:20' });
      expect(await window.refused('appointments.book', visit)).toMatchObject({
        rules: [{ rule: 'earlier_day' }],
      });
      const early = { ...visit, start: '2027-03-02T00:05', end: '2027-03-02T00:15', override: OUTSIDE };
      const { warnings } = await window.ok('appointments.book', early);
      expect(warnings).toEqual([{ kind: 'earlier_today' }]);
    } finally {
      await night.stop();
    }
  });
});
