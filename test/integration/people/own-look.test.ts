import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { type TestDesk, openDesk } from '#test/support/desk';

let database: FreshDatabase;
let clinic: SmallClinic;
let here: TestDesk;
let there: TestDesk;
let people = 0;
const shown = { theme: 'light', moreContrast: false, language: 'en' } as const;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await smallClinic(database);
  [here, there] = await Promise.all([openDesk(database), openDesk(database)]);
});

afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await clinic.close();
  await database.drop();
});

/** Somebody at two desks at once. */
async function twice() {
  people += 1;
  const name = `sunita${String(people)}`;
  await clinic.addAdmin(name, 'staff');
  return { mine: await here.signedIn(name), theirs: await there.signedIn(name), name };
}

function tellsOfPreferences({ event, data }: { readonly event: string; readonly data: unknown }): boolean {
  return (
    event === 'changed' &&
    typeof data === 'object' &&
    data !== null &&
    Reflect.get(data, 'area') === 'preferences'
  );
}

async function keptFor(name: string): Promise<unknown> {
  const [rows] = await clinic.owner.query(
    `SELECT body FROM preferences JOIN admin ON person = CONCAT('admin:', admin.id) WHERE admin.username = ?`,
    [name],
  );
  return rows;
}

test('whoever has never chosen has nothing, and the first choice takes the look along', async () => {
  const { mine, theirs } = await twice();
  expect(await theirs.ok('people.preferences', {})).toEqual({ chosen: {} });
  const chosen = { theme: 'dark', opensWith: 'week' } as const;
  const kept = { chosen: { ...shown, ...chosen } };
  expect(await mine.ok('people.choosePreferences', { chosen, shown })).toEqual(kept);
  expect(await theirs.ok('people.preferences', {})).toEqual(kept);
});

test('a choice reaches the person’s other desk within a second', async () => {
  const { mine, theirs } = await twice();
  const began = performance.now();
  await mine.ok('people.choosePreferences', { chosen: { language: 'hi' }, shown });
  await theirs.seen(tellsOfPreferences);
  expect(await theirs.ok('people.preferences', {})).toEqual({ chosen: { ...shown, language: 'hi' } });
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('is the person’s alone', async () => {
  const { mine } = await twice();
  const { theirs } = await twice();
  await mine.ok('people.choosePreferences', { chosen: { theme: 'dark' }, shown });
  expect(await theirs.ok('people.preferences', {})).toEqual({ chosen: {} });
});

test('two desks that choose at once, first or later, keep each other’s fields', async () => {
  const { mine, theirs } = await twice();
  await Promise.all([
    mine.ok('people.choosePreferences', { chosen: { theme: 'dark' }, shown }),
    theirs.ok('people.choosePreferences', { chosen: { language: 'hi' }, shown }),
  ]);
  const first = { theme: 'dark', moreContrast: false, language: 'hi' };
  expect(await mine.ok('people.preferences', {})).toEqual({ chosen: first });
  await Promise.all([
    mine.ok('people.choosePreferences', { chosen: { moreContrast: true }, shown }),
    theirs.ok('people.choosePreferences', { chosen: { opensWith: 'week' }, shown }),
  ]);
  expect(await theirs.ok('people.preferences', {})).toEqual({
    chosen: { ...first, moreContrast: true, opensWith: 'week' },
  });
});

test('bad values are refused in words and nothing is kept', async () => {
  const { mine, name } = await twice();
  const bad: readonly [unknown, { path: string; code: string }][] = [
    [{ theme: 'pink' }, { path: 'chosen.theme', code: 'unknown_choice' }],
    [{ language: 'tlh' }, { path: 'chosen.language', code: 'unknown_choice' }],
    [{ opensWith: 'year' }, { path: 'chosen.opensWith', code: 'unknown_choice' }],
    [{ moreContrast: 'yes' }, { path: 'chosen.moreContrast', code: 'invalid' }],
    [{ theme: null }, { path: 'chosen.theme', code: 'unknown_choice' }],
    [
      { theme: 'dark', size: 'huge' },
      { path: 'chosen', code: 'unknown_field' },
    ],
    [{}, { path: 'chosen', code: 'required' }],
  ];
  for (const [chosen, issue] of bad) {
    expect(await mine.raw('people.choosePreferences', { chosen, shown })).toMatchObject({
      error: { code: 'VALIDATION', issues: [issue] },
    });
  }
  expect(
    await mine.raw('people.choosePreferences', { chosen: { theme: 'dark' }, shown: { theme: 'pink' } }),
  ).toMatchObject({
    error: { code: 'VALIDATION', issues: [{ path: 'shown.theme', code: 'unknown_choice' }] },
  });
  expect(await keptFor(name)).toEqual([]);
});

test('a choice that only a newer desk knows costs only itself, and stays kept', async () => {
  const { mine, name } = await twice();
  await mine.ok('people.choosePreferences', { chosen: { language: 'hi' }, shown });
  await clinic.owner.query(
    `UPDATE preferences JOIN admin ON person = CONCAT('admin:', admin.id)
     SET body = JSON_SET(body, '$.theme', 'sepia', '$.size', 'large') WHERE admin.username = ?`,
    [name],
  );
  expect(await mine.ok('people.preferences', {})).toEqual({
    chosen: { moreContrast: false, language: 'hi' },
  });
  await mine.ok('people.choosePreferences', { chosen: { moreContrast: true }, shown });
  expect(await keptFor(name)).toEqual([
    { body: { theme: 'sepia', size: 'large', moreContrast: true, language: 'hi' } },
  ]);
});

test('Ctrl Z goes past it to the work on the book', async () => {
  const { mine } = await twice();
  await mine.ok('people.choosePreferences', { chosen: { theme: 'dark' }, shown });
  expect(await mine.refused('appointments.undo', {})).toMatchObject({ rules: [{ rule: 'nothing_to_undo' }] });
});
