import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { expectCalendarReady } from '#test/e2e/support/calendar';
import { expectNamed } from '#test/e2e/support/names';
import { bookingForm, calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

function list(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Doctors' });
}

/** The doctors of the columns, from left to right; also under the open list, which hides them from a screen reader. */
async function expectColumns(page: Page, names: readonly string[]): Promise<void> {
  const columns = page.locator('[data-col]');
  await expect(columns).toHaveCount(names.length);
  for (const [index, name] of names.entries()) {
    await expect(columns.nth(index)).toHaveAttribute('aria-label', new RegExp(`^Dr ${name}, `));
  }
}

test('H lists the doctors: hidden, ordered and shown again by keys alone, and kept at this desk', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '4/10/27', 'Monday, 4 October 2027');
  const patient = await register(page, 'Ava', 'Columnhid');
  await book(page, { patient, doctor: 'iyer', start: '2027-10-04T09:00', end: '2027-10-04T09:30' });
  await expect(visit(page, 'Ava Columnhid')).toBeVisible();

  await page.keyboard.press('h');
  await expect(list(page)).toBeVisible();
  await expect(focused(page)).toHaveAccessibleName(/^Dr Meera Rao/);
  await expectAccessible(page);
  await expectNamed(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.locator('[data-told]')).toHaveText('Dr Fatima Khan is column 2 of 6');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(focused(page)).toHaveAccessibleName(/^Dr Fatima Khan/);
  await expect(list(page).getByRole('status')).toHaveText('5 of 6 shown');
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await expect(focused(page)).toHaveAccessibleName(/, Dr /);
  await expectColumns(page, ['Fatima Khan', 'Meera Rao', 'Sanjay Patil', 'Łucja Nowak', 'Vivek Menon']);
  const button = page.getByRole('button', { name: 'Doctors: 1 hidden, 1 appointment there' });
  await expect(button).toContainText('1 hidden');

  await page.reload();
  await signIn(page, 'reception');
  await showDay(page, '4/10/27', 'Monday, 4 October 2027');
  await expectColumns(page, ['Fatima Khan', 'Meera Rao', 'Sanjay Patil', 'Łucja Nowak', 'Vivek Menon']);
  await button.click();
  await list(page).getByRole('button', { name: 'Show all' }).click();
  await list(page).getByRole('button', { name: "The clinic's order" }).click();
  await page.keyboard.press('Escape');
  await expectColumns(page, [
    'Meera Rao',
    'Arjun Iyer',
    'Fatima Khan',
    'Sanjay Patil',
    'Łucja Nowak',
    'Vivek Menon',
  ]);
});

test('one specialisation fills the screen, and the buttons order what is left', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.getByRole('button', { name: 'Doctors: all shown' }).click();
  await list(page).getByRole('radio', { name: 'General' }).check();
  await expectColumns(page, ['Meera Rao', 'Arjun Iyer']);
  await list(page).getByRole('button', { name: 'Dr Meera Rao: later' }).click();
  await expectColumns(page, ['Arjun Iyer', 'Meera Rao']);
  await expect(focused(page)).toHaveAccessibleName(/^Dr Meera Rao/);
  await list(page).getByRole('radio', { name: 'All' }).check();
  await expectColumns(page, [
    'Arjun Iyer',
    'Meera Rao',
    'Fatima Khan',
    'Sanjay Patil',
    'Łucja Nowak',
    'Vivek Menon',
  ]);
});

test('with everybody hidden the screen says how they come back, and its keys still work', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await page.keyboard.press('h');
  const boxes = list(page).getByRole('checkbox');
  await expect(boxes).toHaveCount(6);
  for (const box of await boxes.all()) await box.uncheck();
  await page.keyboard.press('Escape');
  const nothing = page.getByRole('region', { name: 'Appointments, no doctor chosen' });
  await expect(nothing).toBeFocused();
  await expect(nothing).toContainText('All 6 doctors are hidden. H chooses the columns.');
  await expectAccessible(page);
  await page.keyboard.press(']');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tuesday, 5 January 2027');
  await page.keyboard.press('h');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await nothing.getByRole('button', { name: 'Show all' }).click();
  await expect(calendar(page).getByRole('group')).toHaveCount(6);
  await expect(focused(page)).toHaveAccessibleName(/, Dr /);
});

