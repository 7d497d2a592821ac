import { type Bench, CLIENTS, bookByAll } from '../bench';
import { seededRandom } from '../numbers';
import { type Row, must } from '../table';
import type { Booking, Outcome } from '../worker';

const SLOTS = 20;
const REQUESTS = 1_000;
/** One day of four doctors, nine hours each: a thousand requests overlap many times over. */
const CONTESTED_DAY = '2089-06-01';
const CONTESTED_DOCTORS = 4;
const LENGTHS = [5, 10, 15, 20, 30, 45, 60];

function refusals(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { refusal } of outcomes) if (refusal) counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  return [...counts].map(([code, count]) => `${String(count)} ${code}`).join(', ');
}

/** Fifty clients want the same slot, twenty times; each client for a patient of its own. */
async function slotRaces(bench: Bench): Promise<Row> {
  const outcomes: Outcome[] = [];
  let exactlyOne = 0;
  for (const [at, place] of bench.clinic.freePlaces(SLOTS).entries()) {
    const patients = bench.clinic.patientIds.slice(at * CLIENTS, (at + 1) * CLIENTS);
    const wishes = patients.map((patientId) => ({ ...place, patientId }));
    const race = await bookByAll(bench, wishes);
    outcomes.push(...race);
    const [held] = await bench.clinic.rows<{ n: number }>(
      "SELECT COUNT(*) AS n FROM appointments WHERE doctor_id = ? AND start_time = ? AND status <> 'cancelled'",
      [place.doctorId, place.start.replace('T', ' ')],
    );
    if (race.filter(({ accepted }) => accepted).length === 1 && Number(held?.n) === 1) exactlyOne += 1;
  }
  const accepted = outcomes.filter((outcome) => outcome.accepted).length;
  const named = outcomes.filter(({ refusal }) => refusal === 'CONFLICT slot_taken').length;
  return must(
    `${String(CLIENTS)} clients in ${String(bench.desks.length)} processes race for each of ${String(SLOTS)} slots`,
    exactlyOne === SLOTS && accepted + named === outcomes.length,
    `${String(accepted)} accepted, ${refusals(outcomes)}`,
    `exactly ${String(SLOTS)} accepted`,
  );
}

function contestedWishes(bench: Bench): Booking[] {
  const random = seededRandom(3);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const doctors = bench.clinic.doctorIds.slice(0, CONTESTED_DOCTORS);
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return bench.clinic.patientIds.slice(0, REQUESTS).map((patientId) => {
    const minutes = pick(LENGTHS);
    const start = 9 * 60 + Math.floor((random() * (540 - minutes)) / 5) * 5;
    return {
      doctorId: pick(doctors),
      patientId,
      start: `${CONTESTED_DAY}T${clock(start)}`,
      end: `${CONTESTED_DAY}T${clock(start + minutes)}`,
    };
  });
}

interface Held {
  readonly doctor_id: number;
  readonly start_time: string;
  readonly end_time: string;
}

const wall = (sql: string) => sql.slice(0, 16).replace(' ', 'T');

/** Mixed lengths over one another: nothing overlaps afterwards, and whoever was refused finds no room. */
async function overlapRace(bench: Bench): Promise<Row> {
  const outcomes = await bookByAll(bench, contestedWishes(bench));
  const held = await bench.clinic.rows<Held>(
    "SELECT doctor_id, start_time, end_time FROM appointments WHERE start_time >= ? AND start_time < ? AND status <> 'cancelled'",
    [`${CONTESTED_DAY} 00:00:00`, `${CONTESTED_DAY} 23:59:59`],
  );
  const meets = (booking: Booking, row: Held) =>
    booking.doctorId === row.doctor_id &&
    booking.start < wall(row.end_time) &&
    wall(row.start_time) < booking.end;
  const overlaps = held.reduce(
    (sum, row) =>
      sum +
      held.filter(
        (other) =>
          other !== row &&
          other.doctor_id === row.doctor_id &&
          other.start_time < row.end_time &&
          row.start_time < other.end_time,
      ).length,
    0,
  );
  const refusedThoughFree = outcomes.filter(
    ({ accepted, booking }) => !accepted && !held.some((row) => meets(booking, row)),
  ).length;
  const accepted = outcomes.filter((outcome) => outcome.accepted).length;
  return must(
    `${String(REQUESTS)} overlapping requests of mixed lengths`,
    overlaps === 0 && refusedThoughFree === 0 && accepted === held.length,
    `${String(accepted)} accepted, ${refusals(outcomes)}; ${String(overlaps / 2)} overlaps, ${String(refusedThoughFree)} refused though free`,
    '0 overlaps, 0 refused that are free at the end',
  );
}

export async function races(bench: Bench): Promise<Row[]> {
  return [await slotRaces(bench), await overlapRace(bench)];
}
