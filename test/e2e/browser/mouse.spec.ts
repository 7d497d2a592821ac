import type { Page } from '@playwright/test';
import { bookingForm, calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';
import { overhear } from '#test/e2e/support/wire';

/** The middle of a doctor's column at a time of the day, on the screen. */
async function pointAt(page: Page, doctor: string, time: string): Promise<{ x: number; y: number }> {
  const column = calendar(page).getByRole('group', { name: doctor });
  const box = await column.boundingBox();
  if (box === null) throw new Error(`${doctor} has no column`);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { x: box.x + box.width / 2, y: box.y + ((hours * 60 + minutes) / (24 * 60)) * box.height };
}

type Point = Awaited<ReturnType<typeof pointAt>>;

/** Presses at one point and goes to another, without letting go. */
async function pull(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

const ghost = '.ghost:not([hidden])';

test('a drag over free time opens the form with its times, and the booking stands there', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '1/3/27', 'Monday, 1 March 2027');
  await register(page, 'Dina', 'Mousebook');
  // The day's hours are there, so that the calendar scrolls no more.
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await pull(
    page,
    await pointAt(page, 'Dr Fatima Khan', '10:01'),
    await pointAt(page, 'Dr Fatima Khan', '10:29'),
  );
  await expect(page.locator(ghost)).toContainText('10:00–10:30');
  await page.mouse.up();
  const form = bookingForm(page);
  await expect(form.getByLabel('Doctor')).toHaveValue('3');
  await expect(form.getByLabel('Date')).toHaveValue('01/03/2027');
  await expect(form.getByLabel('Start')).toHaveValue('10:00');
  await expect(form.getByRole('radio', { name: '30 minutes' })).toBeChecked();
  await form.getByRole('combobox', { name: 'Patient' }).fill('dina mouse');
  await page.getByRole('option', { name: /^Dina Mousebook/ }).click();
  await form.getByRole('button', { name: 'Book' }).click();
  await expect(visit(page, 'Dina Mousebook, 10:00 to 10:30, booked, Dr Fatima Khan')).toBeVisible();
  await expect(form).toBeHidden();
});

test('a visit is dragged to another doctor and time, and the bar takes it back and does it again', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '2/3/27', 'Tuesday, 2 March 2027');
  const patient = await register(page, 'Hugo', 'Mousemove');
  await book(page, { patient, doctor: 'rao', start: '2027-03-02T10:00', end: '2027-03-02T10:30' });
  await expect(visit(page, 'Hugo Mousemove, 10:00')).toBeVisible();
  await pull(
    page,
    await pointAt(page, 'Dr Meera Rao', '10:10'),
    await pointAt(page, 'Dr Sanjay Patil', '11:25'),
  );
  await expect(page.locator(ghost)).toContainText('11:15');
  await page.mouse.up();
  const moved = visit(page, 'Hugo Mousemove, 11:15 to 11:45, booked, Dr Sanjay Patil');
  await expect(moved).toBeVisible();
  const bar = page.getByRole('status').filter({ hasText: 'Hugo Mousemove' });
  await expect(bar).toContainText('Hugo Mousemove moved to 11:15, Dr Patil');
  await bar.getByRole('button', { name: 'Undo' }).click();
  await expect(visit(page, 'Hugo Mousemove, 10:00 to 10:30, booked, Dr Meera Rao')).toBeVisible();
  await expect(bar).toContainText('Taken back: Hugo Mousemove, 10:00, Dr Rao');
  await bar.getByRole('button', { name: 'Redo' }).click();
  await expect(moved).toBeVisible();
});

test('the lower edge makes a visit longer; Escape lets a drag fall back', async ({ desk, context }) => {
  const sent = overhear(context);
  const page = await enter(desk, 'reception');
  await showDay(page, '3/3/27', 'Wednesday, 3 March 2027');
  const patient = await register(page, 'Ines', 'Mouseedge');
  await book(page, { patient, doctor: 'iyer', start: '2027-03-03T09:30', end: '2027-03-03T10:00' });
  await expect(visit(page, 'Ines Mouseedge, 09:30')).toBeVisible();
  const edge = await pointAt(page, 'Dr Arjun Iyer', '09:59');
  const lower = await pointAt(page, 'Dr Arjun Iyer', '10:25');

  await pull(page, edge, lower);
  await expect(page.locator(ghost)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator(ghost)).toHaveCount(0);
  await page.mouse.up();
  await expect(visit(page, 'Ines Mouseedge, 09:30 to 10:00, booked, Dr Arjun Iyer')).toBeVisible();
  expect(sent('appointments.reschedule')).toBe(0);

  await pull(page, edge, lower);
  await page.mouse.up();
  await expect(visit(page, 'Ines Mouseedge, 09:30 to 10:25, booked, Dr Arjun Iyer')).toBeVisible();
  // The visit stands there before the call has gone out; what is told comes with the answer.
  await expect(page.locator('.undo-place')).toContainText('Ines Mouseedge');
  expect(sent('appointments.reschedule')).toBe(1);
  // Letting go after Escape is no click on the time under the pointer.
  await expect(bookingForm(page)).toHaveCount(0);
});

