import { type Bench, ROUNDS, type Worker, alternating } from '../bench';
import type { BenchClinic } from '../clinic';
import { median, percentile } from '../numbers';
import { type Row, judged, ms } from '../table';
import type { Call } from '../worker';

export function dayCall(clinic: BenchClinic): Call {
  return { name: 'appointments.day', input: { date: clinic.fullDay.date, doctorIds: null } };
}

export function weekCall(clinic: BenchClinic): Call {
  return { name: 'appointments.week', input: clinic.busyWeek };
}

/** One call many times beside the same statements by the bare driver. */
async function besideFloor(bench: Bench, what: string, call: Call, times: number): Promise<Row> {
  const calls = Array.from({ length: times }, () => call);
  await bench.single.ask('callOneByOne', calls);
  const [recording] = await bench.single.ask('recordCalls', [call]);
  if (!recording) throw new Error('nothing was recorded');
  const recordings = calls.map(() => recording);
  const turns = await alternating(
    ROUNDS + 1,
    async () => median(await bench.single.ask('callOneByOne', calls)),
    async () => median(await bench.single.ask('floorOneByOne', recordings)),
  );
  const counted = turns.slice(1);
  return judged({
    what,
    ours: ms(median(counted.map((turn) => turn.ours))),
    floor: ms(median(counted.map((turn) => turn.floor))),
    value: median(counted.map((turn) => turn.ours / turn.floor)),
    aim: { most: 2 },
    unit: 'x',
  });
}

interface Sampled {
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly date_of_birth: string | null;
  readonly clinic_no: string;
}

/** What reception types, each kind equally often, from patients all over the clinic. */
export async function searches(clinic: BenchClinic, each: number): Promise<Call[]> {
  const step = Math.max(1, Math.floor(clinic.size.patients / (each * 4)));
  const sampled = await clinic.rows<Sampled>(
    `SELECT first_name, last_name, phone, date_of_birth, clinic_no FROM patients
     WHERE is_deleted = 0 AND last_name IS NOT NULL AND phone IS NOT NULL AND date_of_birth IS NOT NULL
       AND id % ? = 0 ORDER BY id LIMIT ?`,
    [step, each],
  );
  const begin = (word: string, at: number) =>
    Array.from(word)
      .slice(0, 2 + (at % 3))
      .join('');
  const texts = sampled.flatMap((patient, at) => [
    `${begin(patient.first_name, at)} ${begin(patient.last_name ?? '', at + 1)}`,
    (patient.phone ?? '')
      .replace(/\D/g, '')
      .slice(-7 + (at % 4))
      .slice(0, 4),
    patient.date_of_birth ?? '',
    patient.clinic_no,
    at % 2 === 0 ? `zq${begin(patient.last_name ?? '', at)}` : `${begin(patient.first_name, at)} xqz`,
  ]);
  return texts.map((text) => ({ name: 'patients.search', input: { text, after: null, limit: 20 } }));
}

export async function searchRow(bench: Bench, desk: Worker, clinic: BenchClinic, most: number): Promise<Row> {
  const calls = await searches(clinic, bench.full ? 100 : 30);
  await desk.ask('callOneByOne', calls);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push(percentile(await desk.ask('callOneByOne', calls), 0.95));
  const p95 = median(rounds);
  return judged({
    what: `search (names, digits, birth date, id, misses) among ${String(clinic.size.patients)} patients, p95`,
    ours: ms(p95),
    value: p95,
    aim: { most },
    unit: 'ms',
  });
}

/** The first five free times of all doctors from a busy day on, and of one doctor's busy week. */
export async function freeRow(desk: Worker, clinic: BenchClinic, times: number): Promise<Row> {
  const wish = { after: null, parts: ['morning'], weekdays: [], minutes: 30 };
  const calls: Call[] = Array.from({ length: times }, (_, at) => ({
    name: 'appointments.nextFree',
    input:
      at % 2 === 0
        ? { ...wish, whose: { kind: 'anyone' }, from: clinic.fullDay.date }
        : {
            ...wish,
            whose: { kind: 'doctors', ids: [clinic.busyWeek.doctorId] },
            from: clinic.busyWeek.from,
          },
  }));
  await desk.ask('callOneByOne', calls);
  const p95 = percentile(await desk.ask('callOneByOne', calls), 0.95);
  return judged({
    what: `the next five free times among ${String(clinic.size.appointments)} appointments, p95`,
    ours: ms(p95),
    value: p95,
    aim: { most: 30 },
    unit: 'ms',
  });
}

export async function reads(bench: Bench): Promise<Row[]> {
  const { visits } = bench.clinic.fullDay;
  const times = bench.full ? 200 : 60;
  return [
    await besideFloor(
      bench,
      `day of all doctors (${String(visits)} visits), p50`,
      dayCall(bench.clinic),
      times,
    ),
    await besideFloor(bench, 'week of one doctor (840 visits), p50', weekCall(bench.clinic), times / 2),
    await searchRow(bench, bench.single, bench.clinic, 3),
    await freeRow(bench.single, bench.clinic, times),
  ];
}
