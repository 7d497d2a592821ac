import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AppointmentId, PatientId } from '#shared/values/ids';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { openDesk, paperTray, type TestDesk, type TestWindow } from '#test/support/desk';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let staff: TestWindow;
let patientId: PatientId;
let appointmentId: AppointmentId;
const tray = paperTray();

const even = (margin: number) => ({ top: margin, right: margin, bottom: margin, left: margin });
const atFront = {
  printer: { kind: 'named', name: 'Front_80' },
  paper: 'roll_58',
  margins: even(3),
  headerPrePrinted: true,
} as const;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'staff');
  const doctorId = await clinic.addDoctor('Rao');
  patientId = await clinic.addPatient('सुनीता', '98765 43210');
  await clinic.owner.query(
    "UPDATE patients SET date_of_birth = '1981-01-01', birth_precision = 'year', gender = 'female'",
  );
  desk = await openDesk(database, { now: Date.parse('2027-01-04T03:10:00Z'), paper: tray });
  staff = await desk.signedIn('meena');
  const { appointment } = await staff.ok('appointments.book', {
    doctorId,
    patientId,
    start: '2027-01-04T10:15',
    end: '2027-01-04T10:30',
    type: null,
    reason: 'Chest pain',
    deskNotes: 'Owes money',
  });
  appointmentId = appointment.id;
});
beforeEach(() => {
  tray.sheets.length = 0;
  tray.trouble = null;
});
afterAll(async () => {
  await desk.stop();
  await clinic.close();
  await database.drop();
});

function printed() {
  const sheet = tray.sheets.at(-1);
  const body = /<body>([\s\S]*)<\/body>/.exec(sheet?.html ?? '')?.[1];
  if (!sheet || body === undefined) throw new Error('no sheet came out');
  return { ...sheet, body };
}

test('each paper tells what it is for and nothing of why the patient comes', async () => {
  expect(await staff.ok('printing.slip', { appointmentId, to: 'printer' })).toEqual({ outcome: 'printed' });
  expect(printed()).toMatchObject({ title: 'Slip सुनीता Test', page: { width: 80, height: null } });
  expect(printed().body).toContain('<p class="turn">10:15</p>');
  await staff.ok('printing.appointmentNote', { appointmentId, to: 'printer' });
  expect(printed()).toMatchObject({
    title: 'Your appointment सुनीता Test',
    page: { width: 148, height: 210 },
  });
  await staff.ok('printing.label', { patientId, to: 'printer' });
  expect(printed().body).toContain('<span>~46 y · F</span>');
  await staff.ok('printing.card', { patientId, to: 'file' });
  expect(printed()).toMatchObject({ to: { kind: 'file' }, page: { width: 85.6, height: 54 } });
  for (const { html } of tray.sheets) {
    expect(html).toContain('<bdi>सुनीता Test</bdi>');
    expect(html).not.toContain('Chest pain');
    expect(html).not.toContain('Owes money');
    expect(html).not.toContain('1981');
  }
  expect(tray.sheets).toHaveLength(4);
});

test('a desk keeps a printer, a paper and margins for each kind; another desk has its own', async () => {
  const before = await staff.ok('printing.paperSettings', {});
  expect(before.slip).toMatchObject({
    printer: { kind: 'default' },
    paper: 'roll_80',
    headerPrePrinted: false,
  });
  expect(before.daySheet.margins).toEqual({ top: 14, right: 12, bottom: 16, left: 12 });
  await staff.ok('printing.savePaperSettings', { kind: 'slip', settings: atFront });
  expect(await staff.ok('printing.paperSettings', {})).toEqual({ ...before, slip: atFront });
  await staff.ok('printing.slip', { appointmentId, to: 'printer' });
  expect(printed()).toMatchObject({
    to: { kind: 'printer', name: 'Front_80' },
    page: { width: 58, height: null, margins: even(3) },
  });
  expect(printed().body).not.toContain('class="clinic"');
  expect(
    await clinic.count("audit_log WHERE action = 'printing.savePaperSettings' AND outcome = 'done'"),
  ).toBe(1);

  const other = await openDesk(database, { paper: tray });
  const elsewhere = await other.signedIn('meena');
  expect((await elsewhere.ok('printing.paperSettings', {})).slip.paper).toBe('roll_80');
  await other.stop();

  const { id: deskId } = await staff.ok('desks.current', {});
  await clinic.owner.query('UPDATE desk_settings SET value = ? WHERE desk_id = ?', [
    '{"paper":"papyrus"}',
    deskId,
  ]);
  expect((await staff.ok('printing.paperSettings', {})).slip).toEqual(before.slip);
});

test('paper speaks the language that the desk has chosen for it, dates and all', async () => {
  const settings = {
    ...atFront,
    printer: { kind: 'default' },
    paper: 'a5',
    margins: even(12),
    language: 'hi',
  } as const;
  await staff.ok('printing.savePaperSettings', { kind: 'appointmentNote', settings });
  expect((await staff.ok('printing.paperSettings', {})).appointmentNote).toEqual(settings);
  await staff.ok('printing.appointmentNote', { appointmentId, to: 'printer' });
  expect(printed().html).toContain('<html lang="hi">');
  expect(printed().body).toContain('सोमवार, 4 जनवरी 2027');
  expect(printed().body).toContain('कृपया इसे साथ लाएँ।');
  await staff.ok('printing.savePaperSettings', {
    kind: 'appointmentNote',
    settings: { ...settings, language: null },
  });
  await staff.ok('printing.appointmentNote', { appointmentId, to: 'printer' });
  expect(printed().html).toContain('<html lang="en">');
  expect(printed().body).toContain('Please bring this along.');
});

