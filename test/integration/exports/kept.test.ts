import { randomUUID } from 'node:crypto';
import { access, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { DoctorId, PatientId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { untilTold } from '#test/support/told';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let window: TestWindow;
let patient: PatientId;
let folders: string;
const deskId = randomUUID();

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'superadmin');
  patient = await clinic.addPatient('Asha');
  folders = await mkdtemp(join(tmpdir(), 'kept-'));
  await start();
});
afterAll(async () => {
  await desk.stop();
  await clinic.close();
  await database.drop();
  await rm(folders, { recursive: true });
});

async function start(): Promise<void> {
  desk = await openDesk(database, { deskId });
  window = await desk.signedIn('meena');
}

async function book(doctorId: DoctorId, hour: number): Promise<void> {
  await clinic.owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time)
     SELECT ?, ?, CURRENT_DATE + INTERVAL 2 DAY + INTERVAL ? HOUR,
            CURRENT_DATE + INTERVAL 2 DAY + INTERVAL ? HOUR + INTERVAL 20 MINUTE`,
    [patient, doctorId, hour, hour],
  );
}

function wish(folder: string, doctorId: DoctorId): InputOf<'keptCalendars.start'> {
  return { folder, doctorId, daysBack: 30, daysAhead: 30, shows: 'initials', withReason: false };
}

async function keptOf(doctorId: DoctorId) {
  const { calendars } = await window.ok('keptCalendars.list', {});
  return calendars.find((one) => one.doctorId === doctorId);
}

const until = (isSo: () => Promise<boolean>) => untilTold(window, isSo);

async function eventsIn(path: string): Promise<number> {
  const text = await readFile(path, 'utf8');
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r?\n?$/);
  return text.split('BEGIN:VEVENT').length - 1;
}

async function newPlace(name: string) {
  const doctorId = await clinic.addDoctor(name);
  return { doctorId, folder: await mkdtemp(join(folders, 'one-')) };
}

test('the file follows the bookings, goes on after a restart, and holds no half and no name', async () => {
  const { doctorId, folder } = await newPlace('Follow');
  await book(doctorId, 9);
  const { fileName, trouble } = await window.ok('keptCalendars.start', wish(folder, doctorId));
  expect(trouble).toBeNull();
  const path = join(folder, fileName);
  expect(await eventsIn(path)).toBe(1);
  expect(await readFile(path, 'utf8')).not.toContain('Asha');

  await book(doctorId, 10);
  await book(doctorId, 11);
  await until(async () => (await keptOf(doctorId))?.events === 3);
  expect(await eventsIn(path)).toBe(3);

  await desk.stop();
  await book(doctorId, 12);
  expect(await eventsIn(path)).toBe(3);
  await start();
  await until(async () => (await keptOf(doctorId))?.events === 4);
  expect(await eventsIn(path)).toBe(4);
  expect(await readdir(folder)).toEqual([fileName]);
});

test('a folder that goes is told, and the file is written again when the folder is back', async () => {
  const { doctorId, folder } = await newPlace('Gone');
  const { fileName } = await window.ok('keptCalendars.start', wish(folder, doctorId));
  await rename(folder, `${folder}-away`);
  await book(doctorId, 9);
  await until(async () => (await keptOf(doctorId))?.trouble === 'folder_gone');
  // A drive that is not plugged in still has its file: it is not told that it was deleted.
  const other = await newPlace('Unplugged');
  await window.ok('keptCalendars.start', wish(other.folder, other.doctorId));
  const unplugged = await keptOf(other.doctorId);
  if (unplugged === undefined) throw new Error('the calendar is not kept');
  await rename(other.folder, `${other.folder}-away`);
  expect(await window.ok('keptCalendars.stop', { id: unplugged.id, removeFile: true })).toEqual({
    file: 'not_removed',
  });
  await rename(`${folder}-away`, folder);
  await book(doctorId, 10);
  await until(async () => (await keptOf(doctorId))?.trouble === null);
  expect(await eventsIn(join(folder, fileName))).toBe(2);
});

test('a file of somebody else is never replaced, nor deleted at the end', async () => {
  const { doctorId, folder } = await newPlace('Foreign');
  const path = join(folder, 'Dr-Foreign-Test.ics');
  await writeFile(path, 'my own');
  const refused = await window.refused('keptCalendars.start', wish(folder, doctorId));
  expect(refused).toMatchObject({ code: 'RULE_VIOLATION', rules: [{ rule: 'calendar_file_there' }] });
  expect(await readFile(path, 'utf8')).toBe('my own');
  expect(await keptOf(doctorId)).toBeUndefined();

  await rm(path);
  const { fileName } = await window.ok('keptCalendars.start', wish(folder, doctorId));
  expect(join(folder, fileName)).toBe(path);
  await writeFile(path, 'my own again');
  await book(doctorId, 9);
  await until(async () => (await keptOf(doctorId))?.trouble === 'not_ours');
  const kept = await keptOf(doctorId);
  if (kept === undefined) throw new Error('the calendar is not kept');
  expect(await window.ok('keptCalendars.stop', { id: kept.id, removeFile: true })).toEqual({
    file: 'not_removed',
  });
  expect(await readFile(path, 'utf8')).toBe('my own again');
});

test('a folder that is not there, or named from somewhere, is refused in words', async () => {
  const { doctorId, folder } = await newPlace('Nowhere');
  for (const wrong of [join(folder, 'none'), 'relative'])
    expect(await window.refused('keptCalendars.start', wish(wrong, doctorId))).toMatchObject({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'folder_not_there' }],
    });
});

test('stopping leaves the file as it was or deletes it, and the audit says which', async () => {
  const stops = () => clinic.count("audit_log WHERE action = 'keptCalendars.stop'");
  const before = await stops();
  for (const removeFile of [false, true]) {
    const { doctorId, folder } = await newPlace(removeFile ? 'Removed' : 'Stays');
    const { fileName } = await window.ok('keptCalendars.start', wish(folder, doctorId));
    const kept = await keptOf(doctorId);
    if (kept === undefined) throw new Error('the calendar is not kept');
    const { file } = await window.ok('keptCalendars.stop', { id: kept.id, removeFile });
    expect(file).toBe(removeFile ? 'removed' : 'stays');
    const isThere = await access(join(folder, fileName)).then(
      () => true,
      () => false,
    );
    expect(isThere).toBe(!removeFile);
    expect(await keptOf(doctorId)).toBeUndefined();
    expect(await window.refused('keptCalendars.writeNow', { id: kept.id })).toMatchObject({
      code: 'NOT_FOUND',
    });
  }
  expect(await stops()).toBe(before + 2);
});
