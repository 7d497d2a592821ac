import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';

// A Monday, 09:30 in Kolkata.
const MONDAY = Date.parse('2027-01-04T04:00:00Z');

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff', ravi: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

async function visitFor(doctorName: string, patientName: string) {
  const [doctorId, patientId] = [await clinic.addDoctor(doctorName), await clinic.addPatient(patientName)];
  return {
    doctorId,
    patientId,
    start: '2027-01-04T10:00',
    end: '2027-01-04T10:20',
    type: null,
    reason: 'Fever',
    deskNotes: null,
  };
}

describe('booking', () => {
  it('books, shows the visit on the day and in the week, and audits it', async () => {
    const visit = await visitFor('Rao', 'Kavya');
    const { appointment, warnings, before } = await reception.ok('appointments.book', visit);
    expect(appointment).toMatchObject({
      patientName: 'Kavya Test',
      start: '2027-01-04T10:00',
      end: '2027-01-04T10:20',
      state: 'scheduled',
      version: 1,
    });
    expect(warnings).toEqual([]);
    expect(before).toBeNull();
    const day = await reception.ok('appointments.day', { date: '2027-01-04', doctorIds: [visit.doctorId] });
    expect(day.appointments.map(({ id }) => id)).toEqual([appointment.id]);
    expect(day.hours[0]?.ranges.length).toBeGreaterThan(0);
    const week = await reception.ok('appointments.week', { from: '2027-01-04', doctorId: visit.doctorId });
    expect(week.appointments.map(({ id }) => id)).toEqual([appointment.id]);
    const [audit] = await clinic.owner.query(
      "SELECT actor, action, outcome FROM audit_log WHERE entity = 'appointment' AND entity_id = ?",
      [appointment.id],
    );
    expect(audit).toEqual([{ actor: 'admin:1', action: 'appointments.book', outcome: 'done' }]);
  });

  it('names who holds the time and offers the three nearest free starts', async () => {
    const visit = await visitFor('Iyer', 'Zoya');
    const first = await reception.ok('appointments.book', visit);
    const other = await clinic.addPatient('Ravi');
    const refusal = await reception.refused('appointments.book', {
      ...visit,
      patientId: other,
      start: '2027-01-04T10:10',
      end: '2027-01-04T10:25',
    });
    expect(refusal).toEqual({
      code: 'CONFLICT',
      conflict: {
        kind: 'slot_taken',
        doctorId: visit.doctorId,
        holder: {
          appointmentId: first.appointment.id,
          patientName: 'Zoya Test',
          start: '2027-01-04T10:00',
          end: '2027-01-04T10:20',
        },
        free: ['2027-01-04T10:20', '2027-01-04T09:45', '2027-01-04T10:35'],
      },
    });
  });

  it('moves, and undo and redo walk back and forth through several changes of one visit', async () => {
    const visit = await visitFor('Khan', 'Tenzin');
    const booked = await reception.ok('appointments.book', visit);
    const at = { id: booked.appointment.id, doctorId: visit.doctorId };
    const moved = await reception.ok('appointments.reschedule', {
      ...at,
      version: 1,
      start: '2027-01-04T11:00',
      end: '2027-01-04T11:20',
    });
    await reception.ok('appointments.reschedule', {
      ...at,
      version: moved.appointment.version,
      start: '2027-01-04T12:00',
      end: '2027-01-04T12:30',
    });
    const back = await reception.ok('appointments.undo', {});
    expect(back).toMatchObject({
      undone: 'appointments.reschedule',
      change: { appointment: { start: '2027-01-04T11:00' } },
    });
    const further = await reception.ok('appointments.undo', {});
    expect(further.change?.appointment.start).toBe('2027-01-04T10:00');
    const gone = await reception.ok('appointments.undo', {});
    expect(gone.undone).toBe('appointments.book');
    const empty = await reception.ok('appointments.day', { date: '2027-01-04', doctorIds: [visit.doctorId] });
    expect(empty.appointments).toEqual([]);
    await reception.ok('appointments.redo', {});
    await reception.ok('appointments.redo', {});
    const again = await reception.ok('appointments.redo', {});
    expect(again.change?.appointment).toMatchObject({
      start: '2027-01-04T12:00',
      end: '2027-01-04T12:30',
      state: 'scheduled',
    });
  });

  it('steps arrive, in the room, done are stamped, and cancelling frees the time', async () => {
    const visit = await visitFor('Patil', 'Ishita');
    const { appointment } = await reception.ok('appointments.book', visit);
    const arrived = await reception.ok('appointments.status', {
      id: appointment.id,
      version: 1,
      to: 'waiting',
    });
    expect(arrived.appointment).toMatchObject({ state: 'waiting', inRoomAt: null });
    expect(arrived.appointment.arrivedAt).toMatch(/^2027-01-04T04:0/);
    const left = await reception.refused('appointments.cancel', {
      id: appointment.id,
      version: arrived.appointment.version,
      as: 'no_show',
      reason: null,
    });
    expect(left).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'step_not_allowed', params: { from: 'waiting', to: 'no_show' } }],
      overridable: false,
    });
    const closed = await reception.ok('appointments.cancel', {
      id: appointment.id,
      version: arrived.appointment.version,
      as: 'cancelled',
      reason: 'Called away',
    });
    expect(closed.appointment).toMatchObject({ state: 'cancelled', closeReason: 'Called away' });
    const colleague = await desk.signedIn('ravi');
    const other = await clinic.addPatient('Next');
    const next = await colleague.ok('appointments.book', { ...visit, patientId: other });
    expect(await reception.refused('appointments.undo', {})).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'slot_taken', holder: { appointmentId: next.appointment.id } },
    });
  });

  it('a stale save is refused with both versions', async () => {
    const visit = await visitFor('Nowak', 'Lakshmi');
    const { appointment } = await reception.ok('appointments.book', visit);
    await reception.ok('appointments.edit', { id: appointment.id, version: 1, changes: { reason: 'Rash' } });
    const refusal = await reception.refused('appointments.edit', {
      id: appointment.id,
      version: 1,
      changes: { reason: 'Cough' },
    });
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'appointment',
        current: { reason: 'Rash', version: 2 },
        changedBy: 'The meena',
      },
    });
  });

  it('the same request twice gets the first answer, another input under its id is refused', async () => {
    const visit = await visitFor('Menon', 'Bhavna');
    const id = 'a2f3c1de-0000-4000-8000-00000000beef';
    const [one, two] = await Promise.all([
      reception.ok('appointments.book', visit, id),
      reception.ok('appointments.book', visit, id),
    ]);
    expect(two).toEqual(one);
    const reused = await reception.refused('appointments.book', { ...visit, reason: 'Other' }, id);
    expect(reused).toEqual({
      code: 'VALIDATION',
      issues: [{ path: 'requestId', code: 'request_reused', params: {} }],
    });
  });

  it('earlier today saves with a warning, an earlier day needs a reason', async () => {
    const visit = await visitFor('Sen', 'Harpreet');
    const early = await reception.ok('appointments.book', {
      ...visit,
      start: '2027-01-04T09:00',
      end: '2027-01-04T09:10',
    });
    expect(early.warnings).toEqual([{ kind: 'earlier_today' }]);
    const friday = { ...visit, start: '2027-01-01T10:00', end: '2027-01-01T10:10' };
    expect(await reception.refused('appointments.book', friday)).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'earlier_day', params: {} }],
      overridable: true,
    });
    const late = await reception.ok('appointments.book', {
      ...friday,
      override: { rules: ['earlier_day'], reason: 'Written down on paper' },
    });
    expect(late.appointment.start).toBe('2027-01-01T10:00');
  });
});
