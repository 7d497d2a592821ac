import { beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors/app-error';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { type Booking, MONDAY, OUTSIDE, footprint, newVisit, oneBooking } from '#test/support/visits';

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff', ravi: 'viewer' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

/** The refusal of a call that must leave no row behind. */
async function refusedWhole(name: string, input: unknown, window = reception): Promise<AppError> {
  const before = await footprint(clinic);
  const result = await window.raw(name, input);
  expect(await footprint(clinic)).toEqual(before);
  if (result.ok) throw new Error(`${name} was not refused`);
  return result.error;
}

function field(path: string, code: string, params: Record<string, unknown> = {}) {
  return { code: 'VALIDATION', issues: [{ path, code, params }] };
}

describe('times', () => {
  it.each<[string, string, string, object]>([
    ['end before start', '2027-01-04T10:20', '2027-01-04T10:00', field('end', 'end_before_start')],
    ['no time at all', '2027-01-04T10:00', '2027-01-04T10:00', field('end', 'end_before_start')],
    ['start off the grid', '2027-01-04T10:03', '2027-01-04T10:20', field('start', 'off_grid')],
    ['end off the grid', '2027-01-04T10:00', '2027-01-04T10:21', field('end', 'off_grid')],
    ['over 12 hours', '2027-01-04T08:00', '2027-01-04T20:05', field('end', 'over_12_hours')],
    ['a day that is not', '2027-02-29T10:00', '2027-03-01T10:20', field('start', 'not_a_time')],
    ['an hour that is not', '2027-01-04T10:00', '2027-01-04T25:00', field('end', 'not_a_time')],
    ['with seconds', '2027-01-04T10:00:00', '2027-01-04T10:20', field('start', 'not_a_time')],
    ['with a zone', '2027-01-04T10:00Z', '2027-01-04T10:20', field('start', 'not_a_time')],
  ])('%s is refused at its field, booking and moving alike', async (_what, start, end, refusal) => {
    const visit = await newVisit(clinic);
    expect(await refusedWhole('appointments.book', { ...visit, start, end })).toEqual(refusal);
    const { appointment } = await reception.ok('appointments.book', visit);
    const move = { id: appointment.id, version: 1, doctorId: visit.doctorId, start, end };
    expect(await refusedWhole('appointments.reschedule', move)).toEqual(refusal);
  });

  it('twelve hours to the minute are accepted', async () => {
    const visit = await newVisit(clinic, {
      start: '2027-01-04T10:00',
      end: '2027-01-04T22:00',
      override: OUTSIDE,
    });
    const before = await footprint(clinic);
    await reception.ok('appointments.book', visit);
    expect(await footprint(clinic)).toEqual(oneBooking(before, 720));
  });
});

describe('people and rows that are not there', () => {
  it('an unknown patient or doctor is named', async () => {
    const visit = await newVisit(clinic);
    expect(await refusedWhole('appointments.book', { ...visit, patientId: 2_000_000 })).toEqual({
      code: 'NOT_FOUND',
      entity: 'patient',
    });
    expect(await refusedWhole('appointments.book', { ...visit, doctorId: 2_000_000 })).toEqual({
      code: 'NOT_FOUND',
      entity: 'doctor',
    });
  });

  it('a deleted patient or doctor is refused by name of the rule', async () => {
    const visit = await newVisit(clinic);
    const [gonePatient, goneDoctor] = [await clinic.addPatient('Gone'), await clinic.addDoctor('Gone')];
    await clinic.owner.query('UPDATE patients SET is_deleted = 1 WHERE id = ?', [gonePatient]);
    await clinic.owner.query('UPDATE doctors SET is_deleted = 1 WHERE id = ?', [goneDoctor]);
    expect(await refusedWhole('appointments.book', { ...visit, patientId: gonePatient })).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'patient_deleted', params: {} }],
      overridable: false,
    });
    expect(await refusedWhole('appointments.book', { ...visit, doctorId: goneDoctor })).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'doctor_deleted', params: {} }],
      overridable: false,
    });
    const { appointment } = await reception.ok('appointments.book', visit);
    const { start, end } = visit;
    const move = { id: appointment.id, version: 1, doctorId: goneDoctor, start, end };
    expect(await refusedWhole('appointments.reschedule', move)).toMatchObject({
      rules: [{ rule: 'doctor_deleted' }],
    });
  });

  it('an unknown visit is named by every call that takes one', async () => {
    const { doctorId, start, end } = await newVisit(clinic);
    const at = { id: 2_000_000, version: 1 };
    const calls: Record<string, object> = {
      'appointments.get': { id: at.id },
      'appointments.reschedule': { ...at, doctorId, start, end },
      'appointments.edit': { ...at, changes: { reason: 'x' } },
      'appointments.status': { ...at, to: 'waiting' },
      'appointments.cancel': { ...at, as: 'cancelled', reason: null },
      'appointments.setState': { ...at, to: 'scheduled', reason: null },
      'appointments.withdraw': at,
      'appointments.reinstate': at,
    };
    for (const [name, input] of Object.entries(calls)) {
      expect([name, await refusedWhole(name, input)]).toEqual([
        name,
        { code: 'NOT_FOUND', entity: 'appointment' },
      ]);
    }
  });
});

