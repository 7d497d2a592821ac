import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorId, PatientId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { newVisit } from '#test/support/visits';

type Rule = InputOf<'series.preview'>['rule'];

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  // A Monday, 10:02 in Kolkata.
  const opened = await oneDesk(Date.parse('2028-08-07T04:32:00Z'), { meena: 'staff', john: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

const weekly: Rule = { every: 'week', interval: 1, weekdays: [], ends: { kind: 'count', count: 3 } };

interface Wanted {
  readonly doctorId: DoctorId;
  readonly patientId: PatientId;
  readonly start?: string;
  readonly rule?: Rule;
}

async function preview({ doctorId, patientId, start = '2028-08-08T10:00', rule = weekly }: Wanted) {
  const asked = { doctorId, patientId, start, minutes: 30, rule };
  return (await reception.ok('series.preview', asked)).steps;
}

async function bookInput(wanted: Wanted): Promise<InputOf<'series.book'>> {
  const steps = await preview(wanted);
  const { doctorId, patientId, rule = weekly } = wanted;
  const places = steps.map(({ start, end }) => ({ doctorId, start, end }));
  return { patientId, rule, places, type: null, reason: 'Dressing', deskNotes: null };
}

async function visit(doctorId: DoctorId, start: string, end: string, patientId?: PatientId) {
  const own = patientId === undefined ? {} : { patientId };
  return reception.ok('appointments.book', await newVisit(clinic, { doctorId, start, end, ...own }));
}

async function pair(): Promise<{ doctorId: DoctorId; patientId: PatientId }> {
  return { doctorId: await clinic.addDoctor('Rao'), patientId: await clinic.addPatient('Asha') };
}

describe('the preview', () => {
  it('names what stands in the way of each date, and a free time instead of it', async () => {
    const { doctorId, patientId } = await pair();
    const other = await clinic.addDoctor('Iyer');
    await visit(doctorId, '2028-08-15T10:15', '2028-08-15T10:45');
    await visit(other, '2028-08-22T09:45', '2028-08-22T10:15', patientId);
    const steps = await preview({ doctorId, patientId });
    expect(
      steps.map(({ start, problem, free }) => [start, problem?.kind ?? null, free?.start ?? null]),
    ).toEqual([
      ['2028-08-08T10:00', null, null],
      ['2028-08-15T10:00', 'taken', '2028-08-15T09:45'],
      ['2028-08-22T10:00', 'elsewhere', '2028-08-22T10:15'],
    ]);
    expect(steps[1]?.problem).toEqual({
      kind: 'taken',
      patientName: 'Kavya Test',
      from: '2028-08-15T10:15',
      to: '2028-08-15T10:45',
    });
  });

  it('knows closed days, leave and the past; a full day’s alternative is on the next', async () => {
    const { doctorId, patientId } = await pair();
    await clinic.owner.query(
      `INSERT INTO doctor_availability (doctor_id, date, start_time, end_time, is_available, recurrence_rule)
       VALUES (?, '2028-08-09', '00:00:00', '24:00:00', 0, NULL)`,
      [doctorId],
    );
    const daily: Rule = { every: 'day', interval: 1, weekdays: [], ends: { kind: 'count', count: 8 } };
    const steps = await preview({ doctorId, patientId, start: '2028-08-06T10:00', rule: daily });
    expect(steps.map(({ problem }) => problem?.kind ?? null)).toEqual([
      'past',
      null,
      null,
      'leave',
      null,
      null,
      null,
      'hours',
    ]);
    expect(steps[3]?.free).toEqual({ start: '2028-08-10T09:30', end: '2028-08-10T10:00' });
    expect(steps[7]?.free?.start).toBe('2028-08-14T10:00');
  });

  it('keeps the wall clock’s time over a clock change, and says where it is skipped', async () => {
    const own = await freshDatabase();
    const small = await smallClinic(own);
    await small.addAdmin('meena', 'staff');
    await small.owner.query("UPDATE settings SET value = '\"Europe/Berlin\"' WHERE `key` = 'timeZone'");
    const berlin = await openDesk(own, { now: Date.parse('2028-03-20T08:00:00Z') });
    const window = await berlin.signedIn('meena');
    const asked = {
      doctorId: await small.addDoctor('Nowak'),
      patientId: await small.addPatient('Ola'),
      minutes: 30,
    };
    const rule: Rule = { every: 'day', interval: 1, weekdays: [], ends: { kind: 'count', count: 3 } };
    const { steps } = await window.ok('series.preview', { ...asked, start: '2028-03-25T02:30', rule });
    expect(steps.map(({ start, problem }) => [start, problem?.kind])).toEqual([
      ['2028-03-25T02:30', 'hours'],
      ['2028-03-26T02:30', 'skipped'],
      ['2028-03-27T02:30', 'hours'],
    ]);
    await berlin.stop();
    await small.close();
    await own.drop();
  }, 60_000);

  it('refuses more than a year of weeks, fewer than two dates and times off the grid', async () => {
    const asked = { ...(await pair()), minutes: 30 };
    const refused = (start: string, rule: Partial<Rule>) =>
      reception.refused('series.preview', { ...asked, start, rule: { ...weekly, ...rule } });
    const until = (date: string): Partial<Rule> => ({ every: 'day', ends: { kind: 'until', date } });
    expect(await refused('2028-08-08T10:00', until('2030-01-01'))).toMatchObject({
      issues: [{ path: 'rule.ends', code: 'too_many', params: { max: 52 } }],
    });
    expect(await refused('2028-08-08T10:00', until('2028-08-08'))).toMatchObject({
      issues: [{ code: 'too_short' }],
    });
    expect(await refused('2028-08-08T10:03', {})).toMatchObject({
      issues: [{ path: 'start', code: 'off_grid' }],
    });
    const many: Partial<Rule> = { ends: { kind: 'count', count: 53 } };
    expect(await refused('2028-08-08T10:00', many)).toMatchObject({ issues: [{ code: 'too_big' }] });
  });
});

describe('booking a series', () => {
  it('makes real rows that know each other; undo takes all back in one step, redo books them again', async () => {
    const wanted = await pair();
    const window = await desk.signedIn('john');
    const { series } = await window.ok('series.book', await bookInput(wanted));
    expect(series.rule).toBe('FREQ=WEEKLY;COUNT=3');
    expect(series.visits.map(({ start, state }) => [start, state])).toEqual([
      ['2028-08-08T10:00', 'scheduled'],
      ['2028-08-15T10:00', 'scheduled'],
      ['2028-08-22T10:00', 'scheduled'],
    ]);
    const second = series.visits[1]?.id ?? 0;
    expect(await reception.ok('series.of', { appointmentId: second })).toEqual({ series });
    expect((await reception.ok('appointments.get', { id: second })).reason).toBe('Dressing');
    const single = await visit(wanted.doctorId, '2028-08-09T10:00', '2028-08-09T10:15');
    expect(await reception.ok('series.of', { appointmentId: single.appointment.id })).toEqual({
      series: null,
    });

    await window.ok('appointments.undo', {});
    expect((await preview(wanted)).every(({ problem }) => problem === null)).toBe(true);
    await window.ok('appointments.redo', {});
    expect((await preview(wanted)).map(({ problem }) => problem?.kind)).toEqual(['taken', 'taken', 'taken']);
    const audited = "audit_log WHERE entity = 'series' AND entity_id = ? AND outcome = 'done'";
    expect(await clinic.count(audited, [series.id])).toBe(3);
  });

  it('books all or none: who holds one of the times is named', async () => {
    const wanted = await pair();
    const input = await bookInput(wanted);
    await visit(wanted.doctorId, '2028-08-22T10:00', '2028-08-22T10:30');
    const refusal = await reception.refused('series.book', input);
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      conflict: { kind: 'slot_taken', holder: { start: '2028-08-22T10:00', patientName: 'Kavya Test' } },
    });
    expect(await clinic.count('appointments WHERE patient_id = ?', [wanted.patientId])).toBe(0);
    expect(await clinic.count('appointment_series WHERE patient_id = ?', [wanted.patientId])).toBe(0);
  });

  it('takes the free times offered, and goes on with a reason where the patient is elsewhere', async () => {
    const wanted = await pair();
    const other = await clinic.addDoctor('Khan');
    await visit(wanted.doctorId, '2028-08-15T10:00', '2028-08-15T11:00');
    await visit(other, '2028-08-22T10:00', '2028-08-22T10:30', wanted.patientId);
    const steps = await preview(wanted);
    const places = steps.map(({ start, end, problem, free }) => ({
      doctorId: wanted.doctorId,
      ...(problem?.kind === 'taken' && free ? free : { start, end }),
    }));
    const input = { ...(await bookInput(wanted)), places };
    expect(await reception.refused('series.book', input)).toMatchObject({
      code: 'RULE_VIOLATION',
      overridable: true,
      rules: [{ rule: 'patient_elsewhere' }],
    });
    const override = { rules: ['patient_elsewhere' as const], reason: 'Both at once' };
    const { series } = await reception.ok('series.book', { ...input, override });
    expect(series.visits.map(({ start }) => start)).toEqual([
      '2028-08-08T10:00',
      '2028-08-15T09:30',
      '2028-08-22T10:00',
    ]);
  });
});

