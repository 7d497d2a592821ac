import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskService } from '#electron/features/desks/service';
import { createDoctorsService } from '#electron/features/doctors/service';
import { HealthService } from '#electron/features/health/service';
import { createSettingsService } from '#electron/features/settings/service';
import { migrateMongo } from '#electron/mongo/migrator';
import { tidy } from '#electron/platform/housekeeping';
import { machineClock } from '#electron/shell/clock';
import { RequestId } from '#shared/values/ids';
import { type Bench, lineTo, openBench, personAt, quiet } from './support';

const REQUEST = RequestId.parse('33333333-3333-4333-8333-333333333333');

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await migrateMongo(bench.fresh.mongoUrl, { log: () => undefined });
});
afterAll(async () => {
  const mongo = new MongoClient(bench.fresh.mongoUrl);
  await mongo.db().dropDatabase();
  await mongo.close();
  await bench.close();
});

test('health tells of both stores, their versions, the clock and what waits', async () => {
  await bench.run("INSERT INTO outbox (topic, entity_id) VALUES ('visit', 1), ('visit', 2)");
  await bench.run("INSERT INTO outbox (topic, entity_id, done_at) VALUES ('visit', 3, UTC_TIMESTAMP())");
  const slowClock = { now: () => Date.now() - 90_000, shiftedFrom: null };
  const health = new HealthService({
    db: bench.db,
    mongo: bench.openMongo(),
    clock: slowClock,
    appVersion: '1.2.3',
  });
  const report = await health.report();
  expect(report).toMatchObject({
    mysql: { state: 'up' },
    mongo: { state: 'up' },
    outboxPending: 2,
    appVersion: '1.2.3',
  });
  expect(report.mysql.version).toMatch(/^(8\.4|9\.)/);
  expect(report.mongo.version).toMatch(/^[6-9]\./);
  expect(report.mysql.latency).toBeGreaterThan(0);
  expect(report.mongo.latency).toBeGreaterThan(0);
  expect(Math.abs((report.clockOffset ?? 0) - 90_000)).toBeLessThan(2_000);
  expect(Math.abs(Date.parse(report.serverNow ?? '') - Date.now())).toBeLessThan(2_000);
});

