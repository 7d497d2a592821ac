import { beforeAll, describe, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
import { addTokenDoctor, newcomer, walksIn } from './support';

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff', asha: 'superadmin' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

/** Rows of everything that a walk-in may leave behind. */
async function rowsOf() {
  return {
    patients: await clinic.count('patients'),
    tokens: await clinic.count('patient_tokens'),
    appointments: await clinic.count('appointments'),
    slots: await clinic.count('appointment_slots'),
    audit: await clinic.count("audit_log WHERE outcome = 'done'"),
    outbox: await clinic.count('outbox'),
    requests: await clinic.count('client_requests'),
    sessions: await clinic.count('doctor_sessions'),
  };
}

describe('a walk-in with a doctor who sees by time', () => {
  it('is registered, booked into the next free slot and checked in by one call', async () => {
    const doctorId = await clinic.addDoctor('Rao');
    const patient = newcomer('Ravi', {
      phone: '98450 12345',
      birth: { kind: 'age', value: 45, unit: 'years' },
    });
    const { appointment, warnings, registered } = await reception.ok('queue.walkIn', {
      patient,
      doctor: { kind: 'doctor', id: doctorId },
      reason: 'Fever',
    });
    expect(appointment).toMatchObject({
      patientName: 'Ravi',
      patientPhone: '98450 12345',
      start: '2027-01-04T09:30',
      end: '2027-01-04T09:45',
      kind: 'slot',
      tokenNo: null,
      state: 'waiting',
      queueMark: null,
      reason: 'Fever',
      type: 'in_person',
      arrivedAt: '2027-01-04T04:00:00Z',
    });
    expect(warnings).toEqual([]);
    expect(registered).toEqual({ id: appointment.patientId, version: 1 });
    const found = await reception.ok('patients.search', { text: '98450 12345', after: null, limit: 5 });
    expect(found.items.map(({ id }) => id)).toContain(appointment.patientId);
    expect(await clinic.count('appointment_slots WHERE doctor_id = ?', [doctorId])).toBe(3);
    const [audit] = await clinic.owner.query(
      'SELECT action FROM audit_log WHERE patient_id = ? ORDER BY id',
      [appointment.patientId],
    );
    expect(audit).toEqual([{ action: 'patients.register' }, { action: 'queue.walkIn' }]);
  });

  it('goes into the first gap that is long enough, behind the bookings that are in the way', async () => {
    const doctorId = await clinic.addDoctor('Iyer');
    const at = (start: string, end: string) => ({
      doctorId,
      start: `2027-01-04T${start}`,
      end: `2027-01-04T${end}`,
    });
    await reception.ok('appointments.book', await newVisit(clinic, at('09:30', '09:50')));
    await reception.ok('appointments.book', await newVisit(clinic, at('10:00', '10:20')));
    const first = await reception.ok('queue.walkIn', walksIn('One', doctorId));
    expect(first.appointment.start).toBe('2027-01-04T10:20');
    await reception.ok('appointments.cancel', {
      id: first.appointment.id,
      version: 1,
      as: 'left',
      reason: null,
    });
    const second = await reception.ok('queue.walkIn', walksIn('Two', doctorId));
    expect(second.appointment.start).toBe('2027-01-04T10:20');
  });

  it('is squeezed in after the last where the hours are full, and that is said', async () => {
    const doctorId = await clinic.addDoctor('Khan');
    const all = { doctorId, start: '2027-01-04T09:30', end: '2027-01-04T18:00' };
    await reception.ok('appointments.book', await newVisit(clinic, all));
    const { appointment, warnings } = await reception.ok('queue.walkIn', walksIn('Late', doctorId));
    expect(appointment).toMatchObject({ start: '2027-01-04T18:00', end: '2027-01-04T18:15' });
    expect(warnings).toEqual([{ kind: 'outside_hours' }]);
  });

  it('goes to whoever of the specialisation is free first', async () => {
    const [busy, free] = [await clinic.addDoctor('Busy'), await clinic.addDoctor('Free')];
    await clinic.owner.query("UPDATE doctors SET specialization = 'ENT' WHERE id IN (?, ?)", [busy, free]);
    await reception.ok('appointments.book', {
      ...(await newVisit(clinic, { doctorId: busy })),
      start: '2027-01-04T09:30',
      end: '2027-01-04T11:00',
    });
    const ent = { kind: 'earliest', specialization: 'ENT' } as const;
    const { appointment } = await reception.ok('queue.walkIn', { ...walksIn('Ear', free), doctor: ent });
    expect(appointment).toMatchObject({ doctorId: free, start: '2027-01-04T09:30' });
    expect(
      await reception.refused('queue.walkIn', {
        ...walksIn('Nobody', free),
        doctor: { kind: 'earliest', specialization: 'Astrology' },
      }),
    ).toMatchObject({ code: 'RULE_VIOLATION', rules: [{ rule: 'nobody_sees' }] });
  });

  it('a patient who is known is found at another doctor at that time: saved and mentioned', async () => {
    const patientId = await clinic.addPatient('Zoya');
    const other = { patientId, start: '2027-01-04T09:30', end: '2027-01-04T10:00' };
    await reception.ok('appointments.book', await newVisit(clinic, other));
    const doctorId = await clinic.addDoctor('Patil');
    const known = { ...walksIn('', doctorId), patient: { kind: 'known', id: patientId } as const };
    const { warnings, registered } = await reception.ok('queue.walkIn', known);
    expect(warnings).toEqual([{ kind: 'also_elsewhere' }]);
    expect(registered).toBeNull();
    expect(await reception.refused('queue.walkIn', known)).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'already_waiting' }],
    });
  });
});

