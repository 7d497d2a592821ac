import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

const undoBar = (page: Page) => page.locator('.undo-place');
const names = (page: Page) => page.locator('[data-field="name"]');

async function openPatient(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'My patients today' })
    .getByRole('button', { name: new RegExp(name) })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('medicines are kept for a complaint, offered when it is typed again and taken by one key', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Kitfirst');
  await walksIn(reception, 'Kitsecond');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await openPatient(page, 'Ira Kitfirst');
  await page.getByLabel('Complaint', { exact: true }).fill('Sore throat');
  await page.keyboard.press('Alt+M');
  await page.keyboard.type('Kitamol');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('500 mg');
  await page.keyboard.press('Alt+M');
  await page.keyboard.type('Kitacaine');
  await page.getByLabel('Advice', { exact: true }).fill('Gargle');
  const keep = page.getByRole('button', { name: 'Keep for a complaint' });
  await keep.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Complaint they are kept for')).toHaveValue('Sore throat');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(undoBar(page)).toContainText('Medicines kept for “Sore throat”');
  await expect(page.getByRole('button', { name: /^Sore throat: / })).toHaveCount(0);

  await openPatient(page, 'Ira Kitsecond');
  await page.getByLabel('Complaint', { exact: true }).focus();
  await page.keyboard.type('sore th');
  await expect(page.getByRole('button', { name: /^Sore throat: 2 medicines/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+T');
  await expect(names(page)).toHaveCount(3);
  await expect(names(page).nth(0)).toHaveValue('Kitamol');
  await expect(names(page).nth(1)).toHaveValue('Kitacaine');
  await expect(page.getByLabel('Advice', { exact: true })).toHaveValue('Gargle');

  await page.getByRole('button', { name: 'Rename “Sore throat”' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Complaint they are kept for').fill('Throat');
  await page.keyboard.press('Enter');
  await expect(undoBar(page)).toContainText('Now kept for “Throat”');
  await page.getByRole('button', { name: 'Forget “Throat”' }).focus();
  await page.keyboard.press('Enter');
  await expect(undoBar(page)).toContainText('Medicines for “Throat” forgotten');
  const throat = page
    .getByRole('combobox', { name: 'Medicines kept for complaints' })
    .getByRole('option', { name: 'Throat' });
  // Gone first, so that its coming back is of the undo.
  await expect(throat).toHaveCount(0);
  await undoBar(page).getByRole('button', { name: /Undo/ }).click();
  await expect(throat).toHaveCount(1);
});
