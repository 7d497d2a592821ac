import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { LATE_DAY, bookInARow, standing, tornSlots } from '#test/support/full-day';
import { MONDAY } from '#test/support/visits';

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;
let doctorId: DoctorId;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff', asha: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

beforeEach(async () => {
  doctorId = await clinic.addDoctor('Rao');
});

/** The same question, before anything is done. */
function whatIf(minutes: number, date: string = LATE_DAY) {
  return { doctorId, date, from: null, minutes, gaps: 'use' } as const;
}

function late(minutes: number, more: { gaps?: 'use' | 'keep'; seen?: { id: number; version: number } } = {}) {
  return {
    doctorId,
    date: LATE_DAY,
    from: null,
    minutes,
    gaps: more.gaps ?? 'use',
    seen: more.seen ?? null,
  } as const;
}

describe('a doctor who is late', () => {
  it('moves the rest of the day in one change, which leaves slots, audit, outbox and a call list', async () => {
    const visits = await bookInARow(clinic, reception, doctorId, 20);
    const plan = await reception.ok('late.preview', whatIf(40));
    expect(plan.steps).toHaveLength(20);
    expect(plan).toMatchObject({ kept: 0, last: null });
    const audited = await clinic.count("audit_log WHERE action = 'late.shift'");
    const outbox = await clinic.count('outbox');

    const { delay, calls, stayed } = await reception.ok('late.shift', late(40));
    expect(delay).toMatchObject({ doctorId, date: LATE_DAY, minutes: 40, takenBack: false, by: 'The meena' });
    expect(stayed).toEqual([]);
    expect(calls).toHaveLength(20);
    expect(calls[0]).toMatchObject({
      appointmentId: visits[0]?.id,
      patientName: 'Patient0 Test',
      patientPhone: '98450 10000',
      before: { start: '2027-01-04T10:00', end: '2027-01-04T10:15' },
      after: { start: '2027-01-04T10:40', end: '2027-01-04T10:55' },
      changedSince: false,
      told: null,
    });
    expect(await standing(clinic, doctorId)).toEqual(
      calls.map(({ after }) => `${after?.start.slice(11) ?? ''}-${after?.end.slice(11) ?? ''}`),
    );
    expect((await standing(clinic, doctorId)).at(-1)).toBe('15:25-15:40');
    expect(await tornSlots(clinic, doctorId)).toBe(0);
    // One line for each visit, one for the delay itself.
    expect(await clinic.count("audit_log WHERE action = 'late.shift'")).toBe(audited + 21);
    expect(await clinic.count('outbox')).toBe(outbox + 20);
    expect(await reception.ok('late.calls', { id: delay.id })).toEqual({ delay, calls });
    expect(await reception.ok('late.day', { date: LATE_DAY })).toContainEqual({
      ...delay,
      visits: 20,
      told: 0,
    });
  });

  it('is taken back by one undo and done again by one redo, and the booking before it still undone', async () => {
    const asha = await desk.signedIn('asha');
    await bookInARow(clinic, asha, doctorId, 3);
    await asha.ok('late.shift', late(40));
    const undone = await asha.ok('appointments.undo', {});
    expect(undone).toMatchObject({ undone: 'late.shift', change: null, delay: { stayed: [] } });
    expect(await standing(clinic, doctorId)).toEqual(['10:00-10:15', '10:15-10:30', '10:30-10:45']);
    const redone = await asha.ok('appointments.redo', {});
    expect(redone.delay?.delay.takenBack).toBe(false);
    expect(await standing(clinic, doctorId)).toEqual(['10:40-10:55', '10:55-11:10', '11:10-11:25']);
    await asha.ok('appointments.undo', {});
    const booking = await asha.ok('appointments.undo', {});
    expect(booking.change?.appointment.state).toBe('cancelled');
    expect(await standing(clinic, doctorId)).toEqual(['10:00-10:15', '10:15-10:30', '10:30-10:45']);
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });

  it('puts what no longer fits before the closing hour among those to be moved, off the calendar', async () => {
    await bookInARow(clinic, reception, doctorId, 4, 15, 17 * 60);
    const { calls } = await reception.ok('late.shift', late(35));
    expect(await standing(clinic, doctorId)).toEqual(['17:35-17:50', 'to move', 'to move', 'to move']);
    expect(calls.map(({ after }) => after?.start ?? null)).toEqual(['2027-01-04T17:35', null, null, null]);
    expect(await tornSlots(clinic, doctorId)).toBe(0);
    const shown = await reception.ok('appointments.day', { date: LATE_DAY, doctorIds: [doctorId] });
    expect(shown.appointments).toHaveLength(1);
    await reception.ok('appointments.undo', {});
    expect((await standing(clinic, doctorId))[3]).toBe('17:45-18:00');
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });

  it('leaves who is in the room, done or has not come; who waits goes along', async () => {
    const [done, room, waits, booked] = await bookInARow(clinic, reception, doctorId, 4, 30, 9 * 60);
    if (!done || !room || !waits || !booked) throw new Error('four were booked');
    const step = (
      visit: { id: number; version: number },
      to: 'waiting' | 'in_room' | 'done',
      version: number,
    ) => reception.ok('appointments.status', { id: visit.id, version, to });
    await step(room, 'in_room', 1);
    await step(waits, 'waiting', 1);
    // It is 9:30: the first has not come, the second is in the room from then on.
    const { calls } = await reception.ok('late.shift', late(20));
    expect(calls.map(({ appointmentId }) => appointmentId)).toEqual([waits.id, booked.id]);
    expect(await standing(clinic, doctorId)).toEqual([
      '09:00-09:30',
      '09:30-10:00',
      '10:20-10:50',
      '10:50-11:20',
    ]);
  });

  it('starts where it is said to start, and on a later day with the first', async () => {
    await bookInARow(clinic, reception, doctorId, 4);
    await reception.ok('late.shift', { ...late(10), from: '10:30' });
    expect(await standing(clinic, doctorId)).toEqual([
      '10:00-10:15',
      '10:15-10:30',
      '10:40-10:55',
      '10:55-11:10',
    ]);
    const tomorrow = await reception.ok('late.preview', whatIf(10, '2027-01-05'));
    expect(tomorrow).toEqual({ steps: [], kept: 0, last: null });
  });

  it('says who would be with somebody else at the new time', async () => {
    const [visit] = await bookInARow(clinic, reception, doctorId, 1);
    const other = await clinic.addDoctor('Iyer');
    if (!visit) throw new Error('one was booked');
    await reception.ok('appointments.book', {
      doctorId: other,
      patientId: visit.patientId,
      start: '2027-01-04T10:30',
      end: '2027-01-04T11:00',
      type: null,
      reason: null,
      deskNotes: null,
    });
    const { steps } = await reception.ok('late.preview', whatIf(40));
    expect(steps[0]?.elsewhere).toEqual({ doctorId: other, start: '2027-01-04T10:30' });
  });

  it('cannot be late for a day that is over, by odd minutes, or with nobody left', async () => {
    expect(await reception.refused('late.shift', late(40))).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'nobody_to_move' }],
    });
    expect(await reception.refused('late.shift', { ...late(40), date: '2027-01-03' })).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'earlier_day' }],
    });
    const wrong = [
      [37, 'off_grid'],
      [0, 'too_short'],
      [-40, 'too_short'],
      [725, 'too_big'],
      [0.5, 'not_a_number'],
    ] as const;
    for (const [minutes, code] of wrong) {
      expect(await reception.refused('late.shift', late(minutes))).toMatchObject({
        code: 'VALIDATION',
        issues: [{ path: 'minutes', code }],
      });
    }
  });
});

