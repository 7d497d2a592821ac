import { beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { newVisit } from '#test/support/visits';

type Wish = InputOf<'appointments.nextFree'>;

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  // A Monday, 10:02 in Kolkata.
  const opened = await oneDesk(Date.parse('2028-08-07T04:32:00Z'), { meena: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

async function free(doctorIds: readonly DoctorId[], changes: Partial<Wish> = {}) {
  const answer = await reception.ok('appointments.nextFree', {
    whose: { kind: 'doctors', ids: [...doctorIds] },
    from: '2028-08-07',
    after: null,
    parts: [],
    weekdays: [],
    minutes: 60,
    ...changes,
  });
  return { ...answer, times: answer.free.map(({ doctorId, start }) => [doctorId, start] as const) };
}

function book(doctorId: DoctorId, start: string, end: string) {
  return newVisit(clinic, { doctorId, start, end }).then((visit) => reception.ok('appointments.book', visit));
}

describe('the next free time', () => {
  it('is inside the hours, between the visits, from now on, and goes on behind the last', async () => {
    const rao = await clinic.addDoctor('Rao');
    await book(rao, '2028-08-07T11:00', '2028-08-07T12:00');
    await book(rao, '2028-08-07T12:15', '2028-08-07T12:30');
    const first = await free([rao], { minutes: 30 });
    const [, , , , last] = first.free;
    expect(first.times.map(([, start]) => start)).toEqual([
      '2028-08-07T10:05',
      '2028-08-07T12:30',
      '2028-08-07T13:00',
      '2028-08-07T13:30',
      '2028-08-07T14:00',
    ]);
    expect(first.more).toBe(true);
    const next = await free([rao], {
      minutes: 30,
      after: last ? { start: last.start, doctorId: rao } : null,
    });
    expect(next.times[0]).toEqual([rao, '2028-08-07T14:30']);
  });

  it('is the earliest of several doctors, and each takes as long as usual when nothing is said', async () => {
    const [iyer, khan] = [await clinic.addDoctor('Iyer'), await clinic.addDoctor('Khan')];
    await clinic.owner.query('UPDATE doctors SET default_minutes = 45 WHERE id = ?', [khan]);
    await book(iyer, '2028-08-08T09:00', '2028-08-08T09:30');
    const { free: found } = await free([iyer, khan], { from: '2028-08-08', minutes: null });
    expect(found[0]).toEqual({ doctorId: khan, start: '2028-08-08T09:00', end: '2028-08-08T09:45' });
    expect(found[1]?.doctorId).toBe(iyer);
    expect(found[1]?.start).toBe('2028-08-08T09:30');
  });

  it('goes by specialisation, part of the day and weekday', async () => {
    const [sen, das] = [await clinic.addDoctor('Sen'), await clinic.addDoctor('Das')];
    await clinic.owner.query("UPDATE doctors SET specialization = 'Skin' WHERE id = ?", [das]);
    const skin = await free([sen], {
      whose: { kind: 'specialization', name: 'Skin' },
      parts: ['afternoon'],
      weekdays: ['wed', 'sat'],
    });
    expect(skin.times.slice(0, 2)).toEqual([
      [das, '2028-08-09T12:00'],
      [das, '2028-08-09T13:00'],
    ]);
    const everyone = await free([sen], { whose: { kind: 'anyone' }, from: '2028-08-14' });
    expect(everyone.times.map(([id]) => id)).toContain(sen);
  });

  it('finds a cancelled, parked or withdrawn visit’s time again, and none of a doctor who is gone', async () => {
    const doctor = await clinic.addDoctor('Bose');
    const { appointment } = await book(doctor, '2028-08-09T09:00', '2028-08-09T10:00');
    const from = { from: '2028-08-09' };
    expect((await free([doctor], from)).times[0]?.[1]).toBe('2028-08-09T10:00');
    await reception.ok('appointments.park', { id: appointment.id, version: 1, as: null });
    expect((await free([doctor], from)).times[0]?.[1]).toBe('2028-08-09T09:00');
    await clinic.owner.query('UPDATE doctors SET is_deleted = 1 WHERE id = ?', [doctor]);
    expect((await free([doctor], from)).times).toEqual([]);
  });

  it('says who gives numbers instead, and that nothing is free for ninety days', async () => {
    const doctor = await clinic.addDoctor('Nair');
    await clinic.owner.query("UPDATE doctors SET sees_by = 'token' WHERE id = ?", [doctor]);
    expect(await free([doctor])).toMatchObject({ free: [], more: false, byNumber: [doctor] });
    const other = await clinic.addDoctor('Pal');
    const none = await free([other], { minutes: 720 });
    expect(none).toMatchObject({ free: [], more: false, byNumber: [], until: '2028-11-04' });
  });

  it('looks past full weeks, to the ninetieth day', async () => {
    const doctor = await clinic.addDoctor('Full');
    const patientId = await clinic.addPatient('Busy');
    const days = Array.from({ length: 60 }, (_, day) => day);
    for (const day of days) {
      await clinic.owner.query(
        `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time)
         VALUES (?, ?, '2028-08-07 08:00' + INTERVAL ? DAY, '2028-08-07 20:00' + INTERVAL ? DAY)`,
        [patientId, doctor, day, day],
      );
    }
    expect((await free([doctor])).times[0]?.[1]).toBe('2028-10-06T09:00');
  });

  it('refuses what is no length, no day and no doctor', async () => {
    const wrong = await reception.refused('appointments.nextFree', {
      whose: { kind: 'doctors', ids: [] },
      from: '2028-02-30',
      after: null,
      parts: [],
      weekdays: [],
      minutes: 7,
    });
    expect(wrong).toMatchObject({
      code: 'VALIDATION',
      issues: [
        { path: 'whose.ids', code: 'required' },
        { path: 'from', code: 'not_a_date' },
        { path: 'minutes', code: 'off_grid' },
      ],
    });
  });
});
