import type { Page } from '@playwright/test';
import { callAs } from '#test/e2e/support/clinic-api';
import { bookingForm, calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';
import { overhear } from '#test/e2e/support/wire';

/** What lies over a column at a time of the day: shaded where nobody is in. */
async function isShaded(page: Page, column: string, time: string): Promise<boolean> {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const share = (hours * 60 + minutes) / (24 * 60);
  return calendar(page)
    .getByRole('group', { name: column })
    .evaluate((element, at) => {
      const box = element.getBoundingClientRect();
      const y = box.top + at * box.height;
      return [...element.querySelectorAll('.closed')].some((shade) => {
        const { top, bottom } = shade.getBoundingClientRect();
        return top <= y && y < bottom;
      });
    }, share);
}

test('the week of one doctor: seven days, a visit on its day, and from a day’s head back into the day', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '8/9/27', 'Wednesday, 8 September 2027');
  const patient = await register(page, 'Ada', 'Weekvisit');
  await book(page, { patient, doctor: 'khan', start: '2027-09-10T10:00', end: '2027-09-10T10:20' });
  await calendar(page)
    .getByRole('button', { name: /^Dr Fatima Khan/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mon, 6 Sept – 12 Sept 2027');
  await expect(page.getByRole('combobox', { name: 'Doctor of the week' })).toHaveValue('3');
  const days = calendar(page).getByRole('group');
  await expect(days).toHaveCount(7);
  const friday = calendar(page).getByRole('group', { name: 'Dr Fatima Khan, Friday, 10 September 2027' });
  await expect(friday.getByRole('button', { name: 'Ada Weekvisit, 10:00 to 10:20, booked' })).toBeVisible();

  await page.getByRole('combobox', { name: 'Doctor of the week' }).selectOption({ label: 'Dr Meera Rao' });
  await expect(days).toHaveCount(7);
  await expect(visit(page, 'Ada Weekvisit')).toHaveCount(0);
  await calendar(page)
    .getByRole('button', { name: /^Fri, 10 Sept/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Friday, 10 September 2027');
  await expect(visit(page, 'Ada Weekvisit')).toBeVisible();
});

test('hours when a doctor is not in are shaded and told, and the now line stands at the clinic’s time', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const now = page.getByRole('img', { name: /^Now, \d\d:\d\d$/ });
  await expect(now).toBeVisible();
  const minuteOf = (label: string | null) => {
    const [hours = 0, minutes = 0] = (label ?? '').replace('Now, ', '').split(':').map(Number);
    return hours * 60 + minutes;
  };
  const before = minuteOf(await now.getAttribute('aria-label'));
  expect(before).toBeGreaterThanOrEqual(11 * 60 + 8);
  const line = await page.locator('.now-line').evaluate((element) => {
    const layer = element.parentElement?.getBoundingClientRect();
    return layer ? ((element.getBoundingClientRect().top - layer.top) / layer.height) * 24 * 60 : -1;
  });
  // A minute may have begun between the two, and the line is drawn on whole pixels.
  expect(line).toBeGreaterThanOrEqual(before - 1);
  expect(line).toBeLessThanOrEqual(minuteOf(await now.getAttribute('aria-label')) + 1);
  await page.keyboard.press(']');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tuesday, 5 January 2027');
  await expect(page.locator('.now-line')).toHaveCount(0);

  await showDay(page, '4/9/27', 'Saturday, 4 September 2027');
  await expect(calendar(page).locator('.closed').first()).toBeVisible();
  expect(await isShaded(page, 'Dr Meera Rao', '08:55')).toBe(true);
  expect(await isShaded(page, 'Dr Meera Rao', '09:05')).toBe(false);
  expect(await isShaded(page, 'Dr Meera Rao', '14:55')).toBe(false);
  expect(await isShaded(page, 'Dr Meera Rao', '15:05')).toBe(true);
  await page.keyboard.press('End');
  await expect(focused(page)).toHaveAccessibleName('14:55, free, Dr Meera Rao');
  await page.keyboard.press('PageDown');
  await expect(focused(page)).toHaveAccessibleName('15:55, outside hours, Dr Meera Rao');
});

test('a viewer sees all of it and is offered nothing: no buttons, no keys, no drag', async ({
  desk,
  context,
}) => {
  const reception = await enter(desk, 'reception');
  const patient = await register(reception, 'Bo', 'Weekviewer');
  await book(reception, { patient, doctor: 'rao', start: '2027-09-14T09:00', end: '2027-09-14T09:30' });
  const sent = overhear(context);
  const page = await enter(desk, 'viewer');
  await showDay(page, '14/9/27', 'Tuesday, 14 September 2027');
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toHaveCount(0);
  const seen = visit(page, 'Bo Weekviewer, 09:00 to 09:30, booked, Dr Meera Rao');
  const box = await seen.boundingBox();
  if (box === null) throw new Error('the visit is not shown');
  await page.mouse.move(box.x + 40, box.y + 15);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + 140, { steps: 4 });
  await expect(page.locator('.ghost:not([hidden])')).toHaveCount(0);
  await page.mouse.up();

  await seen.click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel).toContainText('You may look, but not change appointments.');
  await expect(panel.getByRole('group', { name: 'Actions' })).toHaveCount(0);
  await expect(panel.getByRole('textbox')).toHaveCount(0);
  for (const key of ['i', 'r', 'c', 'm', 'ArrowDown', 'Escape', 'Home', 'ArrowDown', 'ArrowDown', 'Enter']) {
    await page.keyboard.press(key);
  }
  await expect(bookingForm(page)).toHaveCount(0);
  await expect(seen).toBeVisible();
  expect(['book', 'status', 'cancel', 'reschedule'].map((name) => sent(`appointments.${name}`))).toEqual([
    0, 0, 0, 0,
  ]);
});

