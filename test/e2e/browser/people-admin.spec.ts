import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { register } from '#test/e2e/support/visits';

/** Opens a page of the settings by typing its name, as who never touches the mouse does. */
async function settingsPage(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await otherPage(page, title);
}

/** The same while the settings are open. */
async function otherPage(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search settings' }).fill(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

async function setCurrency(page: Page, currency: string): Promise<void> {
  await otherPage(page, 'Formats and languages');
  await page.getByLabel('Currency').selectOption(currency);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: 'Discard' })).toHaveCount(0);
}

async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name, exact: true });
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${name}`);
}

test('by keys alone somebody is invited, comes in by the code, is demoted and undone', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'admin');
  await settingsPage(page, 'People');
  await tabTo(page, 'Invite somebody');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type('Leela Menon');
  await page.keyboard.press('Tab');
  await page.keyboard.type('leela');
  await page.keyboard.press('Enter');
  const code = await page.locator('.people-code').innerText();

  const theirs = await otherDesk.open();
  await theirs.getByRole('textbox', { name: 'Name or e-mail' }).fill('leela');
  await theirs.getByLabel('Password', { exact: true }).fill(code);
  await theirs.keyboard.press('Enter');
  await theirs.getByLabel('Password you were given').fill(code);
  await theirs.getByLabel('New password', { exact: true }).fill('mango ladder quiet river');
  await theirs.getByLabel('New password once more').fill('mango ladder quiet river');
  await theirs.keyboard.press('Enter');
  await expect(theirs.getByRole('button', { name: /^Walk-in/ })).toBeVisible();
  await register(theirs, 'Nalini', 'Byleela');

  await tabTo(page, 'Done');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Role' }).focus();
  await page.keyboard.press('v');
  await expect(page.getByText('Changed: Role')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Leela Menon is saved')).toBeVisible();
  // The window hears of it without a call of its own.
  await expect(theirs.getByRole('button', { name: /^Walk-in/ })).toBeHidden();
  await theirs.keyboard.press('Control+z');
  await expect(theirs.locator('.undo-bar')).toHaveText(
    'This was not taken back: you are not allowed to change it any more.',
  );
  await tabTo(page, 'Invite somebody');
  await page.keyboard.press('Control+z');
  await expect(theirs.getByRole('button', { name: /^Walk-in/ })).toBeVisible();
});

test('the last administrator cannot be switched off; the page says why', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await settingsPage(page, 'People');
  await page.getByRole('searchbox', { name: 'Find a name' }).fill('asha');
  // The accounts may still be on their way.
  const found = page.getByRole('list', { name: 'People' }).getByRole('listitem');
  await expect(found).toHaveText([/^Asha Verma/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Account is switched off' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('This is the last administrator who can sign in.')).toBeVisible();
  await expectAccessible(page);
});

test('the roles’ table is the program’s own map, and everybody may read it', async ({ desk }) => {
  const page = await enter(desk, 'viewer');
  await settingsPage(page, 'Roles');
  const cell = (permission: string, role: string) =>
    page.locator(`[data-permission="${permission}"] [data-role="${role}"]`);
  await expect(cell('patient.write', 'staff')).toContainText('yes');
  await expect(cell('patient.write', 'doctor')).toContainText('no');
  await expect(cell('clinical.vitals', 'staff')).toContainText('if granted');
  await expect(cell('people.manage', 'superadmin')).toContainText('yes');
  await expectAccessible(page);
});

test('one’s own account: a weak password is seen as one before it is saved', async ({ desk }) => {
  const page = await enter(desk, 'viewer');
  await settingsPage(page, 'My account');
  await page.getByLabel('New password', { exact: true }).fill('password123');
  await expect(page.getByText('Guessed at once.')).toBeVisible();
  await page.getByLabel('New password', { exact: true }).fill('mango ladder quiet river');
  await expect(page.getByText('Very good.')).toBeVisible();
  await expectAccessible(page);
});

test('who may only look takes the change of the own name back, by the button and by keys', async ({
  desk,
}) => {
  const page = await enter(desk, 'viewer');
  await settingsPage(page, 'My account');
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  const before = await field.inputValue();
  await field.fill('Somebody Else');
  await page.keyboard.press('Control+s');
  const told = page.locator('.undo-bar');
  await expect(told).toContainText('Your name is saved');
  await expect(field).toHaveValue('Somebody Else');
  await told.getByRole('button', { name: 'Undo' }).click();
  await expect(field).toHaveValue(before);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+y');
  await expect(field).toHaveValue('Somebody Else');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue(before);
  await expect(told).toContainText('Taken back');
});

test('a doctor is added, ordered by keys, and leaves after the list was seen', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await settingsPage(page, 'Doctors');
  await page.getByRole('button', { name: 'Add a doctor' }).click();
  await page.getByRole('textbox', { name: 'First name' }).fill('Zubin');
  await page.getByRole('textbox', { name: 'Fee in the clinic' }).fill('free');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('textbox', { name: 'Fee in the clinic' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByRole('textbox', { name: 'Fee in the clinic' }).fill('500');
  await page.keyboard.press('Control+s');
  const rows = page.getByRole('list', { name: 'Doctors' }).getByRole('button');
  await expect(rows.last()).toContainText('Dr Zubin');
  await rows.last().focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(rows.last()).not.toContainText('Dr Zubin');

  await setCurrency(page, 'JPY');
  await otherPage(page, 'Doctors');
  await page.getByRole('list', { name: 'Doctors' }).getByRole('button', { name: 'Dr Zubin' }).click();
  await expect(page.getByRole('textbox', { name: 'Fee in the clinic INR' })).toHaveValue('500.00');
  await expect(page.getByText('These fees are in INR; the clinic’s currency is JPY.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Change to JPY' }).click();
  await page.getByRole('textbox', { name: 'Fee in the clinic JPY' }).fill('900.50');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('This currency has no amounts behind the point.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Fee in the clinic JPY' }).fill('900');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('These fees are in')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Fee in the clinic JPY' })).toHaveValue('900');
  await setCurrency(page, 'INR');
  await otherPage(page, 'Doctors');
  await page.getByRole('list', { name: 'Doctors' }).getByRole('button', { name: 'Dr Zubin' }).click();
  await page.getByRole('button', { name: 'Leaves the clinic…' }).click();
  await expect(page.getByText('0 appointments go to the list')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Dr Zubin has left')).toBeVisible();
});
