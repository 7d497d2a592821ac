import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

const ghost = '.ghost:not([hidden])';

function list(page: Page): Locator {
  return page.getByRole('group', { name: 'To be moved' });
}

function heading(page: Page): Locator {
  return page.getByRole('heading', { level: 1 });
}

/** The middle of a doctor's column at a time of the day, on the screen. */
async function pointAt(page: Page, doctor: string, time: string): Promise<{ x: number; y: number }> {
  const box = await calendar(page).getByRole('group', { name: doctor }).boundingBox();
  if (box === null) throw new Error(`${doctor} has no column`);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { x: box.x + box.width / 2, y: box.y + ((hours * 60 + minutes) / (24 * 60)) * box.height };
}

async function grab(page: Page, what: Locator): Promise<void> {
  const box = await what.boundingBox();
  if (box === null) throw new Error('not on the screen');
  await page.mouse.move(box.x + 40, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 46, box.y + 14);
}

test('a visit is parked by a key, carried to another day and doctor, and every step is taken back', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  const other = await enter(otherDesk, 'admin');
  const patient = await register(page, 'Asha', 'Parkkeys', '98450 31001');
  await book(page, { patient, doctor: 'rao', start: '2027-07-05T10:00', end: '2027-07-05T10:20' });
  await showDay(page, '5/7/27', 'Monday, 5 July 2027');
  await showDay(other, '5/7/27', 'Monday, 5 July 2027');

  await visit(page, 'Asha Parkkeys, 10:00').click();
  await page.keyboard.press('x');
  await expect(page.locator('.undo-place')).toContainText('Asha Parkkeys parked; 10:00, Dr Rao is free');
  await expect(visit(page, 'Asha Parkkeys')).toBeHidden();
  await expect(visit(other, 'Asha Parkkeys')).toBeHidden();
  await expect(other.getByRole('button', { name: /^To be moved · \d+/ })).toBeVisible();

  await page.keyboard.press('v');
  const row = list(page).getByRole('button', { name: 'Asha Parkkeys' });
  await expect(row).toContainText('Mon, 5 Jul 10:00 · Dr Rao');
  await expect(row).toContainText(/98450 31001 · parked \d\d:\d\d/);
  await expectAccessible(page);
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(ghost)).toContainText('Asha Parkkeys');
  await page.keyboard.press(']');
  await expect(heading(page)).toHaveText('Tuesday, 6 July 2027');
  await expect(page.locator(ghost)).toContainText('10:00');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-told]')).toHaveText('10:05 to 10:25, Dr Iyer, free');
  await page.keyboard.press('Enter');
  await expect(visit(page, 'Asha Parkkeys, 10:05 to 10:25, booked, Dr Arjun Iyer')).toBeVisible();
  await expect(focused(page)).toContainText('Asha Parkkeys');
  await expect(list(page).getByRole('button', { name: 'Asha Parkkeys' })).toBeHidden();

  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Asha Parkkeys')).toBeHidden();
  await expect(list(page).getByRole('button', { name: 'Asha Parkkeys' })).toContainText('10:00 · Dr Rao');
  await page.keyboard.press('Control+z');
  await expect(visit(other, 'Asha Parkkeys, 10:00 to 10:20, booked, Dr Meera Rao')).toBeVisible();
});

