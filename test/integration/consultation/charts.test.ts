import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDesk, openDesk, paperTray } from '#test/support/desk';
import { type OneDesk, oneDesk } from '#test/support/one-desk';
import { MONDAY } from '#test/support/visits';
import { type Chart, READS, REASON, answered, bookedWith, wholeChart } from './chart-support';
import { consulting } from './support';

const HOUR = 3_600_000;

let one: OneDesk;
/** Shortly before and after what was opened today is closed again. */
let before: TestDesk;
let after: TestDesk;
let chart: Chart;

beforeAll(async () => {
  one = await oneDesk(MONDAY, { boss: 'superadmin' }, { paper: paperTray() });
  before = await openDesk(one.database, { now: MONDAY + 11 * HOUR });
  after = await openDesk(one.database, { now: MONDAY + 13 * HOUR });
  chart = await wholeChart(one.clinic, one.desk);
});
afterAll(async () => {
  await Promise.all([before.stop(), after.stop()]);
  await one.close();
});

const stranger = () => consulting(one.clinic, (name) => one.desk.signedIn(name));
let signedIn = 0;
/** A doctor with no visit at all, who can sign in at any desk. */
async function doctorWithout(): Promise<string> {
  signedIn += 1;
  const name = `without${String(signedIn)}`;
  await one.clinic.addSigningDoctor(`Without${String(signedIn)}`, name);
  return name;
}

it('every call that reads what is clinical has an input here', () => {
  expect(Object.keys(chart.inputs).sort()).toEqual([...READS].sort());
});

describe.each(READS)('%s', (call) => {
  const readBy = (window: Parameters<typeof answered>[0]) => answered(window, call, chart.inputs[call]);

  it('is for the doctor who has the visit, and for a superadmin', async () => {
    expect(await readBy(chart.doctor)).toBe('ok');
    expect(await readBy(await one.desk.signedIn('boss'))).toBe('ok');
  });

  it('is refused to a stranger, the attempt with its patient in the audit, and opens with a reason', async () => {
    const { doctor, doctorId } = await stranger();
    expect(await readBy(doctor)).toBe('clinical.read');
    const attempts = "audit_log WHERE outcome = 'refused' AND action = ? AND actor = ? AND patient_id = ?";
    expect(await one.clinic.count(attempts, [call, `doctor:${String(doctorId)}`, chart.patientId])).toBe(1);
    await doctor.ok('consultation.openChart', { patientId: chart.patientId, reason: REASON });
    expect(await readBy(doctor)).toBe('ok');
  });

  it('is closed again when the hours are over, by the server’s clock', async () => {
    const name = await doctorWithout();
    const opener = await one.desk.signedIn(name);
    await opener.ok('consultation.openChart', { patientId: chart.patientId, reason: REASON });
    expect(await readBy(await before.signedIn(name))).toBe('ok');
    expect(await readBy(await after.signedIn(name))).toBe('clinical.read');
  });

  it('is refused to a doctor whose only visit with the patient is cancelled, and not while it stands', async () => {
    const other = await stranger();
    const { id, version } = await bookedWith(one.clinic, other, chart.patientId);
    expect(await readBy(other.doctor)).toBe('ok');
    await other.doctor.ok('appointments.cancel', { id, version, as: 'cancelled', reason: null });
    expect(await readBy(other.doctor)).toBe('clinical.read');
  });
});
