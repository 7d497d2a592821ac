import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { FreshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { LATE_DAY, bookInARow, standing, tornSlots } from '#test/support/full-day';
import { MONDAY, newVisit } from '#test/support/visits';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;
let doctorId: DoctorId;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff', asha: 'staff' });
  ({ database, clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

beforeEach(async () => {
  doctorId = await clinic.addDoctor('Rao');
});

async function booked(changes: Parameters<typeof newVisit>[1] = {}) {
  const { appointment } = await reception.ok(
    'appointments.book',
    await newVisit(clinic, { doctorId, ...changes }),
  );
  return appointment;
}

/** Those of this test's doctor who have no place. */
async function toMove(window: TestWindow = reception) {
  const { visits } = await window.ok('appointments.toMove', {});
  return visits.filter((visit) => visit.doctorId === doctorId);
}

async function shownOnDay(): Promise<number[]> {
  const day = await reception.ok('appointments.day', { date: LATE_DAY, doctorIds: [doctorId] });
  return day.appointments.map(({ id }) => id);
}

const later = { start: '2027-01-05T12:00', end: '2027-01-05T12:20' } as const;

describe('a visit that is parked', () => {
  it('gives its time up, leaves the calendar, and stands in the list with its old time', async () => {
    const visit = await booked({ reason: 'Fever' });
    const audited = await clinic.count("audit_log WHERE action = 'appointments.park'");
    const outbox = await clinic.count('outbox');
    const { appointment, before } = await reception.ok('appointments.park', { ...at(visit), as: null });
    expect(before).toEqual(visit);
    expect(appointment).toMatchObject({ version: 2, start: visit.start, state: 'scheduled' });
    expect(appointment.toMoveAt).toMatch(/^2027-01-04T04:/u);
    expect(await shownOnDay()).toEqual([]);
    expect(await toMove()).toEqual([{ ...appointment, why: 'parked' }]);
    expect(await clinic.count('appointment_slots WHERE appointment_id = ?', [visit.id])).toBe(0);
    expect(await clinic.count("audit_log WHERE action = 'appointments.park'")).toBe(audited + 1);
    expect(await clinic.count('outbox')).toBe(outbox + 1);
    // Its time is free for somebody else.
    await booked();
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });

  it('takes a new place on another day, and undo and redo walk the whole way back and forth', async () => {
    const visit = await booked();
    const { appointment: parked } = await reception.ok('appointments.park', { ...at(visit), as: null });
    const { appointment: placed } = await reception.ok('appointments.reschedule', {
      ...at(parked),
      doctorId,
      ...later,
    });
    expect(placed).toMatchObject({ ...later, toMoveAt: null });
    expect(await toMove()).toEqual([]);

    const first = await reception.ok('appointments.undo', {});
    expect(first.change?.appointment).toMatchObject({ start: visit.start, toMoveAt: parked.toMoveAt });
    expect((await toMove()).map(({ id }) => id)).toEqual([visit.id]);
    const second = await reception.ok('appointments.undo', {});
    expect(second.change?.appointment).toMatchObject({ start: visit.start, toMoveAt: null });
    expect(await shownOnDay()).toEqual([visit.id]);

    const again = await reception.ok('appointments.redo', {});
    expect(again.change?.appointment.toMoveAt).not.toBeNull();
    const forth = await reception.ok('appointments.redo', {});
    expect(forth.change?.appointment).toMatchObject({ ...later, toMoveAt: null });
    await reception.ok('appointments.undo', {});
    await reception.ok('appointments.undo', {});
    expect((await reception.ok('appointments.undo', {})).undone).toBe('appointments.book');
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });

  it('is not put back by undo onto somebody who has its time by now: that one is named', async () => {
    const visit = await booked();
    await reception.ok('appointments.park', { ...at(visit), as: null });
    const asha = await desk.signedIn('asha');
    const other = await asha.ok('appointments.book', await newVisit(clinic, { doctorId }));
    expect(await reception.refused('appointments.undo', {})).toMatchObject({
      code: 'CONFLICT',
      conflict: {
        kind: 'slot_taken',
        holder: { appointmentId: other.appointment.id, patientName: 'Kavya Test' },
      },
    });
    expect(await toMove()).toHaveLength(1);
  });

  it('is not placed on somebody’s time: that one is named, with other times', async () => {
    const holder = await booked();
    const visit = await booked({ start: '2027-01-04T11:00', end: '2027-01-04T11:20' });
    const { appointment } = await reception.ok('appointments.park', { ...at(visit), as: null });
    const refused = await reception.refused('appointments.reschedule', {
      ...at(appointment),
      doctorId,
      start: '2027-01-04T10:10',
      end: '2027-01-04T10:30',
    });
    expect(refused).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'slot_taken', holder: { appointmentId: holder.id } },
    });
    expect(await toMove()).toHaveLength(1);
  });

  it('leaves the list when it is cancelled, and comes back to it when that is undone', async () => {
    const visit = await booked();
    const { appointment } = await reception.ok('appointments.park', { ...at(visit), as: null });
    await reception.ok('appointments.cancel', { ...at(appointment), as: 'cancelled', reason: 'Moved away' });
    expect(await toMove()).toEqual([]);
    await reception.ok('appointments.undo', {});
    expect(await toMove()).toHaveLength(1);
    await reception.ok('appointments.undo', {});
    expect(await shownOnDay()).toEqual([visit.id]);
  });

  it('takes no step of a visit before it has a time, is not parked twice, and is saved at its version', async () => {
    const visit = await booked();
    const { appointment } = await reception.ok('appointments.park', { ...at(visit), as: null });
    expect(
      await reception.refused('appointments.status', { ...at(appointment), to: 'waiting' }),
    ).toMatchObject({ rules: [{ rule: 'visit_parked' }] });
    expect(await reception.refused('appointments.park', { ...at(appointment), as: null })).toMatchObject({
      rules: [{ rule: 'visit_parked' }],
    });
    expect(await reception.refused('appointments.park', { ...at(visit), as: null })).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'stale' },
    });
  });

  it('is refused to who is in the room or done', async () => {
    const visit = await booked();
    const { appointment } = await reception.ok('appointments.status', { ...at(visit), to: 'in_room' });
    expect(await reception.refused('appointments.park', { ...at(appointment), as: null })).toMatchObject({
      rules: [{ rule: 'step_not_allowed' }],
    });
  });

  it('cannot say that it has waited since tomorrow, or since before it was booked', async () => {
    const visit = await booked();
    const as = { doctorId, start: visit.start, end: visit.end };
    const early = await reception.ok('appointments.park', {
      ...at(visit),
      as: { ...as, since: '1990-01-01T00:00:00Z' },
    });
    expect(early.appointment.toMoveAt).toMatch(/^2027-01-04T04:/u);
    const back = await reception.ok('appointments.unpark', at(early.appointment));
    const late = await reception.ok('appointments.park', {
      ...at(back.appointment),
      as: { ...as, since: '2099-01-01T00:00:00Z' },
    });
    expect(late.appointment.toMoveAt).toMatch(/^2027-01-04T04:/u);
  });

  it('is told to the other desks, whose lists are asked again', async () => {
    const other = await openDesk(database, { now: MONDAY });
    const window = await other.signedIn('asha');
    const visit = await booked();
    await reception.ok('appointments.park', { ...at(visit), as: null });
    const told = await window.seen(({ event, data }) => event === 'changed' && holds(data, visit.id));
    expect(told.data).toMatchObject({ area: 'appointments' });
    expect(await toMove(window)).toHaveLength(1);
    await other.stop();
  });
});

