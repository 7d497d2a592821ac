import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';

const SIGNED_OUT = { code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null };
const RENAME_REFUSED = { code: 'FORBIDDEN', permission: 'desk.rename' };

let database: FreshDatabase;
let clinic: SmallClinic;
let here: TestDesk;
let there: TestDesk;
let name: string;
let people = 0;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('another', 'superadmin');
  here = await openDesk(database);
  there = await openDesk(database);
});

beforeEach(async () => {
  people += 1;
  name = `person${String(people)}`;
  await clinic.addAdmin(name, 'staff');
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await clinic.close();
  await database.drop();
});

/** What an administrator at any desk, or a tool, does to the account while its owner works. */
async function set(change: string): Promise<void> {
  await clinic.owner.query(`UPDATE admin SET ${change} WHERE username = ?`, [name]);
}

function told(window: TestWindow): unknown[] {
  return window.events.filter(({ event }) => event === 'session').map(({ data }) => data);
}

function rename(window: TestWindow) {
  return window.raw('desks.rename', { name: 'Front desk' });
}

describe('while its owner works, on the next call', () => {
  it('a demotion refuses the change at every desk, and leaves what the new role may do', async () => {
    const windows = [await here.signedIn(name), await there.signedIn(name)];
    for (const window of windows) expect(await rename(window)).toMatchObject({ ok: true });
    await set("role = 'viewer'");
    for (const window of windows) {
      expect(await rename(window)).toEqual({ ok: false, error: RENAME_REFUSED });
      await window.ok('doctors.list', {});
      expect(await window.ok('session.current', {})).toMatchObject({ roles: ['viewer'] });
      expect(told(window)).toEqual([{ reason: 'changed' }]);
    }
  });

  it('nothing of a refused change is written, and the refusal is audited', async () => {
    const window = await here.signedIn(name);
    await set("role = 'viewer'");
    const requests = await clinic.count('client_requests');
    const refused = await clinic.count("audit_log WHERE outcome = 'refused' AND action = 'desks.rename'");
    await rename(window);
    expect(await clinic.count('client_requests')).toBe(requests);
    expect(await clinic.count("audit_log WHERE outcome = 'refused' AND action = 'desks.rename'")).toBe(
      refused + 1,
    );
  });

  it('a promotion counts at once too', async () => {
    await set("role = 'viewer'");
    const window = await here.signedIn(name);
    expect(await rename(window)).toEqual({ ok: false, error: RENAME_REFUSED });
    await set("role = 'staff'");
    expect(await rename(window)).toMatchObject({ ok: true });
  });

  it.each([
    ['a query', 'doctors.list', {}],
    ['a change', 'desks.rename', { name: 'Front desk' }],
    ['a command', 'drafts.save', { name: 'booking', body: '{}' }],
  ])('who was disabled is shown the door by %s', async (_kind, call, input) => {
    const window = await here.signedIn(name);
    await set('is_disabled = 1');
    expect(await window.raw(call, input)).toEqual({ ok: false, error: SIGNED_OUT });
    expect(told(window)).toEqual([{ reason: 'signed_out' }]);
    expect(await window.ok('session.current', {})).toBeNull();
  });

  it('a doctor who was deleted is shown the door', async () => {
    const doctorId = await clinic.addSigningDoctor('Rao', `${name}d`);
    const window = await here.signedIn(`${name}d`);
    await window.ok('doctors.list', {});
    await clinic.owner.query('UPDATE doctors SET is_deleted = 1 WHERE id = ?', [doctorId]);
    expect(await window.refused('doctors.list', {})).toEqual(SIGNED_OUT);
  });

  it('a required new password asks for it; what another password opened has to come in again', async () => {
    const window = await here.signedIn(name);
    await set('must_change_password = 1');
    expect(await window.refused('doctors.list', {})).toMatchObject({ reason: 'must_change_password' });
    await window.ok('session.changePassword', { current: PASSWORD, next: 'another good one' });
    await window.ok('doctors.list', {});
    await set("password_hash = '!'");
    expect(await window.refused('doctors.list', {})).toEqual(SIGNED_OUT);
  });

  it('a password changed at one desk ends the same person’s session at the other', async () => {
    const [one, other] = [await here.signedIn(name), await there.signedIn(name)];
    await one.ok('session.changePassword', { current: PASSWORD, next: 'another good one' });
    await one.ok('doctors.list', {});
    expect(await other.refused('doctors.list', {})).toEqual(SIGNED_OUT);
  });

  it('a grant is there, and gone, at once; only staff have any', async () => {
    const window = await here.signedIn(name);
    const adminId = (await window.ok('session.current', {}))?.adminId ?? 0;
    const start = { kind: 'no such job' };
    expect(await window.raw('jobs.start', start)).toMatchObject({ error: { code: 'FORBIDDEN' } });
    await clinic.owner.query("INSERT INTO staff_grants VALUES (?, 'job.run')", [adminId]);
    expect(await window.raw('jobs.start', start)).toMatchObject({ error: { code: 'VALIDATION' } });
    await set("role = 'viewer'");
    expect(await window.raw('jobs.start', start)).toMatchObject({ error: { code: 'FORBIDDEN' } });
    await set("role = 'staff'");
    await clinic.owner.query('DELETE FROM staff_grants WHERE admin_id = ?', [adminId]);
    expect(await window.raw('jobs.start', start)).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('a locked screen stays locked, and is ended when its owner may not stay', async () => {
    const window = await here.signedIn(name);
    await window.ok('session.lock', {});
    await set("role = 'viewer'");
    expect(await window.refused('doctors.list', {})).toMatchObject({ reason: 'screen_locked' });
    await set('is_disabled = 1');
    expect(await window.refused('doctors.list', {})).toEqual(SIGNED_OUT);
  });

  it('a sign-in elsewhere changes nothing here', async () => {
    const window = await here.signedIn(name);
    const before = await clinic.count('admin WHERE username = ? AND version = 1 AND account_epoch = 1', [
      name,
    ]);
    await there.signedIn(name);
    await window.ok('doctors.list', {});
    expect(told(window)).toEqual([]);
    expect(before).toBe(1);
    expect(await clinic.count('admin WHERE username = ? AND version = 1 AND account_epoch = 1', [name])).toBe(
      1,
    );
  });

  it('the window hears of it without a call, when the feed tells', async () => {
    const window = await there.signedIn(name);
    await set('is_disabled = 1');
    await clinic.owner.query("INSERT INTO feed (area, kind) VALUES ('people', 'update')");
    await window.seen(({ event }) => event === 'session');
    expect(told(window)).toEqual([{ reason: 'signed_out' }]);
  });
});

describe('a one-time code', () => {
  it('opens nothing after its time', async () => {
    await set('must_change_password = 1, code_expires_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND');
    expect(await here.window().refused('session.signIn', { name, password: PASSWORD })).toMatchObject({
      reason: 'code_expired',
    });
    await set('code_expires_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR');
    const window = await here.signedIn(name);
    await window.ok('session.changePassword', { current: PASSWORD, next: 'another good one' });
    expect(await clinic.count('admin WHERE username = ? AND code_expires_at IS NULL', [name])).toBe(1);
  });
});

describe('the last superadmin', () => {
  it('is kept by the database itself, also from a tool', async () => {
    await expect(
      clinic.owner.query("UPDATE admin SET is_disabled = 1 WHERE role = 'superadmin'"),
    ).rejects.toMatchObject({ errno: 1644 });
    await expect(
      clinic.owner.query("UPDATE admin SET role = 'staff' WHERE username = 'another'"),
    ).rejects.toMatchObject({ errno: 1644 });
    expect(await clinic.count("admin WHERE role = 'superadmin' AND is_disabled = 0")).toBe(1);
  });
});
