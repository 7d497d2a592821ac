import type { Connection } from 'mysql2/promise';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mysqlMigrations } from '#migrations/mysql/index';
import { connectMysql, parseMysqlAddress, quoteName } from '#electron/mysql/migrator/connect';
import { lockName, migrateMysql, migrateMysqlDown, runSteps } from '#electron/mysql/migrator/runner';
import { mysqlSchemaState } from '#electron/mysql/migrator/state';
import { dropMysqlDatabase, freshAddresses, freshDatabase, requiredEnv } from '#test/support/databases';
import {
  addDoctor,
  addPatient,
  book,
  count,
  openAsDesk,
  openAsOutsider,
  rows,
  run,
  slotsOf,
} from './support';

// Each test migrates a database or two, step by step.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const quiet = { log: () => undefined };
const deskUser = 'clinic_desk';

let addresses = freshAddresses();
let owner: Connection;

beforeEach(async () => {
  addresses = freshAddresses();
  const address = parseMysqlAddress(addresses.adminUrl);
  owner = await connectMysql(address);
  await owner.query(`CREATE DATABASE ${quoteName(address.database)} CHARACTER SET utf8mb4`);
  await owner.query(`USE ${quoteName(address.database)}`);
});

afterEach(async () => {
  await owner.end();
  await dropMysqlDatabase(addresses.adminUrl, deskUser);
});

/** Everything a schema is made of, as text that two databases can be compared by. */
async function portrait(connection: Connection): Promise<string[]> {
  const columns = await rows(
    connection,
    'SELECT table_name AS a, column_name AS b, column_type AS c, is_nullable AS d, column_default AS e, extra AS f, collation_name AS g FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, ordinal_position',
  );
  const keys = await rows(
    connection,
    'SELECT table_name AS a, index_name AS b, seq_in_index AS c, column_name AS d, non_unique AS e FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 3',
  );
  const constraints = await rows(
    connection,
    'SELECT table_name AS a, constraint_name AS b, constraint_type AS c FROM information_schema.table_constraints WHERE table_schema = DATABASE() ORDER BY 1, 2',
  );
  const triggers = await rows(
    connection,
    'SELECT trigger_name AS a, action_statement AS b, definer AS c, collation_connection AS d FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY 1',
  );
  return [...columns, ...keys, ...constraints, ...triggers].map((row) => Object.values(row).join(' | '));
}

const reference = await freshDatabase();
const looked = await openAsOutsider(reference.adminUrl);
const whole = await portrait(looked);
await looked.end();

afterAll(async () => {
  await reference.drop();
});

describe('a crash', () => {
  test('after any step on the way up: the migration is simply run again', async () => {
    for (const migration of mysqlMigrations) {
      for (let done = 1; done <= migration.up.length; done += 1) {
        await runSteps(owner, migration.up.slice(0, done));
      }
      await runSteps(owner, migration.up);
    }
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    expect(await portrait(owner)).toEqual(whole);
    expect(await count(owner, 'SELECT COUNT(*) FROM grid_steps')).toBe(144);
    expect(await count(owner, 'SELECT COUNT(*) FROM settings')).toBe(21);
  });

  test('after any step on the way down', async () => {
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    for (const migration of [...mysqlMigrations].reverse()) {
      for (let done = 1; done <= migration.down.length; done += 1) {
        await runSteps(owner, migration.down.slice(0, done));
      }
      await runSteps(owner, migration.down);
    }
    expect(
      await rows(
        owner,
        'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1',
      ),
    ).toEqual([{ name: 'schema_grants' }, { name: 'schema_migrations' }]);
  });

  test('leaves settings that the clinic has changed meanwhile', async () => {
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    await run(owner, "UPDATE settings SET value = '\"Rao Clinic\"' WHERE `key` = 'clinicName'");
    for (const migration of mysqlMigrations) await runSteps(owner, migration.up);
    expect(await rows(owner, "SELECT value FROM settings WHERE `key` = 'clinicName'")).toEqual([
      { value: 'Rao Clinic' },
    ]);
  });
});

