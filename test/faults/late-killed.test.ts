import { randomUUID } from 'node:crypto';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { expect, it } from 'vitest';
import type { DoctorId } from '#shared/values/ids';
import { smallClinic } from '#test/support/clinic';
import { LATE_DAY, bookInARow, standing, tornSlots } from '#test/support/full-day';
import { DOWN, faultyDesk } from './faulty-desk';

const VISITS = 8;

const faulty = faultyDesk();

async function bookedDoctor(): Promise<{ doctorId: DoctorId; ids: readonly number[] }> {
  const clinic = await smallClinic(faulty.database);
  const doctorId = await clinic.addDoctor('Rao');
  const visits = await bookInARow(clinic, faulty.reception, doctorId, VISITS);
  await clinic.close();
  return { doctorId, ids: visits.map(({ id }) => id) };
}

async function seen(doctorId: DoctorId) {
  const clinic = await smallClinic(faulty.database);
  try {
    return {
      standing: await standing(clinic, doctorId),
      torn: await tornSlots(clinic, doctorId),
      delays: await clinic.count('doctor_delays WHERE doctor_id = ?', [doctorId]),
      audited: await clinic.count("audit_log WHERE action = 'late.shift' AND entity = 'appointment'"),
    };
  } finally {
    await clinic.close();
  }
}

/** Holds one visit's slots, so that the shift, which goes from the latest on, stops in front of that visit. */
async function stopBefore(visitId: number): Promise<mysql.Connection> {
  const blocker = await mysql.createConnection({ uri: faulty.database.adminUrl });
  // The killed server ends this connection too.
  blocker.on('error', () => undefined);
  await blocker.query('START TRANSACTION');
  await blocker.query('SELECT slot_start FROM appointment_slots WHERE appointment_id = ? FOR UPDATE', [
    visitId,
  ]);
  return blocker;
}

it.each([
  ['the first step', VISITS - 1],
  ['the middle', 4],
  ['the last step', 0],
])('MySQL killed at %s of a shift: nobody has moved, and repeated all have, once', async (_where, stopAt) => {
  const { doctorId, ids } = await bookedDoctor();
  const before = await seen(doctorId);
  const blocker = await stopBefore(ids[stopAt] ?? 0);
  const wish = { doctorId, date: LATE_DAY, from: null, minutes: 40, gaps: 'use', seen: null } as const;
  const id = randomUUID();
  const answer = faulty.reception.raw('late.shift', wish, id);
  const waiting = async () => {
    const [rows] = await blocker.query<RowDataPacket[]>(
      "SELECT trx_rows_modified AS modified FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
    );
    return rows.map((row) => Number(row['modified']) > 0);
  };
  // InnoDB takes this table anew only when nobody has asked for it in the last tenth of a second.
  await expect.poll(waiting, { timeout: 8_000, interval: 200 }).toEqual([true]);
  await faulty.servers.kill('mysql');
  expect(await answer).toEqual({ ok: false, error: DOWN });

  await faulty.servers.restart('mysql');
  await faulty.recovered();
  expect(await seen(doctorId)).toEqual(before);
  expect(before).toMatchObject({ torn: 0, delays: 0 });

  const first = await faulty.reception.ok('late.shift', wish, id);
  expect(await faulty.reception.ok('late.shift', wish, id)).toEqual(first);
  const after = await seen(doctorId);
  expect(after).toMatchObject({ torn: 0, delays: 1, audited: before.audited + VISITS });
  expect(after.standing).toEqual(
    first.calls.map(({ after: to }) => `${to?.start.slice(11) ?? ''}-${to?.end.slice(11) ?? ''}`),
  );
  expect(after.standing[0]).toBe('10:40-10:55');
});
