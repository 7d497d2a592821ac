import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonDto } from '#shared/contract/people';
import { PASSWORD, type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, type TestWindow, openDesk } from '#test/support/desk';

let database: FreshDatabase;
let clinic: SmallClinic;
let here: TestDesk;
let there: TestDesk;
let admin: TestWindow;
let people = 0;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  await clinic.addAdmin('asha', 'superadmin');
  here = await openDesk(database);
  there = await openDesk(database);
  admin = await here.signedIn('asha');
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await clinic.close();
  await database.drop();
});

async function newcomer(role: 'superadmin' | 'staff' | 'viewer' = 'staff'): Promise<PersonDto> {
  people += 1;
  const name = `sunita${String(people)}`;
  await clinic.addAdmin(name, role);
  return personNamed(name);
}

async function personNamed(username: string): Promise<PersonDto> {
  const found = (await admin.ok('people.list', {})).find((person) => person.username === username);
  if (!found) throw new Error(`${username} is not listed`);
  return found;
}

function at(person: PersonDto) {
  return { id: person.adminId ?? 0, version: person.version };
}

function fieldsOf(person: PersonDto) {
  const { displayName, username, email, role, disabled } = person;
  return {
    displayName: displayName ?? '',
    username: username ?? '',
    email,
    role: role ?? 'viewer',
    disabled,
  };
}

async function lastAudit(action: string) {
  const [rows] = await clinic.owner.query(
    'SELECT entity, entity_id, before_json, after_json FROM audit_log WHERE action = ? ORDER BY id DESC LIMIT 1',
    [action],
  );
  return JSON.stringify(rows);
}

describe('an invitation', () => {
  it('makes an account that the code opens once, for a password of one’s own', async () => {
    const { person, code, expiresAt } = await admin.ok('people.invite', {
      fields: {
        displayName: 'Sunita Rao',
        username: 'sunita',
        email: 'sunita@clinic.test',
        role: 'staff',
      },
    });
    expect(person).toMatchObject({ role: 'staff', mustChangePassword: true, lastSignInAt: null });
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71);
    expect(hours).toBeLessThanOrEqual(72);
    const window = there.window();
    await window.ok('session.signIn', { name: 'SUNITA@clinic.test', password: code });
    expect(await window.refused('doctors.list', {})).toMatchObject({ reason: 'must_change_password' });
    await window.ok('session.changePassword', { current: code, next: 'another good one' });
    await window.ok('doctors.list', {});
    expect(await there.window().refused('session.signIn', { name: 'sunita', password: code })).toMatchObject({
      reason: 'wrong_password',
    });
    const after = await personNamed('sunita');
    expect(after).toMatchObject({ mustChangePassword: false, codeExpiresAt: null });
    expect(after.lastSignInAt).not.toBeNull();
  });

  it('leaves the code nowhere: not in the audit, not among the stored answers', async () => {
    const { code } = await admin.ok('people.invite', {
      fields: {
        displayName: 'Kavya',
        username: 'kavya',
        email: null,
        role: 'viewer',
      },
    });
    expect(await clinic.count("audit_log WHERE after_json LIKE CONCAT('%', ?, '%')", [code])).toBe(0);
    expect(await clinic.count("client_requests WHERE answer LIKE CONCAT('%', ?, '%')", [code])).toBe(0);
    expect(await lastAudit('people.invite')).toContain('kavya');
    expect(await personNamed('kavya')).toMatchObject({ email: null });
  });

  it('refuses, at its field, a name or an address that somebody signs in with', async () => {
    const doctorId = await clinic.addSigningDoctor('Nair', 'nair@clinic.test');
    expect(doctorId).toBeGreaterThan(0);
    const invitation = {
      displayName: 'Nair',
      username: 'nair',
      email: 'Nair@clinic.test',
      role: 'staff',
    } as const;
    const rows = await clinic.count('admin');
    expect(await admin.refused('people.invite', { fields: invitation })).toMatchObject({
      code: 'VALIDATION',
      issues: [{ code: 'taken' }],
    });
    expect(
      await admin.refused('people.invite', { fields: { ...invitation, username: 'ASHA', email: null } }),
    ).toMatchObject({
      issues: [{ path: 'fields.username', code: 'taken' }],
    });
    expect(await clinic.count('admin')).toBe(rows);
  });
});