describe('down and up with data', () => {
  test('what stays keeps its rows; what comes back is the same schema and works', async () => {
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    const desk = await openAsDesk(addresses.mysqlUrl);
    const [patient, doctor] = [await addPatient(desk), await addDoctor(desk)];
    const id = await book(desk, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:15');
    await run(
      desk,
      "INSERT INTO payments (appointment_id, patient_id, amount, status) VALUES (?, ?, 5, 'completed')",
      [id, patient],
    );
    await run(desk, "INSERT INTO patient_tokens (token, patient_id, kind) VALUES ('asha', ?, 'word')", [
      patient,
    ]);
    await desk.end();

    const back = await migrateMysqlDown(addresses.adminUrl, 5, quiet);
    expect(back.ran).toEqual([
      '0055-kept-timelines',
      '0054-on-paper',
      '0053-page-templates',
      '0052-medicines',
      '0051-chart-openings',
      '0050-medical-history',
      '0049-medical-papers',
      '0048-visit-notes',
      '0045-reviews',
      '0044-vitals',
      '0043-doctor-pages',
      '0042-preferences',
      '0041-voided-prescriptions',
      '0037-verified-backup',
      '0035-archive-runs',
      '0034-appointment-series',
      '0033-waiting-list',
      '0031-imports',
      '0029-audit-browsing',
      '0027-settings-by-whom',
      '0026-doctor-fees',
      '0025-accounts',
      '0022-hours-changes',
      '0021-clinic-holidays',
      '0020-one-job-of-a-kind',
      '0017-presence-of-people',
      '0016-failed-papers',
      '0015-late-and-messages',
      '0014-queue-marks',
      '0013-video-links',
      '0012-patient-desk',
      '0011-patient-search',
      '0010-desks-and-settings',
      '0009-requests-and-work',
      '0008-history-guards',
      '0007-payments',
      '0006-clinical',
    ]);
    expect(await slotsOf(owner, id)).toEqual(['10:00', '10:05', '10:10']);
    expect((await mysqlSchemaState(owner)).behind).toBe(true);

    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    expect(await portrait(owner)).toEqual(whole);
    const again = await openAsDesk(addresses.mysqlUrl);
    await book(again, patient, doctor, '2027-01-04 10:15', '2027-01-04 10:30');
    await expect(book(again, patient, doctor, '2027-01-04 10:00', '2027-01-04 10:10')).rejects.toMatchObject({
      errno: 1062,
    });
    expect((await mysqlSchemaState(again)).behind).toBe(false);
    await again.end();
  });

  test('all the way down leaves no table and no right behind', async () => {
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    const desk = await openAsDesk(addresses.mysqlUrl);
    await book(desk, await addPatient(desk), await addDoctor(desk), '2027-01-04 10:00', '2027-01-04 10:15');
    await desk.end();
    await migrateMysqlDown(addresses.adminUrl, 0, quiet);
    const root = await connectMysql(parseMysqlAddress(requiredEnv('CLINIC_TEST_MYSQL_ROOT_URL')));
    const rights = 'SELECT COUNT(*) FROM mysql.tables_priv WHERE Db = ?';
    const left = await count(root, rights, [parseMysqlAddress(addresses.adminUrl).database]);
    await root.end();
    expect(left).toBe(0);
    expect(
      await count(owner, 'SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()'),
    ).toBe(2);
    expect(
      await count(
        owner,
        'SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = DATABASE()',
      ),
    ).toBe(0);
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    expect(await portrait(owner)).toEqual(whole);
  });
});

describe('who may migrate when', () => {
  test('nothing to do takes no lock, so it does not wait for one', async () => {
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    await rows(owner, 'SELECT GET_LOCK(?, 0)', [lockName(parseMysqlAddress(addresses.adminUrl).database)]);
    expect(await migrateMysql(addresses.adminUrl, deskUser, quiet)).toEqual({
      ran: [],
      applied: mysqlMigrations.length,
    });
  });

  test('two at once: one migrates, the other finds it done', async () => {
    const both = await Promise.all([
      migrateMysql(addresses.adminUrl, deskUser, quiet),
      migrateMysql(addresses.adminUrl, deskUser, quiet),
    ]);
    expect(both.map((outcome) => outcome.ran.length).sort((a, b) => a - b)).toEqual([
      0,
      mysqlMigrations.length,
    ]);
    expect(await portrait(owner)).toEqual(whole);
  });

  test('a database of a newer program is left alone, and a desk is told', async () => {
    await migrateMysql(addresses.adminUrl, deskUser, quiet);
    await run(owner, "INSERT INTO schema_migrations (name) VALUES ('0099-tomorrow')");
    await expect(migrateMysql(addresses.adminUrl, deskUser, quiet)).rejects.toThrow(
      'The database is newer than this program (it has 0099-tomorrow): install the newer program.',
    );
    const desk = await openAsDesk(addresses.mysqlUrl);
    expect(await mysqlSchemaState(desk)).toMatchObject({ behind: false, ahead: ['0099-tomorrow'] });
    await desk.end();
  });

  test('a database never migrated is behind', async () => {
    expect(await mysqlSchemaState(owner)).toMatchObject({ applied: [], behind: true, ahead: [] });
  });

  test("a desk's account that does not exist is named", async () => {
    await expect(migrateMysql(addresses.adminUrl, 'clinic_nobody', quiet)).rejects.toThrow(
      "The desk's account clinic_nobody does not exist on the server.",
    );
  });
});
