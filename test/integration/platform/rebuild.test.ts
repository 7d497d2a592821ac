import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateMongo } from '#electron/mongo/migrator';
import type { VisitDocument } from '#electron/mongo/collections';
import { rebuildCopies } from '#electron/platform/outbox/rebuild';
import { type Bench, openBench } from './support';

const VISITS = 1_203;

let bench: Bench;
let reader: MongoClient;

beforeAll(async () => {
  bench = await openBench();
  await migrateMongo(bench.fresh.mongoUrl, { log: () => undefined });
  reader = new MongoClient(bench.fresh.mongoUrl);
  const doctor = await bench.clinic.addDoctor('Rao');
  const patient = await bench.clinic.addPatient('Asha');
  await bench.run("SET @clinic_writer = 'desk'");
  await bench.run(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time)
     SELECT ?, ?, t, t + INTERVAL 5 MINUTE FROM (
       SELECT '2027-02-01 00:00:00' + INTERVAL (a.n + 100 * b.n) * 5 MINUTE AS t
       FROM grid_steps a JOIN grid_steps b WHERE a.n < 100 AND b.n < 13 ORDER BY t LIMIT ${String(VISITS)}) times`,
    [patient, doctor],
  );
});
afterAll(async () => {
  await reader.db().dropDatabase();
  await reader.close();
  await bench.close();
});

const copies = () => reader.db().collection<VisitDocument>('visits');

function rebuild(onProgress: (done: number, total: number) => void = () => undefined) {
  const { collections } = bench.openMongo();
  return rebuildCopies(bench.db, collections, 'visit', { onProgress, signal: new AbortController().signal });
}

async function heldBySql(): Promise<string[]> {
  const rows = await bench.rows(
    "SELECT id, version, DATE_FORMAT(start_time, '%Y-%m-%dT%H:%i') AS start FROM appointments ORDER BY id",
  );
  return rows.map((row) => `${String(row['id'])} ${String(row['start'])} v${String(row['version'])}`);
}

async function copied(): Promise<string[]> {
  const all = await copies().find().sort({ _id: 1 }).toArray();
  return all.map(({ _id, start, version }) => `${String(_id)} ${start} v${String(version)}`);
}

test('from empty every visit is there, with its progress told', async () => {
  const told: [number, number][] = [];
  expect(await rebuild((done, total) => told.push([done, total]))).toBe(VISITS);
  expect(await copied()).toEqual(await heldBySql());
  expect(told).toEqual([
    [1_000, VISITS],
    [VISITS, VISITS],
  ]);
});

test('what is old is written anew, what is newer stays, what is gone goes', async () => {
  const [first, second] = await copies().find().sort({ _id: 1 }).limit(2).toArray();
  if (!first || !second) throw new Error('nothing was copied');
  await bench.run('UPDATE appointments SET reason = ? WHERE id = ?', ['Fever', first._id]);
  await copies().updateOne({ _id: second._id }, { $set: { version: 9, start: '2030-01-01T10:00' } });
  const beyond = second._id + 100_000;
  await copies().insertOne({ ...first, _id: beyond });
  await bench.run('DELETE FROM appointments WHERE id = ?', [second._id + 1]);
  await rebuild();
  const expected = (await heldBySql()).map((row) =>
    row.startsWith(`${String(second._id)} `) ? `${String(second._id)} 2030-01-01T10:00 v9` : row,
  );
  expect(expected[0]).toMatch(/ v2$/);
  expect(await copied()).toEqual(expected);
});

test('ends when it is told to', async () => {
  const { collections } = bench.openMongo();
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(
    rebuildCopies(bench.db, collections, 'visit', { onProgress: () => undefined, signal: stop.signal }),
  ).rejects.toThrow('stopped');
});