test('a drag let fall by Escape scrolls nothing, wherever the keyboard was, and the next drag begins where the first did', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '9/3/27', 'Tuesday, 9 March 2027');
  const patient = await register(page, 'Olga', 'Mousefar');
  await book(page, { patient, doctor: 'iyer', start: '2027-03-09T09:30', end: '2027-03-09T10:00' });
  await expect(visit(page, 'Olga Mousefar, 09:30')).toBeVisible();
  const scrolledTo = () => calendar(page).evaluate((grid) => grid.scrollTop);
  const opening = await scrolledTo();
  // The keyboard goes far down the day, and the hand turns the wheel back.
  await page.keyboard.press('End');
  await expect.poll(scrolledTo).toBeGreaterThan(opening);
  await calendar(page).evaluate((grid, top) => {
    grid.scrollTop = top;
  }, opening);

  const edge = await pointAt(page, 'Dr Arjun Iyer', '09:59');
  const lower = await pointAt(page, 'Dr Arjun Iyer', '10:25');
  await pull(page, edge, lower);
  await expect(page.locator(ghost)).toContainText('09:30');
  await page.keyboard.press('Escape');
  await expect(page.locator(ghost)).toHaveCount(0);
  await page.mouse.up();
  await expect(focused(page)).toHaveAccessibleName(/^Olga Mousefar, 09:30 to 10:00/);
  expect(await scrolledTo()).toBe(opening);
  await pull(page, edge, lower);
  await expect(page.locator(ghost)).toBeVisible();
  await page.mouse.up();
  await expect(visit(page, 'Olga Mousefar, 09:30 to 10:25, booked, Dr Arjun Iyer')).toBeVisible();
});

test('who holds the time is named before the drop; dropped all the same the visit falls back, nothing sent', async ({
  desk,
  context,
}) => {
  const sent = overhear(context);
  const page = await enter(desk, 'reception');
  await showDay(page, '4/3/27', 'Thursday, 4 March 2027');
  const first = await register(page, 'Jana', 'Mousefirst');
  const second = await register(page, 'Kim', 'Mousesecond');
  await book(page, { patient: first, doctor: 'rao', start: '2027-03-04T09:00', end: '2027-03-04T09:30' });
  await book(page, { patient: second, doctor: 'rao', start: '2027-03-04T10:00', end: '2027-03-04T10:30' });
  await expect(visit(page, 'Jana Mousefirst')).toBeVisible();
  const from = await pointAt(page, 'Dr Meera Rao', '09:10');
  await pull(page, from, await pointAt(page, 'Dr Meera Rao', '10:15'));
  await expect(page.locator(ghost)).toContainText('Kim Mousesecond has 10:00');
  await page.mouse.up();
  await expect(page.getByRole('status').filter({ hasText: 'Kim Mousesecond has 10:00' })).toBeVisible();
  await expect(visit(page, 'Jana Mousefirst, 09:00 to 09:30, booked, Dr Meera Rao')).toBeVisible();
  expect(sent('appointments.book')).toBe(2);
  expect(sent('appointments.reschedule')).toBe(0);
});

test('a drag that rests where another desk books meanwhile says so without a move of the hand', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '8/3/27', 'Monday, 8 March 2027');
  const patient = await register(page, 'Lea', 'Mouserest');
  const other = await register(page, 'Mia', 'Mousequick');
  await book(page, { patient, doctor: 'rao', start: '2027-03-08T09:00', end: '2027-03-08T09:30' });
  await expect(visit(page, 'Lea Mouserest')).toBeVisible();
  await pull(
    page,
    await pointAt(page, 'Dr Meera Rao', '09:10'),
    await pointAt(page, 'Dr Meera Rao', '10:15'),
  );
  await expect(page.locator(ghost)).toContainText('10:05');
  await book(page, { patient: other, doctor: 'rao', start: '2027-03-08T10:00', end: '2027-03-08T10:30' });
  await expect(page.locator(ghost)).toContainText('Mia Mousequick has 10:00');
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('a visit dragged past the closing time goes there with a reason only', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '7/3/27', 'Sunday, 7 March 2027');
  const patient = await register(page, 'Nils', 'Mouselate');
  await book(page, { patient, doctor: 'rao', start: '2027-03-07T11:00', end: '2027-03-07T11:30' });
  await expect(visit(page, 'Nils Mouselate, 11:00')).toBeVisible();
  await pull(
    page,
    await pointAt(page, 'Dr Meera Rao', '11:10'),
    await pointAt(page, 'Dr Meera Rao', '13:10'),
  );
  await page.mouse.up();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel.getByRole('alert')).toContainText("This lies outside the doctor's hours.");
  await expect(visit(page, 'Nils Mouselate, 11:00')).toBeVisible();
  const why = panel.getByLabel('Why it is done all the same');
  await why.fill('The doctor stays');
  await why.press('Enter');
  await expect(visit(page, 'Nils Mouselate, 13:00')).toBeVisible();
});
