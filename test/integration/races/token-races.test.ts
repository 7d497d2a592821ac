import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowDataPacket } from 'mysql2/promise';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { MONDAY } from '#test/support/visits';
import { addTokenDoctor, newcomer, walksIn } from '#test/integration/queue/support';
import { type Desks, accepted, openDesks, refusals } from './desks';

const CLIENTS = 50;

let database: FreshDatabase;
let clinic: SmallClinic;
let desks: Desks;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  desks = await openDesks(database, 4, MONDAY, 'meena');
}, 120_000);

afterAll(async () => {
  await desks.stop();
  await clinic.close();
  await database.drop();
});

async function numbersOf(doctorId: number): Promise<number[]> {
  const [rows] = await clinic.owner.query<RowDataPacket[]>(
    'SELECT token_no FROM appointments WHERE doctor_id = ? ORDER BY token_no',
    [doctorId],
  );
  return rows.map((row) => Number(row['token_no']));
}

const oneToFifty = Array.from({ length: CLIENTS }, (_, index) => index + 1);

describe('four desks give numbers at once', () => {
  it('fifty new patients for one doctor: fifty numbers, none twice, in one session', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Race');
    const calls = oneToFifty.map((client) => ({
      name: 'queue.walkIn',
      input: walksIn(`Client ${String(client)}`, doctorId),
    }));
    const answers = await desks.race(calls);
    expect(refusals(answers)).toEqual([]);
    expect(await numbersOf(doctorId)).toEqual(oneToFifty);
    expect(await clinic.count('doctor_sessions WHERE doctor_id = ?', [doctorId])).toBe(1);
    expect(await clinic.count('doctor_sessions WHERE doctor_id = ? AND last_token = 50', [doctorId])).toBe(1);
    expect(await clinic.count("patients WHERE first_name LIKE 'Client %'")).toBe(CLIENTS);
  }, 60_000);

  it('twenty for whoever is free first, doctors by time and by number: nobody doubled, nobody refused', async () => {
    const doctors = [await clinic.addDoctor('Time'), await addTokenDoctor(clinic, 'Number')];
    await clinic.owner.query("UPDATE doctors SET specialization = 'Race' WHERE id IN (?)", [doctors]);
    const answers = await desks.race(
      oneToFifty.slice(0, 20).map((client) => ({
        name: 'queue.walkIn',
        input: {
          patient: newcomer(`Any ${String(client)}`),
          doctor: { kind: 'earliest', specialization: 'Race' },
          reason: null,
        },
      })),
    );
    expect(refusals(answers)).toEqual([]);
    expect(accepted(answers)).toBe(20);
    const ids = doctors.join(', ');
    expect(await clinic.count(`appointments WHERE doctor_id IN (${ids})`)).toBe(20);
    expect(
      await clinic.count(
        `appointments a JOIN appointments b ON b.doctor_id = a.doctor_id AND b.id > a.id
           AND ((a.kind = 'slot' AND b.kind = 'slot' AND b.start_time < a.end_time AND a.start_time < b.end_time)
             OR a.token_no = b.token_no) WHERE a.doctor_id IN (${ids})`,
      ),
    ).toBe(0);
  }, 60_000);

  it('fifty clicks on the same walk-in at one desk or several: one patient, one number', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Clicks');
    const twin = {
      name: 'queue.walkIn',
      input: walksIn('Impatient', doctorId),
      requestId: '0c0c2f0a-9d0e-4a43-8d44-1f6f0a2b7c55',
    };
    const answers = await desks.race(oneToFifty.map(() => twin));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await numbersOf(doctorId)).toEqual([1]);
    expect(await clinic.count("patients WHERE first_name = 'Impatient'")).toBe(1);
  }, 60_000);

  it('numbers given and taken back among each other: what stands is never doubled, and none comes again', async () => {
    const doctorId = await addTokenDoctor(clinic, 'Back');
    const give = (from: number) =>
      desks.race(
        Array.from({ length: 16 }, (_, client) => ({
          name: 'queue.walkIn',
          input: walksIn(`Back ${String(from + client)}`, doctorId),
        })),
      );
    await give(0);
    const [rows] = await clinic.owner.query<RowDataPacket[]>(
      'SELECT id, version FROM appointments WHERE doctor_id = ? AND token_no <= 8',
      [doctorId],
    );
    const answers = await desks.race([
      ...rows.map(({ id, version }) => ({
        name: 'queue.withdraw',
        input: { id: Number(id), version: Number(version), registered: null },
      })),
      ...Array.from({ length: 16 }, (_, client) => ({
        name: 'queue.walkIn',
        input: walksIn(`More ${String(client)}`, doctorId),
      })),
    ]);
    expect(refusals(answers)).toEqual([]);
    expect(await numbersOf(doctorId)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    expect(
      await clinic.count('appointments WHERE doctor_id = ? AND withdrawn_at IS NOT NULL', [doctorId]),
    ).toBe(8);
  }, 60_000);
});
