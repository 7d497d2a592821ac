import { callAs } from '#test/e2e/support/clinic-api';
import { bookingForm, calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { DOCTOR, register } from '#test/e2e/support/visits';

test('leave that another desk enters is seen in the column by its name, and a booking into it needs a reason', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Lena', 'Leaveseeker');
  await showDay(page, '15/2/28', 'Tuesday, 15 February 2028');
  const column = calendar(page).getByRole('group', { name: 'Dr Fatima Khan, Tuesday, 15 February 2028' });
  await expect(column).toBeVisible();
  const rule = {
    date: '2028-02-15',
    start: '00:00',
    end: '24:00',
    available: false,
    recurrence: null,
    label: 'Congress',
  };
  const added = await callAs(page, 'hours.add', { doctorId: DOCTOR.khan, rule, outside: { do: 'ask' } });
  expect(added).toMatchObject({ ok: true });
  await expect(column.getByText('Congress')).toBeInViewport();

  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = bookingForm(page);
  await form.getByRole('combobox', { name: 'Patient' }).fill('lena leaves');
  await page.getByRole('option', { name: /^Lena Leaveseeker/ }).click();
  await form.getByLabel('Doctor').selectOption({ label: 'Dr Fatima Khan' });
  await form.getByLabel('Start').fill('10:00');
  await form.getByRole('button', { name: 'Book' }).click();
  await expect(form.getByRole('alert')).toContainText('The doctor is on leave then: Congress.');
  const why = form.getByLabel('Why it is done all the same');
  await why.fill('Comes in for this one');
  await why.press('Enter');
  await expect(visit(page, 'Lena Leaveseeker, 10:00')).toBeVisible();

  await visit(page, 'Lena Leaveseeker, 10:00').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAccessibleName(/^1\d:\d\d, Congress, Dr Fatima Khan$/);
});
