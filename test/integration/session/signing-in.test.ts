import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';

const WRONG = { code: 'UNAUTHENTICATED', reason: 'wrong_password', retryAfter: null };
const DISABLED = { code: 'UNAUTHENTICATED', reason: 'disabled', retryAfter: null };
const SIGNED_OUT = { code: 'UNAUTHENTICATED', reason: 'signed_out', retryAfter: null };
const SCREEN_LOCKED = { code: 'UNAUTHENTICATED', reason: 'screen_locked', retryAfter: null };
const OWN_PASSWORD = { code: 'UNAUTHENTICATED', reason: 'must_change_password', retryAfter: null };

let database: FreshDatabase;
let clinic: SmallClinic;
let here: TestDesk;
let there: TestDesk;
let name: string;
let people = 0;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
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

async function storedHash(): Promise<string> {
  const [[row]] = await clinic.owner.query<({ password_hash: string } & RowDataPacket)[]>(
    'SELECT password_hash FROM admin WHERE username = ?',
    [name],
  );
  return row?.password_hash ?? '';
}

function guess(window: TestWindow, password: string) {
  return window.refused('session.signIn', { name, password });
}

describe('signing in', () => {
  it('gives the person, the roles and what they allow; the window remembers, other windows do not', async () => {
    const window = here.window();
    const session = await window.ok('session.signIn', { name, password: PASSWORD });
    expect(session).toMatchObject({
      displayName: `The ${name}`,
      roles: ['staff'],
      doctorId: null,
      locked: false,
      mustChangePassword: false,
    });
    expect(session.permissions).toContain('appointment.write');
    expect(session.permissions).not.toContain('job.run');
    expect(await window.ok('session.current', {})).toEqual(session);
    expect(await here.window().ok('session.current', {})).toBeNull();
    expect(JSON.stringify(session)).not.toContain('argon2');
  });

  it('by user name or e-mail, in any case, with blanks around it', async () => {
    const [[row]] = await clinic.owner.query<({ id: number; email: string } & RowDataPacket)[]>(
      'SELECT id, email FROM admin WHERE username = ?',
      [name],
    );
    await clinic.owner.query('INSERT INTO sign_in_names (name, admin_id) VALUES (?, ?)', [
      row?.email,
      row?.id,
    ]);
    for (const typed of [name, name.toUpperCase(), ` ${name} `, row?.email ?? '']) {
      const session = await here.window().ok('session.signIn', { name: typed, password: PASSWORD });
      expect(session.person).toBe(`admin:${String(row?.id)}`);
    }
  });

  it('accents tell two names apart', async () => {
    expect(await here.window().refused('session.signIn', { name: `${name}é`, password: PASSWORD })).toEqual(
      WRONG,
    );
  });

  it('an unknown name and a wrong password are the same answer', async () => {
    const unknown = await here
      .window()
      .refused('session.signIn', { name: 'nobody at all', password: PASSWORD });
    expect(unknown).toEqual(WRONG);
    expect(await guess(here.window(), 'wrong')).toEqual(WRONG);
    expect(await guess(here.window(), PASSWORD.toUpperCase())).toEqual(WRONG);
    expect(await guess(here.window(), `${PASSWORD} `)).toEqual(WRONG);
  });

  it('a password that nobody has (`!`) opens nothing', async () => {
    await clinic.owner.query("UPDATE admin SET password_hash = '!' WHERE username = ?", [name]);
    expect(await guess(here.window(), '!')).toEqual(WRONG);
    expect(await guess(here.window(), '')).toEqual(WRONG);
  });

  it('a wrong password leaves who sat there before', async () => {
    const window = await here.signedIn(name);
    await guess(window, 'wrong');
    expect(await window.ok('session.current', {})).toMatchObject({ displayName: `The ${name}` });
  });

  it('both outcomes are audited, with the desk and without the password', async () => {
    await guess(here.window(), 'wrong guess');
    await here.signedIn(name);
    const [rows] = await clinic.owner.query(
      `SELECT a.outcome, a.desk_id, a.before_json, a.after_json FROM audit_log a JOIN admin p ON a.actor = CONCAT('admin:', p.id)
        WHERE a.action = 'session.signIn' AND p.username = ? ORDER BY a.id`,
      [name],
    );
    expect(rows).toMatchObject([
      { outcome: 'refused', before_json: null, after_json: null },
      { outcome: 'done', before_json: null, after_json: null },
    ]);
  });
});

