import type { Locator, Page } from '@playwright/test';
import mysql from 'mysql2/promise';
import { expectAccessible } from '#test/e2e/support/axe';
import { expectNamed } from '#test/e2e/support/names';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { register } from '#test/e2e/support/visits';

async function openSystem(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('diagnostics');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('System');
}

function card(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

test('both servers, the desks and the missing backup at a glance; what is copied names nobody', async ({
  desk,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await enter(desk, 'admin');
  await register(page, 'Kavyanidhi', 'Systemcopy', '98450 12399');
  await openSystem(page);
  for (const store of ['MySQL', 'MongoDB']) {
    await expect(card(page, store)).toContainText('answers');
    await expect(card(page, store)).toContainText(/Schema\d+ of \d+ steps/);
  }
  await expect(card(page, 'Documents’ files')).toContainText('Kept inMongoDB');
  await expect(card(page, 'Backup')).toContainText('never');
  await expect(card(page, 'Backup')).toContainText('No backup was ever restored');
  await expect(
    card(page, 'Desks seen within a day').getByRole('row', { name: /\(this desk\)/ }),
  ).toBeVisible();
  await expectAccessible(page);
  await expectNamed(page);

  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByText('Copied, without names, phones or passwords.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('"appVersion"');
  for (const secret of ['Kavyanidhi', '98450', 'Asha', 'Front desk']) expect(copied).not.toContain(secret);
});

test('a backup that was restored is noted by whom, and the note is taken back', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await openSystem(page);
  const backup = card(page, 'Backup');
  await backup.getByRole('button', { name: 'A backup was restored today and works' }).click();
  await expect(backup).toContainText('4 Jan 2027');
  await expect(backup).toContainText('Noted by Asha Verma.');
  await expect(backup).not.toContainText('No backup was ever restored');
  await expectAccessible(page);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(backup).toContainText('never');
});

test('a connection is tried by keys, and each fault has its sentence', async ({ desk, clinic }) => {
  const page = await enter(desk, 'admin');
  await openSystem(page);
  const trial = page.getByRole('form', { name: 'Try a connection' });
  const attempt = async (url: string, says: RegExp) => {
    await trial.getByRole('textbox', { name: 'Address' }).fill(url);
    await page.keyboard.press('Enter');
    await expect(trial.getByRole('status')).toHaveText(says);
  };
  await attempt('localhost', /^This is not an address/);
  await attempt(
    'mysql://desk:word@no-such-host.invalid/clinic',
    /^No computer is called no-such-host\.invalid/,
  );
  await attempt(clinic.mysqlUrl.replace(/:[^:@/]+@/, ':wrong@'), /does not accept this account and password/);
  await expectAccessible(page, ['light']);
  await attempt(clinic.mysqlUrl, /^This works: version [89]\./);
  await trial.getByRole('button', { name: 'MongoDB' }).click();
  await attempt(clinic.mongoUrl, /^This works: version \d/);
});

test('what could not be carried over says of what kind it is and why, and is tried again', async ({
  desk,
  clinic,
}) => {
  const page = await enter(desk, 'admin');
  await openSystem(page);
  const aside = card(page, 'Could not be carried over');
  await expect(aside).toContainText('Nothing. What is booked and prescribed is carried over');
  const owner = await mysql.createConnection({ uri: clinic.adminUrl });
  // No such visit any more, so that the next try has nothing against it.
  await owner.query(
    `INSERT INTO outbox (topic, entity_id, attempts, last_error, claimed_until, created_at)
     VALUES ('visit', '2000000001', 7, 'mongo 121', '2027-01-04 18:10:00', '2027-01-04 03:50:00'),
            ('prescription', '2000000001', 3, 'MongoInvalidArgumentError', '2027-01-04 18:12:00', '2027-01-04 04:20:00')`,
  );
  await owner.end();
  await page.getByRole('button', { name: 'Look again' }).click();
  const visit = aside.getByRole('listitem').filter({ hasText: /^Appointment, entry \d+/ });
  await expect(visit).toContainText('since 4 Jan 2027, 09:20 · tried 7 times · next try 4 Jan 2027, 23:40');
  await expect(visit).toContainText('MongoDB refuses it: it does not have the form that is agreed on there.');
  await expect(aside.getByRole('listitem').filter({ hasText: /^Prescription, entry/ })).toContainText(
    'bigger than',
  );
  await expectAccessible(page);
  await expectNamed(page);
  await visit.getByRole('button', { name: /^Try again: Appointment/ }).click();
  await expect(page.locator('.undo-bar')).toHaveText('One entry is being tried again.');
  await expect(visit).toBeHidden();
  await aside.getByRole('button', { name: /^Try again: Prescription/ }).press('Enter');
  await expect(aside).toContainText('Nothing. What is booked and prescribed is carried over');
});

test('who does not look after the system finds no such page', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('diagnostics');
  await expect(page.getByText('Nothing in the settings is called “diagnostics”.')).toBeVisible();
});
