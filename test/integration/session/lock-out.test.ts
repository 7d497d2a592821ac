import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors/app-error';
import { PASSWORD, type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, openDesk } from '#test/support/desk';

const WRONG = { code: 'UNAUTHENTICATED', reason: 'wrong_password', retryAfter: null };

let database: FreshDatabase;
let clinic: SmallClinic;
let here: TestDesk;
let there: TestDesk;
let name: string;
let counted: string;
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
  counted = `admin:${String(await clinic.addAdmin(name, 'staff'))}`;
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await clinic.close();
  await database.drop();
});

function guess(desk: TestDesk, password = 'wrong'): Promise<AppError> {
  return desk.window().refused('session.signIn', { name, password });
}

function reasonOf(error: AppError): string {
  return error.code === 'UNAUTHENTICATED' ? error.reason : error.code;
}

async function expectLockedOut(desk: TestDesk): Promise<void> {
  const answer = await guess(desk, PASSWORD);
  expect(reasonOf(answer)).toBe('locked_out');
  const seconds = answer.code === 'UNAUTHENTICATED' ? Number(answer.retryAfter) : 0;
  expect(seconds).toBeGreaterThan(14 * 60);
  expect(seconds).toBeLessThanOrEqual(15 * 60);
}

/** As if that time had passed: the server's clock decides, so only its rows are moved. */
async function later(minutes: number): Promise<void> {
  await clinic.owner.query(
    `UPDATE sign_in_failures SET locked_until = locked_until - INTERVAL ? MINUTE,
       last_failed_at = last_failed_at - INTERVAL ? MINUTE WHERE name = ?`,
    [minutes, minutes, counted],
  );
}

describe('five wrong passwords', () => {
  it('lock the account on every desk, for the right password too', async () => {
    for (const desk of [here, there, here, there]) expect(await guess(desk)).toEqual(WRONG);
    expect(reasonOf(await guess(here))).toBe('locked_out');
    await expectLockedOut(there);
    await expectLockedOut(here);
  });

  it('four and the right one lock nothing and begin the count anew', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let tried = 0; tried < 4; tried += 1) expect(await guess(here)).toEqual(WRONG);
      await there.signedIn(name);
    }
  });

  it('sent all at once at one desk: four are compared, the fifth locks, the right one comes too late', async () => {
    const reasons = await Promise.all(Array.from({ length: 12 }, () => guess(here).then(reasonOf)));
    expect(reasons.filter((reason) => reason === 'wrong_password')).toHaveLength(4);
    expect(reasons.filter((reason) => reason === 'locked_out')).toHaveLength(8);
    await expectLockedOut(there);
  });

  it('sent all at once at two desks: at most one more is compared than at one', async () => {
    const reasons = await Promise.all(
      Array.from({ length: 16 }, (_, tried) => guess(tried % 2 === 0 ? here : there).then(reasonOf)),
    );
    expect(reasons.filter((reason) => reason === 'wrong_password').length).toBeLessThanOrEqual(5);
    expect(new Set(reasons)).toEqual(new Set(['wrong_password', 'locked_out']));
    await expectLockedOut(here);
  });

  it('end by the server’s clock, and the next wrong one is the first again', async () => {
    for (let tried = 0; tried < 5; tried += 1) await guess(here);
    await later(14);
    expect(reasonOf(await guess(there, PASSWORD))).toBe('locked_out');
    await later(2);
    for (let tried = 0; tried < 4; tried += 1) expect(await guess(here)).toEqual(WRONG);
    await there.signedIn(name);
    expect(await clinic.count('sign_in_failures WHERE name = ?', [counted])).toBe(0);
  });

  it('hold at a desk that is started afterwards', async () => {
    for (let tried = 0; tried < 5; tried += 1) await guess(here);
    const late = await openDesk(database);
    try {
      expect(reasonOf(await guess(late, PASSWORD))).toBe('locked_out');
    } finally {
      await late.stop();
    }
  });

  it('wrong unlocks and wrong current passwords count as well', async () => {
    const window = await here.signedIn(name);
    await window.ok('session.lock', {});
    for (let tried = 0; tried < 3; tried += 1) await window.refused('session.unlock', { password: 'wrong' });
    const other = await there.signedIn(name);
    // The right password above began the count anew.
    for (let tried = 0; tried < 4; tried += 1) await window.refused('session.unlock', { password: 'wrong' });
    const change = { current: 'wrong', next: 'another good one' };
    expect(reasonOf(await other.refused('session.changePassword', change))).toBe('locked_out');
    expect(reasonOf(await window.refused('session.unlock', { password: PASSWORD }))).toBe('locked_out');
    // Who is signed in already goes on working.
    await other.ok('doctors.list', {});
  });

  it('names that nobody has are locked alike, so that guessing tells nothing', async () => {
    const unknown = { name: `nobody${name}`, password: 'wrong' };
    for (let tried = 0; tried < 4; tried += 1) {
      expect(await here.window().refused('session.signIn', unknown)).toEqual(WRONG);
    }
    expect(reasonOf(await there.window().refused('session.signIn', unknown))).toBe('locked_out');
  });
});

describe('the sample clinic’s accounts', () => {
  it('are told only where the setting says that this is the sample clinic', async () => {
    expect(await here.window().ok('session.sampleAccounts', {})).toEqual([]);
    const other = await freshDatabase();
    const sample = await smallClinic(other);
    await sample.owner.query("UPDATE settings SET value = 'true' WHERE `key` = 'sample'");
    const desk = await openDesk(other);
    try {
      const accounts = await desk.window().ok('session.sampleAccounts', {});
      expect(accounts.map(({ role }) => role).sort()).toEqual(['doctor', 'staff', 'superadmin', 'viewer']);
    } finally {
      await desk.stop();
      await sample.close();
      await other.drop();
    }
  });
});