describe('a doctor at the list', () => {
  it('has their own only, and parks and places nobody else’s', async () => {
    const own = await clinic.addSigningDoctor('Iyer', 'iyer');
    const visit = await booked();
    const { appointment } = await reception.ok('appointments.park', { ...at(visit), as: null });
    const window = await desk.signedIn('iyer');
    expect((await window.ok('appointments.toMove', {})).visits).toEqual([]);
    const forbidden = { code: 'FORBIDDEN', permission: 'appointment.write' };
    expect(await window.refused('appointments.unpark', at(appointment))).toEqual(forbidden);
    expect(
      await window.refused('appointments.reschedule', { ...at(appointment), doctorId: own, ...later }),
    ).toEqual(forbidden);
    const mine = await booked({ doctorId: own });
    const into = { doctorId, start: mine.start, end: mine.end, since: '2027-01-04T04:00:00Z' };
    expect(await window.refused('appointments.park', { ...at(mine), as: into })).toEqual(forbidden);
    await window.ok('appointments.park', { ...at(mine), as: null });
    const { visits, total } = await window.ok('appointments.toMove', {});
    expect(visits.map(({ id }) => id)).toEqual([mine.id]);
    expect(total).toBe(1);
  });
});

describe('a doctor’s late day and the list', () => {
  const ended = () => reception.ok('late.endSession', { doctorId, date: LATE_DAY, from: null, seen: null });

  it('says who was put off and who was parked, the longest waiting first', async () => {
    const parkedFirst = await booked({ start: '2027-01-04T14:00', end: '2027-01-04T14:20' });
    await reception.ok('appointments.park', { ...at(parkedFirst), as: null });
    await bookInARow(clinic, reception, doctorId, 2);
    await clinic.owner.query(
      'UPDATE appointments SET to_move_at = to_move_at - INTERVAL 1 HOUR WHERE id = ?',
      [parkedFirst.id],
    );
    await ended();
    const rows = await toMove();
    expect(rows.map(({ why }) => why)).toEqual(['parked', 'delay', 'delay']);
    expect(rows[1]).toMatchObject({ patientName: 'Patient0 Test', patientPhone: '98450 10000' });
  });

  it('placing one of the put off and taking it back leaves the delay’s own undo whole', async () => {
    const visits = await bookInARow(clinic, reception, doctorId, 3);
    await ended();
    const [first] = await toMove();
    if (!first) throw new Error('nobody was put off');
    await reception.ok('appointments.reschedule', { ...at(first), doctorId, ...later });
    expect((await toMove()).map(({ id }) => id)).toEqual(visits.slice(1).map(({ id }) => id));
    await reception.ok('appointments.undo', {});
    expect((await toMove()).map(({ why }) => why)).toEqual(['delay', 'delay', 'delay']);
    const { delay } = await reception.ok('appointments.undo', {});
    expect(delay?.stayed).toEqual([]);
    expect(await standing(clinic, doctorId)).toEqual(['10:00-10:15', '10:15-10:30', '10:30-10:45']);
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });

  it('who was placed meanwhile stays there when the delay is taken back, and is named', async () => {
    await bookInARow(clinic, reception, doctorId, 2);
    const { delay } = await ended();
    const [first] = await toMove();
    if (!first) throw new Error('nobody was put off');
    const asha = await desk.signedIn('asha');
    await asha.ok('appointments.reschedule', { ...at(first), doctorId, ...later });
    const back = await reception.ok('late.takeBack', { id: delay.id, version: delay.version });
    expect(back.stayed).toMatchObject([{ appointmentId: first.id, why: 'changed' }]);
    expect(await standing(clinic, doctorId)).toEqual(['12:00-12:20', '10:15-10:30']);
    expect(await toMove()).toEqual([]);
  });

  it('one parked before the delay is not moved by it, and goes back after it was taken back', async () => {
    const visits = await bookInARow(clinic, reception, doctorId, 3);
    const [, second] = visits;
    if (!second) throw new Error('too few visits');
    await reception.ok('appointments.park', { id: second.id, version: second.version, as: null });
    const shift = { doctorId, date: LATE_DAY, from: null, minutes: 40, gaps: 'keep', seen: null } as const;
    const { calls } = await reception.ok('late.shift', shift);
    expect(calls.map(({ appointmentId }) => appointmentId)).toEqual([visits[0]?.id, visits[2]?.id]);
    await reception.ok('appointments.undo', {});
    await reception.ok('appointments.undo', {});
    expect(await standing(clinic, doctorId)).toEqual(['10:00-10:15', '10:15-10:30', '10:30-10:45']);
  });

  it('a number that was put off goes back into its line, and takes no time', async () => {
    const patientId = await clinic.addPatient('Token');
    await clinic.owner.query(
      "INSERT INTO doctor_sessions (doctor_id, `date`, starts, ends, last_token) VALUES (?, '2027-01-04', '09:00', '18:00', 1)",
      [doctorId],
    );
    await clinic.owner.query(
      `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, kind, session_id, token_no)
       SELECT ?, doctor_id, '2027-01-04 10:00', '2027-01-04 10:10', 'token', id, 1 FROM doctor_sessions WHERE doctor_id = ?`,
      [patientId, doctorId],
    );
    await ended();
    const [token] = await toMove();
    if (!token) throw new Error('the number was not put off');
    expect(token).toMatchObject({ kind: 'token', tokenNo: 1, why: 'delay' });
    expect(
      await reception.refused('appointments.reschedule', { ...at(token), doctorId, ...later }),
    ).toMatchObject({ rules: [{ rule: 'token_has_no_time' }] });
    await reception.ok('appointments.unpark', at(token));
    expect(await toMove()).toEqual([]);
    expect(await shownOnDay()).toEqual([token.id]);
    await reception.ok('appointments.undo', {});
    expect(await toMove()).toHaveLength(1);
  });
});

function at({ id, version }: { readonly id: number; readonly version: number }) {
  return { id, version };
}

function holds(data: unknown, id: number): boolean {
  const ids: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'ids') : null;
  return Array.isArray(ids) && ids.includes(id);
}

// Last, since the list is one for the whole clinic.
it('a list longer than one answer is cut, and says how many there are', async () => {
  const patientId = await clinic.addPatient('Many');
  await clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, to_move_at)
     SELECT ?, ?, t, t + INTERVAL 5 MINUTE, UTC_TIMESTAMP() FROM (
       SELECT '2027-03-01 00:00:00' + INTERVAL (a.n + 100 * b.n) * 5 MINUTE AS t
       FROM grid_steps a JOIN grid_steps b WHERE a.n < 100 AND b.n < 3 ORDER BY t LIMIT 203) times`,
    [patientId, doctorId],
  );
  const waiting = await clinic.count("appointments WHERE to_move_at IS NOT NULL AND status = 'scheduled'");
  const { visits, total } = await reception.ok('appointments.toMove', {});
  expect(visits).toHaveLength(200);
  expect(total).toBe(waiting);
  expect(waiting).toBeGreaterThanOrEqual(203);
});
