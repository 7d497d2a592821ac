import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract';
import type { Result } from '#shared/errors/app-error';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';
import { exampleInputs } from '#test/support/examples';

const NO_SUCH_CALL = { ok: false, error: { code: 'NOT_FOUND', entity: 'call' } };
const NOT_A_WINDOW = { ok: false, error: { code: 'FORBIDDEN', permission: 'window' } };
const NAMES = Object.keys(contract).sort();
const TEN_MEGABYTES = 10 * 1024 * 1024;

let database: FreshDatabase;
let clinic: SmallClinic;
let desk: TestDesk;
let admin: TestWindow;
let inputs: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('meena', 'superadmin');
  const [doctorId, patientId] = [await clinic.addDoctor('Rao'), await clinic.addPatient('Kavya')];
  inputs = exampleInputs({ doctorId, patientId, appointmentId: 1, jobId: 1 });
  desk = await openDesk(database);
  admin = await desk.signedIn('meena');
});

afterAll(async () => {
  await desk.stop();
  await clinic.close();
  await database.drop();
});

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

function issuesOf(result: Result<unknown>): unknown {
  return !result.ok && result.error.code === 'VALIDATION' ? result.error.issues : result;
}

/** What each call says to the same nonsense. */
async function answersTo(input: unknown): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const name of NAMES) answers[name] = codeOf(await admin.raw(name, input));
  return answers;
}

const ALL_REFUSED = Object.fromEntries(NAMES.map((name) => [name, 'VALIDATION']));

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

describe('names', () => {
  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
    'appointments',
    'appointments.',
    'appointments.book ',
    'Appointments.book',
    'appointments.book\u0000',
    'appointments.__proto__',
    '',
    '$undo',
    'x'.repeat(TEN_MEGABYTES),
  ])('%.40s is no call', async (name) => {
    expect(await admin.raw(name, {})).toEqual(NO_SUCH_CALL);
  });

  it.each([
    null,
    undefined,
    0,
    1,
    true,
    {},
    [],
    ['appointments.book'],
    { toString: () => 'session.current' },
  ])('%j is no call', async (name) => {
    expect(await admin.raw(name, {})).toEqual(NO_SUCH_CALL);
  });
});

describe('windows', () => {
  it.each(['', 'nobody', '__proto__', 'constructor', '00000000-0000-4000-8000-000000000000'])(
    'window %j is not one of ours',
    async (window) => {
      const call = desk.container.dispatcher.call(window, 'session.current', {}, crypto.randomUUID());
      expect(await call).toEqual(NOT_A_WINDOW);
    },
  );

  it('a window that is gone is answered no more', async () => {
    const window = await desk.signedIn('meena');
    desk.container.dispatcher.detach(window.id);
    expect(await window.raw('doctors.list', {})).toEqual(NOT_A_WINDOW);
  });

  it('a window that comes again under its old name is signed out', async () => {
    const { dispatcher } = desk.container;
    const window = await desk.signedIn('meena');
    dispatcher.detach(window.id);
    dispatcher.attach({ id: window.id, send: () => undefined });
    expect(await window.raw('doctors.list', {})).toEqual({
      ok: false,
      error: { code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null },
    });
  });
});

describe('request ids', () => {
  it.each([
    null,
    0,
    {},
    [],
    '',
    'a',
    '__proto__',
    'A2F3C1DE-0000-4000-8000-00000000BEEF',
    'a2f3c1de-0000-4000-8000-00000000beef\n',
    "a2f3c1de-0000-4000-8000-00000000be'f",
    'x'.repeat(TEN_MEGABYTES),
  ])('%.60j is refused', async (id) => {
    expect(await admin.raw('settings.get', {}, id)).toEqual({
      ok: false,
      error: { code: 'VALIDATION', issues: [{ path: 'requestId', code: 'not_an_id', params: {} }] },
    });
  });
});

