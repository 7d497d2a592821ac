import { type TestProcess, bundled, startProcess } from '#test/support/processes';
import type { BenchClinic } from './clinic';
import type { BenchWorker, Booking, Outcome } from './worker';

/** Clients of the races and of the throughput, spread over so many processes. */
export const CLIENTS = 50;
const PROCESSES = 4;
/** Alternating runs of each pair, of which the median counts. */
export const ROUNDS = 5;

export type Worker = TestProcess<BenchWorker>;

/** What every row is measured with. */
export interface Bench {
  readonly full: boolean;
  readonly clinic: BenchClinic;
  /** The same clinic once more: the bare driver writes there, so that no desk carries on its bookings. */
  readonly floorClinic: BenchClinic;
  /** Four desks with fifty windows between them. */
  readonly desks: readonly Worker[];
  /** Another single desk, for what is done one after another. */
  readonly single: Worker;
  startDesk(clinic: BenchClinic, floorClinic: BenchClinic, windows: number): Promise<Worker>;
}

/** Starts the desks; they end with `end`. */
export async function openBench(
  full: boolean,
  clinic: BenchClinic,
  floorClinic: BenchClinic,
): Promise<Bench & { end(): Promise<void> }> {
  const bundle = await bundled('test/bench/worker.ts');
  const started: Worker[] = [];
  const startDesk: Bench['startDesk'] = async (own, floors, windows) => {
    const worker = startProcess<BenchWorker>(bundle, { execArgv: ['--expose-gc'] });
    started.push(worker);
    await worker.ask('open', {
      mysqlUrl: own.database.mysqlUrl,
      mongoUrl: own.database.mongoUrl,
      floorUrl: floors.database.mysqlUrl,
      windows,
    });
    return worker;
  };
  const share = (at: number) => Math.floor((CLIENTS + at) / PROCESSES);
  const desks = await Promise.all(
    Array.from({ length: PROCESSES }, (_, at) => startDesk(clinic, floorClinic, share(at))),
  );
  return {
    full,
    clinic,
    floorClinic,
    desks,
    single: await startDesk(clinic, floorClinic, 1),
    startDesk,
    end: async () => {
      await Promise.all(started.map((worker) => worker.end()));
    },
  };
}

/** Deals things out to the desks as their windows are: a share for each. */
export function dealt<T>(things: readonly T[], desks: number): T[][] {
  return Array.from({ length: desks }, (_, desk) => things.filter((_thing, at) => at % desks === desk));
}

/** All fifty clients at once. */
export async function bookByAll(bench: Bench, bookings: readonly Booking[]): Promise<Outcome[]> {
  const shares = dealt(bookings, bench.desks.length);
  const outcomes = await Promise.all(bench.desks.map((desk, at) => desk.ask('bookAll', shares[at] ?? [])));
  return outcomes.flat();
}

/** Alternates ours and the floor's, ours first in odd turns; answers both results of each turn. */
export async function alternating<T>(
  rounds: number,
  ours: (round: number) => Promise<T>,
  floors: (round: number) => Promise<T>,
): Promise<{ readonly ours: T; readonly floor: T }[]> {
  const turns: { ours: T; floor: T }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const floorFirst = round % 2 === 1;
    const early = floorFirst ? await floors(round) : null;
    const own = await ours(round);
    turns.push({ ours: own, floor: early ?? (await floors(round)) });
  }
  return turns;
}

/** How long something took, in milliseconds. */
export async function stopwatch(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
