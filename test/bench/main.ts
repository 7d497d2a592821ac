import { type Bench, openBench } from './bench';
import { SMALL, benchClinic } from './clinic';
import { audit } from './rows/audit';
import { bookings } from './rows/bookings';
import { documents } from './rows/documents';
import { frontDesk } from './rows/front-desk';
import { hours } from './rows/hours';
import { imports } from './rows/imports';
import { large } from './rows/large';
import { live } from './rows/live';
import { memory } from './rows/memory';
import { outbox } from './rows/outbox';
import { races } from './rows/races';
import { reads } from './rows/reads';
import { screen } from './rows/screen';
import { start } from './rows/start';
import { timeline } from './rows/timeline';
import { type Row, failed, must, printed } from './table';

type Rows = (bench: Bench) => Promise<Row[]>;

const ROWS: Readonly<Record<string, Rows>> = {
  races,
  bookings,
  reads,
  audit,
  live,
  frontDesk,
  hours,
  memory,
  screen,
  start,
  imports,
  outbox,
  timeline,
  documents,
  large,
};

/** `--full` for the long set, `--only races,reads` for some rows. */
function readArguments(given: readonly string[]): { full: boolean; names: string[] } {
  const only = given.find((_, at) => given[at - 1] === '--only');
  const names = only?.split(',') ?? Object.keys(ROWS);
  const unknown = names.find((name) => !(name in ROWS));
  if (unknown !== undefined) throw new Error(`no rows are called ${unknown}`);
  return { full: given.includes('--full'), names };
}

/** What cannot be measured fails the run, but not the rows beside it. */
async function rowsOf(name: string, bench: Bench): Promise<Row[]> {
  try {
    return (await ROWS[name]?.(bench)) ?? [];
  } catch (error) {
    console.error(error);
    return [must(name, false, 'could not be measured', 'is measured')];
  }
}

async function measured(given: readonly string[]): Promise<Row[]> {
  const { full, names } = readArguments(given);
  const from = performance.now();
  const said = (what: string, since: number) => {
    console.log(`${what}: ${((performance.now() - since) / 1_000).toFixed(1)} s`);
  };
  const [clinic, floorClinic] = await Promise.all([benchClinic(SMALL), benchClinic(SMALL)]);
  said('two seeded clinics', from);
  const rows: Row[] = [];
  try {
    const bench = await openBench(full, clinic, floorClinic);
    try {
      for (const name of names) {
        const since = performance.now();
        rows.push(...(await rowsOf(name, bench)));
        said(name, since);
      }
    } finally {
      await bench.end();
    }
  } finally {
    await Promise.all([clinic.drop(), floorClinic.drop()]);
  }
  return rows;
}

export async function main(given: readonly string[]): Promise<void> {
  const rows = await measured(given);
  console.log(printed(rows));
  process.exitCode = failed(rows) ? 1 : 0;
}
