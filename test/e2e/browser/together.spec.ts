import { enter, showDay, visit } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('who is moving or changing a visit stands on its block, in its panel and under the open form', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '3/5/27', 'Monday, 3 May 2027');
  const patient = await register(page, 'Uma', 'Together');
  await book(page, { patient, doctor: 'rao', start: '2027-05-03T09:00', end: '2027-05-03T09:30' });
  const other = await otherDesk.open();
  await signIn(other, 'admin');
  await showDay(other, '3/5/27', 'Monday, 3 May 2027');

  await visit(other, 'Uma Together').click();
  const theirs = other.getByRole('complementary', { name: 'Details' });
  await theirs.getByLabel('Reason for the visit').fill('knee');
  const block = visit(page, 'Uma Together');
  await expect(block).toContainText('Asha Verma is changing this');
  await expect(block).toHaveAccessibleName(
    'Uma Together, 09:00 to 09:30, booked, Dr Meera Rao, Asha Verma is changing this',
  );
  await block.click();
  const mine = page.getByRole('complementary', { name: 'Details' });
  await expect(mine.getByRole('status').filter({ hasText: 'Asha Verma is changing this' })).toBeVisible();

  await mine.getByLabel('Notes for the desk').fill('brings the x-ray');
  const form = mine.locator('form').filter({ has: page.getByLabel('Notes for the desk') });
  await expect(form.getByRole('status')).toHaveText('Asha Verma is changing this appointment too.');
  await expect(
    theirs.getByRole('status').filter({ hasText: 'Meena Lal is changing this appointment too.' }),
  ).toBeVisible();

  await theirs.getByLabel('Reason for the visit').fill('');
  await expect(form.getByRole('status')).toHaveText('');
  await expect(block).not.toContainText('Asha Verma');
  await other.keyboard.press('Escape');
  await other.keyboard.press('m');
  await expect(block).toHaveAccessibleName(/, Asha Verma is moving this$/);
  await other.keyboard.press('Escape');
  await expect(block).toHaveAccessibleName('Uma Together, 09:00 to 09:30, booked, Dr Meera Rao');
});

test('two people who change one patient are told of each other', async ({ desk, otherDesk }) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Vera', 'Togetherpat');
  const other = await otherDesk.open();
  await signIn(other, 'admin');
  for (const window of [page, other]) {
    const find = window.getByRole('combobox', { name: 'Find a patient' });
    await find.fill('vera togetherp');
    await window.getByRole('option', { name: /^Vera Togetherpat/ }).click();
    await window.getByRole('button', { name: 'Edit' }).click();
  }
  expect(patient.firstName).toBe('Vera');
  await expect(page.getByText('Asha Verma is changing this patient too.')).toBeVisible();
  await expect(other.getByText('Meena Lal is changing this patient too.')).toBeVisible();
  await other.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByText('Asha Verma is changing this patient too.')).toHaveCount(0);
});
