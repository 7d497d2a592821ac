import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/contract';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { ASK, WEEKDAYS, type Rule, leave, rule } from './support';

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

async function added(fields: Rule) {
  return reception.ok('hours.add', { doctorId, rule: fields, outside: ASK });
}

function idOf(change: OutputOf<'hours.add'>): { id: number; version: number } {
  const last = change.rules.at(-1);
  if (!last) throw new Error('the doctor has no rule');
  return { id: last.id, version: last.version };
}

/** `09:00-13:00 17:00-20:00` of the test's doctor. */
async function open(date: string): Promise<string> {
  const { hours } = await reception.ok('hours.days', { from: date, to: date, doctorIds: [doctorId] });
  return hours[0]?.ranges.map(({ from, to }) => `${from}-${to}`).join(' ') ?? '';
}

describe("a doctor's rules", () => {
  it('begin with none, which is the clinic, and are the doctor’s alone from the first on', async () => {
    expect(await reception.ok('hours.rules', { doctorId })).toMatchObject({ rules: [], followsClinic: true });
    const clinicHours = await open('2028-02-02');
    expect(clinicHours).not.toBe('');
    await added(rule('2028-02-01', '10:00-12:00', WEEKDAYS));
    expect(await open('2028-02-02')).toBe('10:00-12:00');
    expect(await open('2028-02-05')).toBe('');
    expect(await reception.ok('hours.rules', { doctorId })).toMatchObject({ followsClinic: false });
  });

  it('begin on a date that they yield', async () => {
    const { rules } = await added(rule('2028-02-01', '10:00-12:00', 'FREQ=MONTHLY;BYDAY=2SA'));
    expect(rules[0]).toMatchObject({ date: '2028-02-12', recurrence: 'FREQ=MONTHLY;BYDAY=2SA' });
  });

  it('may not overlap: which rule, and the first date', async () => {
    const first = await added(rule('2028-02-01', '10:00-12:00', WEEKDAYS));
    const again = {
      doctorId,
      rule: rule('2028-02-01', '11:00-13:00', 'FREQ=MONTHLY;BYDAY=1SA,2FR'),
      outside: ASK,
    };
    expect(await reception.refused('hours.add', again)).toEqual({
      code: 'RULE_VIOLATION',
      overridable: false,
      rules: [
        {
          rule: 'hours_overlap',
          params: { ruleId: idOf(first).id, date: '2028-02-11', from: '10:00', to: '12:00' },
        },
      ],
    });
    const { doctorId: id, rule: fields } = again;
    const preview = await reception.ok('hours.preview', {
      proposal: { change: 'add', doctorId: id, rule: fields },
    });
    expect(preview.clashes).toEqual([
      { ruleId: idOf(first).id, date: '2028-02-11', from: '10:00', to: '12:00' },
    ]);
    expect(preview.next).toHaveLength(12);
    expect(preview.next.slice(0, 3)).toEqual(['2028-02-05', '2028-02-11', '2028-03-04']);
  });

  it.each([
    [rule('2028-02-01', '12:00-10:00', null), 'rule.end', 'end_before_start', {}],
    [rule('2028-02-01', '10:00-10:00', null), 'rule.end', 'end_before_start', {}],
    [rule('2028-02-01', '10:01-12:00', null), 'rule.start', 'off_grid', {}],
    [
      rule('2028-02-01', '10:00-12:00', 'FREQ=SECONDLY'),
      'rule.recurrence',
      'rule_part_not_used',
      { part: 'FREQ=SECONDLY' },
    ],
    [
      rule('2028-02-01', '10:00-12:00', 'FREQ=WEEKLY;BYDAY=XX'),
      'rule.recurrence',
      'rule_part_bad',
      { part: 'BYDAY', value: 'XX' },
    ],
    [rule('2028-02-01', '10:00-12:00', 'FREQ=DAILY;UNTIL=20280131'), 'rule.recurrence', 'rule_no_date', {}],
  ])('are refused at their field: %j', async (fields, path, code, params) => {
    expect(await reception.refused('hours.add', { doctorId, rule: fields, outside: ASK })).toEqual({
      code: 'VALIDATION',
      issues: [{ path, code, params }],
    });
    expect(await clinic.count('doctor_availability WHERE doctor_id = ?', [doctorId])).toBe(0);
  });

  it('change for one date, from a date on, or altogether', async () => {
    const at = idOf(await added(rule('2028-02-01', '10:00-12:00', 'FREQ=WEEKLY;BYDAY=TU')));
    const this8 = await reception.ok('hours.change', {
      ...at,
      scope: 'this',
      date: '2028-02-08',
      rule: rule('2028-02-08', '15:00-17:00', null),
      outside: ASK,
    });
    expect(await open('2028-02-01')).toBe('10:00-12:00');
    expect(await open('2028-02-08')).toBe('15:00-17:00');
    const tuesdays = this8.rules.find(({ id }) => id === at.id);
    expect(tuesdays).toMatchObject({ exceptions: ['2028-02-08'], version: 2 });

    await reception.ok('hours.change', {
      id: at.id,
      version: 2,
      scope: 'following',
      date: '2028-02-15',
      rule: rule('2028-02-15', '09:00-11:00', 'FREQ=WEEKLY;BYDAY=TU,SA'),
      outside: ASK,
    });
    expect(await open('2028-02-01')).toBe('10:00-12:00');
    expect(await open('2028-02-12')).toBe('');
    expect(await open('2028-02-15')).toBe('09:00-11:00');
    expect(await open('2028-02-19')).toBe('09:00-11:00');

    const { rules } = await reception.ok('hours.rules', { doctorId });
    const last = rules.at(-1);
    if (!last) throw new Error('no rule');
    await reception.ok('hours.remove', {
      id: last.id,
      version: last.version,
      scope: 'this',
      date: '2028-02-19',
      outside: ASK,
    });
    expect(await open('2028-02-19')).toBe('');
    expect(await open('2028-02-22')).toBe('09:00-11:00');
    await reception.ok('hours.remove', {
      id: last.id,
      version: last.version + 1,
      scope: 'following',
      date: '2028-02-26',
      outside: ASK,
    });
    expect(await open('2028-02-22')).toBe('09:00-11:00');
    expect(await open('2028-02-26')).toBe('');
    for (let step = 0; step < 5; step += 1) await reception.ok('appointments.undo', {});
    expect(await reception.ok('hours.rules', { doctorId })).toMatchObject({ rules: [], followsClinic: true });
    for (let step = 0; step < 5; step += 1) await reception.ok('appointments.redo', {});
    expect(await open('2028-02-08')).toBe('15:00-17:00');
    expect(await open('2028-02-22')).toBe('09:00-11:00');
    expect(await open('2028-02-26')).toBe('');
  });

  it('of two who change one the second sees both versions', async () => {
    const at = idOf(await added(rule('2028-02-01', '10:00-12:00', 'FREQ=WEEKLY;BYDAY=TU')));
    const change = (times: string) => ({
      ...at,
      scope: 'all' as const,
      date: '2028-02-01',
      rule: rule('2028-02-01', times, 'FREQ=WEEKLY;BYDAY=TU'),
      outside: ASK,
    });
    const asha = await desk.signedIn('asha');
    await asha.ok('hours.change', change('09:00-12:00'));
    expect(await reception.refused('hours.change', change('10:00-13:00'))).toMatchObject({
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'hours',
        current: { version: 2, start: '09:00' },
        changedBy: 'The asha',
      },
    });
    expect(await open('2028-02-01')).toBe('09:00-12:00');
  });

  it('are copied from another doctor or from the clinic, without leave', async () => {
    await added(rule('2028-02-01', '10:00-12:00', WEEKDAYS));
    await added(leave('2028-02-03'));
    const from = doctorId;
    doctorId = await clinic.addDoctor('Iyer');
    await reception.ok('hours.copy', { doctorId, from, replace: false, outside: ASK });
    expect(await open('2028-02-03')).toBe('10:00-12:00');
    expect(
      await reception.refused('hours.copy', { doctorId, from, replace: false, outside: ASK }),
    ).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'hours_overlap' }],
    });
    const other = await clinic.addDoctor('Nair');
    const { hours: clinicDay } = await reception.ok('hours.days', {
      from: '2028-02-03',
      to: '2028-02-03',
      doctorIds: [other],
    });
    await reception.ok('hours.copy', { doctorId, from: null, replace: true, outside: ASK });
    const { hours: own } = await reception.ok('hours.days', {
      from: '2028-02-03',
      to: '2028-02-03',
      doctorIds: [doctorId],
    });
    expect(own[0]?.ranges).toEqual(clinicDay[0]?.ranges);
    expect(own[0]?.ownHours).toBe(true);
  });

  it('are audited and told to the other desks', async () => {
    const audited = await clinic.count(
      "audit_log WHERE action = 'hours.add' AND entity = 'doctor' AND entity_id = ?",
      [doctorId],
    );
    await added(rule('2028-02-01', '10:00-12:00', null));
    expect(
      await clinic.count("audit_log WHERE action = 'hours.add' AND entity = 'doctor' AND entity_id = ?", [
        doctorId,
      ]),
    ).toBe(audited + 1);
    await reception.seen(
      ({ event, data }) =>
        event === 'changed' &&
        JSON.stringify(data).includes('"area":"hours"') &&
        JSON.stringify(data).includes(String(doctorId)),
    );
  });
});

describe('who may', () => {
  it('a doctor changes their own hours, nobody else’s, and closes no clinic', async () => {
    const own = await clinic.addSigningDoctor('Bose', 'bose');
    const bose = await desk.signedIn('bose');
    const fields = rule('2028-02-01', '10:00-12:00', null);
    expect(await bose.ok('hours.add', { doctorId: own, rule: fields, outside: ASK })).toMatchObject({
      doctorId: own,
    });
    const forbidden = { code: 'FORBIDDEN', permission: 'hours.write' };
    expect(await bose.refused('hours.add', { doctorId, rule: fields, outside: ASK })).toEqual(forbidden);
    expect(
      await bose.refused('hours.preview', { proposal: { change: 'add', doctorId, rule: fields } }),
    ).toEqual(forbidden);
    const holidays = [{ date: '2028-02-29', name: 'Mine' }];
    expect(await bose.refused('hours.addHolidays', { holidays, outside: ASK })).toEqual(forbidden);
  });
});
