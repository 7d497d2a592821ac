import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { exampleInputs } from '#test/support/examples';
import { CALLERS, type Calling, EXPECTED } from './matrix-rows';

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let inputs: Readonly<Record<string, unknown>>;
const windows = new Map<Calling, TestWindow>();

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  for (const role of ['viewer', 'staff', 'superadmin'] as const) await clinic.addAdmin(role, role);
  await clinic.addAdmin('meena', 'staff');
  await clinic.addAdmin('locked', 'superadmin');
  await clinic.addAdmin('newcomer', 'superadmin');
  await clinic.owner.query("UPDATE admin SET must_change_password = 1 WHERE username = 'newcomer'");
  const doctorId = await clinic.addSigningDoctor('Rao', 'doctor');
  const patientId = await clinic.addPatient('Kavya');
  desk = await openDesk(database, { now: Date.parse('2027-01-04T04:00:00Z') });
  const reception = await desk.signedIn('meena');
  const { appointment } = await reception.ok('appointments.book', {
    doctorId,
    patientId,
    start: '2027-01-04T10:00',
    end: '2027-01-04T10:20',
    type: null,
    reason: null,
    deskNotes: null,
  });
  inputs = exampleInputs({ doctorId, patientId, appointmentId: appointment.id, jobId: 1 });
  for (const calling of CALLERS) windows.set(calling, await windowOf(calling));
});

afterAll(async () => {
  await desk.stop();
  await clinic.close();
  await database.drop();
});

async function windowOf(calling: Calling): Promise<TestWindow> {
  if (calling === 'nobody') return desk.window();
  const window = await desk.signedIn(calling);
  if (calling === 'locked') await window.ok('session.lock', {});
  return window;
}

/** Session calls change who sits there, so each has a window of its own. */
async function windowFor(call: string, calling: Calling): Promise<TestWindow> {
  const kept = call.startsWith('session.') ? undefined : windows.get(calling);
  return kept ?? (await windowOf(calling));
}

function answerOf(result: Result<unknown>): string {
  if (result.ok) return 'yes';
  const { error } = result;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return error.reason;
    case 'FORBIDDEN':
    case 'INTERNAL':
    case 'VALIDATION':
    case 'DB_UNAVAILABLE':
    case 'TIMEOUT':
    case 'CANCELLED':
      return error.code;
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'RULE_VIOLATION':
      return 'yes';
  }
}

describe('who may call what', () => {
  it('has an expectation for every call of the contract, and for no other', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(contract).sort());
  });

  it.each(Object.keys(contract).sort())('%s', async (call) => {
    const answers: string[] = [];
    for (const calling of CALLERS) {
      const window = await windowFor(call, calling);
      answers.push(answerOf(await window.raw(call, inputs[call])));
    }
    const said = (list: readonly string[] | undefined) =>
      CALLERS.map((calling, index) => `${calling}: ${list?.[index] ?? 'nothing expected'}`);
    expect(said(answers)).toEqual(said(EXPECTED[call]));
  });

  it('every refusal for want of a permission stands in the audit', async () => {
    const viewer = windows.get('viewer');
    const forbidden = Object.keys(EXPECTED).filter((call) => EXPECTED[call]?.[1] === 'FORBIDDEN');
    for (const call of forbidden) {
      const before = await refusedOf(call);
      await viewer?.raw(call, inputs[call]);
      expect([call, await refusedOf(call)]).toEqual([call, before + 1]);
    }
  });

  it('a doctor writes in the own column only', async () => {
    const other = await clinic.addDoctor('Iyer');
    const doctor = windows.get('doctor');
    const elsewhere = Object.assign({}, inputs['appointments.book'], { doctorId: other });
    expect(await doctor?.raw('appointments.book', elsewhere)).toEqual({
      ok: false,
      error: { code: 'FORBIDDEN', permission: 'appointment.write' },
    });
  });
});

async function refusedOf(action: string): Promise<number> {
  return clinic.count("audit_log WHERE outcome = 'refused' AND action = ?", [action]);
}
