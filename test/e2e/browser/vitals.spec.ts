import type { Page } from '@playwright/test';
import { contract } from '#shared/contract/contract';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

const band = (page: Page) => page.getByRole('region', { name: 'Vitals', exact: true });

/** The doctor's page of this patient. */
async function opened(page: Page, lastName: string): Promise<void> {
  await page.keyboard.press('F4');
  await page.getByRole('button', { name: new RegExp(`Ira ${lastName}`) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ira ${lastName}`);
}

test('with the hands on the keyboard: entered, refused with what is allowed, corrected, seen over time', async ({
  desk,
}) => {
  const reception = await enter(desk, 'reception');
  await walksIn(reception, 'Vitalsfirst');
  const page = await enter(desk, 'doctor');
  await opened(page, 'Vitalsfirst');
  await expect(band(page)).toContainText('Nothing measured yet');

  await page.getByLabel('Complaint', { exact: true }).focus();
  await page.keyboard.press('Alt+V');
  await expect(page.getByLabel('BP, mmHg')).toBeFocused();
  await page.keyboard.type('120/80');
  await page.keyboard.press('Tab');
  await page.keyboard.type('700');
  await page.keyboard.press('Tab');
  await page.keyboard.type('98.6');
  await expect(page.getByLabel('Temp., °C')).toHaveAccessibleDescription('37.0 °C');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Pulse, /min')).toHaveAccessibleDescription('Between 20 and 300.');
  await expectAccessible(page);

  // What was typed stays while the form is put away.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('form', { name: 'Enter vitals' })).toBeHidden();
  await page.keyboard.press('Alt+V');
  await page.getByLabel('Pulse, /min').fill('72');
  await page.getByLabel('Weight, kg').fill('652');
  await page.getByLabel('Weight, kg').fill('65.2');
  await page.getByLabel('Height, cm').fill('165');
  await page.keyboard.press('Enter');
  await expect(band(page)).toContainText(/Today .* BP 120\/80 · Pulse 72 · 37\.0 °C · 65\.2 kg · 165 cm/);
  await expect(band(page)).toContainText('BMI 23.9');

  await page.keyboard.press('Alt+H');
  const dialog = page.getByRole('dialog', { name: 'Vitals of Ira Vitalsfirst' });
  await expect(dialog.getByRole('tab', { name: 'BP, mmHg' })).toBeFocused();
  await expect(dialog.getByRole('img', { name: /^BP, mmHg: 1 values/ })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('img', { name: /^Pulse/ })).toBeVisible();
  await dialog.getByRole('button', { name: /^Correct/ }).focus();
  await page.keyboard.press('Enter');
  const form = dialog.getByRole('form', { name: /^Correct what was measured/ });
  await expect(form.getByLabel('BP, mmHg')).toHaveValue('120/80');
  await form.getByLabel('Weight, kg').fill('62.5');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('row').filter({ hasText: '62.5' })).toContainText('corrected Today');
  await expect(dialog.locator('s').filter({ hasText: '65.2' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(band(page)).toContainText('BMI 23.0');
});

/** Allows the sample clinic's reception to enter vitals, or no longer. */
async function allow(admin: Page, grants: readonly 'clinical.vitals'[]): Promise<void> {
  const listed = await callAs(admin, 'people.list', {});
  const people = contract['people.list'].output.parse(listed.ok ? listed.value : null);
  const meena = people.find(({ displayName }) => displayName === 'Meena Lal');
  const at = { id: meena?.adminId, version: meena?.version };
  expect(await callAs(admin, 'people.setGrants', { ...at, grants })).toMatchObject({ ok: true });
}

test('reception enters vitals where the clinic allows it to the person, and the doctor sees them at once', async ({
  desk,
}) => {
  const admin = await enter(desk, 'admin');
  const reception = await enter(desk, 'reception');
  await walksIn(reception, 'Vitalsdesk');
  const page = await enter(desk, 'doctor');
  await opened(page, 'Vitalsdesk');
  await visit(reception, 'Ira Vitalsdesk').click();
  const panel = reception.getByRole('region', { name: 'Appointment', exact: true });
  await expect(panel).toContainText('Ira Vitalsdesk');
  await expect(panel.getByRole('button', { name: 'Enter vitals' })).toHaveCount(0);

  await allow(admin, ['clinical.vitals']);
  await expect(panel.getByRole('button', { name: 'Enter vitals' })).toBeVisible();
  await reception.keyboard.press('Alt+V');
  await expect(panel.getByLabel('BP, mmHg')).toBeFocused();
  // At a person's pace: faster keys are a card that is scanned.
  await reception.keyboard.type('130/85', { delay: 40 });
  await reception.keyboard.press('Enter');
  const entry = panel.getByRole('listitem').filter({ hasText: 'BP 130/85' });
  await expect(entry).toContainText('Meena Lal');
  await expect(band(page)).toContainText('BP 130/85');
  await expectAccessible(reception);

  await entry.getByRole('button', { name: /^Take out/ }).click();
  await reception.getByLabel('Why it is wrong').fill('Somebody else');
  await reception.keyboard.press('Enter');
  await expect(entry.locator('s')).toBeVisible();
  await expect(entry).toContainText('Somebody else');
  await expect(band(page)).toContainText('Nothing measured yet');
  await allow(admin, []);
});
