import { type Bench, CLIENTS, dealt } from '../bench';
import { median } from '../numbers';
import { type Row, judged, ms, must } from '../table';
import { patientFields } from '#test/support/new-patient';

const ROUNDS = 5;
const VISITS = 20;
/** Mondays on which nobody else books, one for each round. */
const FIRST_MONDAY = Date.UTC(2095, 0, 3);
const WEEK = 7 * 24 * 60 * 60_000;
const QUARTER = 15 * 60_000;

const wall = (at: number) => new Date(at).toISOString().slice(0, 16);

const newcomer = (client: number) => ({
  kind: 'new',
  fields: patientFields({ firstName: `Walk ${String(client)}` }),
});

/** Fifty people at four desks want a number of the same doctor in the same moment. */
async function tokenRace(bench: Bench): Promise<Row> {
  const { clinic } = bench;
  const { doctorId } = clinic.busyWeek;
  await clinic.rows("UPDATE doctors SET sees_by = 'token' WHERE id = ?", [doctorId]);
  const calls = Array.from({ length: CLIENTS }, (_, client) => ({
    name: 'queue.walkIn' as const,
    input: { patient: newcomer(client), doctor: { kind: 'doctor', id: doctorId }, reason: null },
  }));
  const shares = dealt(calls, bench.desks.length);
  const refused = (
    await Promise.all(bench.desks.map((desk, at) => desk.ask('callAll', shares[at] ?? [])))
  ).flat();
  const numbers = await clinic.rows<{ token_no: number }>(
    'SELECT token_no FROM appointments WHERE doctor_id = ? AND token_no IS NOT NULL ORDER BY token_no',
    [doctorId],
  );
  const once = new Set(numbers.map((row) => row.token_no)).size === numbers.length;
  return must(
    `${String(CLIENTS)} clients in ${String(bench.desks.length)} processes want a number of one doctor`,
    refused.length === 0 && once && numbers.length === CLIENTS,
    `${String(numbers.length)} numbers${once ? '' : ', some twice'}; ${String(refused.length)} refused ${[...new Set(refused)].join(', ')}`.trim(),
    `${String(CLIENTS)} numbers, none twice`,
  );
}

/** The doctor is forty minutes late: twenty visits in one change. */
async function shift(bench: Bench): Promise<Row> {
  const [doctorId = 0] = bench.clinic.doctorIds;
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const day = FIRST_MONDAY + round * WEEK;
    const bookings = bench.clinic.patientIds.slice(0, VISITS).map((patientId, at) => {
      const start = day + 9 * 60 * 60_000 + at * QUARTER;
      return { doctorId, patientId, start: wall(start), end: wall(start + QUARTER) };
    });
    await bench.single.ask('bookOneByOne', bookings);
    const input = {
      doctorId,
      date: wall(day).slice(0, 10),
      from: null,
      minutes: 40,
      gaps: 'keep',
      seen: null,
    };
    took.push(...(await bench.single.ask('callOneByOne', [{ name: 'late.shift', input }])));
  }
  return judged({
    what: `a doctor's ${String(VISITS)} visits moved by 40 minutes in one change, p50`,
    ours: ms(median(took)),
    value: median(took),
    aim: { most: 1_000 },
    unit: 'ms',
  });
}

/** Two records of one person become one, the one that goes with a day's book of visits behind it. */
async function merge(bench: Bench): Promise<Row> {
  const { clinic } = bench;
  const [, doctorId = 0] = clinic.doctorIds;
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [patientId = 0, intoId = 0] = clinic.patientIds.slice(100 + 2 * round);
    const day = FIRST_MONDAY + round * WEEK + 9 * 60 * 60_000;
    const bookings = Array.from({ length: VISITS }, (_, at) => ({
      doctorId,
      patientId,
      start: wall(day + at * QUARTER),
      end: wall(day + (at + 1) * QUARTER),
    }));
    await bench.single.ask('bookOneByOne', bookings);
    const [row] = await clinic.rows<{ version: number }>('SELECT version FROM patients WHERE id = ?', [
      patientId,
    ]);
    const input = { id: patientId, version: Number(row?.version), intoId };
    took.push(...(await bench.single.ask('callOneByOne', [{ name: 'patients.merge', input }])));
  }
  return judged({
    what: `a patient with ${String(VISITS)} visits merged into another one, p50`,
    ours: ms(median(took)),
    value: median(took),
    aim: { most: 200 },
    unit: 'ms',
  });
}

/** The day sheet of all doctors, as the file that the printer gets. */
async function dayPrint(bench: Bench): Promise<Row> {
  const input = { date: bench.clinic.fullDay.date, doctorIds: null, to: 'file' };
  const call = { name: 'printing.daySheet' as const, input };
  const took = await bench.single.ask(
    'callOneByOne',
    Array.from({ length: ROUNDS + 1 }, () => call),
  );
  const counted = median(took.slice(1));
  return judged({
    what: `day sheet of all doctors (${String(bench.clinic.fullDay.visits)} visits) made ready, p50`,
    ours: ms(counted),
    value: counted,
    aim: { most: 500 },
    unit: 'ms',
  });
}

export async function frontDesk(bench: Bench): Promise<Row[]> {
  return [await tokenRace(bench), await shift(bench), await merge(bench), await dayPrint(bench)];
}
