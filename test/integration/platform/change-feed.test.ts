import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eventually } from '#test/support/eventually';
import { startChangeFeed } from '#electron/platform/change-feed';
import { FeedReader } from '#electron/platform/feed-reader';
import { writeFeed } from '#electron/platform/feed';
import type { Clock } from '#electron/platform/ports';
import type { Database } from '#electron/mysql/transactions';
import type { ChangedEvent } from '#shared/contract/events';
import { type Bench, lineTo, openBench, quiet } from './support';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

/** A desk that listens, past its first "everything". */
async function listeningDesk(db: Database) {
  const events: ChangedEvent[] = [];
  const states: string[] = [];
  const feed = startChangeFeed({
    db,
    logger: quiet,
    publish: (event) => {
      events.push(event);
    },
    onServerState: (state) => {
      states.push(state);
    },
  });
  await eventually(() => {
    expect(events).toEqual([{ scope: 'all' }]);
  });
  events.length = 0;
  return { feed, events, states };
}

async function insertFeed(area: string, entityId: number | null, kind = 'update'): Promise<void> {
  await bench.run('INSERT INTO feed (area, entity_id, kind) VALUES (?, ?, ?)', [area, entityId, kind]);
}

test('another desk hears what changed, each id once, areas apart', async () => {
  const { feed, events } = await listeningDesk(bench.open());
  await bench.db.write(async (tx) => {
    await writeFeed(tx, { area: 'patients', entityId: 11 });
    await writeFeed(tx, { area: 'patients', entityId: 11 });
    await writeFeed(tx, { area: 'jobs', entityId: 3 });
    await writeFeed(tx, { area: 'settings', entityId: null });
  });
  await eventually(() => {
    expect(events).toEqual([
      { scope: 'rows', area: 'patients', ids: [11], days: [] },
      { scope: 'rows', area: 'settings', ids: [], days: [] },
      { scope: 'rows', area: 'jobs', ids: [3], days: [] },
    ]);
  });
  await feed.stop();
});

test('a visit written by another program is told with the days it touches, before and after', async () => {
  const doctor = await bench.clinic.addDoctor('Rao');
  const patient = await bench.clinic.addPatient('Asha');
  const { feed, events } = await listeningDesk(bench.open());
  await bench.run(
    "INSERT INTO appointments (patient_id, doctor_id, start_time, end_time) VALUES (?, ?, '2027-01-04 23:50', '2027-01-05 00:10')",
    [patient, doctor],
  );
  const [row] = await bench.rows('SELECT MAX(id) AS id FROM appointments');
  await eventually(() => {
    expect(events).toEqual([
      {
        scope: 'rows',
        area: 'appointments',
        ids: [row?.['id']],
        days: [
          { doctorId: doctor, date: '2027-01-04' },
          { doctorId: doctor, date: '2027-01-05' },
        ],
      },
    ]);
  });
  await feed.stop();
});

test('a change that commits after a later one is told all the same', async () => {
  const { feed, events } = await listeningDesk(bench.open());
  let commit = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let written = (): void => undefined;
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slow = bench.open().write(async (tx) => {
    await writeFeed(tx, { area: 'patients', entityId: 21 });
    written();
    await held;
  });
  await isWritten;
  await bench.db.write((tx) => writeFeed(tx, { area: 'patients', entityId: 22 }));
  await eventually(() => {
    expect(events).toEqual([{ scope: 'rows', area: 'patients', ids: [22], days: [] }]);
  });
  commit();
  await slow;
  await eventually(() => {
    expect(events).toEqual([
      { scope: 'rows', area: 'patients', ids: [22], days: [] },
      { scope: 'rows', area: 'patients', ids: [21], days: [] },
    ]);
  });
  await feed.stop();
});

test('a change under way while the desk starts is told when it commits', async () => {
  let commit = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let written = (): void => undefined;
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slow = bench.open().write(async (tx) => {
    await writeFeed(tx, { area: 'doctors', entityId: 31 });
    written();
    await held;
  });
  await isWritten;
  await insertFeed('doctors', 32);
  const { feed, events } = await listeningDesk(bench.open());
  commit();
  await slow;
  await eventually(() => {
    expect(events).toEqual([{ scope: 'rows', area: 'doctors', ids: [31], days: [] }]);
  });
  await feed.stop();
});

