import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

test('a list of medicines comes in from a file, and a line of it is taken by the keyboard alone', async ({
  desk,
}) => {
  const admin = await enter(desk, 'admin');
  await admin.keyboard.press('Control+,');
  await admin.getByRole('searchbox', { name: 'Search settings' }).fill('csv');
  await admin.getByRole('button', { name: 'Import' }).click();
  await admin.getByRole('radio', { name: 'Medicines' }).check();
  await admin.getByLabel('Choose a file…').setInputFiles({
    name: 'medicines.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'Composition,Brand,Strength,Form',
        'Quinapril + Hydrochlorothiazide,Quinalist,10/12.5 mg,Tablet',
        'Quinapril,Quinasolo,some,Tablet',
      ].join('\n'),
    ),
  });
  await expect(admin.getByText('2 rows: 1 new')).toBeVisible();
  await expect(admin.getByRole('row', { name: /Quinasolo/ })).toContainText(
    'Strength: “some” is not a strength, like 500 mg.',
  );
  await expectAccessible(admin);
  await admin.getByLabel('Leave out the row with errors').check();
  await admin.getByRole('button', { name: 'Bring in 1 medicine' }).click();
  await expect(admin.getByText('1 medicine was brought in.')).toBeVisible();

  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Listfirst');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page
    .getByRole('navigation', { name: 'My patients today' })
    .getByRole('button', { name: /Listfirst/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ira Listfirst');
  await expect(page.getByLabel('Complaint', { exact: true })).toBeFocused();
  await page.keyboard.press('Alt+M');
  await page.keyboard.type('quinal');
  const offered = page.getByRole('option', { name: /Quinapril/ });
  await expect(offered).toContainText('Quinalist · 10/12.5 mg · Tablet');
  await expect(offered).toContainText('from the list');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-field="name"]').first()).toHaveValue('Quinapril + Hydrochlorothiazide');
  await expect(page.locator('[data-field="brand"]').first()).toHaveValue('Quinalist');
  await expect(page.locator('[data-field="dosage"]').first()).toHaveValue('10/12.5 mg');
  await expect(page.locator('[data-field="frequency"]').first()).toBeFocused();
  await page.keyboard.type('OD');
  await page.getByLabel('Tags').fill('antibiotic, urgent');
  await expect(page.getByText('Draft kept', { exact: true })).toBeVisible();
  await expectAccessible(page);
  const patients = page.getByRole('navigation', { name: 'My patients today' });
  await page.reload();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await patients.getByRole('button', { name: /Listfirst/ }).click();
  await expect(page.getByLabel('Tags')).toHaveValue('antibiotic, urgent');
  expect(await callAs(page, 'consultation.suggest', { text: 'quina' })).toMatchObject({
    ok: true,
    value: { suggestions: [{ times: null, form: 'Tablet' }] },
  });
});
