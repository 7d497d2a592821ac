import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { bookingForm, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

function form(page: Page): Locator {
  return page.getByRole('form', { name: 'Repeat' });
}

function dates(of: Locator): Locator {
  return of.getByRole('list', { name: 'Dates' }).getByRole('button');
}

test('a weekly dressing is booked at once: conflicts are seen, a free time is taken by a key, undo takes all back', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Asha', 'Series', '98450 83001');
  const other = await register(page, 'Omar', 'Seriesholder');
  await book(page, { patient: other, doctor: 'khan', start: '2028-08-28T10:00', end: '2028-08-28T10:30' });
  await showDay(page, '21/8/28', 'Monday, 21 August 2028');
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Enter');
  await bookingForm(page).getByLabel('Doctor').selectOption({ label: 'Dr Fatima Khan' });
  await bookingForm(page).getByLabel('Start').fill('10:00');
  await bookingForm(page).getByRole('combobox', { name: 'Patient' }).fill('asha series');
  await page.getByRole('option', { name: /^Asha Series/ }).click();
  await bookingForm(page).getByLabel('Reason').fill('Dressing');
  await bookingForm(page).getByRole('button', { name: 'Repeat' }).click();

  await expect(form(page)).toContainText('Asha Series');
  await form(page).getByLabel('How often').fill('3');
  await expect(dates(form(page))).toHaveCount(3);
  await expect(dates(form(page)).nth(0)).toContainText('1. Mon, 21 Aug, 10:00');
  await expect(dates(form(page)).nth(1)).toContainText('Omar Seriesholder already has 10:00–10:30.');
  await expect(form(page)).toContainText('1 date cannot be had as it is');
  await expectAccessible(page);
  await dates(form(page)).nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toContainText('Enter takes Mon, 28 Aug, ');
  await page.keyboard.press('Enter');
  await expect(focused(page)).toContainText('instead of Mon, 28 Aug, 10:00');
  await expect(form(page)).not.toContainText('cannot be had');
  await form(page).getByRole('button', { name: 'Book all 3' }).click();
  await expect(page.locator('.undo-place')).toContainText('3 appointments booked for Asha Series');
  await expect(visit(page, 'Asha Series, 10:00')).toBeVisible();
  await expect(page.getByText('1 of 3')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Asha Series')).toBeHidden();
});

test('a visit says which of its series it is and leads to the others; this and the following are moved and cancelled', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Bina', 'Physio', '98450 83002');
  await showDay(page, '22/8/28', 'Tuesday, 22 August 2028');
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Enter');
  await bookingForm(page).getByLabel('Doctor').selectOption({ label: 'Dr Sanjay Patil' });
  await bookingForm(page).getByLabel('Start').fill('11:00');
  await bookingForm(page).getByRole('combobox', { name: 'Patient' }).fill('bina physio');
  await page.getByRole('option', { name: /^Bina Physio/ }).click();
  await bookingForm(page).getByRole('button', { name: 'Repeat' }).click();
  await form(page).getByLabel('Unit').selectOption('day');
  await form(page).getByLabel('How often').fill('4');
  await expect(dates(form(page))).toHaveCount(4);
  await form(page).getByLabel('How often').press('Enter');
  await expect(visit(page, 'Bina Physio, 11:00')).toBeVisible();

  await page.getByText('1 of 4').click();
  await page.getByRole('button', { name: '3. Thu, 24 Aug, 11:00' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thursday, 24 August 2028');
  await page.getByText('3 of 4').click();
  await page.getByRole('button', { name: 'Change several' }).click();
  const changing = page.getByRole('form', { name: 'Change several' });
  await expect(dates(changing)).toHaveCount(2);
  await changing.getByLabel('Day').selectOption({ label: 'Fri, 25 Aug' });
  await expect(dates(changing).nth(0)).toContainText('Fri, 25 Aug, 11:00');
  await changing.getByLabel('Day').selectOption({ label: 'Thu, 24 Aug, as it is' });
  await changing.getByLabel('Start').fill('12:00');
  await expect(dates(changing).nth(0)).toContainText('Thu, 24 Aug, 12:00');
  await expectAccessible(page);
  await changing.getByLabel('Start').press('Enter');
  await expect(page.locator('.undo-place')).toContainText('2 appointments moved');
  await expect(visit(page, 'Bina Physio, 12:00')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Bina Physio, 11:00')).toBeVisible();

  await page.getByText('3 of 4').click();
  await page.getByRole('button', { name: 'Change several' }).click();
  await changing.getByRole('button', { name: 'All still to come' }).click();
  await expect(dates(changing)).toHaveCount(4);
  await changing.getByLabel('Reason for cancelling').fill('Healed');
  await changing.getByRole('button', { name: 'Cancel 4' }).click();
  await expect(page.locator('.undo-place')).toContainText('4 appointments cancelled');
  // Seen cancelled first, so that its coming back is of the undo.
  await expect(visit(page, 'Bina Physio, 11:00 to 11:15, cancelled')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Bina Physio, 11:00 to 11:15, booked')).toBeVisible();
});
