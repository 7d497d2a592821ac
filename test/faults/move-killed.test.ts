import { randomUUID } from 'node:crypto';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { expect, it } from 'vitest';
import type { AppointmentDto } from '#shared/contract/appointments';
import { smallClinic } from '#test/support/clinic';
import { newVisit } from '#test/support/visits';
import { DOWN, faultyDesk } from './faulty-desk';

const NEW = { start: '2027-01-05T12:00', end: '2027-01-05T12:20' } as const;

const faulty = faultyDesk();

/** A visit at ten, or one that was parked from there. */
async function made(parked: boolean): Promise<AppointmentDto> {
  const clinic = await smallClinic(faulty.database);
  const { appointment } = await faulty.reception.ok('appointments.book', await newVisit(clinic));
  await clinic.close();
  if (!parked) return appointment;
  const { id, version } = appointment;
  return (await faulty.reception.ok('appointments.park', { id, version, as: null })).appointment;
}

/** Where the visit stands, what it holds, and what speaks of its changes. */
async function seen({ id }: AppointmentDto) {
  const owner = await mysql.createConnection({ uri: faulty.database.adminUrl, dateStrings: true });
  try {
    const rows = async (sql: string) => (await owner.query<RowDataPacket[]>(sql, [id]))[0];
    const count = async (from: string) =>
      Number((await rows(`SELECT COUNT(*) AS total FROM ${from}`))[0]?.['total']);
    const [row] = await rows(
      'SELECT version, doctor_id, start_time, to_move_at IS NOT NULL AS parked FROM appointments WHERE id = ?',
    );
    const slots = await rows(
      'SELECT doctor_id, MIN(slot_start) AS first, COUNT(*) AS held FROM appointment_slots WHERE appointment_id = ? GROUP BY doctor_id',
    );
    return {
      version: Number(row?.['version']),
      parked: row?.['parked'] === 1,
      start: String(row?.['start_time']).slice(0, 16).replace(' ', 'T'),
      slots: slots.map((held) => `${String(held['held'])} from ${String(held['first']).slice(0, 16)}`),
      audited: await count("audit_log WHERE entity = 'appointment' AND entity_id = ?"),
      outbox: await count("outbox WHERE topic = 'visit' AND entity_id = ?"),
      fed: await count("feed WHERE area = 'appointments' AND entity_id = ?"),
      answered: await count(
        "client_requests WHERE name <> 'appointments.book' AND answer->'$.appointment.id' = ?",
      ),
    };
  } finally {
    await owner.end();
  }
}

interface Change {
  readonly name: 'appointments.reschedule' | 'appointments.park' | 'appointments.unpark';
  /** Whether the visit is parked before it. */
  readonly parked: boolean;
  readonly input: (visit: AppointmentDto) => object;
  /** Where the visit stands, and what it holds, once it was done. */
  readonly after: { readonly parked: boolean; readonly start: string; readonly slots: readonly string[] };
  /** Where it can be held up, in the order of its statements. */
  readonly steps: readonly Step[];
}

type Step = 'request' | 'patient' | 'doctor' | 'visit' | 'slots' | 'feed' | 'audit' | 'outbox';

const moved = { parked: false, start: NEW.start, slots: ['4 from 2027-01-05 12:00'] };
const at = ({ id, version }: AppointmentDto) => ({ id, version });
const toNewPlace = (visit: AppointmentDto) => ({ ...at(visit), doctorId: visit.doctorId, ...NEW });
const placing: readonly Step[] = [
  'request',
  'patient',
  'doctor',
  'visit',
  'slots',
  'feed',
  'audit',
  'outbox',
];

