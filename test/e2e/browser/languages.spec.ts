import type { Locator, Page } from '@playwright/test';
import type { Preferences } from '#shared/contract/preferences';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { expectNamed } from '#test/e2e/support/names';
import { calendar, enter } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';

async function boxOf(element: Locator): Promise<{ left: number; right: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('it is not on the screen');
  return { left: box.x, right: box.x + box.width };
}

/** Chooses in the menu of the person at the desk; it is kept with the account, before another test has that person. */
async function choose(page: Page, name: string, kept: Preferences): Promise<void> {
  await page.locator('.avatar').click();
  await page.getByRole('menu').getByText(name, { exact: true }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect
    .poll(() => callAs(page, 'people.preferences', {}))
    .toMatchObject({ ok: true, value: { chosen: kept } });
}

test('Hindi from the door on: words, dates and the page’s language, kept for the next time', async ({
  desk,
}) => {
  const page = await desk.open();
  await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'हिन्दी' }).click();
  await expect(page.getByRole('button', { name: 'साइन इन करें' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
  await expectAccessible(page);
  await page.reload();
  await page.getByRole('button', { name: /रिसेप्शन$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('सोमवार, 4 जनवरी 2027');
  await expect(page.getByRole('button', { name: 'आज', exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await expectNamed(page);
  await choose(page, 'English', { language: 'en' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Monday, 4 January 2027');
});

test('right to left: columns, panel and arrows run the other way', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await choose(page, 'Mirrored', { language: 'ar-XB' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const columns = page.locator('.cal').getByRole('group');
  const first = await boxOf(columns.nth(0));
  const second = await boxOf(columns.nth(1));
  expect(first.left).toBeGreaterThanOrEqual(second.right - 1);
  const panel = await boxOf(page.getByRole('complementary'));
  expect(panel.left).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1366);
  await expectAccessible(page);

  const cursor = page.locator('.cal .cursor, .cal .visit[tabindex="0"]').first();
  await cursor.focus();
  await page.keyboard.press('ArrowLeft');
  const focused = await boxOf(page.locator(':focus'));
  expect(focused.right).toBeLessThanOrEqual(second.right);
  expect(focused.left).toBeGreaterThanOrEqual(second.left);
  await choose(page, 'English', { language: 'en' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('more contrast is a choice of the person, light and dark, and axe finds nothing', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await choose(page, 'More contrast', { moreContrast: true });
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  await expectAccessible(page);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  // The next test has the same person.
  await signIn(page, 'reception');
  await choose(page, 'More contrast', { moreContrast: false });
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'plain');
});

for (const [width, height] of [
  [1366, 690],
  [1920, 1003],
  [1093, 540],
  [683, 345],
] as const) {
  test(`at ${String(width)}×${String(height)} nothing is cut off and everything has a name`, async ({
    desk,
  }) => {
    const page = await enter(desk, 'reception');
    await page.setViewportSize({ width, height });
    await expect(calendar(page)).toBeVisible();
    // The screen is drawn anew for its width a moment after the window has it.
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const controls = page.locator('.bar button, .bar input');
    await expect(controls.first()).toBeVisible();
    const cutOff = () =>
      controls.evaluateAll(
        (all, most) =>
          all.flatMap((control) => {
            const { left, right } = control.getBoundingClientRect();
            return left >= 0 && right <= most && right - left >= 24 ? [] : [control.outerHTML];
          }),
        width,
      );
    await expect.poll(cutOff).toEqual([]);
    await expectNamed(page);
  });
}

test('under a finger fields, buttons and rows are 36 px high', async ({ host, browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(host.address);
  await signIn(page, 'reception');
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
  await page.getByRole('button', { name: /^Walk-in/ }).click();
  const form = page.getByRole('form', { name: 'Walk-in' });
  const reachable = async (controls: Locator) => {
    const seen = controls.filter({ visible: true });
    await expect(seen.first()).toBeVisible();
    // All at once: between two looks the panel may be drawn anew.
    const tooLow = () =>
      seen.evaluateAll((all) =>
        all.flatMap((control) => (control.getBoundingClientRect().height >= 36 ? [] : [control.outerHTML])),
      );
    await expect.poll(tooLow).toEqual([]);
  };
  await reachable(form.locator('input, select, button'));
  // Links in a line of text are as high as the line.
  await reachable(page.getByRole('banner').locator('button:not(.bar-date button)'));
  await page.keyboard.press('Escape');
  await reachable(page.locator('.queue .row'));
  await page.locator('.queue .row').first().click();
  await reachable(
    page
      .locator('.panel-body')
      .locator('button:not(.link), input:not([type=radio], [aria-hidden]), select, .chip-radio > span'),
  );
  await context.close();
});
