import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RetentionRun } from '#shared/contract/retention';
import { indexPatients } from '#electron/features/patients/indexing';
import { beginToday } from '#electron/features/retention/daily';
import { archiveDaily } from '#electron/features/retention/runs';
import { createSettingsService } from '#electron/features/settings/service';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { clockFrom } from '#electron/shell/clock';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';

/** Ten in the morning of the clinic's day in January 2028. */
const morningOf = (day: number) => Date.UTC(2028, 0, day, 4, 30);
const DESK = '6f0c3a52-5a5e-4d5b-9f0e-0f3a52d1c001';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let database: FreshDatabase;
let clinic: SmallClinic;
beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'superadmin');
});
afterAll(async () => {
  await clinic.close();
  await database.drop();
});

/** Last changed so many years before 2028. */
async function old(name: string, years: number, howMany: number): Promise<void> {
  await clinic.owner.query(
    `INSERT INTO patients (first_name, last_name, email, password_hash, created_at, updated_at)
     SELECT ?, 'Longago', CONCAT(LOWER(?), b.n, '.', a.n, '@patient.invalid'), '!',
       '2028-01-01' - INTERVAL ? YEAR, '2028-01-01' - INTERVAL ? YEAR
     FROM grid_steps a JOIN grid_steps b WHERE a.n < 100 AND b.n < 10 ORDER BY b.n, a.n LIMIT ?`,
    [name, name, years, years, howMany],
  );
}

async function save(window: TestWindow, years: number | null): Promise<void> {
  const { marks } = await window.ok('settings.all', {});
  await window.ok('settings.save', {
    values: { retentionYears: years },
    versions: { retentionYears: marks.retentionYears.version },
  });
}

/** The newest run, when it has ended and is of this day. */
async function ended(window: TestWindow, day: number): Promise<RetentionRun> {
  for (;;) {
    const from = window.events.length;
    const [run] = (await window.ok('retention.latest', {})).runs;
    const isOfDay = run?.startedAt.startsWith(`2028-01-${String(day).padStart(2, '0')}`);
    if (run && isOfDay && run.state !== 'waiting' && run.state !== 'running') return run;
    await window.seen((event) => window.events.indexOf(event) >= from && event.event === 'changed');
  }
}

/** Desks that come up at once on a day; the first one's window is worked in. */
async function onDay(day: number, desks: number, work: (window: TestWindow) => Promise<void>): Promise<void> {
  const now = morningOf(day);
  const open: TestDesk[] = await Promise.all(
    Array.from({ length: desks }, () => openDesk(database, { now })),
  );
  const [first] = open;
  if (first) await work(await first.signedIn('meena'));
  // Whoever is still asking has asked when this ends.
  await Promise.all(open.map((desk) => desk.stop()));
}

async function daysApplied(): Promise<string[]> {
  const [rows] = await clinic.owner.query(
    "SELECT params->>'$.day' AS day, params->>'$.years' AS years FROM jobs WHERE kind = 'archive_daily' ORDER BY id",
  );
  // What was selected.
  return (rows as { day: string; years: string }[]).map(({ day, years }) => `${day} by ${years}`);
}

const archived = (name: string) =>
  clinic.count(`patients WHERE first_name = '${name}' AND archived_at IS NOT NULL`);
const told = (name: string) =>
  clinic.count(
    `audit_log l JOIN patients p ON p.id = l.patient_id WHERE p.first_name = '${name}'
      AND l.action = 'retention.byItself' AND l.actor = 'nobody' AND l.desk_id IS NOT NULL`,
  );

test('for ever, nothing happens by itself', async () => {
  await old('Evera', 30, 3);
  await onDay(2, 2, async (window) => {
    expect(await window.ok('retention.latest', {})).toEqual({ archived: 0, next: null, runs: [] });
  });
  expect(await daysApplied()).toEqual([]);
});

test('desks that open the day at once apply the rule once, from the day after it was saved; a missed day is not made up for', async () => {
  await old('Manya', 8, 230);
  await old('Laters', 4, 3);
  await onDay(3, 1, async (window) => {
    await save(window, 7);
    expect((await window.ok('retention.latest', {})).next).toBe('2028-01-04');
  });
  await onDay(3, 3, async (window) => {
    expect((await window.ok('retention.latest', {})).next).toBe('2028-01-04');
  });
  expect(await daysApplied()).toEqual([]);

  await onDay(4, 3, async (window) => {
    expect(await ended(window, 4)).toMatchObject({
      kind: 'archive_daily',
      state: 'done',
      startedBy: null,
      done: 233,
      archived: 233,
    });
    expect((await window.ok('retention.latest', {})).next).toBe('2028-01-05');
    expect(await window.ok('jobs.list', {})).toMatchObject([{ kind: 'archive_daily', startedBy: null }]);
  });
  expect([await archived('Manya'), await told('Manya')]).toEqual([230, 230]);
  expect(await archived('Laters')).toBe(0);

  for (const day of [5, 6, 9]) {
    await onDay(day, 3, async (window) => {
      expect(await ended(window, day)).toMatchObject({ kind: 'archive_daily', state: 'done', done: 0 });
      const { runs } = await window.ok('retention.latest', {});
      expect(runs.map(({ done }) => done)).toEqual([0, 233]);
    });
  }
  expect(await daysApplied()).toEqual([4, 5, 6, 9].map((day) => `2028-01-0${String(day)} by 7`));
  expect(await told('Manya')).toBe(230);
});

