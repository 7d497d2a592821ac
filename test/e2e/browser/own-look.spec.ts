import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';

/** Opens one's own account by typing its name. */
async function ownAccount(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('My account');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My account');
}

function look(page: Page): Promise<string> {
  return page.evaluate(
    () => `${document.documentElement.lang} ${document.documentElement.dataset['theme'] ?? ''}`,
  );
}

/** Notes every look that the page has from now on, so that one that flashes by is seen as well. */
async function noteLooks(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    const note = () => {
      const isWork = document.querySelector('.cal') !== null;
      if (isWork) seen.push(document.documentElement.dataset['theme'] ?? '');
    };
    const observe = () => {
      note();
      requestAnimationFrame(observe);
    };
    observe();
    Reflect.set(window, 'seenLooks', seen);
  });
  return () =>
    page.evaluate(() => {
      const seen: unknown = Reflect.get(window, 'seenLooks');
      return Array.isArray(seen) ? [...new Set(seen.map(String))] : [];
    });
}

test('a person’s look is there at once at the next desk, follows what they choose, and the door keeps the last', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'viewer');
  await ownAccount(page);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByLabel('Colours').selectOption('dark');
  await page.getByLabel('Calendar opens with').selectOption('week');
  await expect.poll(() => look(page)).toBe('en dark');
  // The screen goes before the server: both choices are kept there when the next desk asks.
  await expect
    .poll(() => callAs(page, 'people.preferences', {}))
    .toMatchObject({ ok: true, value: { chosen: { theme: 'dark', opensWith: 'week' } } });

  const theirs = await otherDesk.open();
  await expect.poll(() => look(theirs)).toBe('en light');
  const looksSeen = await noteLooks(theirs);
  await signIn(theirs, 'viewer');
  expect(await look(theirs)).toBe('en dark');
  await expect(theirs.getByRole('button', { name: 'Week', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await looksSeen()).toEqual(['dark']);

  // Both ways, each its own choice.
  await ownAccount(theirs);
  await theirs.getByLabel('Colours').selectOption('light');
  await page.getByLabel('Language').selectOption('hi');
  await expect.poll(() => look(page)).toBe('hi light');
  await expect.poll(() => look(theirs)).toBe('hi light');

  // The other desk's door stays as it was last.
  await theirs.getByRole('button', { name: 'कैलेंडर पर वापस' }).click();
  await theirs.locator('.avatar').click();
  await theirs.getByRole('menu').getByText('साइन आउट').click();
  await expect(theirs.getByRole('button', { name: 'साइन इन करें' })).toBeVisible();
  expect(await look(theirs)).toBe('hi light');
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: 'साइन इन करें' })).toBeVisible();
  await expect.poll(() => look(theirs)).toBe('hi light');

  // The next test has the same person.
  const chosen = { theme: 'system', language: 'en', opensWith: 'day' };
  expect(await callAs(page, 'people.choosePreferences', { chosen, shown: {} })).toMatchObject({ ok: true });
  await expect.poll(() => look(page)).toBe('en light');
});

test('where somebody’s session was ended elsewhere, the next person at that window has their own look', async ({
  desk,
  otherDesk,
}) => {
  const admin = await enter(otherDesk, 'admin');
  const page = await enter(desk, 'viewer');
  const choose = async (at: Page, theme: string) => {
    const answer = await callAs(at, 'people.choosePreferences', { chosen: { theme }, shown: {} });
    expect(answer).toMatchObject({ ok: true });
  };
  await choose(admin, 'light');
  await choose(page, 'dark');
  await expect.poll(() => look(page)).toBe('en dark');

  await admin.keyboard.press('Control+,');
  await admin.getByRole('searchbox', { name: 'Search settings' }).fill('People');
  await admin.keyboard.press('Enter');
  await admin
    .getByRole('list', { name: 'People' })
    .getByRole('button', { name: /^Ravi Gupta/ })
    .click();
  await admin.getByRole('checkbox', { name: 'Account is switched off' }).check();
  await expect(admin.getByText('Changed:')).toBeVisible();
  await admin.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  expect(await look(page)).toBe('en dark');
  await signIn(page, 'admin');
  expect(await look(page)).toBe('en light');

  // The next test has the same people; what was typed goes with the save before it.
  await expect(admin.getByText('Changed:')).toBeHidden();
  await admin.getByRole('checkbox', { name: 'Account is switched off' }).uncheck();
  await expect(admin.getByText('Changed:')).toBeVisible();
  await admin.keyboard.press('Control+s');
  await expect(admin.getByText('Changed:')).toBeHidden();
  await choose(admin, 'system');
  await choose(await enter(desk, 'viewer'), 'system');
});