test('with both stores away the answer still comes within two seconds', async () => {
  const mysql = await lineTo(bench.fresh.mysqlUrl);
  const mongo = await lineTo(bench.fresh.mongoUrl);
  await Promise.all([mysql.cut(), mongo.cut()]);
  const health = new HealthService({
    db: bench.open({ url: mysql.url }),
    mongo: bench.openMongo(mongo.url),
    clock: machineClock,
    appVersion: '1',
  });
  const began = performance.now();
  expect(await health.report()).toEqual({
    mysql: { state: 'down', version: null, latency: null },
    mongo: { state: 'down', version: null, latency: null },
    serverNow: null,
    clockOffset: null,
    outboxPending: null,
    appVersion: '1',
  });
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('a database behind this program, or ahead of it, is told apart', async () => {
  const health = new HealthService({
    db: bench.db,
    mongo: bench.openMongo(),
    clock: machineClock,
    appVersion: '1',
  });
  await bench.run("INSERT INTO schema_migrations (name) VALUES ('9999-of-tomorrow')");
  expect((await health.report()).mysql.state).toBe('must_update');
  await bench.run("DELETE FROM schema_migrations WHERE name = '9999-of-tomorrow'");
  await bench.run("DELETE FROM schema_migrations WHERE name = '0011-patient-search'");
  expect((await health.report()).mysql.state).toBe('must_migrate');
  await bench.run("INSERT INTO schema_migrations (name) VALUES ('0011-patient-search')");
  expect((await health.report()).mysql.state).toBe('up');
});

test('settings are read once, again when told, and a broken row costs only itself', async () => {
  const settings = createSettingsService(bench.db, quiet);
  expect(await settings.current()).toMatchObject({
    clinicName: 'Smart Clinic',
    timeZone: 'Asia/Kolkata',
    idleLockMinutes: 10,
    sample: false,
  });
  const set = (key: string, json: string) =>
    bench.run('UPDATE settings SET value = ? WHERE `key` = ?', [json, key]);
  await set('clinicName', '"123"');
  await set('idleLockMinutes', '"soon"');
  expect((await settings.current()).clinicName).toBe('Smart Clinic');
  settings.invalidate();
  expect(await settings.current()).toMatchObject({ clinicName: '123', idleLockMinutes: 10, currency: 'INR' });
});

test('settings once read outlive the server; never read, they say why', async () => {
  const line = await lineTo(bench.fresh.mysqlUrl);
  const known = createSettingsService(bench.open({ url: line.url }), quiet);
  expect((await known.current()).timeZone).toBe('Asia/Kolkata');
  await line.cut();
  known.invalidate();
  expect((await known.current()).timeZone).toBe('Asia/Kolkata');
  const unknown = createSettingsService(bench.open({ url: line.url }), quiet);
  await expect(unknown.current()).rejects.toThrow('ECONNREFUSED');
});

test('doctors come in column order, the removed ones too', async () => {
  const first = await bench.clinic.addDoctor('Zoya');
  const second = await bench.clinic.addDoctor('Amit');
  await bench.run('UPDATE doctors SET sort_order = 1, is_deleted = 1 WHERE id = ?', [second]);
  await bench.run("UPDATE doctors SET sort_order = 2, title = NULL, colour = '#0b6e75' WHERE id = ?", [
    first,
  ]);
  const doctors = await bench.db.read((tx) => createDoctorsService().list(tx));
  expect(doctors).toEqual([
    {
      id: second,
      title: 'Dr',
      firstName: 'Amit',
      lastName: 'Test',
      specialization: null,
      colour: null,
      defaultMinutes: 15,
      seesBy: 'slot',
      gridMinutes: null,
      deleted: true,
      onPaper: false,
    },
    {
      id: first,
      title: '',
      firstName: 'Zoya',
      lastName: 'Test',
      specialization: null,
      colour: '#0b6e75',
      defaultMinutes: 15,
      seesBy: 'slot',
      gridMinutes: null,
      deleted: false,
      onPaper: false,
    },
  ]);
});

test('a desk announces itself, keeps the name it was given, and renaming is told and audited', async () => {
  const deskId = randomUUID();
  const desk = (deskName: string, appVersion: string) =>
    new DeskService({ db: bench.db, deskId, deskName, appVersion, logger: quiet });
  await desk('PC-17', '1.0').announce();
  const person = personAt('admin:1', deskId);
  const renamed = await bench.db.write((tx) =>
    desk('PC-17', '1.0').rename({ tx, person, requestId: REQUEST }, 'Front desk'),
  );
  expect(renamed).toMatchObject({ id: deskId, name: 'Front desk', version: '1.0' });
  await bench.run("UPDATE desks SET last_seen = '2026-01-01' WHERE id = ?", [deskId]);
  await desk('PC-17', '1.1').announce();
  const current = await bench.db.read((tx) => desk('PC-17', '1.1').current(tx, deskId));
  expect(current).toMatchObject({ name: 'Front desk', version: '1.1' });
  expect(Math.abs(Date.parse(current.lastSeen) - Date.now())).toBeLessThan(5_000);
  expect(
    await bench.rows(
      "SELECT actor, desk_id, before_json, after_json FROM audit_log WHERE action = 'desks.rename'",
    ),
  ).toEqual([
    { actor: 'admin:1', desk_id: deskId, before_json: { name: 'PC-17' }, after_json: { name: 'Front desk' } },
  ]);
  expect(await bench.clinic.count("feed WHERE area = 'desks'")).toBe(2);
});

test('what has served its time is tidied away, the rest stays', async () => {
  await bench.run('DELETE FROM feed');
  await bench.run('DELETE FROM outbox');
  await bench.run(
    "INSERT INTO feed (area, kind, created_at) VALUES ('jobs', 'x', UTC_TIMESTAMP(3) - INTERVAL 49 HOUR), ('jobs', 'x', UTC_TIMESTAMP(3) - INTERVAL 47 HOUR)",
  );
  await bench.run(
    "INSERT INTO outbox (topic, entity_id, done_at, created_at) VALUES ('visit', 1, UTC_TIMESTAMP() - INTERVAL 8 DAY, '2026-01-01'), ('visit', 2, UTC_TIMESTAMP(), '2026-01-01'), ('visit', 3, NULL, '2026-01-01')",
  );
  await bench.run(
    "INSERT INTO client_requests (id, actor, name, input_hash, created_at) VALUES ('old', 'admin:1', 'x', '', UTC_TIMESTAMP() - INTERVAL 8 DAY), ('new', 'admin:1', 'x', '', UTC_TIMESTAMP())",
  );
  await bench.run(
    `INSERT INTO freed_times (doctor_id, start_time, end_time, patient_id, freed_at)
     SELECT 1, at, at + INTERVAL 15 MINUTE, 1, UTC_TIMESTAMP() - INTERVAL 30 DAY
       FROM (SELECT UTC_TIMESTAMP() - INTERVAL 3 DAY AS at UNION ALL SELECT UTC_TIMESTAMP() + INTERVAL 3 DAY) times`,
  );
  await tidy(bench.db);
  expect(await bench.clinic.count('freed_times WHERE start_time > UTC_TIMESTAMP()')).toBe(1);
  expect(await bench.clinic.count('freed_times')).toBe(1);
  expect(await bench.clinic.count('feed')).toBe(1);
  expect(await bench.rows('SELECT entity_id FROM outbox ORDER BY id')).toEqual([
    { entity_id: '2' },
    { entity_id: '3' },
  ]);
  expect(await bench.rows('SELECT id FROM client_requests')).toEqual([{ id: 'new' }]);
});
