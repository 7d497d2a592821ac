import { openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { reconcile } from '#electron/platform/outbox/reconcile';
import { machineClock } from '#electron/shell/clock';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function addressOf(name: string): string {
  const url = process.env[name];
  if (url === undefined || url === '') throw new Error(`Comparing the stores needs the address in ${name}.`);
  return url;
}

/** `npm run reconcile [-- --repair]`: whether MongoDB's copies are as MySQL's rows, with a desk's account. */
async function main(): Promise<void> {
  const [option, ...more] = process.argv.slice(2);
  if (more.length > 0 || (option !== undefined && option !== '--repair')) {
    throw new Error('usage: npm run reconcile [-- --repair]');
  }
  const repair = option === '--repair';
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort(new Error('Stopped; what was repaired stays.'));
  });
  const db = openDatabase(openSequelize(addressOf('CLINIC_MYSQL_URL')), machineClock);
  const mongo = openMongo(addressOf('CLINIC_MONGO_URL'));
  try {
    const found = await reconcile(db, mongo.collections, { repair, signal: stop.signal });
    for (const { topic, id, what } of found.differences) say(`${topic} ${String(id)}: ${what}`);
    const done = repair ? 'repaired' : 'differences';
    say(
      `${String(found.compared)} compared, ${String(found.differences.length)} ${done}, ${String(found.onTheWay)} on their way`,
    );
    if (!repair && found.differences.length > 0) process.exitCode = 1;
  } finally {
    await Promise.all([db.close(), mongo.close()]);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
