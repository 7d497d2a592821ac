import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { connectMysql, parseMysqlAddress, quoteName } from '#electron/mysql/migrator/connect';
import { migrateMysql } from '#electron/mysql/migrator/runner';
import { createFirstAdmin } from '#electron/tools/first-admin';
import {
  dropMysqlDatabase,
  freshAddresses,
  freshDatabase,
  requiredEnv,
  withDatabase,
} from '#test/support/databases';
import { addDoctor, addPatient, book, count, openAsDesk, openAsOutsider, rows, slotsOf } from './support';

vi.setConfig({ testTimeout: 120_000 });

const quiet = { log: () => undefined };

/** A second owner with just the given server-wide rights, and the way to be rid of it. */
async function makeOwner(
  database: string,
  globalRights: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `clinic_o_${randomBytes(4).toString('hex')}`;
  const account = `'${name}'@'%'`;
  const root = await connectMysql(parseMysqlAddress(requiredEnv('CLINIC_TEST_MYSQL_ROOT_URL')));
  await root.query(`CREATE USER ${account} IDENTIFIED BY 'owner'`);
  await root.query(`GRANT ALL ON ${quoteName(database)}.* TO ${account} WITH GRANT OPTION`);
  await root.query(`GRANT ${globalRights} ON *.* TO ${account}`);
  const url = new URL(withDatabase(requiredEnv('CLINIC_TEST_MYSQL_ADMIN_URL'), database));
  url.username = name;
  url.password = 'owner';
  return {
    url: url.toString(),
    drop: async () => {
      await root.query(`DROP USER IF EXISTS ${account}`);
      await root.end();
    },
  };
}

test('triggers belong to the locked definer, so bookings outlive the account that installed them', async () => {
  const addresses = freshAddresses();
  const deskUser = parseMysqlAddress(addresses.mysqlUrl).user;
  const installer = await makeOwner(
    parseMysqlAddress(addresses.mysqlUrl).database,
    'CREATE USER, SET_ANY_DEFINER, SUPER',
  );
  await migrateMysql(installer.url, deskUser, quiet);
  await installer.drop();
  const desk = await openAsDesk(addresses.mysqlUrl);
  const owner = await openAsOutsider(addresses.adminUrl);
  try {
    const id = await book(
      desk,
      await addPatient(desk),
      await addDoctor(desk),
      '2027-01-04 10:00',
      '2027-01-04 10:10',
    );
    expect(await slotsOf(desk, id)).toEqual(['10:00', '10:05']);
    expect(
      await rows(
        owner,
        'SELECT DISTINCT definer AS definer FROM information_schema.triggers WHERE trigger_schema = DATABASE()',
      ),
    ).toEqual([{ definer: 'clinic_definer@localhost' }]);
    expect(
      await rows(owner, "SELECT host, account_locked FROM mysql.user WHERE user = 'clinic_definer'"),
    ).toEqual([{ host: 'localhost', account_locked: 'Y' }]);
  } finally {
    await desk.end();
    await owner.end();
    await dropMysqlDatabase(addresses.adminUrl, deskUser);
  }
});

test('the definer holds what its triggers do and nothing else', async () => {
  const database = await freshDatabase();
  const owner = await openAsOutsider(database.adminUrl);
  try {
    const name = parseMysqlAddress(database.adminUrl).database;
    const root = await connectMysql(parseMysqlAddress(requiredEnv('CLINIC_TEST_MYSQL_ROOT_URL')));
    const found = await rows(
      root,
      "SELECT CONCAT(Table_name, ' ', Table_priv, IF(Column_priv = '', '', CONCAT(' +', Column_priv))) AS described FROM mysql.tables_priv WHERE User = 'clinic_definer' AND Db = ? ORDER BY Table_name",
      [name],
    );
    const wide = await rows(root, "SELECT Db FROM mysql.db WHERE User = 'clinic_definer' AND Db = ?", [name]);
    await root.end();
    expect(wide).toEqual([]);
    expect(found.map((row) => row['described'] as string)).toEqual([
      'admin Select,Trigger +Update',
      'appointment_series Select,Trigger +Update',
      'appointment_slots Select,Insert,Delete',
      'appointments Select,Trigger +Update',
      'audit_log Select,Insert,Trigger +Update',
      'chart_openings Select,Trigger +Update',
      'clinic_holidays Select,Trigger +Update',
      'clinic_numbers Insert',
      'doctor_availability Select,Trigger +Update',
      'doctor_delays Select,Trigger +Update',
      'doctor_pages Select,Trigger +Update',
      'doctor_sessions Select,Trigger +Update',
      'doctors Select,Trigger +Update',
      'feed Insert',
      'freed_times Insert',
      'grid_steps Select',
      'hours_changes Select,Trigger +Update',
      'imports Select,Trigger +Update',
      'medical_history Select,Trigger +Update',
      'medical_papers Select,Trigger +Update',
      'medicines Select,Trigger +Update',
      'note_templates Select,Trigger +Update',
      'outbox Insert',
      'page_templates Select,Trigger +Update',
      'patient_allergies Select,Trigger +Update',
      'patient_conditions Select,Trigger +Update',
      'patients Select,Trigger +Update',
      'payments Select,Trigger +Update',
      'prescription_items Select,Trigger',
      'prescriptions Select,Trigger +Update',
      'review_calls Select,Trigger +Update',
      'settings Select,Trigger +Update',
      'staff_grants Select,Trigger',
      'visit_messages Select,Trigger +Update',
      'visit_note_addenda Select,Trigger',
      'visit_notes Select,Trigger +Update',
      'vitals Select,Trigger +Update',
      'waiting_list Select,Trigger +Update',
    ]);
  } finally {
    await owner.end();
    await database.drop();
  }
});

test('an owner without SET_ANY_DEFINER is refused before anything is changed', async () => {
  const addresses = freshAddresses();
  const name = parseMysqlAddress(addresses.mysqlUrl).database;
  const installer = await makeOwner(name, 'CREATE USER');
  const root = await connectMysql(parseMysqlAddress(requiredEnv('CLINIC_TEST_MYSQL_ROOT_URL')));
  try {
    await expect(migrateMysql(installer.url, 'clinic_desk', quiet)).rejects.toThrow(
      "The owner's account lacks SET_ANY_DEFINER",
    );
    expect(
      await count(root, 'SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?', [name]),
    ).toBe(0);
  } finally {
    await root.end();
    await installer.drop();
  }
});

test('the first administrator signs in once with the password that is shown, and is made once', async () => {
  const database = await freshDatabase();
  const owner = await openAsOutsider(database.adminUrl);
  try {
    const password = await createFirstAdmin(database.adminUrl, 'Ítalo');
    const [row] = await rows(
      owner,
      'SELECT a.username, a.role, a.must_change_password AS must, a.password_hash AS hash, n.name FROM admin a JOIN sign_in_names n ON n.admin_id = a.id',
    );
    expect(row).toMatchObject({ username: 'Ítalo', name: 'Ítalo', role: 'superadmin', must: 1 });
    expect(String(row?.['hash'])).toMatch(/^\$argon2id\$/);
    expect(await verify(String(row?.['hash']), password)).toBe(true);
    await expect(createFirstAdmin(database.adminUrl, 'ítalo')).rejects.toThrow(
      'Somebody already signs in as ítalo',
    );
    expect(await count(owner, 'SELECT COUNT(*) FROM admin')).toBe(1);
    expect(await count(owner, "SELECT COUNT(*) FROM audit_log WHERE action = 'admin.first'")).toBe(1);
  } finally {
    await owner.end();
    await database.drop();
  }
});
