import { expectAccessible } from '#test/e2e/support/axe';
import { bookingForm, calendar, enter, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('axe: the door, and the door after a wrong password', async ({ desk }) => {
  const page = await desk.open();
  await expect(page.getByRole('button', { name: /^Sign in as / })).toHaveCount(4);
  await expectAccessible(page);
  await page.getByLabel('User name or e-mail').fill('reception');
  await page.getByLabel('Password').fill('not it');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('That name and password do not belong together.')).toBeVisible();
  await expectAccessible(page);
});

test('axe: a full day with who waits, the keys’ sheet, a week', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await expect(
    calendar(page)
      .getByRole('button', { name: / waiting, .*Dr / })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await expect(calendar(page).getByRole('group')).toHaveCount(7);
  await expectAccessible(page);
});

test('axe: the menu and the lock', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.getByRole('button', { name: 'Meena Lal: menu' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Lock the screen' }).click();
  await expect(page.getByRole('dialog', { name: 'Locked' })).toBeVisible();
  await expectAccessible(page);
});

test('axe: the booking form with its list open, with wrong fields, with who holds the time', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '1/6/27', 'Tuesday, 1 June 2027');
  const first = await register(page, 'Leena', 'Axefirst');
  await register(page, 'Leena', 'Axesecond');
  await book(page, { patient: first, doctor: 'rao', start: '2027-06-01T09:00', end: '2027-06-01T09:15' });
  await expect(visit(page, 'Leena Axefirst')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const patient = bookingForm(page).getByRole('combobox', { name: 'Patient' });
  await patient.fill('leena axe');
  await expect(page.getByRole('listbox', { name: 'Patients found' }).getByRole('option')).toHaveCount(3);
  await expectAccessible(page);

  await patient.press('Escape');
  await bookingForm(page).getByLabel('Start').fill('25:00');
  await bookingForm(page).getByRole('button', { name: 'Book' }).click();
  await expect(page.getByText('“25:00” is not a time. Type it like 9, 9:30, 1430 or 2:30 pm.')).toBeVisible();
  await expectAccessible(page);

  await patient.fill('leena axesec');
  await page.getByRole('option', { name: /^Leena Axesecond/ }).click();
  await bookingForm(page).getByLabel('Start').fill('09:00');
  await bookingForm(page).getByRole('button', { name: 'Book' }).click();
  await expect(page.getByRole('alert')).toContainText('Free instead:');
  await expectAccessible(page);
});

test('axe: a selected visit, its closing, a refused move', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '2/6/27', 'Wednesday, 2 June 2027');
  const first = await register(page, 'Omar', 'Axethird');
  const second = await register(page, 'Omar', 'Axefourth');
  await book(page, { patient: first, doctor: 'rao', start: '2027-06-02T09:00', end: '2027-06-02T09:30' });
  await book(page, { patient: second, doctor: 'rao', start: '2027-06-02T10:00', end: '2027-06-02T10:30' });
  await visit(page, 'Omar Axethird').click();
  await expect(page.getByRole('group', { name: 'Actions' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Other reason')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep it' }).click();

  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByLabel('Start').fill('10:15');
  await details.getByRole('button', { name: 'Move here' }).click();
  await expect(page.getByRole('alert')).toContainText('Omar Axefourth already has 10:00–10:30.');
  await expectAccessible(page);
});

test('axe: a patient, and the fields with a wrong one', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Omar', 'Axefifth');
  const details = page.getByRole('complementary', { name: 'Details' });
  await page.getByRole('combobox', { name: 'Find a patient' }).fill('omar axefif');
  await page.getByRole('option', { name: /^Omar Axefifth/ }).click();
  await expect(details.getByRole('heading', { name: 'Omar Axefifth' })).toBeVisible();
  await expectAccessible(page);
  await details.getByRole('button', { name: 'Edit' }).click();
  await expect(details.getByLabel('Old file number')).toBeVisible();
  await details.getByLabel('Phone').fill('no phone');
  await details.getByRole('button', { name: 'Save patient' }).click();
  await expect(details.getByText('This is not a phone number.')).toBeVisible();
  await expectAccessible(page);
  await details.getByRole('button', { name: 'Back' }).click();
  await expect(details.getByRole('button', { name: 'Book', exact: true })).toBeFocused();
});