describe('a column with a hundred appointments', () => {
  it('moves as a whole, well within a call’s time', async () => {
    await bookInARow(clinic, reception, doctorId, 100, 5, 9 * 60);
    const { calls } = await reception.ok('late.shift', late(40));
    // It is half past nine: six have not come and are over.
    expect(calls).toHaveLength(94);
    expect((await standing(clinic, doctorId)).at(-1)).toBe('17:55-18:00');
    await reception.ok('appointments.undo', {});
    expect((await standing(clinic, doctorId)).at(-1)).toBe('17:15-17:20');
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });
});

describe('a doctor who leaves', () => {
  it('leaves everyone that has not been seen to be moved, and one undo brings them back', async () => {
    const visits = await bookInARow(clinic, reception, doctorId, 3);
    await reception.ok('appointments.status', { id: visits[0]?.id ?? 0, version: 1, to: 'in_room' });
    const { delay, calls } = await reception.ok('late.endSession', {
      doctorId,
      date: LATE_DAY,
      from: null,
      seen: null,
    });
    expect(delay.minutes).toBeNull();
    expect(calls.map(({ after }) => after)).toEqual([null, null]);
    expect(await standing(clinic, doctorId)).toEqual(['10:00-10:15', 'to move', 'to move']);
    await reception.ok('appointments.undo', {});
    expect(await standing(clinic, doctorId)).toEqual(['10:00-10:15', '10:15-10:30', '10:30-10:45']);
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });
});

describe('taken back after others went on working', () => {
  it('who was changed since, or whose place was given away, stays and is named', async () => {
    const [first, second, third, fourth] = await bookInARow(clinic, reception, doctorId, 4);
    if (!first || !second || !third || !fourth) throw new Error('four were booked');
    const { delay } = await reception.ok('late.shift', late(40));
    const asha = await desk.signedIn('asha');
    const moved = { doctorId, start: '2027-01-04T16:00', end: '2027-01-04T16:15' };
    await asha.ok('appointments.reschedule', { id: second.id, version: 2, ...moved });
    const guest = await clinic.addPatient('Guest');
    await asha.ok('appointments.book', {
      doctorId,
      patientId: guest,
      start: '2027-01-04T10:30',
      end: '2027-01-04T10:40',
      type: null,
      reason: null,
      deskNotes: null,
    });
    // Only words were changed: that one can go back.
    await asha.ok('appointments.edit', {
      id: fourth.id,
      version: 2,
      changes: { deskNotes: 'brings a letter' },
    });

    const undone = await reception.ok('late.takeBack', { id: delay.id, version: delay.version });
    expect(undone.stayed).toEqual([
      { appointmentId: second.id, patientName: 'Patient1 Test', start: '2027-01-04T16:00', why: 'changed' },
      { appointmentId: third.id, patientName: 'Patient2 Test', start: '2027-01-04T11:10', why: 'taken' },
    ]);
    expect(await standing(clinic, doctorId)).toEqual([
      '10:00-10:15',
      '16:00-16:15',
      '11:10-11:25',
      '10:45-11:00',
      '10:30-10:40',
    ]);
    expect(await tornSlots(clinic, doctorId)).toBe(0);
  });
});
