import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, expect, it } from 'vitest';
import { loadBetween } from '#electron/features/appointments/repository';
import type { ReadTx, SqlValue } from '#electron/mysql/transactions';
import type { DoctorId } from '#shared/values/ids';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { type Booking, MONDAY, OUTSIDE, newVisit } from '#test/support/visits';

let clinic: SmallClinic;
let desk: TestDesk;
let reception: TestWindow;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff' });
  ({ clinic, desk } = opened);
  reception = await desk.signedIn('meena');
  return opened.close;
});

async function book(doctorId: DoctorId, start: string, end: string, more: Partial<Booking> = {}) {
  const visit = await newVisit(clinic, { doctorId, start, end, ...more });
  return (await reception.ok('appointments.book', visit)).appointment;
}

it('counts each day’s visits and minutes against the hours of the doctors that are asked for', async () => {
  const rao = await clinic.addDoctor('Rao');
  const iyer = await clinic.addDoctor('Iyer');
  await book(rao, '2027-01-05T10:00', '2027-01-05T10:30');
  await book(iyer, '2027-01-05T10:00', '2027-01-05T11:00');
  await book(rao, '2027-01-10T10:00', '2027-01-10T10:15', { override: OUTSIDE });
  const cancelled = await book(rao, '2027-01-06T10:00', '2027-01-06T10:30');
  await reception.ok('appointments.cancel', {
    id: cancelled.id,
    version: cancelled.version,
    as: 'cancelled',
    reason: null,
  });
  const parked = await book(rao, '2027-01-06T11:00', '2027-01-06T11:30');
  await clinic.owner.query('UPDATE appointments SET to_move_at = UTC_TIMESTAMP() WHERE id = ?', [parked.id]);

  const day = async (date: string, doctorIds: DoctorId[] | null) => {
    const { days } = await reception.ok('appointments.month', { from: '2026-12-28', doctorIds });
    expect(days.map((one) => one.date)).toHaveLength(42);
    expect([days[0]?.date, days.at(-1)?.date]).toEqual(['2026-12-28', '2027-02-07']);
    return days.find((one) => one.date === date);
  };
  const nine = 9 * 60;
  const tuesday = { date: '2027-01-05', visits: 2, bookedMinutes: 90, openMinutes: 2 * nine };
  expect(await day('2027-01-05', [rao, iyer])).toEqual(tuesday);
  expect(await day('2027-01-05', null)).toEqual(tuesday);
  expect(await day('2027-01-05', [rao])).toEqual({
    ...tuesday,
    visits: 1,
    bookedMinutes: 30,
    openMinutes: nine,
  });
  expect(await day('2027-01-05', [])).toEqual({ ...tuesday, visits: 0, bookedMinutes: 0, openMinutes: 0 });
  expect(await day('2027-01-06', [rao])).toMatchObject({ visits: 0, bookedMinutes: 0, openMinutes: nine });
  expect(await day('2027-01-10', [rao])).toMatchObject({ visits: 1, bookedMinutes: 15, openMinutes: 0 });
});

it('reads a range of an index, however many years of visits lie around the month', async () => {
  const doctor = await clinic.addDoctor('Years');
  const patient = await clinic.addPatient('Old');
  await clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time)
     WITH RECURSIVE days AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM days WHERE n < 999)
     SELECT ?, ?, '2024-01-01 07:00' + INTERVAL days.n DAY + INTERVAL hours.n HOUR,
            '2024-01-01 07:05' + INTERVAL days.n DAY + INTERVAL hours.n HOUR
       FROM days JOIN (SELECT n FROM grid_steps WHERE n < 3) AS hours`,
    [patient, doctor],
  );
  await clinic.owner.query('ANALYZE TABLE appointments');
  const asked: { sql: string; params: readonly SqlValue[] }[] = [];
  const listening: Pick<ReadTx, 'select'> = {
    select: (sql, params) => {
      asked.push({ sql, params });
      return Promise.resolve([]);
    },
  };
  for (const doctorIds of [null, [doctor]]) {
    await loadBetween(listening, { from: '2025-03-01', to: '2025-04-12' }, doctorIds);
  }
  expect(asked).toHaveLength(2);
  for (const { sql, params } of asked) {
    const [plan] = await clinic.owner.query<RowDataPacket[]>(`EXPLAIN FORMAT=TRADITIONAL ${sql}`, [
      ...params,
    ]);
    expect(plan).toHaveLength(1);
    expect(plan[0]).toMatchObject({ type: 'range' });
    expect(Number(plan[0]?.['rows'])).toBeLessThan(300);
  }
});
