import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ImportDto } from '#shared/contract/imports';
import type { DeskAnswers } from '#test/support/desk-process';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase, requiredEnv } from '#test/support/databases';
import { openDesk } from '#test/support/desk';
import { type TestProcess, bundled, startProcess } from '#test/support/processes';
import { settled } from './support';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const NOW = Date.parse('2028-03-06T09:00:00+05:30');
const ROWS = 1_200;
/** In the third of the writing's three batches. */
const STOPS_AT = 1_100;

let database: FreshDatabase;
let clinic: SmallClinic;
let child: TestProcess<DeskAnswers>;
let root: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'superadmin');
  root = await mysql.createConnection({ uri: requiredEnv('CLINIC_TEST_MYSQL_ROOT_URL') });
  child = startProcess<DeskAnswers>(await bundled('test/support/desk-process.ts'));
  const { mysqlUrl, adminUrl, mongoUrl } = database;
  await child.ask('open', {
    database: { mysqlUrl, adminUrl, mongoUrl },
    now: NOW,
    person: 'meena',
    windows: 1,
  });
});

afterAll(async () => {
  await child.end();
  await root.end();
  await clinic.close();
  await database.drop();
});

/** A call at the desk that will be killed. */
async function atChild(name: string, input: unknown): Promise<unknown> {
  const [answer] = await child.ask('all', [{ name, input }]);
  if (!answer?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer.value;
}

async function imported(name: string, input: unknown): Promise<ImportDto> {
  const value = await atChild(name, input);
  return ImportDto.parse(typeof value === 'object' && value && 'import' in value ? value.import : value);
}

function file(): string {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const word = [0, 1, 2].map((place) => String.fromCharCode(97 + (Math.floor(at / 26 ** place) % 26)));
    return `K${word.join('')} Killed,98${String(20_000_000 + at)},K-${String(at)}`;
  });
  return `Name,Phone,Patient no\n${lines.join('\n')}\n`;
}

/** Rows written so far by each transaction of this database that waits for another. */
async function writing(): Promise<number[]> {
  const [rows] = await root.query<RowDataPacket[]>(
    `SELECT t.trx_rows_modified AS modified FROM information_schema.innodb_trx t
       JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
      WHERE p.db = ? AND t.trx_state = 'LOCK WAIT'`,
    [new URL(database.mysqlUrl).pathname.slice(1)],
  );
  return rows.map((row) => Number(row['modified']));
}

async function left() {
  return {
    patients: await clinic.count('patients'),
    tokens: await clinic.count('patient_tokens'),
    made: await clinic.count('import_made'),
    audited: await clinic.count("audit_log WHERE action = 'imports.patient'"),
  };
}

test('a desk killed in the middle of writing leaves nothing, and another desk brings all of it in, once', async () => {
  const bytes = Buffer.from(file());
  const begun = await imported('imports.begin', { kind: 'patients', fileName: 'k.csv', size: bytes.length });
  await atChild('imports.chunk', { id: begun.id, index: 0, body: bytes.toString('base64') });
  await imported('imports.check', { id: begun.id, version: begun.version, reading: null });
  const ready = await vi.waitFor(async () => {
    const now = await imported('imports.get', { id: begun.id });
    expect(now.state).toBe('ready');
    return now;
  }, 30_000);
  expect(ready.counts).toMatchObject({ rows: ROWS, make: ROWS });
  expect(await left()).toEqual({ patients: 0, tokens: 0, made: 0, audited: 0 });

  // Somebody is about to take the number of a late row: the writing waits there, most of it done.
  const blocker = await mysql.createConnection({ uri: database.adminUrl });
  await blocker.query('START TRANSACTION');
  await blocker.query(
    "INSERT INTO patients (first_name, email, password_hash, clinic_no) VALUES ('Blocker', 'b@clinic.test', '!', ?)",
    [`K-${String(STOPS_AT)}`],
  );
  await imported('imports.confirm', { id: ready.id, version: ready.version, leaveOut: 0, warned: null });
  await expect
    .poll(async () => (await writing()).some((modified) => modified >= 1_000), {
      timeout: 30_000,
      interval: 200,
    })
    .toBe(true);
  process.kill(child.pid, 'SIGKILL');
  await child.end();
  await blocker.query('ROLLBACK');
  await blocker.end();

  await expect
    .poll(async () => (await clinic.owner.query('SELECT id FROM imports FOR UPDATE SKIP LOCKED'))[0], {
      timeout: 20_000,
    })
    .toHaveLength(1);
  expect(await left()).toEqual({ patients: 0, tokens: 0, made: 0, audited: 0 });
  expect(await clinic.count("imports WHERE state = 'writing'")).toBe(1);
  expect(await clinic.count("jobs WHERE kind = 'import_write' AND state = 'running'")).toBe(1);

  // The desk has been silent for as long as a lease lasts.
  await clinic.owner.query("UPDATE jobs SET lease_until = UTC_TIMESTAMP() WHERE state = 'running'");
  const desk = await openDesk(database, { now: NOW });
  try {
    const window = await desk.signedIn('meena');
    const done = await settled(window, ready.id);
    expect(done).toMatchObject({ state: 'done', trouble: null, counts: { make: ROWS } });
    expect(await left()).toMatchObject({ patients: ROWS, made: ROWS, audited: ROWS });
    expect(
      await window.refused('imports.confirm', {
        id: done.id,
        version: done.version,
        leaveOut: 0,
        warned: null,
      }),
    ).toMatchObject({
      code: 'RULE_VIOLATION',
    });
    expect(await clinic.count('patients')).toBe(ROWS);
  } finally {
    await desk.stop();
  }
});
