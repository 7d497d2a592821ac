import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { DOCTOR, register } from '#test/e2e/support/visits';

test('a file of appointments: one outside the hours stays out, or is booked with a reason', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await register(page, 'Ines', 'Fileguest', '98450 80077');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('csv');
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('radio', { name: 'Coming appointments' }).check();
  const lines = [
    'Doctor,Date,Time,Minutes,Name,Phone',
    'Vivek Menon,11/09/2028,10:00,15,Ines Fileguest,98450 80077',
    'Vivek Menon,11/09/2028,21:00,15,Ines Fileguest,98450 80077',
    '',
  ];
  await page.getByLabel('Choose a file…').setInputFiles({
    name: 'coming.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
  await expect(page.getByRole('row', { name: /21:00/ })).toContainText(
    "Time: This lies outside the doctor's hours.",
  );
  const choice = page.getByRole('group', { name: /^One appointment lies outside/ });
  await expect(choice.getByRole('radio', { name: 'Leave it out' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Book 1 appointment' })).toBeEnabled();
  await choice.getByRole('radio', { name: 'Book it too, with a reason' }).check();
  const both = page.getByRole('button', { name: 'Book 2 appointments' });
  await expect(both).toBeDisabled();
  await expectAccessible(page);
  await choice.getByLabel('Why it is done all the same').fill('The doctor comes in the evening');
  await both.click();
  await expect(page.getByText('2 appointments were booked.')).toBeVisible();
  expect(
    await callAs(page, 'appointments.day', { date: '2028-09-11', doctorIds: [DOCTOR.menon] }),
  ).toMatchObject({
    ok: true,
    value: { appointments: [{ start: '2028-09-11T10:00' }, { start: '2028-09-11T21:00' }] },
  });
});