describe('changing a series', () => {
  it('moves this and the following, or all, by a plan; what changed meanwhile is met; undo puts all back', async () => {
    const wanted = await pair();
    const window = await desk.signedIn('john');
    const { series } = await window.ok('series.book', await bookInput(wanted));
    const [first, second] = series.visits;
    const asked = { id: series.id, doctorId: wanted.doctorId, days: 0, time: '10:15', minutes: 45 };
    const from = { ...asked, appointmentId: second?.id ?? 0 };
    const plan = await window.ok('series.planMove', { ...from, scope: 'following' });
    expect(plan.steps.map(({ start, end, problem }) => [start, end, problem])).toEqual([
      ['2028-08-15T10:15', '2028-08-15T11:00', null],
      ['2028-08-22T10:15', '2028-08-22T11:00', null],
    ]);
    const moves = plan.steps.map(({ id, from: was, doctorId, start, end }) => ({
      id,
      from: was,
      to: { doctorId, start, end },
    }));
    const moved = await window.ok('series.move', { id: series.id, version: plan.version, moves });
    expect(moved.series.visits.map(({ start }) => start.slice(8))).toEqual([
      '08T10:00',
      '15T10:15',
      '22T10:15',
    ]);
    const all = await window.ok('series.planMove', { ...from, scope: 'all' });
    expect(all.steps).toHaveLength(3);

    const stale = await reception.refused('series.move', { id: series.id, version: plan.version, moves });
    expect(stale).toMatchObject({ code: 'CONFLICT', conflict: { entity: 'series', changedBy: 'The john' } });
    const again = await reception.refused('series.move', { id: series.id, version: all.version, moves });
    expect(again).toMatchObject({ rules: [{ rule: 'series_changed' }] });

    await window.ok('appointments.undo', {});
    const { series: back } = await reception.ok('series.of', { appointmentId: first?.id ?? 0 });
    expect(back?.visits.map(({ start, end }) => [start, end])).toEqual(
      series.visits.map(({ start, end }) => [start, end]),
    );
  });

  it('moves to another weekday, also by a week onto its own dates, and tells what stands in the way there', async () => {
    const wanted = await pair();
    const window = await desk.signedIn('john');
    const { series } = await window.ok('series.book', await bookInput(wanted));
    const [first] = series.visits;
    const asked = {
      id: series.id,
      appointmentId: first?.id ?? 0,
      scope: 'all' as const,
      doctorId: wanted.doctorId,
      time: '10:00',
      minutes: 30,
    };
    const plan = await window.ok('series.planMove', { ...asked, days: 2 });
    expect(plan.steps.map(({ start }) => start)).toEqual([
      '2028-08-10T10:00',
      '2028-08-17T10:00',
      '2028-08-24T10:00',
    ]);
    expect((await window.ok('series.planMove', { ...asked, days: -7 })).steps[0]?.problem).toEqual({
      kind: 'past',
    });
    const far = await window.refused('series.planMove', { ...asked, days: 29 });
    expect(far).toMatchObject({ issues: [{ path: 'days', code: 'too_big' }] });

    const week = await window.ok('series.planMove', { ...asked, days: 7 });
    const moves = week.steps.map(({ id, from, doctorId, start, end }) => ({
      id,
      from,
      to: { doctorId, start, end },
    }));
    const moved = await window.ok('series.move', { id: series.id, version: week.version, moves });
    expect(moved.series.visits.map(({ start }) => start.slice(5, 10))).toEqual(['08-15', '08-22', '08-29']);
    await window.ok('appointments.undo', {});
    const { series: back } = await window.ok('series.of', { appointmentId: first?.id ?? 0 });
    expect(back?.visits.map(({ start }) => start)).toEqual(series.visits.map(({ start }) => start));
  });

  it('cancels this and the following, leaves what has been, and takes that back', async () => {
    const wanted = await pair();
    const window = await desk.signedIn('john');
    const { series } = await window.ok('series.book', await bookInput(wanted));
    const [first, second] = series.visits;
    await reception.ok('appointments.status', { id: first?.id ?? 0, version: 1, to: 'waiting' });
    const following = { id: series.id, appointmentId: second?.id ?? 0, scope: 'all' as const };
    const gone = await window.ok('series.cancel', {
      ...following,
      version: series.version,
      reason: 'Healed',
    });
    expect(gone.cancelled).toHaveLength(2);
    expect(gone.series.visits.map(({ state }) => state)).toEqual(['waiting', 'cancelled', 'cancelled']);
    await window.ok('appointments.undo', {});
    const { series: back } = await reception.ok('series.of', { appointmentId: second?.id ?? 0 });
    expect(back?.visits.map(({ state }) => state)).toEqual(['waiting', 'scheduled', 'scheduled']);
  });

  it('one after another by an hour each, onto times the series itself holds', async () => {
    const wanted = await pair();
    const daily: Rule = { every: 'day', interval: 1, weekdays: [], ends: { kind: 'count', count: 3 } };
    const { series } = await reception.ok('series.book', await bookInput({ ...wanted, rule: daily }));
    const [first, second, third] = series.visits;
    if (!first || !second || !third) throw new Error('three were booked');
    const place = ({ doctorId, start, end }: typeof first) => ({ doctorId, start, end });
    const next = { ...place(third), start: '2028-08-11T10:00', end: '2028-08-11T10:30' };
    const moves = [
      { id: first.id, from: place(first), to: place(second) },
      { id: second.id, from: place(second), to: place(third) },
      { id: third.id, from: place(third), to: next },
    ];
    const moved = await reception.ok('series.move', { id: series.id, version: series.version, moves });
    expect(moved.series.visits.map(({ start }) => start)).toEqual([second.start, third.start, next.start]);
  });
});
