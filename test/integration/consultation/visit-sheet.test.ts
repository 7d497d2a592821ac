import type { RowDataPacket } from 'mysql2/promise';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { NOTHING_MEASURED } from '#shared/domain/vitals/measures';
import type { SmallClinic } from '#test/support/clinic';
import { type TestDesk, type TestWindow, paperTray } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Consulted, consulting, printedOn } from './support';

let clinic: SmallClinic;
let desk: TestDesk;
const tray = paperTray();

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { meena: 'staff' }, { paper: tray });
  ({ clinic, desk } = opened);
  return opened.close;
});
beforeEach(() => {
  tray.sheets.length = 0;
});

async function sheetFor(window: TestWindow, { appointmentId }: Consulted): Promise<string> {
  expect(await window.ok('printing.visitSheet', { appointmentId, to: 'printer' })).toEqual({
    outcome: 'printed',
  });
  return printedOn(tray);
}

test('the sheet says what was measured to those who enter vitals, and leaves room for it to others', async () => {
  const visit = await consulting(clinic, (name) => desk.signedIn(name));
  await visit.doctor.ok('vitals.add', {
    appointmentId: visit.appointmentId,
    values: { ...NOTHING_MEASURED, systolic: 130, diastolic: 85 },
    note: null,
  });
  const own = await sheetFor(visit.doctor, visit);
  expect(own).toContain('Blood pressure 130/85 mmHg');
  // Signs that markup could mean something by are written by their numbers.
  expect(own).toContain(`Pulse ${'&#95;'.repeat(8)}/min`);
  expect(own).toContain('class="qr"');
  const reception = await desk.signedIn('meena');
  const blank = await sheetFor(reception, visit);
  expect(blank).toContain(`Blood pressure ${'&#95;'.repeat(8)} mmHg`);
  expect(blank).not.toContain('130');
  const [rows] = await clinic.owner.query<RowDataPacket[]>(
    "SELECT outcome, patient_id FROM audit_log WHERE action = 'printing.visitSheet' AND entity_id = ?",
    [visit.appointmentId],
  );
  const viewed = { outcome: 'viewed', patient_id: visit.patientId };
  expect(rows).toEqual([viewed, viewed]);
});

test('that a doctor writes by hand is their own to say, is seen in the list of doctors, and is undone', async () => {
  const { doctor, doctorId } = await consulting(clinic, (name) => desk.signedIn(name));
  const isByHand = async () =>
    (await doctor.ok('doctors.list', {})).find(({ id }) => id === doctorId)?.onPaper;
  expect(await isByHand()).toBe(false);
  const layout = { id: doctorId, version: null, hidden: [], onPaper: true };
  await doctor.ok('consultation.savePageLayout', layout);
  expect(await isByHand()).toBe(true);
  await doctor.ok('appointments.undo', {});
  expect(await isByHand()).toBe(false);
  const other = await consulting(clinic, (name) => desk.signedIn(name));
  expect(await other.doctor.refused('consultation.savePageLayout', layout)).toMatchObject({
    code: 'FORBIDDEN',
  });
});
