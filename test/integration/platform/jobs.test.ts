import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '#test/support/eventually';
import { cancelJob, listJobs, startJob } from '#electron/features/jobs/service';
import { type JobContext, type JobRunner, startJobRunner } from '#electron/platform/jobs/runner';
import { insertJob } from '#electron/platform/jobs/store';
import { JobId, RequestId } from '#shared/values/ids';
import { ruleBroken } from '#shared/errors/app-error';
import { type Bench, openBench, personAt, quiet } from './support';

const A_DESK = '11111111-1111-4111-8111-111111111111';
const B_DESK = '22222222-2222-4222-8222-222222222222';
const REQUEST = RequestId.parse('33333333-3333-4333-8333-333333333333');

let bench: Bench;
const runners: JobRunner[] = [];
beforeAll(async () => {
  bench = await openBench();
});
beforeEach(() => bench.run('DELETE FROM jobs'));
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});
afterAll(() => bench.close());

const person = personAt('admin:1');

function start() {
  return bench.db.write((tx) => startJob({ tx, person, requestId: REQUEST }, 'reindex'));
}

function cancel(id: number) {
  return bench.db.write((tx) => cancelJob({ tx, person, requestId: REQUEST }, JobId.parse(id)));
}

async function latest() {
  const [job] = await bench.db.read(listJobs);
  return job;
}

function runOn(deskId: string, reindex: (context: JobContext) => Promise<void>): JobRunner {
  const runner = startJobRunner({
    db: bench.open(),
    deskId,
    kinds: {
      reindex,
      rebuild_visits: reindex,
      rebuild_prescriptions: reindex,
      rebuild_histories: reindex,
      rebuild_timelines: reindex,
      import_check: reindex,
      import_write: reindex,
      import_undo: reindex,
      export: reindex,
      archive: reindex,
      archive_daily: reindex,
      unarchive: reindex,
    },
    logger: quiet,
    beatEvery: 50,
  });
  runners.push(runner);
  return runner;
}

/** A job that runs until it is told to end, and a promise of its having begun. */
function endless() {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const work = ({ signal }: JobContext) =>
    new Promise<void>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('told to end'));
      });
      begin();
    });
  return { begun, work };
}

test('a job is put in line, runs on a desk, tells how far it is and ends', async () => {
  const job = await start();
  expect(job).toMatchObject({
    kind: 'reindex',
    state: 'waiting',
    done: 0,
    total: null,
    error: null,
    startedBy: 'admin:1',
    finishedAt: null,
  });
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  runOn(A_DESK, async ({ progress }) => {
    progress(3, 7);
    await held;
    progress(7, 7);
  });
  await eventually(async () => {
    expect(await latest()).toMatchObject({ id: job.id, state: 'running', done: 3, total: 7 });
  });
  finish();
  await eventually(async () => {
    expect(await latest()).toMatchObject({ id: job.id, state: 'done', done: 7, total: 7, error: null });
  });
  expect((await latest())?.finishedAt).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(await bench.clinic.count("audit_log WHERE action = 'jobs.start' AND entity_id = ?", [job.id])).toBe(
    1,
  );
  expect(await bench.clinic.count("feed WHERE area = 'jobs' AND entity_id = ?", [job.id])).toBeGreaterThan(2);
});

test('the same kind is not put in line twice while it has not ended', async () => {
  const first = await start();
  expect((await start()).id).toBe(first.id);
  await cancel(first.id);
  expect((await start()).id).not.toBe(first.id);
});

test('started at twenty desks in one instant it is one job, and every desk is told of it', async () => {
  const desks = Array.from({ length: 5 }, () => bench.open());
  const jobs = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      (desks[at % desks.length] ?? bench.db).write((tx) =>
        startJob({ tx, person, requestId: REQUEST }, 'reindex'),
      ),
    ),
  );
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
  expect(await bench.clinic.count('jobs')).toBe(1);
});

