import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY, OUTSIDE, newVisit } from '#test/support/visits';
import { ASK, WEEKDAYS, type Rule, leave, rule } from './support';

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;
let doctorId: DoctorId;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

/** Weekdays 09:00 to 17:00 from Tuesday, 1 February 2028, with a lunch and a day of leave on the third. */
beforeEach(async () => {
  doctorId = await clinic.addDoctor('Rao');
  await added(rule('2028-02-01', '09:00-17:00', WEEKDAYS));
  await added(rule('2028-02-01', '13:00-14:00', 'FREQ=DAILY', { available: false, label: 'Lunch' }));
  await added(leave('2028-02-03'));
});

async function added(fields: Rule) {
  return reception.ok('hours.add', { doctorId, rule: fields, outside: ASK });
}

async function visit(start: string, end: string, override?: InputOf<'appointments.book'>['override']) {
  return { ...(await newVisit(clinic, { doctorId, start, end })), ...(override ? { override } : {}) };
}

function on(date: string, from: string, to: string): [string, string] {
  return [`${date}T${from}`, `${date}T${to}`];
}

describe('a booking', () => {
  it('inside the hours is said nothing about', async () => {
    const { warnings } = await reception.ok(
      'appointments.book',
      await visit(...on('2028-02-02', '09:00', '09:20')),
    );
    expect(warnings).toEqual([]);
  });

  it.each([
    [on('2028-02-02', '08:50', '09:10'), { rule: 'outside_hours', params: { date: '2028-02-02' } }],
    [on('2028-02-05', '10:00', '10:20'), { rule: 'outside_hours', params: { date: '2028-02-05' } }],
    [
      on('2028-02-02', '12:50', '13:10'),
      { rule: 'on_leave', params: { date: '2028-02-02', label: 'Lunch' } },
    ],
    [
      on('2028-02-03', '10:00', '10:20'),
      { rule: 'on_leave', params: { date: '2028-02-03', label: 'Leave' } },
    ],
  ])('%j needs a reason, which stands in the audit', async (times, broken) => {
    const input = await visit(...times);
    expect(await reception.refused('appointments.book', input)).toEqual({
      code: 'RULE_VIOLATION',
      rules: [broken],
      overridable: true,
    });
    const override = { rules: [broken.rule as 'on_leave'], reason: 'The doctor said yes' };
    const { appointment } = await reception.ok('appointments.book', { ...input, override });
    expect(
      await clinic.count(
        "audit_log WHERE entity = 'appointment' AND entity_id = ? AND reason = 'The doctor said yes'",
        [appointment.id],
      ),
    ).toBe(1);
  });

  it('of a doctor without hours of their own needs a reason outside the clinic’s, and so does a move', async () => {
    doctorId = await clinic.addDoctor('Iyer');
    const refusal = {
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'outside_hours', params: { date: '2028-02-02' } }],
      overridable: true,
    };
    const early = await visit(...on('2028-02-02', '08:50', '09:10'));
    expect(await reception.refused('appointments.book', early)).toEqual(refusal);
    const { appointment, warnings } = await reception.ok('appointments.book', {
      ...early,
      override: OUTSIDE,
    });
    expect(warnings).toEqual([]);
    const move = { id: appointment.id, version: appointment.version, doctorId };
    const late = { ...move, start: '2028-02-02T17:50', end: '2028-02-02T18:10' };
    expect(await reception.refused('appointments.reschedule', late)).toEqual(refusal);
    await reception.ok('appointments.reschedule', { ...late, override: OUTSIDE });
    expect(
      await clinic.count("audit_log WHERE entity = 'appointment' AND entity_id = ? AND reason = ?", [
        appointment.id,
        OUTSIDE.reason,
      ]),
    ).toBe(2);
  });

  it('goes by opening hours that were saved a moment ago elsewhere, before its desk is told', async () => {
    doctorId = await clinic.addDoctor('Sethi');
    const sunday = await visit(...on('2028-02-06', '10:00', '10:20'));
    expect(await reception.refused('appointments.book', sunday)).toMatchObject({
      rules: [{ rule: 'outside_hours' }],
    });
    await clinic.owner.query(
      `UPDATE settings SET value = JSON_SET(value, '$.sun', JSON_ARRAY(JSON_OBJECT('from', '10:00', 'to', '12:00')))
        WHERE \`key\` = 'openingHours'`,
    );
    await reception.ok('appointments.book', sunday);
  });

  it('on a holiday needs a reason with every doctor', async () => {
    doctorId = await clinic.addDoctor('Nair');
    await reception.ok('hours.addHolidays', {
      holidays: [{ date: '2028-02-22', name: 'Founders’ day' }],
      outside: ASK,
    });
    expect(
      await reception.refused('appointments.book', await visit(...on('2028-02-22', '10:00', '10:20'))),
    ).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'holiday', params: { date: '2028-02-22', label: 'Founders’ day' } }],
      overridable: true,
    });
  });

  it('by a doctor, who may override nothing, is refused', async () => {
    doctorId = await clinic.addSigningDoctor('Bose', 'bose');
    await added(leave('2028-02-08'));
    const bose = await desk.signedIn('bose');
    const input = await visit(...on('2028-02-08', '10:00', '10:20'), { rules: ['on_leave'], reason: 'Mine' });
    expect(await bose.refused('appointments.book', input)).toMatchObject({
      code: 'RULE_VIOLATION',
      overridable: false,
    });
  });

  it('that finds its time taken is offered others inside the hours', async () => {
    await reception.ok('appointments.book', await visit(...on('2028-02-02', '12:30', '13:00')));
    expect(
      await reception.refused('appointments.book', await visit(...on('2028-02-02', '12:30', '13:00'))),
    ).toMatchObject({
      code: 'CONFLICT',
      conflict: { free: ['2028-02-02T12:00', '2028-02-02T11:30', '2028-02-02T11:00'] },
    });
  });
});

