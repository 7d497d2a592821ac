import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expectAccessible } from '#test/e2e/support/axe';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

test('everything as CSV: what it will hold, the warning, the file, by keyboard', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('zip');
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Export');
  await expect(page.getByText('is not protected by a password')).toBeVisible();
  await expect(page.getByText('Prescriptions', { exact: true })).toBeVisible();
  await expect(page.getByText(/rows in all/)).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel(/With the audit/).press('Space');
  await page.getByRole('button', { name: 'Export everything' }).press('Enter');
  const save = page.getByRole('button', { name: 'Save the file' });
  await expect(save).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), save.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^clinic-\d{4}-\d\d-\d\d-\d{4}\.zip$/);
  const files = unzipSync(readFileSync(await download.path()));
  expect(Object.keys(files)).toContain('audit.csv');
  expect(new TextDecoder().decode(files['patients.csv'])).toContain('first_name');
  await expect(page.getByText('The file was handed over and deleted from this desk.')).toBeVisible();
  await expect(save).toBeHidden();
  await expectAccessible(page, ['dark']);
});

test('a calendar as .ics, with initials unless names are asked for', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('ics');
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  const form = page.getByRole('region', { name: 'Calendar as .ics' });
  await expect(form.getByRole('radio', { name: 'Initials only' })).toBeChecked();
  await form.getByRole('textbox', { name: 'From' }).fill('01/02/2028');
  await form.getByRole('textbox', { name: 'To' }).fill('29/02/2028');
  const save = form.getByRole('button', { name: 'Save the calendar' });
  const [download] = await Promise.all([page.waitForEvent('download'), save.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/-2028-02-01-2028-02-29\.ics$/);
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/);
  await expect(form.getByRole('status')).toContainText('.ics holds');
});
