import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { expectNamed } from '#test/e2e/support/names';
import { calendar, enter, focused, showDay } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

function month(page: Page): Locator {
  return page.getByRole('group', { name: 'Month' });
}

function heading(page: Page): Locator {
  return page.getByRole('heading', { level: 1 });
}

test('D opens the month with each day’s load; arrows and pages go about, Enter shows the day', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '8/11/27', 'Monday, 8 November 2027');
  const patient = await register(page, 'Maja', 'Monthload');
  // 9 h of six doctors are 54 h: 5 h 24 min of them are a tenth.
  await book(page, { patient, doctor: 'rao', start: '2027-11-09T09:00', end: '2027-11-09T12:00' });
  await book(page, { patient, doctor: 'iyer', start: '2027-11-09T13:00', end: '2027-11-09T15:25' });
  await page.keyboard.press('d');
  await expect(page.getByLabel('Go to a date')).toBeFocused();
  await expect(
    month(page).getByRole('button', { name: 'Tue, 9 November, 2 visits, 10 % full' }),
  ).toBeVisible();
  await expectAccessible(page);
  await expectNamed(page);

  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAccessibleName('Mon, 8 November, 0 visits, 0 % full');
  await page.keyboard.press('ArrowRight');
  await expect(focused(page)).toHaveAccessibleName('Tue, 9 November, 2 visits, 10 % full');
  await page.keyboard.press('PageDown');
  await expect(focused(page)).toHaveAccessibleName(/^Thu, 9 December, /);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAccessibleName(/^Tue, 16 November, /);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Tuesday, 9 November 2027');
  await expect(month(page)).toHaveCount(0);
  await expect(focused(page)).toHaveAccessibleName(/Dr Meera Rao$/);
});

test('Escape leaves the month where it was, a click shows a day, and today is marked', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.keyboard.press('d');
  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAccessibleName(/^Mon, 4 January, today, \d+ visits, \d+ % full$/);
  await expect(focused(page)).toHaveAttribute('aria-current', 'date');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(month(page)).toHaveCount(0);
  await expect(heading(page)).toHaveText('Monday, 4 January 2027');
  await heading(page).getByRole('button').click();
  await month(page).getByRole('button', { name: 'Next month' }).click();
  await expect(page.getByLabel('Go to a date')).toBeFocused();
  await month(page)
    .getByRole('button', { name: /^Wed, 10 February, / })
    .click();
  await expect(heading(page)).toHaveText('Wednesday, 10 February 2027');
});

test('the month counts the doctors that are shown, and another desk’s booking appears in it', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '6/12/27', 'Monday, 6 December 2027');
  const patient = await register(page, 'Nora', 'Monthlive');
  await book(page, { patient, doctor: 'rao', start: '2027-12-08T09:00', end: '2027-12-08T09:30' });
  await book(page, { patient, doctor: 'menon', start: '2027-12-08T10:00', end: '2027-12-08T11:00' });
  await page.keyboard.press('h');
  await page.getByRole('checkbox', { name: /^Dr Vivek Menon/ }).uncheck();
  await page.keyboard.press('Escape');
  await expect(calendar(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('d');
  await expect(month(page).getByRole('button', { name: 'Wed, 8 December, 1 visit, 1 % full' })).toBeVisible();

  const other = await otherDesk.open();
  await signIn(other, 'admin');
  await book(other, { patient, doctor: 'iyer', start: '2027-12-08T14:00', end: '2027-12-08T18:00' });
  await expect(
    month(page).getByRole('button', { name: 'Wed, 8 December, 2 visits, 10 % full' }),
  ).toBeVisible();
});
