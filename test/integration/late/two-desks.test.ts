import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createContainer } from '#electron/container';
import type { DoctorId } from '#shared/values/ids';
import { PASSWORD, type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import {
  type TestDesk,
  type TestWindow,
  downloadTray,
  openDesk,
  paperTray,
  testSecrets,
} from '#test/support/desk';
import { LATE_DAY, bookInARow, standing, tornSlots } from '#test/support/full-day';
import { MONDAY } from '#test/support/visits';

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: TestDesk[];
let windows: TestWindow[];
let doctorId: DoctorId;
let iyerId: DoctorId;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  for (const name of ['meena', 'asha']) await clinic.addAdmin(name, 'staff');
  iyerId = await clinic.addSigningDoctor('Iyer', 'iyer');
  desks = [await openDesk(database, { now: MONDAY }), await openDesk(database, { now: MONDAY })];
  windows = await Promise.all(desks.map((desk, at) => desk.signedIn(at === 0 ? 'meena' : 'asha')));
});

beforeEach(async () => {
  doctorId = await clinic.addDoctor('Rao');
});

afterAll(async () => {
  await Promise.all(desks.map((desk) => desk.stop()));
  await clinic.close();
  await database.drop();
});

function at(index: number): TestWindow {
  const window = windows[index];
  if (!window) throw new Error('two desks are open');
  return window;
}

const late = (minutes: number, seen: { id: number; version: number } | null = null) =>
  ({ doctorId, date: LATE_DAY, from: null, minutes, gaps: 'use', seen }) as const;

it('delayed at two desks in the same second it is delayed once; the second is told who was faster', async () => {
  await bookInARow(clinic, at(0), doctorId, 12);
  const answers = await Promise.all(windows.map((window) => window.call('late.shift', late(40))));
  const done = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
  expect(done).toHaveLength(1);
  const winner = answers[0]?.ok === true ? 'The meena' : 'The asha';
  expect(refused).toEqual([
    {
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'delay',
        current: done[0]?.delay,
        changedBy: winner,
        changedAt: done[0]?.delay.at,
      },
    },
  ]);
  expect((await standing(clinic, doctorId))[0]).toBe('10:40-10:55');

  // Having seen it, a desk may delay once more, on purpose.
  const { last } = await at(1).ok('late.preview', {
    doctorId,
    date: LATE_DAY,
    from: null,
    minutes: 10,
    gaps: 'use',
  });
  if (!last) throw new Error('the delay before is not shown');
  await at(1).ok('late.shift', late(10, { id: last.id, version: last.version }));
  expect((await standing(clinic, doctorId))[0]).toBe('10:50-11:05');
  expect(await tornSlots(clinic, doctorId)).toBe(0);
});

it('a repeat of the same request moves nobody twice', async () => {
  await bookInARow(clinic, at(0), doctorId, 3);
  const id = randomUUID();
  const [first, second] = await Promise.all([
    at(0).ok('late.shift', late(20), id),
    at(0).ok('late.shift', late(20), id),
  ]);
  expect(second).toEqual(first);
  expect(await standing(clinic, doctorId)).toEqual(['10:20-10:35', '10:35-10:50', '10:50-11:05']);
});

it('bookings, check-ins and cancellations at another desk in the middle leave nobody twice and nothing torn', async () => {
  const visits = await bookInARow(clinic, at(0), doctorId, 16);
  const guests = await Promise.all(
    Array.from({ length: 12 }, (_, made) => clinic.addPatient(`Guest${String(made)}`)),
  );
  const others = [
    ...guests.map((patientId, made) =>
      at(1).call('appointments.book', {
        doctorId,
        patientId,
        start: `2027-01-04T${String(14 + Math.floor(made / 4))}:${['00', '15', '30', '45'][made % 4] ?? ''}`,
        end: `2027-01-04T${String(14 + Math.floor(made / 4))}:${['10', '25', '40', '55'][made % 4] ?? ''}`,
        type: null,
        reason: null,
        deskNotes: null,
      }),
    ),
    ...visits
      .slice(0, 4)
      .map(({ id }) => at(1).call('appointments.status', { id, version: 1, to: 'waiting' })),
    ...visits
      .slice(4, 8)
      .map(({ id }) => at(1).call('appointments.cancel', { id, version: 1, as: 'cancelled', reason: null })),
  ];
  const [shift, ...rest] = await Promise.all([at(0).call('late.shift', late(40)), ...others]);
  expect(shift).toMatchObject({ ok: true });
  for (const answer of rest) {
    // Whoever comes later meets the new version or the new time, by name; nobody gets another answer.
    if (!answer.ok) expect(answer.error).toMatchObject({ code: 'CONFLICT' });
  }
  expect(await tornSlots(clinic, doctorId)).toBe(0);
  const overlaps = `appointments a JOIN appointments b ON a.doctor_id = b.doctor_id AND a.id < b.id
      AND a.start_time < b.end_time AND b.start_time < a.end_time
    WHERE a.doctor_id = ? AND a.status <> 'cancelled' AND b.status <> 'cancelled'
      AND a.to_move_at IS NULL AND b.to_move_at IS NULL`;
  expect(await clinic.count(overlaps, [doctorId])).toBe(0);
});