test('a visit is dragged onto the parking place, and from the list into the calendar, where who stands in the way is named first', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Bina', 'Parkdrag');
  const holder = await register(page, 'Omar', 'Parkholder');
  await book(page, { patient, doctor: 'rao', start: '2027-07-28T10:00', end: '2027-07-28T10:30' });
  await book(page, { patient: holder, doctor: 'khan', start: '2027-07-28T10:00', end: '2027-07-28T10:30' });
  await showDay(page, '28/7/27', 'Wednesday, 28 July 2027');
  await grab(page, visit(page, 'Bina Parkdrag, 10:00'));
  const strip = page.getByRole('button', { name: 'Drop here to park' });
  const box = await strip.boundingBox();
  if (box === null) throw new Error('no parking place');
  await page.mouse.move(box.x + 60, box.y + 10, { steps: 5 });
  await expect(page.locator(ghost)).toHaveCount(0);
  await page.mouse.up();
  await expect(visit(page, 'Bina Parkdrag')).toBeHidden();

  await page.getByRole('button', { name: /^To be moved · \d+/ }).click();
  const row = list(page).getByRole('button', { name: 'Bina Parkdrag' });
  await grab(page, row);
  const taken = await pointAt(page, 'Dr Fatima Khan', '10:10');
  await page.mouse.move(taken.x, taken.y, { steps: 5 });
  await expect(page.locator(ghost)).toContainText('Omar Parkholder has 10:00');
  await page.mouse.up();
  await expect(page.locator('.undo-place')).toContainText('Omar Parkholder has 10:00');
  await expect(row).toBeVisible();

  await grab(page, row);
  const free = await pointAt(page, 'Dr Fatima Khan', '10:50');
  await page.mouse.move(free.x, free.y, { steps: 5 });
  await expect(page.locator(ghost)).toContainText('10:45');
  await page.mouse.up();
  await expect(visit(page, 'Bina Parkdrag, 10:45 to 11:15, booked, Dr Fatima Khan')).toBeVisible();
  await expect(row).toBeHidden();
});

test('a drag that rests on an arrow of the bar goes on on the next day', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Cora', 'Turnday');
  await book(page, { patient, doctor: 'rao', start: '2027-07-26T10:00', end: '2027-07-26T10:30' });
  await showDay(page, '26/7/27', 'Monday, 26 July 2027');
  await grab(page, visit(page, 'Cora Turnday, 10:00'));
  const arrow = await page.getByRole('button', { name: 'Next day' }).boundingBox();
  if (arrow === null) throw new Error('no arrow');
  await page.mouse.move(arrow.x + 10, arrow.y + 10, { steps: 3 });
  await expect(heading(page)).toHaveText('Tuesday, 27 July 2027');
  const place = await pointAt(page, 'Dr Meera Rao', '11:03');
  await page.mouse.move(place.x, place.y, { steps: 3 });
  await expect(page.locator(ghost)).toContainText('11:');
  // A slow machine rests on the arrow for another turn; once away from it the day stands still.
  const turned = await heading(page).innerText();
  expect(turned).not.toBe('Monday, 26 July 2027');
  await page.mouse.up();
  await expect(visit(page, 'Cora Turnday, 11:')).toBeVisible();
  await expect(heading(page)).toHaveText(turned);
});

test('what is carried by keys goes along to another day and week; Escape leaves it where it was', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Dora', 'Carryon');
  await book(page, { patient, doctor: 'iyer', start: '2027-07-12T10:00', end: '2027-07-12T10:30' });
  await showDay(page, '12/7/27', 'Monday, 12 July 2027');
  await visit(page, 'Dora Carryon, 10:00').click();
  await page.keyboard.press('m');
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await expect(heading(page)).toHaveText('Wednesday, 14 July 2027');
  await expect(page.locator(ghost)).toContainText('Dora Carryon');
  await page.keyboard.press('Escape');
  await expect(page.locator(ghost)).toHaveCount(0);
  await expect(page.locator('[data-told]')).toHaveText('Dora Carryon stays at 10:00.');

  await showDay(page, '12/7/27', 'Monday, 12 July 2027');
  await visit(page, 'Dora Carryon, 10:00').click();
  await page.keyboard.press('m');
  await page.keyboard.press('d');
  await page.getByLabel('Go to a date').fill('20/7/27');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Tuesday, 20 July 2027');
  await expect(focused(page)).toHaveAttribute('data-cursor', 'true');
  await page.keyboard.press('Enter');
  await expect(visit(page, 'Dora Carryon, 10:00 to 10:30, booked, Dr Arjun Iyer')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Dora Carryon')).toBeHidden();
});

