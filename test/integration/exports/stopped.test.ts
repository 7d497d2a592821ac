import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClinicSettings } from '#shared/contract/settings';
import { KeptFiles } from '#electron/features/exports/kept-files';
import { writeExport } from '#electron/features/exports/write-export';
import { type Mongo, openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { type Database, openDatabase } from '#electron/mysql/transactions';
import { openWords } from '#electron/platform/words';
import { machineClock } from '#electron/shell/clock';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { downloadTray, openDesk } from '#test/support/desk';

let database: FreshDatabase;
let clinic: SmallClinic;
let db: Database;
let mongo: Mongo;
let settings: ClinicSettings;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  const desk = await openDesk(database);
  settings = await desk.window().ok('settings.get', {});
  await desk.stop();
  const doctorId = await clinic.addDoctor('Stoppa');
  await clinic.owner.query(
    `INSERT INTO doctor_availability (doctor_id, date, start_time, end_time)
     SELECT ?, '2028-02-01', '09:00', '10:00' FROM grid_steps a JOIN grid_steps b WHERE a.n < 30 AND b.n < 100`,
    [doctorId],
  );
  db = openDatabase(openSequelize(database.mysqlUrl), machineClock);
  mongo = openMongo(database.mongoUrl);
});
afterAll(async () => {
  await Promise.all([db.close(), mongo.close()]);
  await clinic.close();
  await database.drop();
});

const DESK = '6f0c3a52-5a5e-4d5b-9f0e-0f3a52d1c001';

function exporting(folder: string) {
  const kept = new KeptFiles(folder, machineClock);
  const downloads = { ...downloadTray(), folder };
  const words = { en: openWords('en'), hi: openWords('hi') };
  const run = writeExport({
    db,
    clock: machineClock,
    settings: { current: () => Promise.resolve(settings) },
    collections: mongo.collections,
    downloads,
    kept,
    words,
  });
  const job = (runId: string, signal: AbortSignal, progress: (done: number) => void) =>
    run({
      id: 7,
      params: JSON.stringify({ actor: 'admin:1', atDesk: DESK, run: runId, withAudit: false }),
      db,
      signal,
      progress,
    });
  return { kept, job };
}

test('stopped in the middle, nothing is left on the disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-stopped-'));
  const { kept, job } = exporting(folder);
  const controller = new AbortController();
  let written: readonly string[] = [];
  const work = job(kept.run, controller.signal, (done) => {
    if (done < 2_000 || controller.signal.aborted) return;
    written = readdirSync(folder);
    controller.abort(new Error('stopped'));
  });
  await expect(work).rejects.toThrow('stopped');
  expect(written).toEqual(['7.part']);
  expect(readdirSync(folder)).toEqual([]);
  expect(kept.find(7)).toBeNull();
});

test('what a killed program left behind goes at its next start, and its job is not gone on with', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'clinic-killed-')), 'exports');
  mkdirSync(folder);
  writeFileSync(join(folder, '7.part'), 'half of everything');
  writeFileSync(join(folder, '6.zip'), 'everything');
  const { job } = exporting(folder);
  const work = job('another start', new AbortController().signal, () => undefined);
  await expect(work).rejects.toMatchObject({ error: { code: 'CANCELLED' } });
  await expect.poll(() => readdirSync(folder)).toEqual([]);
});

test('a finished file goes when the program ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-ended-'));
  const { kept, job } = exporting(folder);
  await job(kept.run, new AbortController().signal, () => undefined);
  expect(readdirSync(folder)).toEqual(['7.zip']);
  await kept.stop();
  expect(readdirSync(folder)).toEqual([]);
});