describe('a visit that is there', () => {
  it('is moved out of the hours with a reason, and undo and redo go both ways', async () => {
    const { appointment } = await reception.ok(
      'appointments.book',
      await visit(...on('2028-02-02', '10:00', '10:20')),
    );
    const [start, end] = on('2028-02-03', '10:00', '10:20');
    const move = { id: appointment.id, version: appointment.version, doctorId, start, end };
    expect(await reception.refused('appointments.reschedule', move)).toMatchObject({
      rules: [{ rule: 'on_leave' }],
    });
    const override = { rules: ['on_leave' as const], reason: 'An emergency' };
    await reception.ok('appointments.reschedule', { ...move, override });
    expect((await reception.ok('appointments.undo', {})).change?.appointment.start).toBe('2028-02-02T10:00');
    expect((await reception.ok('appointments.redo', {})).change?.appointment.start).toBe(start);
  });

  it('goes back from those to be moved with a reason only, when the doctor is on leave by now', async () => {
    const { appointment } = await reception.ok(
      'appointments.book',
      await visit(...on('2028-02-04', '10:00', '10:20')),
    );
    const parked = await reception.ok('appointments.park', { id: appointment.id, version: 1, as: null });
    await added(leave('2028-02-04'));
    const at = { id: appointment.id, version: parked.appointment.version };
    expect(await reception.refused('appointments.unpark', at)).toMatchObject({
      rules: [{ rule: 'on_leave' }],
    });
    const override = { rules: ['on_leave' as const], reason: 'Agreed by phone' };
    const back = await reception.ok('appointments.unpark', { ...at, override });
    expect(back.appointment.toMoveAt).toBeNull();
  });
});

describe('what is shown and searched', () => {
  it('the calendar shows the hours of each column, with leave and holidays by name', async () => {
    const day = await reception.ok('appointments.day', { date: '2028-02-03', doctorIds: [doctorId] });
    expect(day.hours).toEqual([
      {
        doctorId,
        date: '2028-02-03',
        ranges: [],
        blocked: [
          { from: '00:00', to: '24:00', why: 'leave', label: 'Leave', ruleId: expect.any(Number) as number },
          { from: '13:00', to: '14:00', why: 'leave', label: 'Lunch', ruleId: expect.any(Number) as number },
        ],
        ownHours: true,
      },
    ]);
    const week = await reception.ok('appointments.week', { from: '2028-01-31', doctorId });
    expect(week.hours.map(({ ranges }) => ranges.length)).toEqual([0, 2, 2, 0, 2, 0, 0]);
    const month = await reception.ok('appointments.month', { from: '2028-01-31', doctorIds: [doctorId] });
    expect(month.days.slice(0, 7).map(({ openMinutes }) => openMinutes)).toEqual([0, 420, 420, 0, 420, 0, 0]);
  });
});

describe('a walk-in', () => {
  const today = '2027-01-04';
  const toSee = async (doctor: InputOf<'queue.walkIn'>['doctor']) => ({
    patient: { kind: 'known' as const, id: await clinic.addPatient('Wali') },
    doctor,
    reason: null,
  });

  it('goes to whoever is there, and to one who is away for the day with a reason only', async () => {
    const away = await clinic.addDoctor('Away');
    const there = await clinic.addDoctor('There');
    await clinic.owner.query("UPDATE doctors SET specialization = 'Leave test' WHERE id IN (?, ?)", [
      away,
      there,
    ]);
    await reception.ok('hours.add', { doctorId: away, rule: leave(today), outside: ASK });
    const earliest = await toSee({ kind: 'earliest', specialization: 'Leave test' });
    expect((await reception.ok('queue.walkIn', earliest)).appointment.doctorId).toBe(there);

    const wanted = await toSee({ kind: 'doctor', id: away });
    expect(await reception.refused('queue.walkIn', wanted)).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'on_leave', params: { date: today, label: 'Leave' } }],
      overridable: true,
    });
    const override = { rules: ['on_leave' as const], reason: 'Looks in for her' };
    const { appointment } = await reception.ok('queue.walkIn', { ...wanted, override });
    expect(appointment.doctorId).toBe(away);
    expect(
      await clinic.count(
        "audit_log WHERE action = 'queue.walkIn' AND entity_id = ? AND reason = 'Looks in for her'",
        [appointment.id],
      ),
    ).toBe(1);
  });

  it('waits for the end of a break', async () => {
    const doctor = await clinic.addDoctor('Break');
    await reception.ok('hours.add', { doctorId: doctor, rule: leave(today, '09:00-11:00'), outside: ASK });
    const { appointment, warnings } = await reception.ok(
      'queue.walkIn',
      await toSee({ kind: 'doctor', id: doctor }),
    );
    expect([appointment.start, warnings]).toEqual([`${today}T11:00`, []]);
  });
});