test.each([
  ['a paper that cannot hold it', { ...atFront, paper: 'a4' }, 'label', 'settings.paper unknown_choice'],
  ['margins that meet', { ...atFront, margins: even(17) }, 'slip', 'settings.margins margins_too_wide'],
  ['a margin below nothing', { ...atFront, margins: even(-1) }, 'slip', 'settings.margins.top too_short'],
] as const)('%s is refused at its field', async (_what, settings, kind, issue) => {
  const error = await staff.refused('printing.savePaperSettings', { kind, settings });
  if (error.code !== 'VALIDATION') throw new Error(`it was refused otherwise: ${error.code}`);
  expect(error.issues.map(({ path, code }) => `${path} ${code}`)).toContain(issue);
});

test('a test page goes out under settings that nobody has saved', async () => {
  const settings = {
    ...atFront,
    paper: 'label_62x29',
    margins: even(2),
    printer: { kind: 'default' },
  } as const;
  await staff.ok('printing.testPage', { kind: 'label', settings, to: 'printer' });
  expect(printed()).toMatchObject({ title: 'Test: Label', page: { width: 62, height: 29 } });
  expect(printed().body).toContain('62 × 29 mm');
  expect((await staff.ok('printing.paperSettings', {})).label.paper).toBe('label_50x25');
});

test('a sheet that does not come out is said, kept with its trouble, and printed again with what is true then', async () => {
  tray.trouble = 'printer_gone';
  const failed = { outcome: 'failed', trouble: 'printer_gone', printer: null, kept: true };
  expect(await staff.ok('printing.label', { patientId, to: 'printer' })).toEqual(failed);
  expect(await staff.ok('printing.appointmentNote', { appointmentId, to: 'printer' })).toEqual(failed);
  const [note, label] = await staff.ok('printing.failed', {});
  expect(note).toMatchObject({
    kind: 'appointmentNote',
    trouble: 'printer_gone',
    title: 'Your appointment सुनीता Test',
  });
  expect(label).toMatchObject({ kind: 'label', title: 'Label सुनीता Test' });
  if (!note || !label) throw new Error('nothing was kept');

  tray.trouble = 'printer_stopped';
  expect(await staff.ok('printing.again', { id: label.id, to: 'printer' })).toEqual({
    ...failed,
    trouble: 'printer_stopped',
  });
  expect((await staff.ok('printing.failed', {})).map(({ id, trouble }) => [id, trouble])).toEqual([
    [note.id, 'printer_gone'],
    [label.id, 'printer_stopped'],
  ]);

  tray.trouble = null;
  const { version } = await staff.ok('patients.get', { id: patientId });
  await staff.ok('patients.edit', { id: patientId, version, changes: { lastName: 'Sharma' } });
  expect(await staff.ok('printing.again', { id: label.id, to: 'printer' })).toEqual({ outcome: 'printed' });
  expect(printed().title).toBe('Label सुनीता Sharma');
  await staff.ok('printing.forget', { id: note.id });
  expect(await staff.ok('printing.failed', {})).toEqual([]);
  expect(await staff.refused('printing.again', { id: label.id, to: 'printer' })).toEqual({
    code: 'NOT_FOUND',
    entity: 'paper',
  });
  expect(await staff.refused('printing.forget', { id: note.id })).toEqual({
    code: 'NOT_FOUND',
    entity: 'paper',
  });
});

test('what failed at one desk is not another desk’s, and other windows of the desk hear of it', async () => {
  const other = await openDesk(database, { paper: tray });
  const elsewhere = await other.signedIn('meena');
  tray.trouble = 'no_printer';
  await staff.ok('printing.card', { patientId, to: 'printer' });
  await staff.seen(({ event, data }) => event === 'changed' && JSON.stringify(data).includes('"desks"'));
  const [kept] = await staff.ok('printing.failed', {});
  if (!kept) throw new Error('nothing was kept');
  expect(await elsewhere.ok('printing.failed', {})).toEqual([]);
  expect(await elsewhere.refused('printing.again', { id: kept.id, to: 'printer' })).toEqual({
    code: 'NOT_FOUND',
    entity: 'paper',
  });
  await staff.ok('printing.forget', { id: kept.id });
  await other.stop();
});

test('a kind that this desk does not print is said to be off and is not kept', async () => {
  const settings = { ...atFront, printer: { kind: 'none' } } as const;
  await staff.ok('printing.savePaperSettings', { kind: 'slip', settings });
  expect(await staff.ok('printing.slip', { appointmentId, to: 'printer' })).toEqual({ outcome: 'off' });
  expect(tray.sheets).toEqual([]);
  expect(await staff.ok('printing.slip', { appointmentId, to: 'file' })).toEqual({ outcome: 'printed' });
  expect(await staff.ok('printing.failed', {})).toEqual([]);
});

test('nobody and nothing that is not there is printed', async () => {
  expect(await staff.refused('printing.slip', { appointmentId: 999_999, to: 'printer' })).toEqual({
    code: 'NOT_FOUND',
    entity: 'appointment',
  });
  expect(await staff.refused('printing.card', { patientId: 999_999, to: 'printer' })).toEqual({
    code: 'NOT_FOUND',
    entity: 'patient',
  });
  expect(await staff.ok('printing.failed', {})).toEqual([]);
});