describe('wrong types', () => {
  it.each<[string, Record<string, unknown>, object]>([
    ['an id as text', { doctorId: '1' }, field('doctorId', 'not_an_id')],
    ['an id below one', { doctorId: 0 }, field('doctorId', 'not_an_id', { min: 1 })],
    ['half an id', { patientId: 1.5 }, field('patientId', 'not_an_id')],
    [
      'an id beyond the column',
      { patientId: 2_147_483_648 },
      field('patientId', 'not_an_id', { max: 2_147_483_647 }),
    ],
    ['a time as a number', { start: 20270104 }, field('start', 'not_a_time')],
    ['an unknown type of visit', { type: 'house_call' }, field('type', 'unknown_choice')],
    ['a reason as a number', { reason: 7 }, field('reason', 'not_text')],
    ['a control character', { reason: 'a\u0007b' }, field('reason', 'not_text')],
    ['half an emoji', { reason: '\ud83d' }, field('reason', 'not_text')],
    [
      'a reason of ten megabytes',
      { reason: 'x'.repeat(10_485_760) },
      field('', 'too_big', { max: 1_000_000 }),
    ],
    ['a field too many', { status: 'completed' }, field('', 'unknown_field')],
    [
      'an override without a rule',
      { override: { rules: [], reason: 'x' } },
      field('override.rules', 'required', { min: 1 }),
    ],
    [
      'an override of a rule that cannot be',
      { override: { rules: ['doctor_deleted'], reason: 'x' } },
      field('override.rules.0', 'unknown_choice'),
    ],
    [
      'an override with a blank reason',
      { override: { rules: ['earlier_day'], reason: '  ' } },
      field('override.reason', 'required'),
    ],
  ])('%s', async (_what, wrong, refusal) => {
    const visit = { ...(await newVisit(clinic)), ...wrong };
    expect(await refusedWhole('appointments.book', visit)).toEqual(refusal);
  });

  it('what is missing is named, all of it', async () => {
    const refusal = await refusedWhole('appointments.book', {});
    expect(refusal).toMatchObject({ code: 'VALIDATION' });
    const missing = refusal.code === 'VALIDATION' ? refusal.issues.map(({ path }) => path).sort() : [];
    expect(missing).toEqual(['deskNotes', 'doctorId', 'end', 'patientId', 'reason', 'start', 'type']);
  });
});

describe('who may', () => {
  it('a viewer is refused, nothing is written, the refusal is audited', async () => {
    const viewer = await desk.signedIn('ravi');
    const visit = await newVisit(clinic);
    const before = await footprint(clinic);
    expect(await viewer.refused('appointments.book', visit)).toEqual({
      code: 'FORBIDDEN',
      permission: 'appointment.write',
    });
    expect(await footprint(clinic)).toEqual({ ...before, audit: before.audit + 1 });
    const [rows] = await clinic.owner.query(
      "SELECT actor, outcome, entity_id, after_json FROM audit_log WHERE action = 'appointments.book' ORDER BY id DESC LIMIT 1",
    );
    expect(rows).toEqual([{ actor: 'admin:2', outcome: 'refused', entity_id: null, after_json: null }]);
  });

  it('a doctor changes nothing in another doctor’s column, and takes nothing into it', async () => {
    const own = await clinic.addSigningDoctor('Sen', 'drsen');
    const doctor = await desk.signedIn('drsen');
    const theirs = await newVisit(clinic);
    const forbidden = { code: 'FORBIDDEN', permission: 'appointment.write' };
    const before = await footprint(clinic);
    expect(await doctor.refused('appointments.book', theirs)).toEqual(forbidden);
    expect(await footprint(clinic)).toEqual({ ...before, audit: before.audit + 1 });

    const mine = await doctor.ok('appointments.book', { ...theirs, doctorId: own });
    const at = { id: mine.appointment.id, version: 1 };
    const away = { ...at, doctorId: theirs.doctorId, start: theirs.start, end: theirs.end };
    expect(await doctor.refused('appointments.reschedule', away)).toEqual(forbidden);

    const other = await newVisit(clinic);
    const booked = await reception.ok('appointments.book', other);
    const there = { id: booked.appointment.id, version: 1 };
    const here = { ...there, doctorId: own, start: '2027-01-04T12:00', end: '2027-01-04T12:20' };
    expect(await doctor.refused('appointments.reschedule', here)).toEqual(forbidden);
    expect(await doctor.refused('appointments.status', { ...there, to: 'waiting' })).toEqual(forbidden);
    expect(await doctor.refused('appointments.cancel', { ...there, as: 'cancelled', reason: null })).toEqual(
      forbidden,
    );
    expect(await doctor.refused('appointments.edit', { ...there, changes: { reason: 'x' } })).toEqual(
      forbidden,
    );
    const untouched = await reception.ok('appointments.get', { id: there.id });
    expect(untouched).toEqual(booked.appointment);
  });
});