test('a copy is carried to another date and booked as a visit of its own, which is taken back alone', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Ella', 'Copydate');
  await book(page, { patient, doctor: 'rao', start: '2027-07-15T09:30', end: '2027-07-15T09:55' });
  await showDay(page, '15/7/27', 'Thursday, 15 July 2027');
  await visit(page, 'Ella Copydate, 09:30').click();
  await page.keyboard.press('y');
  await expect(page.locator('[data-told]')).toContainText('Copy for Ella Copydate');
  await page.keyboard.press('Enter');
  await expect(page.locator('.undo-place')).toContainText('Ella Copydate has 09:30');
  await page.keyboard.press(']');
  await expect(heading(page)).toHaveText('Friday, 16 July 2027');
  await expect(page.locator(ghost)).toContainText('Copy · 25 min');
  await page.keyboard.press('Enter');
  await expect(visit(page, 'Ella Copydate, 09:30 to 09:55, booked, Dr Meera Rao')).toBeVisible();
  await page.keyboard.press('[');
  await expect(heading(page)).toHaveText('Thursday, 15 July 2027');
  await expect(visit(page, 'Ella Copydate, 09:30 to 09:55, booked, Dr Meera Rao')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Ella Copydate, 09:30')).toBeVisible();
  await page.keyboard.press(']');
  await expect(heading(page)).toHaveText('Friday, 16 July 2027');
  await expect(visit(page, 'Ella Copydate')).toBeHidden();
});

test('a doctor is not offered what only reception may do: other columns are looked at, not written in', async ({
  desk,
}) => {
  const reception = await enter(desk, 'reception');
  const patient = await register(reception, 'Finn', 'Othercolumn');
  const own = await register(reception, 'Gita', 'Owncolumn');
  await book(reception, { patient, doctor: 'khan', start: '2027-07-19T10:00', end: '2027-07-19T10:30' });
  await book(reception, { patient: own, doctor: 'rao', start: '2027-07-19T10:00', end: '2027-07-19T10:30' });
  await reception.evaluate(() =>
    window.clinic.call('session.signOut', {}, { requestId: crypto.randomUUID() }),
  );
  const page = await enter(desk, 'doctor');
  await showDay(page, '19/7/27', 'Monday, 19 July 2027');
  const others = visit(page, 'Finn Othercolumn, 10:00');
  await grab(page, others);
  await expect(page.locator(ghost)).toHaveCount(0);
  await page.mouse.up();
  await others.click();
  await page.keyboard.press('m');
  await expect(page.locator('.undo-place')).toContainText('Only reception changes appointments of Dr Khan.');
  await expect(page.locator(ghost)).toHaveCount(0);
  await others.click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel).toContainText('Only reception changes appointments of Dr Fatima Khan.');
  await expect(panel.getByRole('button', { name: 'Park' })).toBeHidden();

  await visit(page, 'Gita Owncolumn, 10:00').click();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(ghost)).toContainText(/Only reception changes appointments of Dr/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(visit(page, 'Gita Owncolumn, 10:05')).toBeVisible();
});

test('a visit by video is marked, and its own link is copied by a key; one in person says how to have one', async ({
  desk,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Hema', 'Byvideo');
  await book(page, { patient, doctor: 'rao', start: '2027-07-21T10:00', end: '2027-07-21T10:30' });
  await showDay(page, '21/7/27', 'Wednesday, 21 July 2027');
  await visit(page, 'Hema Byvideo, 10:00').click();
  await page.keyboard.press('j');
  await expect(page.locator('.undo-place')).toContainText(
    'Hema Byvideo comes in person. Set the kind of visit to “By video” to have a link.',
  );
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByLabel('Kind of visit').selectOption('telemedicine');
  await panel.getByRole('button', { name: 'Save details' }).click();
  const marked = visit(page, 'Hema Byvideo, 10:00 to 10:30, booked, by video, Dr Meera Rao');
  await marked.click();
  await page.keyboard.press('j');
  await expect(page.locator('.undo-place')).toContainText('The link for Hema Byvideo is on the clipboard');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/^https:\/\/meet\.example\.org\/smart-clinic-[\w-]{22}$/u);
  await page.keyboard.press('e');
  await expect(page.locator('.message-text')).toContainText(link);
});