describe('passwords', () => {
  it('a changed password is stored as argon2id with OWASP’s cost, and a new salt each time', async () => {
    const window = await here.signedIn(name);
    await window.ok('session.changePassword', { current: PASSWORD, next: 'another good one' });
    const first = await storedHash();
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    await window.ok('session.changePassword', { current: 'another good one', next: PASSWORD });
    await window.ok('session.changePassword', { current: PASSWORD, next: 'another good one' });
    expect(await storedHash()).not.toBe(first);
    expect(await guess(there.window(), PASSWORD)).toEqual(WRONG);
    await there.window().ok('session.signIn', { name, password: 'another good one' });
  });

  it('the old one is asked for, the new one has a length and is another', async () => {
    const window = await here.signedIn(name);
    const change = (current: string, next: string) =>
      window.refused('session.changePassword', { current, next });
    expect(await change('wrong', 'another good one')).toEqual(WRONG);
    expect(await change(PASSWORD, 'short')).toEqual({
      code: 'RULE_VIOLATION',
      rules: [{ rule: 'password_too_short', params: { min: 8 } }],
      overridable: false,
    });
    expect(await change(PASSWORD, PASSWORD)).toMatchObject({ rules: [{ rule: 'same_password' }] });
    expect(await change(PASSWORD, 'x'.repeat(201))).toMatchObject({
      code: 'VALIDATION',
      issues: [{ path: 'next', code: 'too_long' }],
    });
  });

  it('a password given by somebody else must be changed before anything else', async () => {
    await clinic.owner.query('UPDATE admin SET must_change_password = 1 WHERE username = ?', [name]);
    const window = here.window();
    const session = await window.ok('session.signIn', { name, password: PASSWORD });
    expect(session.mustChangePassword).toBe(true);
    expect(await window.refused('doctors.list', {})).toEqual(OWN_PASSWORD);
    const changed = await window.ok('session.changePassword', { current: PASSWORD, next: 'one of my own' });
    expect(changed.mustChangePassword).toBe(false);
    await window.ok('doctors.list', {});
    const again = await there.window().ok('session.signIn', { name, password: 'one of my own' });
    expect(again.mustChangePassword).toBe(false);
  });
});

