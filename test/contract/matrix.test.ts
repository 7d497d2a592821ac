import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { exampleInputs } from '#test/support/examples';

/** Who sits at the window. */
const CALLERS = ['nobody', 'viewer', 'staff', 'doctor', 'superadmin', 'locked', 'newcomer'] as const;
type Calling = (typeof CALLERS)[number];

/** `yes` lets the call through to its own rules; the others are refusals by name. */
type Answer = 'yes' | 'FORBIDDEN' | 'signed_out' | 'screen_locked' | 'must_change_password';

const yes = 'yes';
const no = 'FORBIDDEN';
const out = 'signed_out';
const lock = 'screen_locked';
const own = 'must_change_password';

/**
 * Every call × everyone who may sit at a window, typed by hand from the sentences and never taken
 * from contract or permissions. The locked screen is a superadmin's, the newcomer a superadmin whose
 * password was given by somebody else.
 */
// prettier-ignore
const EXPECTED: Readonly<Record<string, readonly [Answer, Answer, Answer, Answer, Answer, Answer, Answer]>> = {
  //                          nobody  viewer  staff  doctor  super  locked  newcomer
  'session.current':         [yes,    yes,    yes,   yes,    yes,   yes,    yes],
  'session.sampleAccounts':  [yes,    yes,    yes,   yes,    yes,   yes,    yes],
  'session.signIn':          [yes,    yes,    yes,   yes,    yes,   yes,    yes],
  'session.signOut':         [yes,    yes,    yes,   yes,    yes,   yes,    yes],
  'session.lock':            [out,    yes,    yes,   yes,    yes,   lock,   own],
  'session.unlock':          [out,    yes,    yes,   yes,    yes,   yes,    yes],
  'session.changePassword':  [out,    yes,    yes,   yes,    yes,   lock,   yes],
  'settings.get':            [yes,    yes,    yes,   yes,    yes,   yes,    yes],
  'health.get':              [yes,    yes,    yes,   yes,    yes,   yes,    yes],
  'desks.current':           [out,    yes,    yes,   yes,    yes,   lock,   own],
  'desks.rename':            [out,    no,     yes,   no,     yes,   lock,   own],
  'presence.touch':          [out,    yes,    yes,   yes,    yes,   lock,   own],
  'presence.leave':          [out,    yes,    yes,   yes,    yes,   lock,   own],
  'presence.list':           [out,    yes,    yes,   yes,    yes,   lock,   own],
  'drafts.save':             [out,    yes,    yes,   yes,    yes,   lock,   own],
  'drafts.get':              [out,    yes,    yes,   yes,    yes,   lock,   own],
  'drafts.discard':          [out,    yes,    yes,   yes,    yes,   lock,   own],
  'doctors.list':            [out,    yes,    yes,   yes,    yes,   lock,   own],
  'patients.search':         [out,    yes,    yes,   yes,    yes,   lock,   own],
  'patients.get':            [out,    yes,    yes,   yes,    yes,   lock,   own],
  'patients.byNumber':       [out,    yes,    yes,   yes,    yes,   lock,   own],
  'patients.family':         [out,    yes,    yes,   yes,    yes,   lock,   own],
  'patients.visits':         [out,    yes,    yes,   yes,    yes,   lock,   own],
  'patients.glance':         [out,    yes,    yes,   yes,    yes,   lock,   own],
  'patients.likely':         [out,    no,     yes,   no,     yes,   lock,   own],
  'patients.register':       [out,    no,     yes,   no,     yes,   lock,   own],
  'patients.edit':           [out,    no,     yes,   no,     yes,   lock,   own],
  'patients.remove':         [out,    no,     yes,   no,     yes,   lock,   own],
  'patients.bringBack':      [out,    no,     yes,   no,     yes,   lock,   own],
  'patients.merge':          [out,    no,     yes,   no,     yes,   lock,   own],
  'patients.unmerge':        [out,    no,     yes,   no,     yes,   lock,   own],
  'appointments.day':        [out,    yes,    yes,   yes,    yes,   lock,   own],
  'appointments.week':       [out,    yes,    yes,   yes,    yes,   lock,   own],
  'appointments.month':      [out,    yes,    yes,   yes,    yes,   lock,   own],
  'appointments.get':        [out,    yes,    yes,   yes,    yes,   lock,   own],
  'appointments.videoLink':  [out,    yes,    yes,   yes,    yes,   lock,   own],
  'appointments.book':       [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.reschedule': [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.toMove':     [out,    yes,    yes,   yes,    yes,   lock,   own],
  'appointments.park':       [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.unpark':     [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.edit':       [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.status':     [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.cancel':     [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.setState':   [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.withdraw':   [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.reinstate':  [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.undo':       [out,    no,     yes,   yes,    yes,   lock,   own],
  'appointments.redo':       [out,    no,     yes,   yes,    yes,   lock,   own],
  'queue.walkIn':            [out,    no,     yes,   no,     yes,   lock,   own],
  'queue.withdraw':          [out,    no,     yes,   yes,    yes,   lock,   own],
  'queue.reinstate':         [out,    no,     yes,   yes,    yes,   lock,   own],
  'queue.mark':              [out,    no,     yes,   yes,    yes,   lock,   own],
  'queue.setSeesBy':         [out,    no,     no,    no,     yes,   lock,   own],
  'late.preview':           [out,    yes,    yes,   yes,    yes,   lock,   own],
  'late.shift':             [out,    no,     yes,   yes,    yes,   lock,   own],
  'late.endSession':        [out,    no,     yes,   yes,    yes,   lock,   own],
  'late.takeBack':          [out,    no,     yes,   yes,    yes,   lock,   own],
  'late.again':             [out,    no,     yes,   yes,    yes,   lock,   own],
  'late.day':               [out,    yes,    yes,   yes,    yes,   lock,   own],
  'late.calls':             [out,    yes,    yes,   yes,    yes,   lock,   own],
  'messages.compose':       [out,    yes,    yes,   yes,    yes,   lock,   own],
  'messages.note':          [out,    no,     yes,   yes,    yes,   lock,   own],
  'messages.setNoted':      [out,    no,     yes,   yes,    yes,   lock,   own],
  'messages.told':          [out,    yes,    yes,   yes,    yes,   lock,   own],
  'messages.day':           [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.daySheet':       [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.slip':           [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.label':          [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.card':           [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.appointmentNote':[out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.testPage':       [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.printers':       [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.paperSettings':  [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.savePaperSettings': [out, no,     yes,   yes,    yes,   lock,   own],
  'printing.failed':         [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.again':          [out,    yes,    yes,   yes,    yes,   lock,   own],
  'printing.forget':         [out,    yes,    yes,   yes,    yes,   lock,   own],
  'jobs.start':              [out,    no,     no,    no,     yes,   lock,   own],
  'jobs.cancel':             [out,    no,     no,    no,     yes,   lock,   own],
  'jobs.list':               [out,    yes,    yes,   yes,    yes,   lock,   own],
};

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
