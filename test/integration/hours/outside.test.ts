import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';
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

async function added(fields: Rule, outside: InputOf<'hours.add'>['outside'] = ASK) {
  return reception.ok('hours.add', { doctorId, rule: fields, outside });
}

/** `09:00-13:00 17:00-20:00` of the test's doctor. */
async function open(date: string): Promise<string> {
  const { hours } = await reception.ok('hours.days', { from: date, to: date, doctorIds: [doctorId] });
  return hours[0]?.ranges.map(({ from, to }) => `${from}-${to}`).join(' ') ?? '';
}

async function booked(start: string, end: string) {
  const visit = await newVisit(clinic, { doctorId, start, end });
  return (await reception.ok('appointments.book', visit)).appointment;
}

async function toMove(): Promise<number[]> {
  const { visits } = await reception.ok('appointments.toMove', {});
  return visits.filter((visit) => visit.doctorId === doctorId).map(({ id }) => id);
}

describe('hours taken away under booked visits', () => {
  it('list them first, and set them aside only for somebody who has seen each of them', async () => {
    await added(rule('2028-02-07', '09:00-17:00', WEEKDAYS));
    const inside = await booked('2028-02-09T09:00', '2028-02-09T09:20');
    const under = await booked('2028-02-09T14:00', '2028-02-09T14:20');
    const fields = leave('2028-02-09', '13:00-17:00');
    const preview = await reception.ok('hours.preview', {
      proposal: { change: 'add', doctorId, rule: fields },
    });
    expect(preview.outside).toMatchObject([
      { appointmentId: under.id, why: 'leave', start: '2028-02-09T14:00' },
    ]);
    expect(preview.outsideTotal).toBe(1);
    expect(await reception.refused('hours.add', { doctorId, rule: fields, outside: ASK })).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'visits_outside', params: { count: 1 } }],
    });
    // Another one is booked meanwhile: the list that was seen is not the whole of it any more.
    const meanwhile = await booked('2028-02-09T15:00', '2028-02-09T15:20');
    const seen = { do: 'move_aside' as const, seen: [under.id] };
    expect(await reception.refused('hours.add', { doctorId, rule: fields, outside: seen })).toMatchObject({
      rules: [{ rule: 'visits_outside', params: { count: 2 } }],
    });
    expect(await toMove()).toEqual([]);
    const change = await reception.ok('hours.add', {
      doctorId,
      rule: fields,
      outside: { do: 'move_aside', seen: [under.id, meanwhile.id] },
    });
    expect(change).toMatchObject({ movedAside: 2, stayed: 0 });
    expect((await toMove()).sort()).toEqual([under.id, meanwhile.id].sort());
    expect((await reception.ok('appointments.get', { id: inside.id })).toMoveAt).toBeNull();
    expect(
      await clinic.count(
        "audit_log WHERE action = 'hours.add' AND entity = 'appointment' AND entity_id = ?",
        [under.id],
      ),
    ).toBe(1);

    await reception.ok('appointments.undo', {});
    expect(await toMove()).toEqual([]);
    expect(await open('2028-02-09')).toBe('09:00-17:00');
    await reception.ok('appointments.redo', {});
    expect((await toMove()).sort()).toEqual([under.id, meanwhile.id].sort());
    expect(await open('2028-02-09')).toBe('09:00-13:00');
  });

  it('undo brings back whom it can: a time that was given away stays given', async () => {
    await added(rule('2028-02-07', '09:00-17:00', WEEKDAYS));
    const first = await booked('2028-02-10T14:00', '2028-02-10T14:20');
    const second = await booked('2028-02-10T15:00', '2028-02-10T15:20');
    const change = await reception.ok('hours.add', {
      doctorId,
      rule: leave('2028-02-10', '14:00-16:00'),
      outside: { do: 'move_aside', seen: [first.id, second.id] },
    });
    const patientId = await clinic.addPatient('Ravi');
    await clinic.owner.query(
      "INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, '2028-02-10 14:00:00', '2028-02-10 14:20:00')",
      [patientId, doctorId],
    );
    const back = await reception.ok('hours.takeBack', { id: change.id, version: change.version });
    expect(back).toMatchObject({ stayed: 1 });
    expect(await toMove()).toEqual([first.id]);
  });

  it('may also stay where they are', async () => {
    await added(rule('2028-02-07', '09:00-17:00', WEEKDAYS));
    const visit = await booked('2028-02-11T14:00', '2028-02-11T14:20');
    await reception.ok('hours.add', {
      doctorId,
      rule: leave('2028-02-11'),
      outside: { do: 'keep', seen: [visit.id] },
    });
    expect(await toMove()).toEqual([]);
  });
});

describe('holidays', () => {
  it('close every doctor, but for hours that were entered for that very date', async () => {
    await added(rule('2028-02-07', '09:00-17:00', WEEKDAYS));
    const { rules: before } = await added(rule('2028-02-26', '10:00-11:00', null));
    expect(before).toHaveLength(2);
    const visit = await booked('2028-02-25T09:00', '2028-02-25T09:20');
    const holidays = [
      { date: '2028-02-25', name: 'Maha Shivaratri' },
      { date: '2028-02-26', name: 'Founders’ day' },
    ];
    const preview = await reception.ok('hours.preview', { proposal: { change: 'holidays', holidays } });
    expect(preview.outside).toMatchObject([{ appointmentId: visit.id, why: 'holiday' }]);
    const change = await reception.ok('hours.addHolidays', {
      holidays,
      outside: { do: 'move_aside', seen: [visit.id] },
    });
    expect(change).toMatchObject({ doctorId: null, movedAside: 1 });
    expect(await open('2028-02-25')).toBe('');
    expect(await open('2028-02-26')).toBe('10:00-11:00');
    const { hours } = await reception.ok('hours.days', {
      from: '2028-02-25',
      to: '2028-02-25',
      doctorIds: [doctorId],
    });
    expect(hours[0]?.blocked).toEqual([
      { from: '00:00', to: '24:00', why: 'holiday', label: 'Maha Shivaratri', ruleId: null },
    ]);

    const { holidays: list } = await reception.ok('hours.holidays', {});
    const shivaratri = list.find(({ date }) => date === '2028-02-25');
    if (!shivaratri) throw new Error('the holiday is not there');
    await reception.ok('hours.removeHoliday', { id: shivaratri.id, version: shivaratri.version });
    expect(await open('2028-02-25')).toBe('09:00-17:00');
    await reception.ok('appointments.undo', {});
    await reception.ok('appointments.undo', {});
    expect(await open('2028-02-25')).toBe('09:00-17:00');
    expect(await toMove()).toEqual([]);
    const { holidays: left } = await reception.ok('hours.holidays', {});
    expect(left.filter(({ date }) => date.startsWith('2028-02'))).toEqual([]);
  });

  it('are passed over when tomorrow’s patients are reminded', async () => {
    expect((await reception.ok('messages.day', { date: null })).date).toBe('2027-01-05');
    const holidays = [{ date: '2027-01-05', name: 'Founders’ day' }];
    await reception.ok('hours.addHolidays', { holidays, outside: ASK });
    expect((await reception.ok('messages.day', { date: null })).date).toBe('2027-01-06');
    await reception.ok('appointments.undo', {});
    expect((await reception.ok('messages.day', { date: null })).date).toBe('2027-01-05');
  });
});