describe('a change of a person', () => {
  it('of the role counts at that person’s next call, is audited, and is undone', async () => {
    const person = await newcomer();
    const window = await there.signedIn(person.username ?? '');
    await window.ok('desks.rename', { name: 'Front desk' });
    const changed = await admin.ok('people.edit', {
      ...at(person),
      fields: { ...fieldsOf(person), role: 'viewer' },
    });
    expect(changed.person.role).toBe('viewer');
    expect(await window.refused('desks.rename', { name: 'Back desk' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await lastAudit('people.edit')).toContain('viewer');
    await admin.ok('appointments.undo', {});
    await window.ok('desks.rename', { name: 'Back desk' });
    await admin.ok('appointments.redo', {});
    expect(await window.refused('desks.rename', { name: 'Front desk' })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('made from an older version is refused with what stands now', async () => {
    const person = await newcomer();
    await admin.ok('people.edit', {
      ...at(person),
      fields: { ...fieldsOf(person), displayName: 'Sunita Iyer' },
    });
    const late = await admin.refused('people.edit', { ...at(person), fields: fieldsOf(person) });
    expect(late).toMatchObject({
      code: 'CONFLICT',
      conflict: {
        kind: 'stale',
        entity: 'person',
        current: { displayName: 'Sunita Iyer' },
        changedBy: 'The asha',
      },
    });
  });

  it('who is disabled cannot come in; who is enabled again can', async () => {
    const person = await newcomer();
    const name = person.username ?? '';
    const { person: off } = await admin.ok('people.edit', {
      ...at(person),
      fields: { ...fieldsOf(person), disabled: true },
    });
    expect(await there.window().refused('session.signIn', { name, password: PASSWORD })).toMatchObject({
      reason: 'disabled',
    });
    await admin.ok('people.edit', { ...at(off), fields: { ...fieldsOf(off), disabled: false } });
    await there.signedIn(name);
  });

  it('the windows of other administrators ask for the list again', async () => {
    const person = await newcomer();
    const other = await newcomer('superadmin');
    const window = await there.signedIn(other.username ?? '');
    await admin.ok('people.edit', { ...at(person), fields: { ...fieldsOf(person), displayName: 'Told' } });
    await window.seen(
      ({ event, data }) => event === 'changed' && Reflect.get(Object(data), 'area') === 'people',
    );
  });
});

describe('a new code', () => {
  it('ends the old password and what it opened', async () => {
    const person = await newcomer();
    const name = person.username ?? '';
    const window = await there.signedIn(name);
    const { code } = await admin.ok('people.newCode', { account: person.person });
    expect(await window.refused('doctors.list', {})).toMatchObject({ reason: 'signed_out' });
    expect(await there.window().refused('session.signIn', { name, password: PASSWORD })).toMatchObject({
      reason: 'wrong_password',
    });
    const again = await there.window().ok('session.signIn', { name, password: code });
    expect(again.mustChangePassword).toBe(true);
  });

  it('is given to a doctor who has an address to sign in with, and to no other', async () => {
    const signing = await clinic.addSigningDoctor('Rao', 'rao@clinic.test');
    const { code } = await admin.ok('people.newCode', {
      account: `doctor:${String(signing)}` as PersonDto['person'],
    });
    await there.window().ok('session.signIn', { name: 'rao@clinic.test', password: code });
    const nameless = await clinic.addDoctor('Iyer');
    const refused = await admin.refused('people.newCode', {
      account: `doctor:${String(nameless)}` as PersonDto['person'],
    });
    expect(refused).toMatchObject({ rules: [{ rule: 'no_sign_in_name' }] });
  });
});

describe('wrong passwords', () => {
  it('are seen with the time until which they lock, and forgotten', async () => {
    const person = await newcomer();
    const name = person.username ?? '';
    for (let tried = 0; tried < 5; tried += 1) {
      await there.window().refused('session.signIn', { name, password: 'wrong' });
    }
    const locked = await personNamed(name);
    expect(locked.failures).toBe(5);
    expect(locked.lockedUntil).not.toBeNull();
    const { person: free } = await admin.ok('people.unlock', { account: person.person });
    expect(free).toMatchObject({ failures: 0, lockedUntil: null });
    await there.signedIn(name);
  });
});

describe('one person, two roles', () => {
  it('are joined, work at once, and are taken apart by undo', async () => {
    const person = await newcomer('viewer');
    const doctorId = await clinic.addDoctor('Das');
    const window = await there.signedIn(person.username ?? '');
    expect(await window.ok('session.current', {})).toMatchObject({ doctorId: null });
    await admin.ok('people.link', { id: doctorId, version: 1, adminId: person.adminId });
    await window.ok('doctors.list', {});
    expect(await window.ok('session.current', {})).toMatchObject({ doctorId, roles: ['viewer', 'doctor'] });
    expect(await personNamed(person.username ?? '')).toMatchObject({ doctorId, name: 'Dr Das Test' });
    const other = await clinic.addDoctor('Sen');
    const twice = await admin.refused('people.link', { id: other, version: 1, adminId: person.adminId });
    expect(twice).toMatchObject({ rules: [{ rule: 'already_linked' }] });
    await admin.ok('appointments.undo', {});
    await window.ok('doctors.list', {});
    expect(await window.ok('session.current', {})).toMatchObject({ doctorId: null, roles: ['viewer'] });
  });
});

describe('grants', () => {
  it('come from the closed list, count at once, are audited and undone', async () => {
    const person = await newcomer();
    const window = await there.signedIn(person.username ?? '');
    expect(await window.refused('jobs.start', { kind: 'reindex' })).toMatchObject({ code: 'FORBIDDEN' });
    const { person: granted } = await admin.ok('people.setGrants', { ...at(person), grants: ['job.run'] });
    expect(granted.grants).toEqual(['job.run']);
    await window.ok('jobs.start', { kind: 'reindex' });
    expect(await lastAudit('people.setGrants')).toContain('job.run');
    await admin.ok('appointments.undo', {});
    expect(await window.refused('jobs.start', { kind: 'reindex' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await admin.raw('people.setGrants', { ...at(granted), grants: ['people.manage'] })).toMatchObject({
      error: { code: 'VALIDATION', issues: [{ code: 'unknown_choice' }] },
    });
  });
});

describe('one’s own account', () => {
  it('shows and changes the own name, and nobody else’s', async () => {
    const person = await newcomer();
    const window = await there.signedIn(person.username ?? '');
    const account = await window.ok('people.account', {});
    expect(account.signInNames).toEqual([person.username]);
    const { account: renamed } = await window.ok('people.renameSelf', {
      id: account.id,
      version: account.version,
      name: { kind: 'admin', displayName: 'Sunita Kulkarni' },
    });
    expect(renamed.name).toEqual({ kind: 'admin', displayName: 'Sunita Kulkarni' });
    expect(await window.ok('doctors.list', {})).toBeDefined();
    expect(await window.ok('session.current', {})).toMatchObject({ displayName: 'Sunita Kulkarni' });
    const other = await newcomer();
    const refused = await window.refused('people.renameSelf', {
      ...at(other),
      name: { kind: 'admin', displayName: 'Somebody else' },
    });
    expect(refused).toEqual({ code: 'NOT_FOUND', entity: 'person' });
    expect((await personNamed(other.username ?? '')).displayName).toBe(other.displayName);
  });

  it('a password that is easy to guess for who knows the person is refused by the server', async () => {
    const person = await newcomer();
    const window = await there.signedIn(person.username ?? '');
    const weak = [
      'password123',
      'Summer2024!',
      `${person.username ?? ''}${person.username ?? ''}`,
      'qwertyuiop12',
    ];
    for (const next of weak) {
      expect(await window.refused('session.changePassword', { current: PASSWORD, next })).toMatchObject({
        rules: [{ rule: 'password_weak' }],
      });
      expect(await window.ok('session.strength', { password: next })).toMatchObject({ accepted: false });
    }
    const strong = 'mango ladder quiet river';
    expect(await window.ok('session.strength', { password: strong })).toEqual({ score: 4, accepted: true });
    await window.ok('session.changePassword', { current: PASSWORD, next: strong });
  });
});
