import { reindexPatients } from '#electron/features/patients/indexing';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { machineClock } from '#electron/shell/clock';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `npm run reindex`: the search tokens of all patients, written anew with a desk's account. */
async function main(): Promise<void> {
  const url = process.env['CLINIC_MYSQL_URL'];
  if (url === undefined || url === '') throw new Error('Reindexing needs the address in CLINIC_MYSQL_URL.');
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort(new Error('Stopped; what was written stays.'));
  });
  const db = openDatabase(openSequelize(url), machineClock);
  let reported = Date.now();
  try {
    const done = await reindexPatients(db, {
      signal: stop.signal,
      onProgress: (at, total) => {
        if (Date.now() - reported < 2_000) return;
        reported = Date.now();
        say(`patients: ${String(at)} of ${String(total)}`);
      },
    });
    say(`Reindexed ${String(done)} patients.`);
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
