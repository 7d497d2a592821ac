import { readdirSync } from 'node:fs';
import type { RowDataPacket } from 'mysql2';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXPORT_SUBJECTS } from '#shared/domain/export-subjects';
import { DOCUMENTS, LEFT_COLLECTIONS } from '#electron/features/exports/documents';
import { LEFT_TABLES, TABLES } from '#electron/features/exports/tables';
import { mongoMigrations } from '#migrations/mongo/index';
import { type ExportDesk, exported, openExportDesk, rowsIn } from './support';

let at: ExportDesk;
beforeAll(async () => {
  at = await openExportDesk();
});
afterAll(() => at.close());

const HOSTILE = [
  `=cmd|'/C calc'!A0`,
  '+1+1',
  '-2',
  '@SUM(A1)',
  'a "quoted", name',
  'two\nlines\r\nthree',
  'ओम 🙂 مرحبا',
  '"',
  ';,\t|',
];

test('every table of the database is in a file or left out with a reason, and so is every column', async () => {
  const [columns] = await at.clinic.owner.query<(RowDataPacket & { t: string; c: string })[]>(
    'SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = DATABASE()',
  );
  const shapes = new Map(Object.values(TABLES).map((shape) => [shape.table, shape]));
  const known = new Set<string>();
  for (const [table, { columns: held, left = {} }] of shapes)
    for (const column of [...held.map((one) => one.column), ...Object.keys(left)])
      known.add(`${table}.${column}`);
  const all = columns.filter(({ t }) => !Object.hasOwn(LEFT_TABLES, t)).map(({ t, c }) => `${t}.${c}`);
  expect(all.filter((column) => !known.has(column))).toEqual([]);
  expect([...known].filter((column) => !all.includes(column))).toEqual([]);
  const tables = new Set(columns.map(({ t }) => t));
  expect(Object.keys(LEFT_TABLES).filter((table) => !tables.has(table) || shapes.has(table))).toEqual([]);
});

test('every collection is in a file or left out with a reason', async () => {
  const client = await MongoClient.connect(at.database.mongoUrl);
  try {
    expect(mongoMigrations.length).toBeGreaterThan(0);
    const there = (await client.db().listCollections().toArray()).map(({ name }) => name);
    const known = [...Object.keys(DOCUMENTS), ...Object.keys(LEFT_COLLECTIONS)];
    expect(there.filter((name) => !known.includes(name))).toEqual([]);
  } finally {
    await client.close();
  }
});

