import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

const queue = (page: Page) => page.getByRole('navigation', { name: 'My patients today' });
const note = (page: Page) => page.getByRole('textbox', { name: 'Note, not printed' });
const undoBar = (page: Page) => page.locator('.undo-place');

async function openPatient(page: Page, name: string): Promise<void> {
  await queue(page)
    .getByRole('button', { name: new RegExp(name) })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('a note begins from a template, is kept over a crash, signed by the key that ends the visit, and added to', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Notefirst');
  await walksIn(reception, 'Notesecond');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await openPatient(page, 'Ira Notefirst');
  await expect(note(page)).toBeVisible();
  await page.keyboard.press('Alt+O');
  await expect(note(page)).toBeFocused();
  await page.keyboard.type('Since when, chills, rash');
  await page.getByRole('button', { name: 'Keep as a template' }).click();
  await page.getByLabel('Name of the template').fill('Fever');
  await page.keyboard.press('Enter');
  await expect(undoBar(page)).toContainText('Template “Fever” kept');

  await note(page).fill('');
  await page.getByRole('combobox', { name: 'Template' }).selectOption('Fever');
  await expect(note(page)).toHaveValue('Since when, chills, rash');
  await note(page).fill('Since Monday, no chills, no rash');
  await expect(page.getByRole('button', { name: 'Replace “Fever” by this text' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove “Fever”' }).click();
  await expect(page.getByRole('combobox', { name: 'Template' })).toHaveCount(0);
  await undoBar(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('combobox', { name: 'Template' })).toBeVisible();

  await expect
    .poll(async () => callAs(page, 'notes.of', { appointmentId: await openVisitId(page) }))
    .toMatchObject({ ok: true, value: { note: { text: 'Since Monday, no chills, no rash' } } });
  await page.reload();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await openPatient(page, 'Ira Notefirst');
  await expect(note(page)).toHaveValue('Since Monday, no chills, no rash');

  await page.keyboard.press('Control+Enter');
  // The next patient's page comes by itself, and would come over the one that is opened before it.
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Ira Notefirst');
  const done = queue(page).getByRole('region', { name: 'Done' });
  await done.getByRole('button', { name: /Ira Notefirst/ }).click();
  const signed = page.getByRole('region', { name: 'Note, not printed' });
  await expect(signed).toContainText('Since Monday, no chills, no rash');
  await expect(signed).toContainText(/Signed by Dr /);
  await expect(note(page)).toHaveCount(0);
  await signed.getByRole('button', { name: 'Add to it' }).click();
  await page.getByLabel('Addendum').fill('The blood count came: normal');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign the addendum' }).click();
  await expect(signed).toContainText('The blood count came: normal');
});

/** The visit that is open, by its row at the left. */
async function openVisitId(page: Page): Promise<number> {
  return Number(await queue(page).locator('[aria-current="true"]').getAttribute('data-row'));
}