describe('a walk-in with a doctor who sees by number', () => {
  it('gets the next number of the running session, and its turn as its times', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Tokens');
    const seen = [];
    for (const name of ['One', 'Two', 'Three']) {
      const { appointment } = await reception.ok('queue.walkIn', walksIn(name, doctorId));
      seen.push([appointment.kind, appointment.tokenNo, appointment.start, appointment.end]);
    }
    expect(seen).toEqual([
      ['token', 1, '2027-01-04T09:30', '2027-01-04T09:40'],
      ['token', 2, '2027-01-04T09:40', '2027-01-04T09:50'],
      ['token', 3, '2027-01-04T09:50', '2027-01-04T10:00'],
    ]);
    const [sessions] = await clinic.owner.query(
      'SELECT `date`, starts, ends, last_token FROM doctor_sessions WHERE doctor_id = ?',
      [doctorId],
    );
    expect(sessions).toEqual([{ date: '2027-01-04', starts: '09:00:00', ends: '18:00:00', last_token: 3 }]);
    expect(await clinic.count('appointment_slots WHERE doctor_id = ?', [doctorId])).toBe(0);
  });

  it('a number taken back or cancelled is not given again', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Again');
    const first = await reception.ok('queue.walkIn', walksIn('One', doctorId));
    await reception.ok('appointments.undo', {});
    const second = await reception.ok('queue.walkIn', walksIn('Two', doctorId));
    await reception.ok('appointments.cancel', {
      id: second.appointment.id,
      version: 1,
      as: 'left',
      reason: null,
    });
    const third = await reception.ok('queue.walkIn', walksIn('Three', doctorId));
    expect([first, second, third].map(({ appointment }) => appointment.tokenNo)).toEqual([1, 2, 3]);
  });

  it('a number cannot be moved like a time', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Fixed');
    const { appointment } = await reception.ok('queue.walkIn', walksIn('One', doctorId));
    const { id, version } = appointment;
    const to = {
      doctorId: await clinic.addDoctor('Other'),
      start: '2027-01-04T15:00',
      end: '2027-01-04T15:15',
    };
    expect(await reception.refused('appointments.reschedule', { id, version, ...to })).toMatchObject({
      rules: [{ rule: 'token_has_no_time' }],
    });
  });

  it('the estimate goes by what the consultations of today really took', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Quick');
    for (const name of ['One', 'Two', 'Three']) {
      const { appointment } = await reception.ok('queue.walkIn', walksIn(name, doctorId));
      await clinic.owner.query(
        `UPDATE appointments SET status = 'completed', in_room_at = '2027-01-04 03:40:00',
           completed_at = '2027-01-04 03:44:00' WHERE id = ?`,
        [appointment.id],
      );
    }
    await reception.ok('queue.walkIn', walksIn('Four', doctorId));
    const { appointment } = await reception.ok('queue.walkIn', walksIn('Five', doctorId));
    expect(appointment).toMatchObject({ tokenNo: 5, start: '2027-01-04T09:35', end: '2027-01-04T09:40' });
  });

  it('whether a doctor sees by number is an administrator’s to say, and can be taken back', async () => {
    const doctorId = await clinic.addDoctor('Switch');
    const admin = await desk.signedIn('asha');
    const input = { id: doctorId, version: null, seesBy: 'token' } as const;
    expect(await reception.refused('queue.setSeesBy', input)).toEqual({
      code: 'FORBIDDEN',
      permission: 'doctor.see_by',
    });
    expect(await admin.ok('queue.setSeesBy', input)).toMatchObject({
      doctor: { id: doctorId, seesBy: 'token' },
      before: 'slot',
    });
    expect((await reception.ok('queue.walkIn', walksIn('One', doctorId))).appointment.tokenNo).toBe(1);
    await admin.ok('appointments.undo', {});
    expect((await reception.ok('queue.walkIn', walksIn('Two', doctorId))).appointment.kind).toBe('slot');
    const [audit] = await clinic.owner.query(
      "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'queue.setSeesBy' AND entity_id = ?",
      [doctorId],
    );
    expect(audit).toEqual([{ n: 2 }]);
  });
});

