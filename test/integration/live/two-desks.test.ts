import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type SeenEvent, type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY, OUTSIDE, newVisit } from '#test/support/visits';
import { patientFields } from '#test/support/new-patient';

let database: FreshDatabase;
let clinic: SmallClinic;
let here: TestDesk;
let there: TestDesk;
let mine: TestWindow;
let theirs: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  await clinic.addAdmin('ravi', 'viewer');
});

beforeEach(async () => {
  here = await openDesk(database, { now: MONDAY });
  there = await openDesk(database, { now: MONDAY });
  [mine, theirs] = await Promise.all([here.signedIn('meena'), there.signedIn('ravi')]);
  await following(theirs);
});

afterEach(async () => {
  await Promise.all([here.stop(), there.stop()]);
});

afterAll(async () => {
  await clinic.close();
  await database.drop();
});

function changeIn({ event, data }: SeenEvent): object | null {
  return event === 'changed' && typeof data === 'object' ? data : null;
}

function listIn(change: object | null, key: string): unknown[] {
  const list: unknown = change && Reflect.get(change, key);
  return Array.isArray(list) ? list : [];
}

/** Whether the event tells of the visit. */
function tellsOf(id: number) {
  return (event: SeenEvent) => listIn(changeIn(event), 'ids').includes(id);
}

/** A desk that has just started says "everything" first; from then on, or from its first visit on, it follows. */
async function following(window: TestWindow): Promise<void> {
  const { appointment } = await mine.ok('appointments.book', await newVisit(clinic));
  await window.seen((event) => tellsOf(appointment.id)(event) || Object.is(scopeOf(event), 'all'));
}

function scopeOf(event: SeenEvent): unknown {
  const change = changeIn(event);
  return change && Reflect.get(change, 'scope');
}

function rows(doctorId: number, id: number, dates: readonly string[]): unknown {
  const days = dates.map((date) => ({ doctorId, date }));
  return { event: 'changed', data: { scope: 'rows', area: 'appointments', ids: [id], days } };
}

describe('what one desk does the other sees', () => {
  it('a booking, a move to another doctor’s day, and a cancellation', async () => {
    const visit = await newVisit(clinic);
    const { appointment } = await mine.ok('appointments.book', visit);
    const { id } = appointment;
    expect(await theirs.seen(tellsOf(id))).toEqual(rows(visit.doctorId, id, ['2027-01-04']));

    const before = new Set(theirs.events);
    const other = await clinic.addDoctor('Iyer');
    const tuesday = { start: '2027-01-05T10:00', end: '2027-01-05T10:20' };
    const moved = await mine.ok('appointments.reschedule', { id, version: 1, doctorId: other, ...tuesday });
    await theirs.seen((event) => !before.has(event) && tellsOf(id)(event));
    const days = theirs.events
      .filter((event) => !before.has(event) && tellsOf(id)(event))
      .flatMap((event) => listIn(changeIn(event), 'days'));
    // Both where it was and where it is now must be asked for again.
    expect(days).toContainEqual({ doctorId: visit.doctorId, date: '2027-01-04' });
    expect(days).toContainEqual({ doctorId: other, date: '2027-01-05' });

    const then = new Set(theirs.events);
    const at = { id, version: moved.appointment.version };
    await mine.ok('appointments.cancel', { ...at, as: 'cancelled', reason: 'Patient asked' });
    const cancelled = await theirs.seen((event) => !then.has(event) && tellsOf(id)(event));
    expect(listIn(changeIn(cancelled), 'days')).toContainEqual({ doctorId: other, date: '2027-01-05' });
  });

  it('the desk’s own other window too', async () => {
    const beside = await here.signedIn('ravi');
    const visit = await newVisit(clinic);
    const { appointment } = await mine.ok('appointments.book', visit);
    const told = await beside.seen(tellsOf(appointment.id));
    expect(told).toEqual(rows(visit.doctorId, appointment.id, ['2027-01-04']));
  });

  it('a visit over midnight names both days', async () => {
    const night = { start: '2027-01-04T23:30', end: '2027-01-05T00:30', override: OUTSIDE };
    const visit = await newVisit(clinic, night);
    const { appointment } = await mine.ok('appointments.book', visit);
    const told = await theirs.seen(tellsOf(appointment.id));
    expect(told).toEqual(rows(visit.doctorId, appointment.id, ['2027-01-04', '2027-01-05']));
  });

  it('what another program writes with plain SQL', async () => {
    const [doctorId, patientId] = [await clinic.addDoctor('Rao'), await clinic.addPatient('Raw')];
    await clinic.owner.query('SET @clinic_writer = NULL');
    const [header] = await clinic.owner.query(
      "INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, '2027-01-06 10:00', '2027-01-06 10:20')",
      [patientId, doctorId],
    );
    await clinic.owner.query("SET @clinic_writer = 'desk'");
    const id = Number(Reflect.get(header, 'insertId'));
    expect(await theirs.seen(tellsOf(id))).toEqual(rows(doctorId, id, ['2027-01-06']));
  });

  it('a patient registered, by id only', async () => {
    const fields = patientFields({
      firstName: 'Lakshmi',
      lastName: 'Secret',
      phone: '+91 98450 12345',
      deskNotes: 'Nobody else’s business',
    });
    const { patient } = await mine.ok('patients.register', { fields });
    const told = await theirs.seen((event) => Reflect.get(changeIn(event) ?? {}, 'area') === 'patients');
    expect(told).toEqual({
      event: 'changed',
      data: { scope: 'rows', area: 'patients', ids: [patient.id], days: [] },
    });
  });
});

describe('who is not told', () => {
  it('windows where nobody is signed in, or whose screen is locked', async () => {
    const nobody = there.window();
    const locked = await there.signedIn('meena');
    const left = await there.signedIn('meena');
    // Attached last and listening: when it was told, the three before it would have been.
    const last = await there.signedIn('ravi');
    await locked.ok('session.lock', {});
    await left.ok('session.signOut', {});
    const quiet = [nobody, locked, left];
    const known = quiet.map(({ events }) => events.length);

    const { appointment } = await mine.ok('appointments.book', await newVisit(clinic));
    await last.seen(tellsOf(appointment.id));
    const told = quiet.map(({ events }, at) =>
      events.slice(known[at]).filter((event) => changeIn(event) !== null),
    );
    expect(told).toEqual([[], [], []]);

    await locked.ok('session.unlock', { password: PASSWORD });
    const second = await mine.ok('appointments.book', await newVisit(clinic));
    await locked.seen(tellsOf(second.appointment.id));
  });

  it('anybody, of what was refused', async () => {
    const visit = await newVisit(clinic);
    await mine.ok('appointments.book', visit);
    const feed = await clinic.count("feed WHERE area = 'appointments'");
    await mine.refused('appointments.book', { ...visit, patientId: await clinic.addPatient('Ravi') });
    expect(await clinic.count("feed WHERE area = 'appointments'")).toBe(feed);
  });

  it('of anything but ids and days', async () => {
    const visit = await newVisit(clinic, { reason: 'Secret reason' });
    const { appointment } = await mine.ok('appointments.book', visit);
    await theirs.seen(tellsOf(appointment.id));
    const shapes = theirs.events
      .map(changeIn)
      .flatMap((change) => (change ? [Object.keys(change).sort()] : []));
    for (const keys of shapes) expect([['scope'], ['area', 'days', 'ids', 'scope']]).toContainEqual(keys);
    expect(JSON.stringify(theirs.events)).not.toMatch(/Secret|Kavya/);
  });
});
