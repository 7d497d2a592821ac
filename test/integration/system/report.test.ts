import { afterAll, beforeAll, expect, test } from 'vitest';
import { diagnosticsOf } from '#shared/domain/diagnostics';
import { PASSWORD, type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let admin: TestWindow;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('admin', 'superadmin');
  desk = await openDesk(database);
  admin = await desk.signedIn('admin');
});

afterAll(async () => {
  await desk.stop();
  await clinic.close();
  await database.drop();
});

test('both servers, the feed, the outbox and this desk as they are', async () => {
  const url = new URL(database.mysqlUrl);
  const report = await admin.ok('system.report', {});
  expect(report.mysql).toMatchObject({
    address: `${url.hostname}:${url.port}${url.pathname}`,
    state: 'up',
    schema: { missing: [], newer: [] },
  });
  expect(typeof report.mysql.tls).toBe('boolean');
  expect(report.mysql.latency).toBeGreaterThan(0);
  expect(report.mysql.connections?.needed).toBe(24);
  expect(report.mongo).toMatchObject({ state: 'up', tls: false, schema: { missing: [], newer: [] } });
  expect(report.mongo.address).toContain(new URL(database.mongoUrl).pathname);
  expect(report.files).toBeNull();
  expect(Math.abs(report.clockOffset ?? Infinity)).toBeLessThan(5_000);
  expect(report.desks).toMatchObject([{ id: report.deskId, name: 'Test desk', version: '0.0.0-test' }]);
  expect(report.backup).toEqual({ verifiedAt: null });
  expect(report.feed?.newest).toBeGreaterThan(0);
});

test('an outbox row that cannot be carried over, and a backup that was tried out', async () => {
  await clinic.owner.query(
    `INSERT INTO outbox (topic, entity_id, attempts, last_error, claimed_until, created_at)
     VALUES ('visit', '999999', 3, 'MongoServerError', UTC_TIMESTAMP() + INTERVAL 1 DAY, '2028-06-05 10:00:00')`,
  );
  await clinic.owner.query(
    `UPDATE settings SET value = '"2028-06-04T20:30:00Z"' WHERE \`key\` = 'lastVerifiedBackup'`,
  );
  const report = await admin.ok('system.report', {});
  expect(report.outbox).toEqual({
    pending: 1,
    oldest: '2028-06-05T10:00:00Z',
    failing: 1,
    lastError: 'MongoServerError',
    aside: {
      total: 1,
      entries: [
        {
          id: expect.any(Number) as number,
          topic: 'visit',
          since: '2028-06-05T10:00:00Z',
          tries: 3,
          fault: 'refused',
          reason: 'MongoServerError',
          nextTry: expect.any(String) as string,
        },
      ],
    },
  });
  expect(report.backup).toEqual({ verifiedAt: '2028-06-04T20:30:00Z' });
});

test('a migration that is missing is named, and what it would have made is not asked for', async () => {
  await clinic.owner.query("DELETE FROM schema_migrations WHERE name = '0029-audit-browsing'");
  try {
    const report = await admin.ok('system.report', {});
    expect(report.mysql).toMatchObject({
      state: 'must_migrate',
      schema: { missing: ['0029-audit-browsing'] },
    });
    expect(report.outbox).toBeNull();
  } finally {
    await clinic.owner.query("INSERT INTO schema_migrations (name) VALUES ('0029-audit-browsing')");
  }
});

test('what is copied for help holds no name, phone, account or password', async () => {
  await clinic.addPatient('Kavyanidhi', '+91 98450 12399');
  await admin.ok('desks.rename', { name: 'Leelavati’s desk' });
  await admin.refused('session.signIn', { name: 'admin', password: 'Geheim123' });
  const copied = diagnosticsOf(await admin.ok('system.report', {}));
  const url = new URL(database.mysqlUrl);
  for (const secret of [
    'Kavyanidhi',
    '98450',
    'Leelavati',
    'The admin',
    PASSWORD,
    'Geheim123',
    url.password,
    `${url.username}:`,
  ])
    expect([secret, copied.includes(secret)]).toEqual([secret, false]);
  expect(copied).toContain(url.port);
});

test('a trial is audited by where it led, never with the password', async () => {
  const tested = await admin.ok('system.testConnection', {
    mysqlUrl: 'mysql://desk:Geheim123@no-such.invalid/clinic',
  });
  expect(tested).toMatchObject({
    outcome: 'fails',
    fault: 'host_unknown',
    params: { host: 'no-such.invalid' },
  });
  expect(await clinic.count("audit_log WHERE action = 'system.testConnection'")).toBe(1);
  expect(await clinic.count("audit_log WHERE after_json LIKE '%Geheim123%'")).toBe(0);
  expect(await admin.ok('system.testConnection', { mongoUrl: database.mongoUrl })).toMatchObject({
    outcome: 'works',
  });
});