test('a bulk job is one row and means everything', async () => {
  const { feed, events } = await listeningDesk(bench.open());
  await bench.db.write((tx) => writeFeed(tx, { area: 'appointments', entityId: null, kind: 'bulk' }));
  await eventually(() => {
    expect(events).toEqual([{ scope: 'all' }]);
  });
  await feed.stop();
});

test('a server that goes away and comes back: down, up, everything again', async () => {
  const line = await lineTo(bench.fresh.mysqlUrl);
  const { feed, events, states } = await listeningDesk(bench.open({ url: line.url }));
  await line.cut();
  await vi.waitFor(
    () => {
      expect(states).toEqual(['up', 'down']);
    },
    { timeout: 8_000 },
  );
  await insertFeed('patients', 41);
  expect(events).toEqual([]);
  await line.mend();
  await vi.waitFor(
    () => {
      expect(states).toEqual(['up', 'down', 'up']);
      expect(events).toEqual([{ scope: 'all' }]);
    },
    { timeout: 8_000 },
  );
  await feed.stop();
  await line.cut();
});

/** A reader polled by hand, past its first answer, under a clock the test moves. */
async function steadyReader() {
  let now = Date.parse('2027-01-04T06:00:00Z');
  const clock: Clock = { now: () => now, shiftedFrom: now };
  const db = bench.open({ clock });
  const reader = new FeedReader();
  const poll = () => db.read((tx) => reader.poll(tx));
  expect(await poll()).toBe('all');
  const later = (seconds: number) => {
    now += seconds * 1000;
  };
  return { poll, later, reader, db };
}

async function newestFeedId(): Promise<number> {
  const [row] = await bench.rows('SELECT MAX(id) AS id FROM feed');
  return Number(row?.['id']);
}

test('an id missed for over a minute was rolled back and is asked for no more', async () => {
  const { poll, later } = await steadyReader();
  const newest = await newestFeedId();
  const put = (id: number) => bench.run("INSERT INTO feed (id, area, kind) VALUES (?, 'jobs', 'x')", [id]);
  await put(newest + 3);
  expect(await poll()).toMatchObject([{ id: newest + 3 }]);
  later(50);
  await put(newest + 2);
  expect(await poll()).toMatchObject([{ id: newest + 2 }]);
  later(20);
  expect(await poll()).toEqual([]);
  await put(newest + 1);
  expect(await poll()).toEqual([]);
});

async function insertMany(count: number): Promise<void> {
  const values = Array.from({ length: count }, () => "('patients', 1, 'update')").join(', ');
  await bench.run(`INSERT INTO feed (area, entity_id, kind) VALUES ${values}`);
}

test('five hundred behind is told row by row, one more means everything, and then it goes on', async () => {
  const { poll } = await steadyReader();
  await insertMany(500);
  expect(await poll()).toHaveLength(500);
  await insertMany(501);
  expect(await poll()).toBe('all');
  await insertMany(1);
  expect(await poll()).toHaveLength(1);
});

test('a desk that slept over the pruning asks for everything', async () => {
  const { poll, later } = await steadyReader();
  later(46 * 3600);
  expect(await poll()).toEqual([]);
  later(47 * 3600 + 1);
  expect(await poll()).toBe('all');
  expect(await poll()).toEqual([]);
});

test('a database put back from a copy, its feed before our cursor, means everything', async () => {
  const { poll } = await steadyReader();
  const newest = await newestFeedId();
  await bench.run('DELETE FROM feed WHERE id = ?', [newest]);
  expect(await poll()).toBe('all');
  expect(await poll()).toEqual([]);
});

test('another server under the same address means everything', async () => {
  const { poll, reader, db } = await steadyReader();
  const elsewhere = () =>
    db.read((tx) =>
      reader.poll({
        // The same real answer, under another server's name.
        select: async <Row>(sql: string, params: Parameters<typeof tx.select>[1]) => {
          const rows = await tx.select<Row & object>(sql, params);
          return rows.map((row, index) =>
            index === 0 && 'kind' in row ? { ...row, kind: '00000000-0000-0000-0000-000000000000' } : row,
          );
        },
      }),
    );
  expect(await poll()).toEqual([]);
  expect(await elsewhere()).toBe('all');
  expect(await elsewhere()).toEqual([]);
});