test('two desks, one job: it runs once', async () => {
  let runs = 0;
  const work = () => {
    runs += 1;
    return Promise.resolve();
  };
  const job = await start();
  runOn(A_DESK, work);
  runOn(B_DESK, work);
  await eventually(async () => {
    expect(await latest()).toMatchObject({ id: job.id, state: 'done' });
  });
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  expect(runs).toBe(1);
});

test('a job that names a desk waits for that desk, and nobody else is held up by it', async () => {
  const theirs = await bench.db.write((tx) => insertJob(tx, 'export', 'admin:1', { atDesk: A_DESK }));
  const after = await start();
  const stateOf = async (id: number) => (await bench.db.read(listJobs)).find((job) => job.id === id)?.state;
  runOn(B_DESK, () => Promise.resolve());
  await eventually(async () => {
    expect(await stateOf(after.id)).toBe('done');
  });
  // The older of the two, and B has looked past it.
  expect(await stateOf(theirs)).toBe('waiting');
  runOn(A_DESK, () => Promise.resolve());
  await eventually(async () => {
    expect(await stateOf(theirs)).toBe('done');
  });
});

test('cancelling ends a waiting job at once and a running one at its next look', async () => {
  const waiting = await start();
  expect(await cancel(waiting.id)).toMatchObject({ state: 'cancelled' });
  const running = await start();
  const { begun, work } = endless();
  runOn(A_DESK, work);
  await begun;
  expect(await cancel(running.id)).toMatchObject({ state: 'running' });
  await eventually(async () => {
    expect(await latest()).toMatchObject({ id: running.id, state: 'cancelled', error: null });
  });
  expect(await cancel(running.id)).toMatchObject({ state: 'cancelled' });
});

test('a failure leaves a code and no words', async () => {
  await start();
  runOn(A_DESK, () => Promise.reject(new Error('Asha Verma, 9876543210')));
  await eventually(async () => {
    expect(await latest()).toMatchObject({ state: 'failed', error: 'INTERNAL' });
  });
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await start();
  runOn(A_DESK, () => Promise.reject(ruleBroken('doctor_deleted')));
  await eventually(async () => {
    expect(await latest()).toMatchObject({ state: 'failed', error: 'RULE_VIOLATION' });
  });
});

test('a job of a desk that went silent is taken over when its lease is out, not before', async () => {
  await bench.run(
    "INSERT INTO jobs (kind, state, owner, lease_until, created_by) VALUES ('reindex', 'running', 'dead', UTC_TIMESTAMP() + INTERVAL 1 HOUR, 'admin:1')",
  );
  let runs = 0;
  const runner = runOn(A_DESK, () => {
    runs += 1;
    return Promise.resolve();
  });
  await runner.stop();
  expect(runs).toBe(0);
  await bench.run('UPDATE jobs SET lease_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND');
  runOn(B_DESK, () => {
    runs += 1;
    return Promise.resolve();
  });
  await eventually(async () => {
    expect(await latest()).toMatchObject({ state: 'done' });
  });
  expect(runs).toBe(1);
});

test('a desk whose job was taken over stops working and writes nothing more', async () => {
  await start();
  const { begun, work } = endless();
  let ended = (): void => undefined;
  const isEnded = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const runner = runOn(A_DESK, (context) => work(context).finally(ended));
  await begun;
  await bench.run("UPDATE jobs SET owner = 'another', lease_until = UTC_TIMESTAMP() + INTERVAL 1 HOUR");
  await isEnded;
  await runner.stop();
  expect(await bench.rows('SELECT state, owner FROM jobs')).toEqual([{ state: 'running', owner: 'another' }]);
});

test('a program that is closed hands its job back for another desk', async () => {
  await start();
  const { begun, work } = endless();
  const runner = runOn(A_DESK, work);
  await begun;
  await runner.stop();
  expect(await latest()).toMatchObject({ state: 'waiting', finishedAt: null });
});