it('who is only a doctor delays the own day and nobody else’s', async () => {
  const [desk] = desks;
  if (!desk) throw new Error('a desk is open');
  const iyer = await desk.signedIn('iyer');
  await bookInARow(clinic, at(0), doctorId, 1);
  const { delay } = await at(0).ok('late.shift', late(20));
  const forbidden = { code: 'FORBIDDEN', permission: 'appointment.write' };
  const mine = { id: delay.id, version: delay.version };
  expect(await iyer.refused('late.shift', late(20, mine))).toEqual(forbidden);
  const end = { doctorId, date: LATE_DAY, from: null, seen: mine };
  expect(await iyer.refused('late.endSession', end)).toEqual(forbidden);
  expect(await iyer.refused('late.takeBack', mine)).toEqual(forbidden);
  await bookInARow(clinic, at(0), iyerId, 1);
  await iyer.ok('late.shift', { ...late(20), doctorId: iyerId });
  expect(await standing(clinic, iyerId)).toEqual(['10:20-10:35']);
});

it('the other desk hears of it within a second and sees every visit at its new place', async () => {
  await bookInARow(clinic, at(0), doctorId, 20);
  const other = at(1);
  const known = other.events.length;
  const began = performance.now();
  await at(0).ok('late.shift', late(40));
  const moved = async () => {
    if (other.events.length === known) return 0;
    const { appointments } = await other.ok('appointments.day', { date: LATE_DAY, doctorIds: [doctorId] });
    return appointments.filter(({ version }) => version === 2).length;
  };
  await expect.poll(moved, { interval: 20 }).toBe(20);
  expect(performance.now() - began).toBeLessThan(1_000);
});

it('a desk whose clock is an hour ahead moves the same visits: the server says now', async () => {
  // A zone in which it is about noon, so that the day has room on both sides.
  const hour = new Date().getUTCHours();
  const shift = 12 - hour;
  const zone = `Etc/GMT${shift > 0 ? `-${String(shift)}` : `+${String(-shift)}`}`;
  await clinic.owner.query("UPDATE settings SET value = JSON_QUOTE(?) WHERE `key` = 'timeZone'", [zone]);
  const container = createContainer(
    { ...database, s3: null, deskId: randomUUID(), deskName: 'An hour ahead', appVersion: '0.0.0-test' },
    {
      clock: { now: () => Date.now() + 3_600_000, shiftedFrom: null },
      secrets: testSecrets,
      paper: paperTray(),
      downloads: downloadTray(),
      folders: { choose: null },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
  );
  try {
    const window = randomUUID();
    container.dispatcher.attach({ id: window, send: () => undefined });
    const call = (name: string, input: unknown) =>
      container.dispatcher.call(window, name, input, randomUUID());
    await call('session.signIn', { name: 'meena', password: PASSWORD });
    const local = new Date(Date.now() + shift * 3_600_000).toISOString();
    const today = local.slice(0, 10);
    // Over in a few minutes by the server's clock, long over by the desk's.
    const start = new Date(
      Math.ceil((Date.now() + shift * 3_600_000) / 300_000) * 300_000 + 300_000,
    ).toISOString();
    const end = new Date(Date.parse(start) + 900_000).toISOString();
    await clinic.owner.query(
      'INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, ?, ?)',
      [
        await clinic.addPatient('Soon'),
        doctorId,
        start.slice(0, 16).replace('T', ' '),
        end.slice(0, 16).replace('T', ' '),
      ],
    );
    const answer = await call('late.preview', {
      doctorId,
      date: today,
      from: null,
      minutes: 40,
      gaps: 'use',
    });
    expect(answer).toMatchObject({ ok: true, value: { steps: [{ before: { start: start.slice(0, 16) } }] } });
  } finally {
    await container.stop();
  }
});
