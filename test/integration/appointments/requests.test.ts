import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { MONDAY, footprint, newVisit, oneBooking } from '#test/support/visits';

const REUSED = {
  code: 'VALIDATION',
  issues: [{ path: 'requestId', code: 'request_reused', params: {} }],
};

let database: FreshDatabase;
let clinic: SmallClinic;
let here: TestDesk;
let there: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  await clinic.addAdmin('ravi', 'staff');
  here = await openDesk(database, { now: MONDAY });
  there = await openDesk(database, { now: MONDAY });
  reception = await here.signedIn('meena');
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await clinic.close();
  await database.drop();
});

describe('the same request', () => {
  it('twice in turn gets the first answer, even after the visit was changed', async () => {
    const visit = await newVisit(clinic);
    const [id, before] = [randomUUID(), await footprint(clinic)];
    const first = await reception.ok('appointments.book', visit, id);
    expect(await reception.ok('appointments.book', visit, id)).toEqual(first);
    expect(await footprint(clinic)).toEqual(oneBooking(before, 20));
    await reception.ok('appointments.edit', {
      id: first.appointment.id,
      version: 1,
      changes: { reason: 'x' },
    });
    expect(await reception.ok('appointments.book', visit, id)).toEqual(first);
  });

  it('ten times at once from one desk makes one visit and one answer', async () => {
    const visit = await newVisit(clinic);
    const [id, before] = [randomUUID(), await footprint(clinic)];
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => reception.ok('appointments.book', visit, id)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await footprint(clinic)).toEqual(oneBooking(before, 20));
  });

  it('at once from two desks of the same person makes one visit and one answer', async () => {
    const other = await there.signedIn('meena');
    const visit = await newVisit(clinic);
    const [id, before] = [randomUUID(), await footprint(clinic)];
    const [a, b] = await Promise.all([
      reception.ok('appointments.book', visit, id),
      other.ok('appointments.book', visit, id),
    ]);
    expect(b).toEqual(a);
    expect(await footprint(clinic)).toEqual(oneBooking(before, 20));
  });

  it('from another person is refused and tells nothing of the first answer', async () => {
    const colleague = await there.signedIn('ravi');
    const [visit, id] = [await newVisit(clinic), randomUUID()];
    await reception.ok('appointments.book', visit, id);
    const before = await footprint(clinic);
    expect(await colleague.refused('appointments.book', visit, id)).toEqual(REUSED);
    expect(await footprint(clinic)).toEqual(before);
  });

  it('under another name or with another input is refused', async () => {
    const [visit, id] = [await newVisit(clinic), randomUUID()];
    const { appointment } = await reception.ok('appointments.book', visit, id);
    const other = { ...visit, start: '2027-01-04T12:00', end: '2027-01-04T12:20' };
    expect(await reception.refused('appointments.book', other, id)).toEqual(REUSED);
    const cancel = { id: appointment.id, version: 1, as: 'cancelled' as const, reason: null };
    expect(await reception.refused('appointments.cancel', cancel, id)).toEqual(REUSED);
  });

  it('after a refusal may be sent again and is then carried out', async () => {
    const [visit, id] = [await newVisit(clinic), randomUUID()];
    const holder = await reception.ok('appointments.book', {
      ...visit,
      patientId: await clinic.addPatient('First'),
    });
    expect(await reception.refused('appointments.book', visit, id)).toMatchObject({ code: 'CONFLICT' });
    const at = { id: holder.appointment.id, version: 1 };
    await reception.ok('appointments.cancel', { ...at, as: 'cancelled', reason: null });
    const { appointment } = await reception.ok('appointments.book', visit, id);
    expect(appointment.patientId).toBe(visit.patientId);
  });

  it('is undone once, however often it was sent', async () => {
    const window = await there.signedIn('ravi');
    const [visit, id] = [await newVisit(clinic), randomUUID()];
    await Promise.all([window.ok('appointments.book', visit, id), window.ok('appointments.book', visit, id)]);
    await window.ok('appointments.undo', {});
    expect(await window.refused('appointments.undo', {})).toMatchObject({
      rules: [{ rule: 'nothing_to_undo' }],
    });
  });
});