test('a doctor changes what is in their own column; in another’s a key says why not', async ({ desk }) => {
  const reception = await enter(desk, 'reception');
  const patient = await register(reception, 'Cleo', 'Weekdoctor');
  await book(reception, { patient, doctor: 'rao', start: '2027-09-15T09:00', end: '2027-09-15T09:30' });
  await book(reception, { patient, doctor: 'iyer', start: '2027-09-15T11:00', end: '2027-09-15T11:30' });
  const page = await enter(desk, 'doctor');
  await showDay(page, '15/9/27', 'Wednesday, 15 September 2027');
  await visit(page, 'Cleo Weekdoctor, 09:00').click();
  await page.keyboard.press('i');
  await expect(visit(page, 'Cleo Weekdoctor, 09:00 to 09:30, waiting, Dr Meera Rao')).toBeVisible();
  await visit(page, 'Cleo Weekdoctor, 11:00').click();
  await page.keyboard.press('i');
  await expect(page.locator('.undo-place')).toContainText('Only reception changes appointments of Dr Iyer.');
  await expect(visit(page, 'Cleo Weekdoctor, 11:00 to 11:30, booked, Dr Arjun Iyer')).toBeVisible();
});

test('where there is nothing, the screen says what there is to do', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '20/9/27', 'Monday, 20 September 2027');
  await expect(calendar(page).getByRole('button', { name: /Dr Meera Rao.* 0 booked/ })).toBeVisible();
  const find = page.getByRole('combobox', { name: 'Find a patient' });
  await find.fill('q');
  await expect(page.getByText('Name, phone, birth date or number; two characters are enough.')).toBeVisible();
  await find.fill('qqqqxx');
  await expect(page.getByText('No one found for “qqqqxx”.')).toBeVisible();
  const patient = await register(page, 'Dara', 'Weeknothing');
  await find.fill('weeknothing');
  await page.getByRole('option', { name: /^Dara Weeknothing/ }).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('No earlier visits.');
  expect(await callAs(page, 'patients.get', { id: patient.id })).toMatchObject({ ok: true });
});

test('P opens the day’s sheet ready for the printer, with who comes and when', async ({ desk, context }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '21/9/27', 'Tuesday, 21 September 2027');
  const patient = await register(page, 'Edda', 'Weekprint');
  await book(page, { patient, doctor: 'nowak', start: '2027-09-21T09:30', end: '2027-09-21T10:00' });
  await expect(visit(page, 'Edda Weekprint')).toBeVisible();
  await context.addInitScript(() => {
    Object.assign(window, { print: () => document.documentElement.setAttribute('data-printed', 'yes') });
  });
  const opened = context.waitForEvent('page');
  await page.keyboard.press('p');
  const sheet = await opened;
  await expect(
    page.getByRole('status').filter({ hasText: 'The day sheet is open for printing.' }),
  ).toBeVisible();
  await expect(sheet.getByRole('heading', { name: 'Dr Łucja Nowak' })).toBeVisible();
  await expect(sheet.getByRole('row', { name: /^09:30.*Edda Weekprint/ })).toBeVisible();
  await expect(sheet.locator('html')).toHaveAttribute('data-printed', 'yes');
});
