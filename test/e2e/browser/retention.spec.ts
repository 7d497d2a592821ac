import mysql from 'mysql2/promise';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { startHost } from '#test/e2e/support/host';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { register } from '#test/e2e/support/visits';

test('the rule is for ever until it is saved; whom it would archive is seen before', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.keyboard.type('for ever');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Retention');
  const forEver = page.getByRole('radio', { name: 'For ever: nobody is archived' });
  await expect(forEver).toBeChecked();
  await expect(page.getByRole('heading', { name: 'Who would be archived today' })).toBeHidden();
  await forEver.focus();
  await page.keyboard.press('ArrowDown');
  const years = page.getByLabel('Years without a visit, a booking or a change');
  await expect(years).toHaveValue('5');
  await expect(page.getByText(/^Nobody: everyone was seen, booked or changed since/)).toBeVisible();
  await expectAccessible(page);
  await years.fill('0');
  await expect(years).toHaveAccessibleDescription('At least 1.');
  await years.fill('30');
  await expect(page.getByText('Retention: for ever → 30 years')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Saved: ');
  const next = page.getByText('The rule is next applied by itself on 5 Jan 2027.');
  await expect(next).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(forEver).toBeChecked();
  await expect(next).toBeHidden();
});

test('whoever would be archived is found beyond the first hundred, by keys', async ({ clinic, desk }) => {
  const owner = await mysql.createConnection({ uri: clinic.adminUrl });
  await owner.query(
    `INSERT INTO patients (first_name, last_name, email, password_hash, created_at, updated_at)
     SELECT CONCAT('Page', a.n), 'Manywala', CONCAT(UUID(), '@patient.invalid'), '!', '2015-01-04', '2015-01-04'
     FROM grid_steps a WHERE a.n < 130 ORDER BY a.n`,
  );
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.keyboard.type('for ever');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Archive patients who no longer come' }).check();
  const list = page.getByRole('list', { name: 'Who would be archived today' });
  const more = list.getByRole('button', { name: 'Show more' });
  await expect(list.getByText('Manywala')).toHaveCount(100);
  await expect(list).toContainText('and 30 more');
  await expectAccessible(page);
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(list.getByText('Page129 Manywala')).toHaveCount(1);
  await expect(list.getByText('Manywala')).toHaveCount(130);
  await expect(more).toHaveCount(0);
  await expect(list).toBeFocused();
  await owner.query("DELETE FROM patients WHERE last_name = 'Manywala'");
  await owner.end();
});

test('what the rule did by itself when a day began is on its page, and is brought back there', async ({
  clinic,
  desk,
  host,
}) => {
  const owner = await mysql.createConnection({ uri: clinic.adminUrl });
  await owner.query(
    `INSERT INTO patients (first_name, last_name, email, password_hash, created_at, updated_at)
     VALUES ('Daily', 'Onea', CONCAT(UUID(), '@patient.invalid'), '!', '2015-01-04', '2015-01-04'),
       ('Daily', 'Twoa', CONCAT(UUID(), '@patient.invalid'), '!', '2015-01-05', '2015-01-05')`,
  );
  await owner.query(
    "UPDATE settings SET value = '9', updated_at = '2027-01-01' WHERE `key` = 'retentionYears'",
  );
  // A desk looks as soon as it is up.
  const early = await startHost(clinic, host.now());
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.keyboard.type('for ever');
  await page.keyboard.press('Enter');
  const archived = page.getByRole('region', { name: /archived$/ });
  await expect(archived).toContainText('The rule is next applied by itself on 5 Jan 2027.');
  await expect(archived.getByRole('status')).toHaveText('By itself on 4 Jan 2027: 2 archived.');
  await expectAccessible(page);
  await archived.getByRole('button', { name: 'Bring back 2 patients of this run' }).click();
  await expect(archived.getByRole('status')).toHaveText([
    / brought back 2 on 4 Jan 2027\.$/,
    /^By itself on/,
  ]);
  await expect(archived.getByRole('button')).toHaveCount(0);
  await early.stop();
  await owner.query("UPDATE settings SET value = 'null', updated_at = NULL WHERE `key` = 'retentionYears'");
  await owner.end();
});

test('an archived patient is out of the search, read on the card, and back by one button', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const { id, version } = await register(page, 'Purana', 'Archivewala');
  expect(await callAs(page, 'patients.archive', { id, version })).toMatchObject({ ok: true });
  await page.keyboard.press('/');
  await page.keyboard.type('purana arch');
  const results = page.getByRole('listbox');
  await expect(results.getByRole('option', { name: /Purana Archivewala/ })).toHaveCount(0);
  await results.getByRole('option', { name: 'Look among removed and archived patients' }).click();
  await expect(results.getByRole('option', { name: /^Purana Archivewala .*\d+ · archived$/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel.getByText(/^Archived on .* Everything stays readable\.$/)).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Book' })).toBeHidden();
  await expectAccessible(page);
  await expect(panel.getByRole('button', { name: 'Bring back' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Purana Archivewala is back.' })).toBeVisible();
  await expect(panel.getByText(/^Archived on/)).toBeHidden();
});

test('an archived relative is on the card, marked as such', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  const phone = '98113 44771';
  await register(page, 'Nandini', 'Pichlawala', phone);
  const { id, version } = await register(page, 'Vriddha', 'Pichlawala', phone);
  await register(page, 'Yuvan', 'Pichlawala', phone);
  expect(await callAs(page, 'patients.archive', { id, version })).toMatchObject({ ok: true });
  await page.keyboard.press('/');
  await page.keyboard.type('nandini pichla');
  await page.getByRole('option', { name: /^Nandini Pichlawala/ }).click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel.getByRole('heading', { name: 'Same phone or e-mail · 2' })).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Yuvan Pichlawala .*\d+$/ })).toBeVisible();
  const relative = panel.getByRole('button', { name: /^Vriddha Pichlawala .* · archived$/ });
  await expectAccessible(page);
  await relative.click();
  await expect(panel.getByText(/^Archived on .* Everything stays readable\.$/)).toBeVisible();
});
