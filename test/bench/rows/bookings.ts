import { type Bench, CLIENTS, ROUNDS, alternating, bookByAll, dealt, stopwatch } from '../bench';
import { outboxEmpty } from '../clinic';
import { median } from '../numbers';
import type { Recording } from '../statements';
import { type Row, judged, ms, must } from '../table';

const DISTINCT_SLOTS = 2_000;
/** Bookings of the turn that warms both up: so many a process take a desk out of its first, slow minute. */
const WARM_UP = 1_600;

/** One booking's statements; the numbers of its place are all different, so that each is recognised. */
async function bookingStatements(bench: Bench): Promise<Recording> {
  const doctorId = bench.clinic.doctorIds.at(-1) ?? 0;
  const patients = bench.clinic.patientIds.slice(-3);
  const places = bench.clinic.freePlaces(bench.clinic.doctorIds.length * patients.length);
  const own = places.filter((place) => place.doctorId === doctorId);
  const unlike = patients.map((patientId, at) => {
    const place = own[at];
    if (!place) throw new Error('the clinic has no free place');
    return { ...place, patientId };
  });
  await bench.single.ask('bookOneByOne', unlike.slice(0, 1));
  return bench.single.ask('recordBooking', unlike.slice(1));
}

/** Two thousand distinct free slots, fifty clients; in the short bench the five rounds share them. */
async function throughput(bench: Bench, recording: Recording): Promise<Row[]> {
  const each = bench.full ? DISTINCT_SLOTS : DISTINCT_SLOTS / ROUNDS;
  const refused: string[] = [];
  const sizeOf = (round: number) => (round === 0 ? WARM_UP : each);
  const ours = async (round: number) => {
    const places = bench.clinic.freePlaces(sizeOf(round));
    const took = await stopwatch(async () => {
      const outcomes = await bookByAll(bench, places);
      refused.push(...outcomes.flatMap(({ refusal }) => refusal ?? []));
    });
    await outboxEmpty(bench.clinic);
    return (places.length / took) * 1_000;
  };
  const floors = async (round: number) => {
    const places = bench.floorClinic.freePlaces(sizeOf(round));
    const shares = dealt(places, bench.desks.length);
    const took = await stopwatch(() =>
      Promise.all(
        bench.desks.map((desk, at) => desk.ask('floorBookAll', { recording, bookings: shares[at] ?? [] })),
      ),
    );
    return (places.length / took) * 1_000;
  };
  // The first turn warms both up.
  const turns = (await alternating(ROUNDS + 1, ours, floors)).slice(1);
  const what = `${String(CLIENTS)} clients, ${String(each * ROUNDS)} distinct free slots`;
  return [
    must(
      what,
      refused.length === 0,
      `${String(refused.length)} refused ${[...new Set(refused)].join(', ')}`.trim(),
      '0 refused',
    ),
    judged({
      what: `${what}: bookings a second`,
      ours: `${median(turns.map((turn) => turn.ours)).toFixed(0)}/s`,
      floor: `${median(turns.map((turn) => turn.floor)).toFixed(0)}/s`,
      value: median(turns.map((turn) => (100 * turn.ours) / turn.floor)),
      aim: { least: 60 },
      unit: '%',
    }),
  ];
}

async function oneAfterAnother(bench: Bench, recording: Recording): Promise<Row> {
  const each = bench.full ? 200 : 60;
  const turns = await alternating(
    ROUNDS + 1,
    async () => {
      const took = await bench.single.ask('bookOneByOne', bench.clinic.freePlaces(each));
      await outboxEmpty(bench.clinic);
      return median(took);
    },
    async () =>
      median(
        await bench.single.ask('floorBookOneByOne', {
          recording,
          bookings: bench.floorClinic.freePlaces(each),
        }),
      ),
  );
  // The first turn warms both up.
  const counted = turns.slice(1);
  return judged({
    what: 'booking one after another, p50',
    ours: ms(median(counted.map((turn) => turn.ours))),
    floor: ms(median(counted.map((turn) => turn.floor))),
    value: median(counted.map((turn) => turn.ours / turn.floor)),
    aim: { most: 2 },
    unit: 'x',
  });
}

export async function bookings(bench: Bench): Promise<Row[]> {
  const recording = await bookingStatements(bench);
  return [...(await throughput(bench, recording)), await oneAfterAnother(bench, recording)];
}