test('a rule that is changed is applied from the next day on, and a run is brought back and stays so', async () => {
  await onDay(10, 2, async (window) => {
    await ended(window, 10);
    await save(window, 3);
    const { next, runs } = await window.ok('retention.latest', {});
    expect(next).toBe('2028-01-11');
    const first = runs.find(({ archived: still }) => still > 0);
    if (!first) throw new Error('no run is left to bring back');
    await window.ok('retention.bringBack', { run: first.jobId });
    expect(await ended(window, 10)).toMatchObject({ kind: 'unarchive', state: 'done', done: 233 });
  });
  await onDay(11, 2, async (window) => {
    expect(await ended(window, 11)).toMatchObject({ kind: 'archive_daily', state: 'done', done: 3 });
  });
  expect([await archived('Laters'), await archived('Manya')]).toEqual([3, 0]);
  expect((await daysApplied()).slice(-2)).toEqual(['2028-01-10 by 7', '2028-01-11 by 3']);
});

test('while another run is under way none begins by itself; when it has ended, it does', async () => {
  const before = await daysApplied();
  await clinic.owner.query(
    `INSERT INTO jobs (kind, state, created_by, owner, lease_until)
     VALUES ('unarchive', 'running', 'admin:1', 'elsewhere', '2030-01-01')`,
  );
  await onDay(12, 2, () => Promise.resolve());
  expect(await daysApplied()).toEqual(before);
  await clinic.owner.query("UPDATE jobs SET state = 'done' WHERE owner = 'elsewhere'");
  await onDay(12, 2, async (window) => {
    await ended(window, 12);
  });
  expect(await daysApplied()).toEqual([...before, '2028-01-12 by 3']);
});

test('a desk that looked before another one applied the rule asks again under the lock, and starts nothing', async () => {
  const db = openDatabase(openSequelize(database.mysqlUrl), clockFrom(morningOf(13)));
  const settings = createSettingsService(db, silent);
  const parts = { db, deskId: DESK, settings, logger: silent, begun: () => undefined };
  const free = () =>
    clinic.owner.query("SELECT 1 FROM settings WHERE `key` = 'retentionYears' FOR UPDATE NOWAIT").then(
      () => true,
      () => false,
    );
  let isFree: boolean | null = null;
  const late = await beginToday({
    ...parts,
    mayWrite: async () => {
      expect(await beginToday({ ...parts, mayWrite: () => Promise.resolve() })).toBe(true);
      await clinic.owner.query("UPDATE jobs SET state = 'done' WHERE state = 'waiting'");
    },
    settings: {
      ...settings,
      lockRetention: async (tx) => {
        const rule = await settings.lockRetention(tx);
        isFree = await free();
        return rule;
      },
    },
  });
  await db.close();
  expect([late, isFree, await free()]).toEqual([false, false, true]);
  expect((await daysApplied()).filter((day) => day.startsWith('2028-01-13'))).toHaveLength(1);
});

test('a rule that is changed while it is being applied ends the run after its batch', async () => {
  await old('Halta', 9, 250);
  const now = morningOf(13);
  const db = openDatabase(openSequelize(database.mysqlUrl), clockFrom(now));
  const settings = createSettingsService(db, silent);
  const desk = await openDesk(database, { now: morningOf(12) });
  const window = await desk.signedIn('meena');
  let batches = 0;
  const watched = {
    ...settings,
    lockRetention: async (tx: Parameters<typeof settings.lockRetention>[0]) => {
      batches += 1;
      if (batches === 2) await save(window, null);
      return settings.lockRetention(tx);
    },
  };
  await archiveDaily(
    indexPatients,
    watched,
  )({
    id: 4_000_000,
    params: JSON.stringify({ actor: 'nobody', deskId: DESK, years: 3, day: '2028-01-13' }),
    db,
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  await desk.stop();
  await db.close();
  expect([batches, await archived('Halta'), await told('Halta')]).toEqual([2, 100, 100]);
});
