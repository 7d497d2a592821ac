import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench';
import { percentile, seededRandom } from '../numbers';
import { type Row, judged, ms } from '../table';

/** Nobody waits longer than this for one change. */
const LONGEST_MS = 10_000;
const LOOK_MS = 5;

/** A booking at one desk, and how long until the window of another, a program of its own, is told of it. */
export async function live(bench: Bench): Promise<Row[]> {
  const [other] = bench.desks;
  if (!other) throw new Error('there is no other desk');
  await other.ask('watchVisits');
  const random = seededRandom(7);
  const took: number[] = [];
  for (const place of bench.clinic.freePlaces(bench.full ? 200 : 30)) {
    // Changes come at any moment of the other desk's turn.
    await pause(random() * 300);
    const { id, at } = await bench.single.ask('bookOne', place);
    const came = await until(() => other.ask('whenCame', id));
    took.push(Math.max(0, came - at));
  }
  const p95 = percentile(took, 0.95);
  return [
    judged({
      what: 'another desk sees a change, p95',
      ours: ms(p95),
      value: p95,
      aim: { most: 500 },
      unit: 'ms',
    }),
  ];
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (const from = performance.now(); performance.now() - from < LONGEST_MS;) {
    const seen = await look();
    if (seen !== null) return seen;
    await pause(LOOK_MS);
  }
  throw new Error('the other desk was never told');
}