describe('leaving', () => {
  it('signing out ends this window’s session and no other', async () => {
    const [one, other] = [await here.signedIn(name), await here.signedIn(name)];
    await one.ok('session.signOut', {});
    expect(await one.refused('doctors.list', {})).toEqual(SIGNED_OUT);
    await other.ok('doctors.list', {});
    await one.ok('session.signOut', {});
  });

  it('another person takes over at the same window by signing in', async () => {
    const window = await here.signedIn(name);
    await clinic.addAdmin(`${name}b`, 'viewer');
    await window.ok('session.signIn', { name: `${name}b`, password: PASSWORD });
    expect(await window.ok('session.current', {})).toMatchObject({ roles: ['viewer'] });
    expect(await window.refused('desks.rename', { name: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the idle lock', () => {
  it('refuses every call until the same person’s password', async () => {
    const window = await here.signedIn(name);
    expect(await window.ok('session.lock', {})).toMatchObject({ locked: true });
    expect(await window.refused('doctors.list', {})).toEqual(SCREEN_LOCKED);
    expect(await window.refused('appointments.day', { date: '2027-01-04', doctorIds: null })).toEqual(
      SCREEN_LOCKED,
    );
    const change = { current: PASSWORD, next: 'another good one' };
    expect(await window.refused('session.changePassword', change)).toEqual(SCREEN_LOCKED);
    expect(await window.refused('session.unlock', { password: 'wrong' })).toEqual(WRONG);
    expect(await window.refused('doctors.list', {})).toEqual(SCREEN_LOCKED);
    expect(await window.ok('session.unlock', { password: PASSWORD })).toMatchObject({ locked: false });
    await window.ok('doctors.list', {});
  });

  it('locks one window, not the person’s others', async () => {
    const [one, other] = [await here.signedIn(name), await here.signedIn(name)];
    await one.ok('session.lock', {});
    await other.ok('doctors.list', {});
  });

  it('cannot be unlocked by somebody who has been disabled meanwhile', async () => {
    const window = await here.signedIn(name);
    await window.ok('session.lock', {});
    await clinic.owner.query('UPDATE admin SET is_disabled = 1 WHERE username = ?', [name]);
    expect(await window.refused('session.unlock', { password: PASSWORD })).toEqual(DISABLED);
  });
});

describe('one person, two roles', () => {
  async function joined(role: 'staff' | 'viewer') {
    const adminId = await clinic.addAdmin(`${name}admin`, role);
    const doctorId = await clinic.addSigningDoctor('Rao', `${name}doctor`);
    await clinic.owner.query("UPDATE doctors SET admin_id = ?, password_hash = '!' WHERE id = ?", [
      adminId,
      doctorId,
    ]);
    return { adminId, doctorId };
  }

  it('either name signs in the same person, with the admin row’s password and the union of what both may', async () => {
    const { adminId, doctorId } = await joined('viewer');
    const sessions = [];
    for (const typed of [`${name}admin`, `${name}doctor`]) {
      sessions.push(await here.window().ok('session.signIn', { name: typed, password: PASSWORD }));
    }
    expect(sessions[0]).toEqual(sessions[1]);
    expect(sessions[0]).toMatchObject({ person: `admin:${String(adminId)}`, adminId, doctorId });
    expect([...(sessions[0]?.roles ?? [])].sort()).toEqual(['doctor', 'viewer']);
    expect(sessions[0]?.permissions).toContain('appointment.write');
    expect(sessions[0]?.permissions).not.toContain('patient.write');
  });

  it('wrong guesses under both names count as one person’s', async () => {
    await joined('staff');
    const names = [`${name}admin`, `${name}doctor`];
    for (let tried = 0; tried < 5; tried += 1) {
      await here.window().refused('session.signIn', { name: names[tried % 2] ?? '', password: 'wrong' });
    }
    for (const typed of names) {
      const answer = await there.window().refused('session.signIn', { name: typed, password: PASSWORD });
      expect(answer).toMatchObject({ reason: 'locked_out' });
    }
  });

  it('who lost one role keeps the other; who lost both is disabled', async () => {
    const { adminId, doctorId } = await joined('staff');
    await clinic.owner.query('UPDATE admin SET is_disabled = 1 WHERE id = ?', [adminId]);
    const left = await here.window().ok('session.signIn', { name: `${name}admin`, password: PASSWORD });
    expect(left.roles).toEqual(['doctor']);
    await clinic.owner.query('UPDATE doctors SET is_deleted = 1 WHERE id = ?', [doctorId]);
    const none = await here.window().refused('session.signIn', { name: `${name}doctor`, password: PASSWORD });
    expect(none).toEqual(DISABLED);
  });

  it('a disabled account says so only to who knows its password', async () => {
    await clinic.owner.query('UPDATE admin SET is_disabled = 1 WHERE username = ?', [name]);
    expect(await guess(here.window(), 'wrong')).toEqual(WRONG);
    expect(await guess(here.window(), PASSWORD)).toEqual(DISABLED);
  });
});
