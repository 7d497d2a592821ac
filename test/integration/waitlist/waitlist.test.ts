import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorId, PatientId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { OUTSIDE, newVisit } from '#test/support/visits';

type Fields = InputOf<'waitlist.add'>['fields'];

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  // A Monday, 10:02 in Kolkata.
  const opened = await oneDesk(Date.parse('2028-08-07T04:32:00Z'), { meena: 'staff', john: 'staff' });
  ({ database, clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

const wanted: Fields = {
  whose: { kind: 'anyone' },
  from: '2028-08-07',
  to: null,
  parts: [],
  minutes: 15,
  urgency: 'routine',
  note: null,
  heldId: null,
};

async function waits(patientId: PatientId, fields: Partial<Fields> = {}) {
  return (await reception.ok('waitlist.add', { patientId, fields: { ...wanted, ...fields } })).entry;
}

async function booked(doctorId: DoctorId, start: string, end: string, patientId?: PatientId) {
  const changes = patientId === undefined ? {} : { patientId };
  const visit = await newVisit(clinic, { doctorId, start, end, ...changes });
  return (await reception.ok('appointments.book', visit)).appointment;
}

function cancel(visit: { readonly id: number; readonly version: number }, as = 'cancelled' as const) {
  return reception.ok('appointments.cancel', { id: visit.id, version: visit.version, as, reason: null });
}

async function offersOf(doctorId: DoctorId) {
  const { offers } = await reception.ok('waitlist.offers', {});
  return offers.filter((offer) => offer.doctorId === doctorId);
}

describe('a time that is given up', () => {
  it('is offered to who fits, the most urgent first and then the longest waiting', async () => {
    const doctorId = await clinic.addDoctor('Rao');
    const [routine, second, urgent, longer] = [
      await waits(await clinic.addPatient('Routine'), { whose: { kind: 'doctor', id: doctorId } }),
      await waits(await clinic.addPatient('Second'), { whose: { kind: 'doctor', id: doctorId } }),
      await waits(await clinic.addPatient('Urgent'), {
        whose: { kind: 'doctor', id: doctorId },
        urgency: 'urgent',
      }),
      await waits(await clinic.addPatient('Long'), { whose: { kind: 'doctor', id: doctorId }, minutes: 60 }),
    ];
    const visit = await booked(doctorId, '2028-08-08T10:15', '2028-08-08T10:30');
    await booked(doctorId, '2028-08-08T09:00', '2028-08-08T10:15');
    await booked(doctorId, '2028-08-08T10:45', '2028-08-08T18:00');
    expect(await offersOf(doctorId)).toEqual([]);
    await cancel(visit);
    const [offer, ...others] = await offersOf(doctorId);
    expect(others).toEqual([]);
    expect(offer?.fitting.map(({ entry, start }) => [entry.id, start])).toEqual([
      [urgent.id, '2028-08-08T10:15'],
      [routine.id, '2028-08-08T10:15'],
      [second.id, '2028-08-08T10:15'],
    ]);
    expect(offer?.total).toBe(3);
    await clinic.owner.query('UPDATE freed_times SET freed_at = UTC_TIMESTAMP() - INTERVAL 30 DAY');
    expect(await offersOf(doctorId)).toEqual([offer]);
    expect(longer.state).toBe('open');
    await booked(doctorId, '2028-08-08T10:15', '2028-08-08T10:30');
    expect((await offersOf(doctorId)).map(({ fitting }) => fitting[0]?.start)).toEqual([]);
  });

  it('is known also by a move, by parking, by another program’s change, and is not offered to who gave it up', async () => {
    const doctorId = await clinic.addDoctor('Iyer');
    const patientId = await clinic.addPatient('Asha');
    await waits(patientId, { whose: { kind: 'doctor', id: doctorId } });
    const own = await booked(doctorId, '2028-08-09T09:00', '2028-08-09T09:15', patientId);
    await cancel(own);
    expect(await offersOf(doctorId)).toEqual([]);

    const moved = await booked(doctorId, '2028-08-09T10:00', '2028-08-09T10:15');
    const to = { start: '2028-08-11T10:00', end: '2028-08-11T10:15' };
    await reception.ok('appointments.reschedule', { id: moved.id, version: 1, doctorId, ...to });
    const parked = await booked(doctorId, '2028-08-09T12:00', '2028-08-09T12:15');
    await reception.ok('appointments.park', { id: parked.id, version: 1, as: null });
    const other = await booked(doctorId, '2028-08-09T14:00', '2028-08-09T14:15');
    await clinic.owner.query("SET SESSION timestamp = UNIX_TIMESTAMP('2028-08-07 04:40:00')");
    await clinic.owner.query(
      "UPDATE appointments SET status = 'cancelled', closed_as = 'left' WHERE id = ?",
      [other.id],
    );
    await clinic.owner.query('SET SESSION timestamp = DEFAULT');
    const starts = (await offersOf(doctorId)).map(({ fitting }) => fitting[0]?.start);
    // One free afternoon: what was given up in it is one offer.
    expect(starts).toEqual(['2028-08-09T14:00']);
    const noted = await clinic.count('freed_times WHERE doctor_id = ?', [doctorId]);
    expect(noted).toBe(4);
  });

  it('is no offer outside the hours, in the past, or later than the visit they hold', async () => {
    const doctorId = await clinic.addDoctor('Sen');
    const patientId = await clinic.addPatient('Held');
    const held = await booked(doctorId, '2028-08-10T11:00', '2028-08-10T11:15', patientId);
    await waits(patientId, { whose: { kind: 'doctor', id: doctorId }, heldId: held.id });
    const { appointment: night } = await reception.ok('appointments.book', {
      ...(await newVisit(clinic, { doctorId, start: '2028-08-09T22:00', end: '2028-08-09T22:15' })),
      override: OUTSIDE,
    });
    const later = await booked(doctorId, '2028-08-10T15:00', '2028-08-10T15:15');
    const passed = await booked(doctorId, '2028-08-07T09:30', '2028-08-07T09:45');
    for (const visit of [night, later, passed]) await cancel(visit);
    expect(await offersOf(doctorId)).toEqual([]);
    await cancel(await booked(doctorId, '2028-08-10T10:00', '2028-08-10T10:15'));
    expect(await offersOf(doctorId)).toHaveLength(1);
  });

  it('costs nothing to note while nobody waits', async () => {
    const own = await freshDatabase();
    const small = await smallClinic(own);
    await small.addAdmin('meena', 'staff');
    const alone = await openDesk(own, { now: Date.parse('2028-08-07T04:32:00Z') });
    const window = await alone.signedIn('meena');
    const { appointment } = await window.ok('appointments.book', {
      ...(await newVisit(small)),
      start: '2028-08-08T10:00',
      end: '2028-08-08T10:20',
    });
    await window.ok('appointments.cancel', { id: appointment.id, version: 1, as: 'cancelled', reason: null });
    expect(await small.count('freed_times')).toBe(0);
    await alone.stop();
    await small.close();
    await own.drop();
  });
});

describe('booking from the list', () => {
  it('moves the visit they hold in the same transaction, and undo takes both back; redo does both again', async () => {
    const doctorId = await clinic.addDoctor('Khan');
    const patientId = await clinic.addPatient('Bina');
    const held = await booked(doctorId, '2028-08-14T11:00', '2028-08-14T11:30', patientId);
    const entry = await waits(patientId, { heldId: held.id, minutes: 30 });
    expect(entry.held).toEqual({ appointmentId: held.id, doctorId, start: '2028-08-14T11:00' });
    const window = await desk.signedIn('john');
    const taken = await window.ok('waitlist.take', {
      id: entry.id,
      version: entry.version,
      doctorId,
      start: '2028-08-08T09:00',
    });
    expect(taken.appointment).toMatchObject({
      id: held.id,
      start: '2028-08-08T09:00',
      end: '2028-08-08T09:30',
    });
    expect(taken.entry.state).toBe('booked');
    expect(await clinic.count('appointments WHERE patient_id = ?', [patientId])).toBe(1);

    const undone = await window.ok('appointments.undo', {});
    expect(undone.change?.appointment).toMatchObject({ id: held.id, start: '2028-08-14T11:00' });
    const { entries } = await window.ok('waitlist.list', {});
    expect(entries.find(({ id }) => id === entry.id)).toMatchObject({ state: 'open', minutes: 30 });
    await window.ok('appointments.redo', {});
    expect((await window.ok('appointments.get', { id: held.id })).start).toBe('2028-08-08T09:00');
    expect(await clinic.count("audit_log WHERE action LIKE 'waitlist.%' AND entity_id = ?", [entry.id])).toBe(
      4,
    );
  });

  it('makes a visit for who holds none, and a parked visit has its place', async () => {
    const doctorId = await clinic.addDoctor('Nair');
    const patientId = await clinic.addPatient('None');
    const entry = await waits(patientId, { note: 'Fever' });
    const window = await desk.signedIn('john');
    const taken = await window.ok('waitlist.take', {
      id: entry.id,
      version: 1,
      doctorId,
      start: '2028-08-08T09:00',
    });
    expect(taken).toMatchObject({ before: null, appointment: { reason: 'Fever', patientId } });
    await window.ok('appointments.undo', {});
    expect(
      await clinic.count('appointments WHERE id = ? AND withdrawn_at IS NOT NULL', [taken.appointment.id]),
    ).toBe(1);

    const parked = await booked(doctorId, '2028-08-15T11:00', '2028-08-15T11:15', patientId);
    await reception.ok('appointments.park', { id: parked.id, version: 1, as: null });
    const again = await waits(patientId, { heldId: parked.id });
    const placed = await window.ok('waitlist.take', {
      id: again.id,
      version: 1,
      doctorId,
      start: '2028-08-16T09:00',
    });
    expect(placed.appointment).toMatchObject({ id: parked.id, toMoveAt: null });
    const back = await window.ok('appointments.undo', {});
    expect(back.change?.appointment.toMoveAt).not.toBeNull();
  });

  it('warns when the patient is elsewhere at that time, and goes on with a reason', async () => {
    const [here, there] = [await clinic.addDoctor('Das'), await clinic.addDoctor('Pal')];
    const patientId = await clinic.addPatient('Twice');
    await booked(there, '2028-08-16T10:00', '2028-08-16T10:15', patientId);
    const entry = await waits(patientId);
    const at = { id: entry.id, version: 1, doctorId: here, start: '2028-08-16T10:00' };
    const refusal = await reception.refused('waitlist.take', at);
    expect(refusal).toMatchObject({
      code: 'RULE_VIOLATION',
      overridable: true,
      rules: [{ rule: 'patient_elsewhere' }],
    });
    const override = { rules: ['patient_elsewhere' as const], reason: 'A quick look' };
    expect((await reception.ok('waitlist.take', { ...at, override })).entry.state).toBe('booked');
    expect((await reception.ok('appointments.undo', {})).change?.appointment.state).toBe('cancelled');
  });
});

describe('the list', () => {
  it('is edited, cleared and filled again, each undone; a stale save sees both', async () => {
    const patientId = await clinic.addPatient('Edit');
    const entry = await waits(patientId);
    const window = await desk.signedIn('john');
    const edited = await window.ok('waitlist.edit', {
      id: entry.id,
      version: 1,
      fields: { ...wanted, urgency: 'urgent', parts: ['evening', 'morning'], to: '2028-09-01', note: 'Pain' },
    });
    expect(edited.entry).toMatchObject({ version: 2, urgency: 'urgent', parts: ['morning', 'evening'] });
    const stale = await reception.refused('waitlist.edit', { id: entry.id, version: 1, fields: wanted });
    expect(stale).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale', entity: 'waiting', changedBy: 'The john', current: { urgency: 'urgent' } },
    });
    await window.ok('waitlist.remove', { id: entry.id, version: 2 });
    const listed = async () =>
      (await reception.ok('waitlist.list', {})).entries.find(({ id }) => id === entry.id);
    expect(await listed()).toBeUndefined();
    await window.ok('appointments.undo', {});
    expect(await listed()).toMatchObject({ urgency: 'urgent', note: 'Pain' });
    await window.ok('appointments.undo', {});
    expect(await listed()).toMatchObject({ urgency: 'routine', note: null, to: null, parts: [] });
  });

  it('shows a merged patient as the one they are read as, and nobody who was removed', async () => {
    const [from, into] = [await clinic.addPatient('Old'), await clinic.addPatient('New')];
    const entry = await waits(from);
    await reception.ok('patients.merge', { id: from, version: 1, intoId: into });
    const listed = async () =>
      (await reception.ok('waitlist.list', {})).entries.find(({ id }) => id === entry.id);
    expect(await listed()).toMatchObject({ patientId: into, patientName: 'New Test' });
    await clinic.owner.query('UPDATE patients SET is_deleted = 1 WHERE id = ?', [into]);
    expect(await listed()).toBeUndefined();
  });

  it('refuses an end before its beginning, somebody else’s visit and one that is over', async () => {
    const doctorId = await clinic.addDoctor('Bad');
    const [patientId, other] = [await clinic.addPatient('Mine'), await clinic.addPatient('Theirs')];
    const refused = (fields: Partial<Fields>) =>
      reception.refused('waitlist.add', { patientId, fields: { ...wanted, ...fields } });
    expect(await refused({ to: '2028-08-06' })).toMatchObject({
      issues: [{ path: 'fields.to', code: 'end_before_start' }],
    });
    const theirs = await booked(doctorId, '2028-08-17T10:00', '2028-08-17T10:15', other);
    expect(await refused({ heldId: theirs.id })).toEqual({ code: 'NOT_FOUND', entity: 'appointment' });
    const mine = await booked(doctorId, '2028-08-17T11:00', '2028-08-17T11:15', patientId);
    await cancel(mine);
    expect(await refused({ heldId: mine.id })).toMatchObject({ rules: [{ rule: 'visit_closed' }] });
    expect(await refused({ whose: { kind: 'doctor', id: 999_999 } })).toEqual({
      code: 'NOT_FOUND',
      entity: 'doctor',
    });
    const entry = await waits(patientId);
    const odd = { id: entry.id, version: 1, doctorId, start: '2028-08-17T10:07' };
    expect(await reception.refused('waitlist.take', odd)).toMatchObject({
      issues: [{ path: 'start', code: 'off_grid' }],
    });
  });

  it('another desk is told of every change', async () => {
    const other = await openDesk(database, { now: Date.parse('2028-08-07T04:32:00Z') });
    const window = await other.signedIn('john');
    const entry = await waits(await clinic.addPatient('Told'));
    const seen = await window.seen(
      ({ event, data }) =>
        event === 'changed' &&
        (data as { area?: string }).area === 'waitlist' &&
        (data as { ids: number[] }).ids.includes(entry.id),
    );
    expect(seen.event).toBe('changed');
    await other.stop();
  });
});
