import { expectAccessible } from '#test/e2e/support/axe';
import { enter, focused } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

test('the settings open by a key from anywhere, are found by typing, and say what each page is for', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  const find = page.getByRole('searchbox', { name: 'Search settings' });
  await expect(find).toBeFocused();
  await expectAccessible(page);

  await page.keyboard.type('margins');
  const list = page.getByRole('navigation', { name: 'Settings' });
  await expect(list.getByRole('button')).toHaveText(['Paper at this desk']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paper at this desk');
  await page.keyboard.press('F1');
  await expect(page.getByText('Each kind of paper has its own printer')).toBeVisible();
  await page.keyboard.press('F1');
  await expect(page.getByText('Each kind of paper has its own printer')).toBeHidden();

  await find.fill('no such page');
  await expect(list).toContainText('Nothing in the settings is called “no such page”.');
  await page.keyboard.press('Escape');
  await expect(find).toHaveValue('');
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAttribute('data-page');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: /^Appointments, / })).toBeVisible();
});

test('every page that an administrator finds has a title of its own and its help', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  const pages = page.getByRole('navigation', { name: 'Settings' }).getByRole('button');
  await expect(pages.first()).toBeVisible();
  const titles = await pages.allTextContents();
  expect(titles.length).toBeGreaterThan(0);
  for (const title of titles) {
    await pages.getByText(title, { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await page.getByRole('button', { name: 'Help' }).click();
    await expect(page.locator('.settings-page:not([hidden]) .settings-help')).toHaveText(/\S{3,}.*\.$/s);
  }
});
