import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

test('a file of patients: looked at, errors named, confirmed, and taken back', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('csv');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import');
  await expectAccessible(page, ['light']);

  const lines = ['Patient name,Mobile', 'Imported Firstperson,98450 80001', 'Imported Secondperson,12', ''];
  await page.getByLabel('Choose a file…').setInputFiles({
    name: 'old-clinic.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
  await expect(page.getByText('2 rows: 1 new')).toBeVisible();
  await expect(page.getByRole('row', { name: /Secondperson/ })).toContainText(
    'Phone: “12” is no whole phone number.',
  );
  await expectAccessible(page);
  const search = () => callAs(page, 'patients.search', { text: 'firstperson', after: null, limit: 5 });
  expect(await search()).toMatchObject({ ok: true, value: { items: [] } });

  const confirm = page.getByRole('button', { name: 'Bring in 1 patient' });
  await expect(confirm).toBeDisabled();
  await page.getByLabel('Leave out the row with errors').check();
  await confirm.click();
  await expect(page.getByText('1 patient was registered.')).toBeVisible();
  expect(await search()).toMatchObject({ ok: true, value: { items: [{ firstName: 'Imported' }] } });

  await page.getByRole('button', { name: 'Take it back…' }).click();
  await expect(page.getByText('1 would be taken back; 0 stay')).toBeVisible();
  await page.getByRole('button', { name: 'Take back now' }).click();
  await expect(page.getByText('It was taken back.')).toBeVisible();
  expect(await search()).toMatchObject({ ok: true, value: { items: [] } });
});