describe('inputs of every call', () => {
  it.each([
    ['null', null],
    ['nothing', undefined],
    ['a number', 7],
    ['not a number', NaN],
    ['a text', 'text'],
    ['true', true],
    ['an array for the object', [{}]],
    ['an empty array', []],
    ['a BigInt', 1n],
    ['a BigInt inside', { id: 1n }],
    ['a symbol', Symbol('x')],
    ['a function', () => 1],
    ['a text of ten megabytes', 'x'.repeat(TEN_MEGABYTES)],
    ['ten megabytes inside', { text: 'x'.repeat(TEN_MEGABYTES) }],
    [
      'a hundred thousand keys',
      Object.fromEntries(Array.from({ length: 100_000 }, (_, key) => [`k${String(key)}`, 1])),
    ],
    ['a hundred thousand levels', nested(100_000)],
    ['a hundred thousand levels under a real key', { id: nested(100_000) }],
  ])(
    '%s',
    async (_what, input) => {
      expect(await answersTo(input)).toEqual(ALL_REFUSED);
      // Every call in turn, each with megabytes to look through.
    },
    60_000,
  );

  it('cycles', async () => {
    const cyclic: Record<string, unknown> = { id: 1 };
    cyclic['self'] = cyclic;
    expect(await answersTo(cyclic)).toEqual(ALL_REFUSED);
  });

  it('a key too many, whatever its name, is named and refused', async () => {
    for (const key of ['extra', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'role', 'person']) {
      const answers: Record<string, unknown> = {};
      for (const name of NAMES) {
        // JSON.parse makes `__proto__` an own key, as a hostile page's message would.
        const input: unknown = JSON.parse(
          JSON.stringify(inputs[name])
            .replace(/^\{/, `{${JSON.stringify(key)}:{"isAdmin":true},`)
            .replace(',}', '}'),
        );
        answers[name] = issuesOf(await admin.raw(name, input));
      }
      const refusal = [{ path: '', code: 'unknown_field', params: {} }];
      expect(answers).toEqual(Object.fromEntries(NAMES.map((name) => [name, refusal])));
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });
});

describe('before sign-in', () => {
  it('no input, right or wrong, is looked at for calls that need a person', async () => {
    const nobody = desk.window();
    const refusal = {
      ok: false,
      error: { code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null },
    };
    for (const name of ['appointments.book', 'patients.search', 'desks.current', 'jobs.start']) {
      expect(await nobody.raw(name, inputs[name])).toEqual(refusal);
      expect(await nobody.raw(name, 'x'.repeat(TEN_MEGABYTES))).toEqual(refusal);
    }
  });
});

describe('$cancel', () => {
  it('takes any input without a word', async () => {
    const hostile = [
      null,
      undefined,
      7,
      'text',
      [],
      {},
      { requestId: null },
      { requestId: { toString: 1 } },
      { requestId: 'a2f3c1de-0000-4000-8000-00000000beef' },
      { requestId: 'x'.repeat(TEN_MEGABYTES) },
      nested(100_000),
    ];
    for (const input of hostile) {
      expect(await admin.raw('$cancel', input, 'not even an id')).toEqual({ ok: true, value: null });
    }
  });

  it('ends a running call of the same window, and only of that one', async () => {
    // The patient is locked from outside, so that the booking waits.
    await clinic.owner.query('START TRANSACTION');
    await clinic.owner.query('SELECT id FROM patients FOR UPDATE');
    const id = crypto.randomUUID();
    const booking = admin.raw('appointments.book', inputs['appointments.book'], id);
    const other = await desk.signedIn('meena');
    await other.raw('$cancel', { requestId: id });
    const first = await Promise.race([booking, other.ok('doctors.list', {})]);
    expect(first).toHaveLength(1);
    await admin.raw('$cancel', { requestId: id });
    expect(await booking).toEqual({ ok: false, error: { code: 'CANCELLED' } });
    await clinic.owner.query('COMMIT');
    expect(await clinic.count('appointments')).toBe(0);
    expect(await clinic.count('client_requests WHERE id = ?', [id])).toBe(0);
  });
});
