import mysql from 'mysql2/promise';
import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { expectNamed } from '#test/e2e/support/names';
import { enter, focused } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { DOCTOR, book, register } from '#test/e2e/support/visits';
import type { FreshDatabase } from '#test/support/databases';

const CLOSED = 'You have no appointment with this patient, so what is clinical is closed to you.';
const details = (page: Page) => page.getByRole('complementary', { name: 'Details' });
const openLine = (page: Page) =>
  page.getByText(/^Open to you because of the reason you gave, until 23:\d\d\.$/);

/** A patient of Dr Iyer's, with a signed note; the doctor who signs in is Dr Rao. */
async function ofAColleague(
  page: Page,
  clinic: FreshDatabase,
  lastName: string,
  start: string,
): Promise<void> {
  const patient = await register(page, 'Ira', lastName);
  const end = start.replace(':00', ':15');
  const { appointment } = await book(page, { patient, doctor: 'iyer', start, end });
  const owner = await mysql.createConnection({ uri: clinic.adminUrl });
  await owner.query(
    `INSERT INTO visit_notes (appointment_id, patient_id, body, created_by, signed_at, signed_by)
     VALUES (?, ?, 'Sleeps badly', ?, UTC_TIMESTAMP(), ?)`,
    [appointment.id, patient.id, ...Array<string>(2).fill(`doctor:${String(DOCTOR.iyer)}`)],
  );
  await owner.end();
}

/** The card of the patient, found by typing. */
async function card(page: Page, lastName: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(`ira ${lastName}`, { delay: 40 });
  const option = page.getByRole('option', { name: new RegExp(`^Ira ${lastName}`) });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('region', { name: 'Patient', exact: true })).toContainText(lastName);
}

test('a colleague’s page is closed, opens with a reason by keys, and says until when; nothing is written in it', async ({
  clinic,
  desk,
}) => {
  await ofAColleague(await enter(desk, 'reception'), clinic, 'Closedchart', '2027-08-16T09:00');
  const page = await enter(desk, 'doctor');
  await card(page, 'Closedchart');
  await details(page)
    .getByRole('button', { name: /16 Aug · 09:00 · Dr Iyer/ })
    .click();
  const written = details(page).getByRole('button', { name: 'What was written' });
  await written.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ira Closedchart');
  await expect(page.getByRole('alert')).toHaveText(CLOSED);
  await expect(page.getByRole('main')).toContainText('16 Aug, Dr');
  await expect(focused(page)).toHaveText('Open with a reason');

  await page.keyboard.press('Enter');
  const why = page.getByLabel('Why you read it');
  await expect(why).toBeFocused();
  await expect(page.getByText(/^It opens to you for 12 hours\./)).toBeVisible();
  await page.keyboard.type('Ask');
  await page.keyboard.press('Enter');
  await expect(why).toHaveAccessibleDescription('Say it in at least 10 characters.');
  await expectAccessible(page);
  await expectNamed(page);
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveText('Open with a reason');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Called in for a second opinion');
  await page.keyboard.press('Enter');
  await expect(openLine(page)).toBeFocused();
  await expect(page.getByText('Sleeps badly')).toBeVisible();
  await expect(page.getByText('No allergies noted')).toBeVisible();
  await expect(page.getByLabel('Complaint', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Note an allergy|Enter vitals/ })).toHaveCount(0);
  await expectAccessible(page);

  await page.keyboard.press('Alt+d');
  const files = page.getByRole('dialog', { name: 'Documents of Ira Closedchart' });
  await expect(openLine(files.page()).last()).toBeVisible();
  await expect(files).toContainText('Nothing is filed here yet');
  await expect(files.getByRole('button', { name: 'Add a file' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(files).toBeHidden();
});

test('the documents of a stranger open from the card with a reason, which the administrator reads', async ({
  clinic,
  desk,
}) => {
  await ofAColleague(await enter(desk, 'reception'), clinic, 'Closedfiles', '2027-08-17T09:00');
  const page = await enter(desk, 'doctor');
  await card(page, 'Closedfiles');
  await details(page).getByRole('button', { name: 'Documents' }).click();
  const files = page.getByRole('dialog', { name: 'Documents of Ira Closedfiles' });
  await expect(files.getByRole('alert')).toHaveText(CLOSED);
  await expectAccessible(page);
  await files.getByRole('button', { name: 'Open with a reason' }).click();
  await files.getByLabel('Why you read it').fill('The family asks about her report');
  await files.getByRole('button', { name: 'Open it' }).click();
  await expect(openLine(page)).toBeFocused();
  await expect(files).toContainText('Nothing is filed here yet');

  const admin = await enter(desk, 'admin');
  await card(admin, 'Closedfiles');
  await details(admin).getByRole('button', { name: 'History of changes' }).click();
  const entries = admin.getByRole('listbox', { name: 'Entries' });
  await entries.getByRole('option', { name: /Opened a record with a reason/ }).click();
  await expect(admin.getByRole('region', { name: 'The entry' })).toContainText(
    'The family asks about her report',
  );
});

test('the clinic lets every doctor read every patient, and takes it back with one key', async ({
  clinic,
  desk,
}) => {
  await ofAColleague(await enter(desk, 'reception'), clinic, 'Closedtoall', '2027-08-18T09:00');
  const page = await enter(desk, 'doctor');
  await card(page, 'Closedtoall');
  const documents = details(page).getByRole('button', { name: 'Documents' });
  const files = page.getByRole('dialog', { name: 'Documents of Ira Closedtoall' });
  const look = async (says: string) => {
    await documents.click();
    await expect(files).toContainText(says);
    await page.keyboard.press('Escape');
    await expect(files).toHaveCount(0);
  };
  await look(CLOSED);

  const admin = await enter(desk, 'admin');
  await admin.keyboard.press('Control+,');
  await admin.keyboard.type('privacy');
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Reading records');
  const all = admin.getByRole('checkbox', { name: 'Every doctor may read every patient' });
  await expect(all).not.toBeChecked();
  await all.focus();
  await admin.keyboard.press('Space');
  await expect(admin.getByText('Every doctor reads every patient: off → on')).toBeVisible();
  await expectAccessible(admin);
  await admin.keyboard.press('Control+s');
  await expect(admin.getByRole('status').filter({ hasText: 'Every doctor reads' })).toBeVisible();
  await look('Nothing is filed here yet');

  await admin.getByRole('heading', { level: 1 }).click();
  await admin.keyboard.press('Control+z');
  await expect(all).not.toBeChecked();
  await look(CLOSED);
});
