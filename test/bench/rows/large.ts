import { type Bench, ROUNDS, type Worker, alternating } from '../bench';
import { type BenchClinic, LARGE, benchClinic, outboxEmpty } from '../clinic';
import { median } from '../numbers';
import { type Row, judged, ms } from '../table';
import { dayCall, freeRow, searchRow, weekCall } from './reads';

const SIZES = '100k patients, 1M appointments';

type Timed = (desk: Worker, clinic: BenchClinic) => Promise<number[]>;

/** The same thing in the large clinic and, turn about, in the small one. */
async function besideSmall(bench: Bench, desk: Worker, clinic: BenchClinic, what: string, timed: Timed) {
  const turns = await alternating(
    ROUNDS + 1,
    async () => median(await timed(desk, clinic)),
    async () => median(await timed(bench.single, bench.clinic)),
  );
  const counted = turns.slice(1);
  return judged({
    what: `${what} at ${SIZES}, p50, beside the small clinic`,
    ours: ms(median(counted.map((turn) => turn.ours))),
    floor: ms(median(counted.map((turn) => turn.floor))),
    value: median(counted.map((turn) => turn.ours / turn.floor)),
    aim: { most: 1.3 },
    unit: 'x',
  });
}

const many = <T>(thing: T, times: number): T[] => Array.from({ length: times }, () => thing);

/** The long bench's large clinic: filling it takes minutes. */
export async function large(bench: Bench): Promise<Row[]> {
  if (!bench.full) return [];
  const clinic = await benchClinic(LARGE);
  const desk = await bench.startDesk(clinic, clinic, 1);
  const rows = [
    await besideSmall(bench, desk, clinic, 'day', (at, its) =>
      at.ask('callOneByOne', many(dayCall(its), 200)),
    ),
    await besideSmall(bench, desk, clinic, 'week', (at, its) =>
      at.ask('callOneByOne', many(weekCall(its), 100)),
    ),
    await besideSmall(bench, desk, clinic, 'booking', async (at, its) => {
      const took = await at.ask('bookOneByOne', its.freePlaces(100));
      await outboxEmpty(its);
      return took;
    }),
    await searchRow(bench, desk, clinic, 10),
    await freeRow(desk, clinic, 100),
  ];
  await desk.ask('close');
  await clinic.drop();
  return rows;
}
