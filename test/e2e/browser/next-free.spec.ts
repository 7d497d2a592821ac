import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { bookingForm, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

function panel(page: Page): Locator {
  return page.getByRole('region', { name: 'Next free time' });
}

function times(page: Page): Locator {
  return panel(page).getByRole('group', { name: 'Free times' }).getByRole('button');
}

test('N lists the doctor’s next five free times; arrows choose, Enter books one, More goes on behind the last', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Asha', 'Freekeys', '98450 81001');
  await book(page, { patient, doctor: 'rao', start: '2028-08-07T09:00', end: '2028-08-07T12:00' });
  await showDay(page, '7/8/28', 'Monday, 7 August 2028');
  await visit(page, 'Asha Freekeys, 09:00').click();
  await page.getByRole('button', { name: 'Asha Freekeys', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Patient', exact: true })).toBeVisible();
  await visit(page, 'Asha Freekeys, 09:00').focus();
  await page.keyboard.press('n');

  await expect(panel(page)).toContainText('For Asha Freekeys');
  await expect(panel(page).getByLabel('Whom')).toHaveValue('doctor 1');
  await expect(times(page).nth(0)).toContainText('Mon, 7 Aug, 12:00');
  await expect(focused(page)).toHaveAccessibleName(/Mon, 7 Aug, 12:00–12:15 ?Dr Meera Rao/);
  await expectAccessible(page);
  await panel(page).getByLabel('Length').selectOption('45');
  await expect(times(page).nth(0)).toContainText('12:00–12:45');
  await times(page).nth(0).focus();
  await page.keyboard.press('End');
  await expect(focused(page)).toHaveText('More');
  const fifth = await times(page).nth(4).textContent();
  await page.keyboard.press('Enter');
  await expect(focused(page)).toContainText('Aug');
  await expect(times(page).nth(0)).not.toHaveText(String(fifth));
  await panel(page).getByRole('button', { name: 'From the first' }).click();
  await expect(times(page).nth(0)).toContainText('Mon, 7 Aug, 12:00–12:45');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const form = bookingForm(page);
  await expect(form).toContainText('Asha Freekeys');
  await expect(form.getByLabel('Length').getByLabel('45 minutes')).toBeChecked();
  await form.getByLabel('Reason').press('Enter');
  await expect(visit(page, 'Asha Freekeys, ')).toHaveCount(2);
});

test('free times by specialisation, time of day, weekday and of several doctors; nothing free is said', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '8/8/28', 'Tuesday, 8 August 2028');
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Shift+N');
  await expect(panel(page).getByLabel('Whom')).toHaveValue('anyone');
  await expect(times(page).nth(0)).toContainText('Tue, 8 Aug, 09:00');

  await panel(page).getByRole('button', { name: 'Evening' }).click();
  await expect(times(page).nth(0)).toContainText('Tue, 8 Aug, 17:00');
  await panel(page).getByRole('button', { name: 'Thu', exact: true }).click();
  await expect(times(page).nth(0)).toContainText('Thu, 10 Aug, 17:00');
  await panel(page).getByRole('button', { name: 'Thu', exact: true }).click();
  await panel(page).getByRole('button', { name: 'Evening' }).click();

  await panel(page).getByLabel('Whom').selectOption('several');
  const doctors = panel(page).getByRole('group', { name: 'Doctors' });
  for (const name of ['Dr Rao', 'Dr Iyer', 'Dr Patil', 'Dr Nowak', 'Dr Menon'])
    await doctors.getByRole('button', { name }).click();
  await expect(times(page).nth(0)).toContainText('Dr Fatima Khan');
  await expect(times(page).nth(1)).toContainText('Dr Fatima Khan');
  await doctors.getByRole('button', { name: 'Dr Khan' }).click();
  await expect(panel(page)).toContainText('Pick at least one doctor.');

  await panel(page).getByLabel('Whom').selectOption('anyone');
  await panel(page).getByLabel('Whom').selectOption('kind Dermatology');
  await expect(times(page).nth(0)).toContainText('Tue, 8 Aug, 09:00–09:20Dr Ł');

  await panel(page).getByRole('textbox', { name: 'From' }).fill('30/2/28');
  await expect(panel(page).getByRole('textbox', { name: 'From' })).toHaveAttribute('aria-invalid', 'true');
  await panel(page).getByRole('textbox', { name: 'From' }).fill('13/8/28');
  await panel(page).getByRole('button', { name: 'Sun', exact: true }).click();
  await panel(page).getByRole('button', { name: 'Evening' }).click();
  await expect(panel(page).getByRole('status')).toContainText('Nothing is free until 10 Nov 2028.');
});

test('a time that another desk takes leaves the list, and what was typed into a booking is kept', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  const other = await enter(otherDesk, 'admin');
  const patient = await register(page, 'Bina', 'Freelive');
  await showDay(page, '9/8/28', 'Wednesday, 9 August 2028');
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Enter');
  const form = bookingForm(page);
  await form.getByLabel('Doctor').selectOption({ label: 'Dr Fatima Khan' });
  await form.getByRole('combobox', { name: 'Patient' }).fill('bina freel');
  await page.getByRole('option', { name: /^Bina Freelive/ }).click();
  await form.getByLabel('Reason').fill('Typed before');
  await form.getByRole('button', { name: 'Next free times' }).click();
  await expect(times(page).nth(0)).toContainText('Wed, 9 Aug, 09:00');
  await book(other, { patient, doctor: 'khan', start: '2028-08-09T09:00', end: '2028-08-09T11:00' });
  await expect(times(page).nth(0)).toContainText('Wed, 9 Aug, 11:00');
  await times(page).nth(0).click();
  await expect(form.getByLabel('Start')).toHaveValue('11:00');
  await expect(form.getByLabel('Reason')).toHaveValue('Typed before');
  await expect(form).toContainText('Bina Freelive');
});
