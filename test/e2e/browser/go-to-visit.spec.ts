import { calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('from the find box by keys to a visit of another day: its day is shown and the keyboard is on it', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '1/12/27', 'Wednesday, 1 December 2027');
  const patient = await register(page, 'Gita', 'Gotovisit');
  await book(page, { patient, doctor: 'khan', start: '2027-12-15T14:00', end: '2027-12-15T14:20' });
  await book(page, { patient, doctor: 'rao', start: '2027-12-22T09:00', end: '2027-12-22T09:30' });

  await page.keyboard.press('/');
  await page.keyboard.type('gita gotov', { delay: 40 });
  await expect(page.getByRole('option', { name: /^Gita Gotovisit/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel.getByRole('button', { name: 'Book', exact: true })).toBeFocused();
  await expect(panel.getByRole('button', { name: /Wed, 15 Dec · 14:00 · Dr Khan/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAccessibleName(/Wed, 15 Dec · 14:00 · Dr Khan/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wednesday, 15 December 2027');
  await expect(focused(page)).toHaveAccessibleName('Gita Gotovisit, 14:00 to 14:20, booked, Dr Fatima Khan');
  await expect(visit(page, 'Gita Gotovisit')).toBeInViewport();
  await expect(panel.getByRole('region', { name: 'Appointment' })).toContainText('Gita Gotovisit');
  await page.keyboard.press('i');
  await expect(focused(page)).toHaveAccessibleName(/^Gita Gotovisit, 14:00 to 14:20, waiting, /);
});

test('a visit of a hidden doctor is shown with its column, and in the week it is the week of its doctor', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '1/12/27', 'Wednesday, 1 December 2027');
  const patient = await register(page, 'Hugo', 'Gotohidden');
  await book(page, { patient, doctor: 'patil', start: '2027-12-16T15:00', end: '2027-12-16T15:30' });
  await page.keyboard.press('h');
  await page.getByRole('checkbox', { name: /^Dr Sanjay Patil/ }).uncheck();
  await page.keyboard.press('Escape');
  await expect(calendar(page).getByRole('group')).toHaveCount(5);
  const open = async () => {
    const find = page.getByRole('combobox', { name: 'Find a patient' });
    await find.fill('hugo gotoh');
    await page.getByRole('option', { name: /^Hugo Gotohidden/ }).click();
    await page.getByRole('button', { name: /Thu, 16 Dec · 15:00 · Dr Patil/ }).click();
  };
  await open();
  await expect(focused(page)).toHaveAccessibleName(
    'Hugo Gotohidden, 15:00 to 15:30, booked, Dr Sanjay Patil',
  );
  await expect(calendar(page).getByRole('group')).toHaveCount(6);

  await page.keyboard.press('t');
  await page.keyboard.press('g');
  await page.getByRole('combobox', { name: 'Doctor of the week' }).selectOption({ label: 'Dr Meera Rao' });
  await open();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mon, 13 Dec – 19 Dec 2027');
  await expect(page.getByRole('combobox', { name: 'Doctor of the week' })).toHaveValue('4');
  await expect(focused(page)).toHaveAccessibleName(
    'Hugo Gotohidden, 15:00 to 15:30, booked, Dr Sanjay Patil',
  );
});