test('a hidden doctor’s times are still known, booked and gone to: nobody is missed', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '6/10/27', 'Wednesday, 6 October 2027');
  const patient = await register(page, 'Ben', 'Columnstill');
  await book(page, { patient, doctor: 'menon', start: '2027-10-06T09:00', end: '2027-10-06T09:30' });
  await page.keyboard.press('h');
  await list(page)
    .getByRole('checkbox', { name: /^Dr Vivek Menon/ })
    .uncheck();
  await list(page)
    .getByRole('checkbox', { name: /^Dr Meera Rao/ })
    .uncheck();
  await page.keyboard.press('Escape');
  // Under the open list the calendar is hidden from the test, too.
  await expectCalendarReady(page);
  await expect(visit(page, 'Ben Columnstill')).toHaveCount(0);

  await page.keyboard.press('Shift+N');
  const first = page.getByRole('group', { name: 'Free times' }).getByRole('button');
  await expect(first.nth(0)).toContainText('Dr Meera Rao');
  await expect(first.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(first.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  const form = bookingForm(page);
  await expect(form.getByLabel('Doctor')).toHaveValue('2');
  await form.getByLabel('Doctor').selectOption({ label: 'Dr Vivek Menon' });
  await expect(form.getByLabel('Start')).toHaveAccessibleDescription(
    'Ben Columnstill already has 09:00–09:30.',
  );
  await form.getByLabel('Start').fill('10:00');
  await form.getByRole('combobox', { name: 'Patient' }).fill('ben columns');
  await page.getByRole('option', { name: /^Ben Columnstill/ }).click();
  await form.getByRole('button', { name: 'Book' }).click();
  // What was just booked is seen, in a column that is there for that.
  await expect(visit(page, 'Ben Columnstill, 10:00 to ')).toBeVisible();
  await expect(calendar(page).getByRole('group')).toHaveCount(5);
});

test('P prints the day sheet of those shown, and the menu that of all', async ({ desk, context }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '7/10/27', 'Thursday, 7 October 2027');
  const patient = await register(page, 'Cleo', 'Columnprint');
  await book(page, { patient, doctor: 'rao', start: '2027-10-07T09:00', end: '2027-10-07T09:30' });
  await book(page, { patient, doctor: 'nowak', start: '2027-10-07T10:00', end: '2027-10-07T10:30' });
  await page.keyboard.press('h');
  await list(page)
    .getByRole('checkbox', { name: /^Dr Meera Rao/ })
    .uncheck();
  await page.keyboard.press('Escape');
  await expectCalendarReady(page);
  const shown = context.waitForEvent('page');
  await page.keyboard.press('p');
  const sheet = await shown;
  await expect(sheet.getByRole('heading', { name: 'Dr Łucja Nowak' })).toBeVisible();
  await expect(sheet.getByRole('heading', { name: 'Dr Meera Rao' })).toHaveCount(0);
  await sheet.close();

  await page.getByRole('button', { name: 'Meena Lal: menu' }).click();
  await expect(page.getByRole('menuitem', { name: 'Print the day sheet of the 5 shown' })).toBeVisible();
  const everybody = context.waitForEvent('page');
  await page.getByRole('menuitem', { name: 'Print the day sheet of all 6' }).click();
  const whole = await everybody;
  await expect(whole.getByRole('heading', { name: 'Dr Meera Rao' })).toBeVisible();
  await expect(whole.getByRole('heading', { name: 'Dr Łucja Nowak' })).toBeVisible();
});