test('everything comes out row by row, whatever the names are', async () => {
  const { clinic, window, tray } = at;
  const doctorId = await clinic.addDoctor('Exporta');
  const ids: number[] = [];
  for (const name of HOSTILE) ids.push(await clinic.addPatient(name));
  // More than one page of 1,000 rows, and a key of two columns.
  await clinic.owner.query(
    `INSERT INTO doctor_availability (id, doctor_id, date, start_time, end_time)
     SELECT 5000 + a.n * 100 + b.n, ?, '2028-02-01' + INTERVAL (a.n + b.n) % 28 DAY, '09:00', '24:00'
       FROM grid_steps a JOIN grid_steps b WHERE a.n < 25 AND b.n < 100`,
    [doctorId],
  );
  await clinic.owner.query(
    `INSERT INTO availability_exceptions (availability_id, date)
     SELECT r.id, '2028-02-01' + INTERVAL s.n DAY FROM doctor_availability r JOIN grid_steps s ON s.n < 3
      WHERE r.id >= 5000 AND r.id < 5700`,
  );
  await clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, reason)
     VALUES (?, ?, '2028-02-07 11:15', '2028-02-07 11:30', 'cough; fever')`,
    [ids[0] ?? 0, doctorId],
  );
  const client = await MongoClient.connect(at.database.mongoUrl);
  await client.db().collection('feedback').insertOne({ rating: 5 }, { bypassDocumentValidation: true });
  await client.close();

  const { files: preview } = await window.ok('exports.preview', {});
  const files = await exported(at, false);

  const patients = rowsIn(files, 'patients.csv').filter(({ id }) => ids.includes(Number(id)));
  expect(patients.map((row) => row['first_name'])).toEqual(
    HOSTILE.map((name) => (/^[=+\-@]/.test(name) ? `'${name}` : name)),
  );
  const text = files.get('patients.csv') ?? '';
  expect(text.startsWith('\uFEFFid,clinic_no,')).toBe(true);
  expect(text.split('\n')[0]?.endsWith('\r')).toBe(true);
  const hours = rowsIn(files, 'working_hours.csv').filter((row) => Number(row['id']) >= 5_000);
  expect(hours.map((row) => Number(row['id']))).toEqual(Array.from({ length: 2_500 }, (_, n) => 5_000 + n));
  expect(hours[0]).toMatchObject({ start_time_clinic: '09:00:00', end_time_clinic: '24:00:00' });
  expect(
    new Set(rowsIn(files, 'working_hours_left_out.csv').map((row) => Object.values(row).join())).size,
  ).toBe(2_100);
  expect(rowsIn(files, 'appointments.csv')).toMatchObject([
    { start_time_clinic: '2028-02-07 11:15:00', reason: 'cough; fever' },
  ]);
  expect(files.get('feedback.jsonl')).toContain('"rating":5');
  for (const { subject, rows } of preview) {
    if (subject === 'audit') expect(files.has('audit.csv')).toBe(false);
    else if (files.has(`${subject}.csv`))
      expect([subject, rowsIn(files, `${subject}.csv`).length]).toEqual([subject, rows]);
    else
      expect([subject, (files.get(`${subject}.jsonl`) ?? '').split('\n').length - 1]).toEqual([
        subject,
        rows,
      ]);
  }
  expect([...files.keys()].sort()).toEqual(
    [
      'README.txt',
      ...EXPORT_SUBJECTS.filter((subject) => subject !== 'audit').map(
        (subject) => `${subject}.${subject in DOCUMENTS ? 'jsonl' : 'csv'}`,
      ),
    ].sort(),
  );
  const [audits] = await clinic.owner.query<RowDataPacket[]>(
    "SELECT action, actor, after_json FROM audit_log WHERE action LIKE 'exports.%' ORDER BY id",
  );
  expect(audits.map((row) => String(row['action']))).toEqual([
    'exports.start',
    'exports.finish',
    'exports.fetch',
  ]);
  expect(JSON.stringify(audits[1])).toContain('patients');
  expect((await window.ok('exports.latest', {})).export?.file).toBeNull();
  // The answer does not wait for the disk.
  await expect.poll(() => readdirSync(tray.folder)).toEqual([]);
});

test('no password, code or key is in any file', async () => {
  const { clinic } = at;
  await clinic.addSigningDoctor('Secreta', 'secreta');
  await clinic.owner.query(
    "INSERT INTO desk_settings (desk_id, name, value) SELECT id, 'calendar.folder', JSON_OBJECT('key', 'kept-secret-key') FROM desks",
  );
  const files = await exported(at, true);
  const [hashes] = await clinic.owner.query<(RowDataPacket & { hash: string })[]>(
    'SELECT DISTINCT password_hash AS hash FROM admin UNION SELECT DISTINCT password_hash FROM doctors',
  );
  expect(hashes.length).toBeGreaterThan(0);
  const [[video]] = await clinic.owner.query<(RowDataPacket & { secret: string })[]>(
    "SELECT JSON_UNQUOTE(value) AS secret FROM settings WHERE `key` = 'videoSecret'",
  );
  expect(video?.secret).toMatch(/^[0-9A-F]{64}$/u);
  for (const [name, text] of files) {
    for (const { hash } of hashes) expect([name, text.includes(hash)]).toEqual([name, false]);
    expect([name, /argon2|kept-secret-key/.test(text)]).toEqual([name, false]);
    expect([name, text.includes(video?.secret ?? '')]).toEqual([name, false]);
    const head = text.slice(0, text.indexOf('\n'));
    if (name.endsWith('.csv'))
      expect([
        name,
        /hash|cipher|secret|token(?!_no|,)|code_expires/.test(head.replace('last_token', '')),
      ]).toEqual([name, false]);
  }
  expect(rowsIn(files, 'audit.csv').length).toBeGreaterThan(0);
});
