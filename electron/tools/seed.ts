import { parseSeedArguments, type SeedRequest, USAGE } from './seed/arguments';
import { fillLarge, fillSample } from './seed/fill';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(request: SeedRequest, url: string): Promise<void> {
  const started = performance.now();
  const seeded =
    request.kind === 'sample'
      ? await fillSample(url, request.now ?? Date.now(), request.withHours)
      : await fillLarge(url, request, say);
  if (seeded === null) {
    say('The database is not empty; it stays as it is.');
    return;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(
    `Seeded ${String(seeded.doctors)} doctors, ${String(seeded.patients)} patients, ` +
      `${String(seeded.appointments)} appointments in ${seconds} s.`,
  );
}

async function main(): Promise<void> {
  const url = process.env['CLINIC_MYSQL_ADMIN_URL'];
  if (url === undefined || url === '') {
    throw new Error("Seeding needs the owner's address in CLINIC_MYSQL_ADMIN_URL.");
  }
  await run(parseSeedArguments(process.argv.slice(2)), url);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
});