const CHANGES: readonly (Change & { readonly title: string })[] = [
  {
    title: 'a move to another day',
    name: 'appointments.reschedule',
    parked: false,
    input: toNewPlace,
    after: moved,
    steps: placing,
  },
  {
    title: 'the placing of a parked visit',
    name: 'appointments.reschedule',
    parked: true,
    input: toNewPlace,
    after: moved,
    steps: placing,
  },
  {
    title: 'parking',
    name: 'appointments.park',
    parked: false,
    input: (visit) => ({ ...at(visit), as: null }),
    after: { parked: true, start: '2027-01-04T10:00', slots: [] },
    steps: ['request', 'doctor', 'visit', 'slots', 'feed', 'audit', 'outbox'],
  },
  {
    title: 'unparking',
    name: 'appointments.unpark',
    parked: true,
    input: at,
    after: { parked: false, start: '2027-01-04T10:00', slots: ['4 from 2027-01-04 10:00'] },
    steps: ['request', 'doctor', 'visit', 'slots', 'feed', 'audit', 'outbox'],
  },
];

/** What keeps the change from going on past one of its statements, and the statement that waits. */
function held(step: Step, { id, patientId, doctorId }: AppointmentDto): readonly [string, number, string] {
  switch (step) {
    case 'request':
      return ['SELECT id FROM client_requests WHERE created_at > ? FOR UPDATE', 0, 'INSERT%'];
    case 'patient':
      return ['SELECT id FROM patients WHERE id = ? FOR UPDATE', patientId, 'SELECT%'];
    case 'doctor':
      return ['SELECT id FROM doctors WHERE id = ? FOR UPDATE', doctorId, 'SELECT%'];
    case 'visit':
      return ['SELECT id FROM appointments WHERE id = ? FOR UPDATE', id, 'SELECT%'];
    // The row is written by then: its trigger waits for the slots that it leaves or takes.
    case 'slots':
      return ['SELECT slot_start FROM appointment_slots WHERE doctor_id = ? FOR UPDATE', doctorId, '%'];
    // The gap behind the last row is kept too, so that none can be added.
    case 'feed':
      return ['SELECT id FROM feed WHERE id > ? FOR UPDATE', 0, '%'];
    case 'audit':
      return ['SELECT id FROM audit_log WHERE id > ? FOR UPDATE', 0, 'INSERT%'];
    case 'outbox':
      return ['SELECT id FROM outbox WHERE id > ? FOR UPDATE', 0, 'INSERT%'];
  }
}

/** Holds the rows, and the gaps where they are not there yet. The killed server lets go. */
async function holdUp(sql: string, param: number): Promise<mysql.Connection> {
  const blocker = await mysql.createConnection({ uri: faulty.database.adminUrl });
  // The killed server ends this connection too.
  blocker.on('error', () => undefined);
  await blocker.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await blocker.query('START TRANSACTION');
  await blocker.query(sql, [param]);
  return blocker;
}

it.each(CHANGES.flatMap((change) => change.steps.map((step) => ({ ...change, step }))))(
  'MySQL killed in $title at $step: it stands where it stood, and repeated it is done once',
  async ({ name, parked, input, after, step }) => {
    const visit = await made(parked);
    const before = await seen(visit);
    const [sql, param, waits] = held(step, visit);
    const blocker = await holdUp(sql, param);
    const isHeldUp = async () => {
      const [rows] = await blocker.query<RowDataPacket[]>(
        "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE ?",
        [waits],
      );
      return rows.length > 0;
    };
    const id = randomUUID();
    const wish = input(visit);
    const answer = faulty.reception.raw(name, wish, id);
    // InnoDB takes its table of transactions anew only when nobody has asked for it in the last tenth of a second.
    await expect.poll(isHeldUp, { timeout: 8_000, interval: 200 }).toBe(true);
    await faulty.servers.kill('mysql');
    expect(await answer).toEqual({ ok: false, error: DOWN });

    await faulty.servers.restart('mysql');
    await faulty.recovered();
    expect(await seen(visit)).toEqual(before);

    const first = await faulty.reception.raw(name, wish, id);
    expect(first).toMatchObject({ ok: true });
    expect(await faulty.reception.raw(name, wish, id)).toEqual(first);
    const now = await seen(visit);
    expect(now).toMatchObject({ ...after, version: before.version + 1 });
    expect(now.audited).toBe(before.audited + 1);
    expect(now.outbox).toBe(before.outbox + 1);
    expect(now.answered).toBe(before.answered + 1);
    expect(now.fed).toBeGreaterThan(before.fed);
  },
);
