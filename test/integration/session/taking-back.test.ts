import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { SmallClinic } from '#test/support/clinic';
import type { TestDesk, TestWindow } from '#test/support/desk';
import { oneDesk } from '#test/support/one-desk';
import { MONDAY, newVisit } from '#test/support/visits';

const NOTHING = { code: 'RULE_VIOLATION', rules: [{ rule: 'nothing_to_undo' }] };

let clinic: SmallClinic;
let desk: TestDesk;
let name: string;
let adminId: number;
let people = 0;

beforeAll(async () => {
  const opened = await oneDesk(MONDAY, { keeper: 'superadmin' });
  ({ clinic, desk } = opened);
  return opened.close;
});

beforeEach(async () => {
  people += 1;
  name = `person${String(people)}`;
  adminId = await clinic.addAdmin(name, 'superadmin');
});

async function setRole(role: 'superadmin' | 'staff' | 'viewer'): Promise<void> {
  await clinic.owner.query('UPDATE admin SET role = ? WHERE username = ?', [role, name]);
}

/** As the row says: a desk knows of a change a moment later. */
async function isNamed(value: string): Promise<boolean> {
  return (await clinic.count("settings WHERE `key` = 'clinicName' AND value->>'$' = ?", [value])) === 1;
}

async function nameClinic(window: TestWindow, value: string): Promise<void> {
  const { version } = (await window.ok('settings.all', {})).marks.clinicName;
  await window.ok('settings.save', { values: { clinicName: value }, versions: { clinicName: version } });
}

async function nameSelf(window: TestWindow, displayName: string): Promise<void> {
  const { id, version } = await window.ok('people.account', {});
  await window.ok('people.renameSelf', { id, version, name: { kind: 'admin', displayName } });
}

async function ownName(window: TestWindow): Promise<unknown> {
  return (await window.ok('people.account', {})).name;
}

/** The ledger’s lines of one call by this test’s person. */
async function lines(action: string, outcome: 'done' | 'refused'): Promise<number> {
  return clinic.count('audit_log WHERE action = ? AND outcome = ? AND actor = ?', [
    action,
    outcome,
    `admin:${String(adminId)}`,
  ]);
}

it('who may only look takes back, and does again, the change of the own name', async () => {
  await setRole('viewer');
  const window = await desk.signedIn(name);
  await nameSelf(window, 'Sunita Joshi');
  expect(await window.ok('appointments.undo', {})).toMatchObject({ undone: 'people.renameSelf' });
  expect(await ownName(window)).toMatchObject({ displayName: `The ${name}` });
  await window.ok('appointments.redo', {});
  expect(await ownName(window)).toMatchObject({ displayName: 'Sunita Joshi' });
  expect(await lines('people.renameSelf', 'done')).toBe(3);
});

it('who was demoted in between is refused by the inverse call, and keeps what the new role allows', async () => {
  const window = await desk.signedIn(name);
  await nameClinic(window, 'Rao Clinic');
  await setRole('viewer');
  expect(await window.refused('appointments.undo', {})).toEqual({
    code: 'FORBIDDEN',
    permission: 'clinic.manage',
  });
  expect(await isNamed('Rao Clinic')).toBe(true);
  expect([await lines('settings.putBack', 'refused'), await lines('settings.putBack', 'done')]).toEqual([
    1, 0,
  ]);
  // A step that cannot succeed any more is gone.
  expect(await window.refused('appointments.undo', {})).toMatchObject(NOTHING);
  await nameSelf(window, 'Sunita Joshi');
  expect(await window.ok('appointments.undo', {})).toMatchObject({ undone: 'people.renameSelf' });
  expect(await ownName(window)).toMatchObject({ displayName: `The ${name}` });
});

it('the demotion counts for doing again, and for a booking, as well', async () => {
  const window = await desk.signedIn(name);
  const doctorId = await clinic.addDoctor('Rao');
  const visit = await newVisit(clinic, { doctorId, start: '2028-05-03T10:00', end: '2028-05-03T10:15' });
  const { appointment } = await window.ok('appointments.book', visit);
  await nameClinic(window, 'Iyer Clinic');
  await window.ok('appointments.undo', {});
  await setRole('staff');
  expect(await window.refused('appointments.redo', {})).toMatchObject({ permission: 'clinic.manage' });
  expect(await isNamed('Iyer Clinic')).toBe(false);
  await setRole('viewer');
  expect(await window.refused('appointments.undo', {})).toMatchObject({ permission: 'appointment.write' });
  expect(await clinic.count('appointments WHERE id = ? AND withdrawn_at IS NULL', [appointment.id])).toBe(1);
  expect(await lines('appointments.withdraw', 'refused')).toBe(1);
});

it('nobody takes back what another did, at another window or after them at the same one', async () => {
  const window = await desk.signedIn(name);
  await nameClinic(window, 'Menon Clinic');
  await clinic.addAdmin(`${name}b`, 'superadmin');
  const other = await desk.signedIn(`${name}b`);
  expect(await other.refused('appointments.undo', {})).toMatchObject(NOTHING);
  await window.signIn(`${name}b`);
  expect(await window.refused('appointments.undo', {})).toMatchObject(NOTHING);
  expect(await isNamed('Menon Clinic')).toBe(true);
});

it('a step under way does not run as whoever has signed in at the window meanwhile', async () => {
  const window = await desk.signedIn(name);
  const session = await window.ok('session.current', {});
  if (!session) throw new Error('nobody is signed in');
  const { deskId } = await window.ok('system.report', {});
  const first = { windowId: window.id, deskId, session, key: session.person };
  await clinic.addAdmin(`${name}b`, 'superadmin');
  await window.signIn(`${name}b`);
  expect(await desk.container.dispatcher.send(first, 'desks.rename', { name: 'Theirs' })).toEqual({
    ok: false,
    error: { code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null },
  });
  expect(await clinic.count("desks WHERE name = 'Theirs'")).toBe(0);
});