describe('taking a walk-in back', () => {
  it('takes the visit off the day and the patient it registered along; redo brings both', async () => {
    const doctorId = await clinic.addDoctor('Undo');
    const { appointment } = await reception.ok('queue.walkIn', walksIn('Mistake', doctorId));
    const day = () => reception.ok('appointments.day', { date: '2027-01-04', doctorIds: [doctorId] });
    const { undone } = await reception.ok('appointments.undo', {});
    expect(undone).toBe('queue.walkIn');
    expect((await day()).appointments).toEqual([]);
    expect((await reception.ok('patients.get', { id: appointment.patientId })).deleted).toBe(true);
    expect(await clinic.count('appointment_slots WHERE doctor_id = ?', [doctorId])).toBe(0);
    await reception.ok('appointments.redo', {});
    expect((await day()).appointments).toMatchObject([{ id: appointment.id, state: 'waiting' }]);
    expect((await reception.ok('patients.get', { id: appointment.patientId })).deleted).toBe(false);
    await reception.ok('appointments.undo', {});
    expect((await day()).appointments).toEqual([]);
  });

  it('leaves a patient who was worked on since, and refuses once the visit went on', async () => {
    const doctorId = await clinic.addDoctor('Kept');
    const { appointment, registered } = await reception.ok('queue.walkIn', walksIn('Kept', doctorId));
    const at = { id: appointment.patientId, version: 1 };
    await reception.ok('patients.edit', { ...at, changes: { firstName: 'Kepta' } });
    await reception.ok('queue.withdraw', { id: appointment.id, version: 1, registered });
    expect((await reception.ok('patients.get', { id: at.id })).deleted).toBe(false);

    const second = await reception.ok('queue.walkIn', walksIn('Inside', doctorId));
    const visit = { id: second.appointment.id, version: 1 };
    const { appointment: inside } = await reception.ok('appointments.status', { ...visit, to: 'in_room' });
    const late = { id: inside.id, version: inside.version, registered: second.registered };
    expect(await reception.refused('queue.withdraw', late)).toMatchObject({
      rules: [{ rule: 'step_not_allowed' }],
    });
    expect((await reception.ok('patients.get', { id: inside.patientId })).deleted).toBe(false);
  });
});

describe('a walk-in that is refused leaves nothing', () => {
  it.each([
    ['a doctor who is not there', { kind: 'doctor', id: 999_999 }, newcomer('Nobody')],
    ['a kind of doctor who is not there', { kind: 'earliest', specialization: 'None' }, newcomer('Nobody')],
    [
      'a birth in the future',
      { kind: 'earliest', specialization: null },
      newcomer('Baby', { birth: { kind: 'date', date: '2030-01-01' } }),
    ],
    [
      'a patient who is not there',
      { kind: 'earliest', specialization: null },
      { kind: 'known', id: 999_999 },
    ],
    ['no name', { kind: 'earliest', specialization: null }, newcomer(' ')],
  ])('%s', async (_what, doctor, patient) => {
    const before = await rowsOf();
    const answer = await reception.raw('queue.walkIn', { patient, doctor, reason: null });
    expect(answer.ok).toBe(false);
    expect(await rowsOf()).toEqual(before);
  });

  it('a patient who was removed', async () => {
    const [doctorId, id] = [await clinic.addDoctor('Gone'), await clinic.addPatient('Gone')];
    await reception.ok('patients.remove', { id, version: 1 });
    const before = await rowsOf();
    const walkIn = { ...walksIn('', doctorId), patient: { kind: 'known', id } as const };
    expect(await reception.refused('queue.walkIn', walkIn)).toMatchObject({
      rules: [{ rule: 'patient_deleted' }],
    });
    expect(await rowsOf()).toEqual(before);
  });

  it('the same request twice is one walk-in', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Twice');
    const input = walksIn('Once', doctorId);
    const id = '6f2b7c1e-52f1-4a1b-9f5e-0d6a0a3b1c11';
    const first = await reception.ok('queue.walkIn', input, id);
    expect(await reception.ok('queue.walkIn', input, id)).toEqual(first);
    expect(await clinic.count("patients WHERE first_name = 'Once'")).toBe(1);
    expect(await clinic.count('doctor_sessions WHERE doctor_id = ? AND last_token = 1', [doctorId])).toBe(1);
  });
});
