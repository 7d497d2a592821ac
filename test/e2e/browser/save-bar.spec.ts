import type { Page } from '@playwright/test';
import { bar, openPage } from '#test/e2e/support/hours';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

test('Escape takes a field back to what is saved; once it is that, the key does what it did', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await openPage(page, 'Clinic details');
  const name = page.getByLabel('Name', { exact: true });
  const address = page.getByLabel('Address');
  const [was, where] = [await name.inputValue(), await address.inputValue()];
  await name.fill('Sunrise');
  await address.fill('12 MG Road');
  await name.press('Escape');
  await expect(name).toHaveValue(was);
  await expect(name).toBeFocused();
  await expect(address).toHaveValue('12 MG Road');
  await name.press('Escape');
  await expect(name).toHaveValue(was);
  await address.press('Escape');
  await expect(address).toHaveValue(where);
  await expect(bar(page)).toHaveText('');

  const find = page.getByRole('searchbox', { name: 'Search settings' });
  await find.fill('Opening hours');
  await find.press('Enter');
  const from = page.getByLabel('Monday from').first();
  const saved = await from.inputValue();
  await from.fill('half two');
  await from.press('Escape');
  await expect(from).toHaveValue(saved);
  await from.fill('10');
  await from.press('Tab');
  await expect(from).toHaveValue('10:00');
  await from.press('Escape');
  await expect(from).toHaveValue(saved);
  await expect(bar(page)).toHaveText('');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: /^Appointments, / })).toBeVisible();
});

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  return box;
}

test('what was just saved is said above the bar that saves, however high that is', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await openPage(page, 'Documents');
  const head = page.getByLabel('Under the name');
  const was = await head.inputValue();
  await head.fill('Reg. 1');
  await page.keyboard.press('Control+s');
  const said = page.locator('.undo-bar');
  await expect(said).toContainText('Saved: ');
  await head.fill('A line that is far too long to be said in one line of the bar at the foot of this page');
  await page.getByLabel('At the foot').fill('Another line that is far too long to be said in one line of it');
  await expect(bar(page)).toContainText('At the foot');
  for (const width of [1366, 900]) {
    await page.setViewportSize({ width, height: 690 });
    const [above, below] = [
      await boxOf(page, '.undo-bar'),
      await boxOf(page, '.settings-page:not([hidden]) .save-bar'),
    ];
    expect(above.y + above.height).toBeLessThanOrEqual(below.y);
    expect(above.y).toBeGreaterThan(0);
  }
  await page.getByRole('button', { name: 'Discard' }).click();
  await head.fill(was);
  await page.keyboard.press('Control+s');
  await expect(bar(page)).toHaveText('');
});