describe('what cannot be at once', () => {
  it('every way of overlapping is refused and leaves nothing', async () => {
    const visit = await newVisit(clinic, { start: '2027-01-04T11:00', end: '2027-01-04T12:00' });
    await reception.ok('appointments.book', visit);
    const other: Booking = { ...visit, patientId: await clinic.addPatient('Ravi') };
    for (const [start, end] of [
      ['11:00', '12:00'],
      ['10:55', '11:05'],
      ['11:55', '12:05'],
      ['11:20', '11:25'],
      ['10:00', '13:00'],
    ]) {
      const at = { start: `2027-01-04T${String(start)}`, end: `2027-01-04T${String(end)}` };
      expect(await refusedWhole('appointments.book', { ...other, ...at })).toMatchObject({
        code: 'CONFLICT',
        conflict: { kind: 'slot_taken', holder: { start: '2027-01-04T11:00' } },
      });
    }
    for (const [start, end] of [
      ['10:30', '11:00'],
      ['12:00', '12:30'],
    ]) {
      const at = { start: `2027-01-04T${String(start)}`, end: `2027-01-04T${String(end)}` };
      await reception.ok('appointments.book', { ...other, ...at });
    }
  });

  it('a patient in two places needs a reason of a permitted person, who is then named in the audit', async () => {
    const visit = await newVisit(clinic);
    const first = await reception.ok('appointments.book', visit);
    const twice: Booking = { ...visit, doctorId: await clinic.addDoctor('Iyer') };
    expect(await refusedWhole('appointments.book', twice)).toEqual({
      code: 'RULE_VIOLATION',
      rules: [
        {
          rule: 'patient_elsewhere',
          params: {
            appointmentId: first.appointment.id,
            doctorId: visit.doctorId,
            start: '2027-01-04T10:00',
          },
        },
      ],
      overridable: true,
    });
    const override = { rules: ['patient_elsewhere' as const], reason: 'Blood is taken first' };
    const { appointment } = await reception.ok('appointments.book', { ...twice, override });
    const [rows] = await clinic.owner.query(
      "SELECT actor, reason FROM audit_log WHERE entity = 'appointment' AND entity_id = ?",
      [appointment.id],
    );
    expect(rows).toEqual([{ actor: 'admin:1', reason: 'Blood is taken first' }]);
  });

  it('a doctor may not override, whatever reason is given', async () => {
    const own = await clinic.addSigningDoctor('Bose', 'drbose');
    const doctor = await desk.signedIn('drbose');
    const friday = await newVisit(clinic, {
      doctorId: own,
      start: '2027-01-01T10:00',
      end: '2027-01-01T10:20',
      override: { rules: ['earlier_day'], reason: 'Please' },
    });
    expect(await refusedWhole('appointments.book', friday, doctor)).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'earlier_day', params: {} }],
      overridable: false,
    });
  });

  it('a stale version is refused by every call that changes a visit', async () => {
    const visit = await newVisit(clinic);
    const { appointment } = await reception.ok('appointments.book', visit);
    await reception.ok('appointments.edit', { id: appointment.id, version: 1, changes: { reason: 'Newer' } });
    const at = { id: appointment.id, version: 1 };
    const { doctorId, start } = visit;
    const calls: Record<string, object> = {
      'appointments.reschedule': { ...at, doctorId, start, end: '2027-01-04T10:25' },
      'appointments.edit': { ...at, changes: { reason: 'x' } },
      'appointments.status': { ...at, to: 'waiting' },
      'appointments.cancel': { ...at, as: 'cancelled', reason: null },
      'appointments.setState': { ...at, to: 'waiting', reason: null },
      'appointments.withdraw': at,
      'appointments.reinstate': at,
    };
    for (const [name, input] of Object.entries(calls)) {
      expect([name, await refusedWhole(name, input)]).toMatchObject([
        name,
        { code: 'CONFLICT', conflict: { kind: 'stale', current: { version: 2, reason: 'Newer' } } },
      ]);
    }
  });
});
