import type { Page } from '@playwright/test';
import { writeTimesBy } from '#test/e2e/support/clinic-clock';
import { addHours, bar, card, clearHours, keepMarchFree, openHours } from '#test/e2e/support/hours';
import { bookingForm, calendar, enter, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

/** A time by 24 hours, as none may stand on a screen of a clinic that writes by 12. */
const BY_24 = /(?<![\d:])(?:[01]\d|2[0-4]):[0-5]\d(?! ?[ap]m)/;

const DAY = '2028-03-06';

test.beforeEach(async ({ desk }) => {
  await writeTimesBy(await enter(desk, 'admin'), '12');
});

test.afterEach(async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await writeTimesBy(page, '24');
  await clearHours(page, 'nowak');
});

/** The calendar of a day in which one visit stands from a quarter past two to half past. */
async function aDay(page: Page, lastName: string, doctor: 'rao' | 'iyer'): Promise<void> {
  const patient = await register(page, 'Petra', lastName);
  await book(page, { patient, doctor, start: `${DAY}T14:15`, end: `${DAY}T14:30` });
  await showDay(page, '6/3/28', 'Monday, 6 March 2028');
  await expect(visit(page, `Petra ${lastName}, 2:15 pm to 2:30 pm`)).toBeVisible();
}

test('a clinic of twelve hours reads them in the calendar, its forms and what they refuse', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await aDay(page, 'Twelvegrid', 'rao');
  const hours = page.locator('.gutter .hour');
  await expect(hours.filter({ hasText: /^2 pm$/ })).toHaveCount(1);
  await expect(hours.filter({ hasText: /^2:30$/ })).toHaveCount(2);
  // The grid's half hours have no half of the day beside them.
  for (const column of await calendar(page).locator('.col').all())
    expect(await column.innerText()).not.toMatch(BY_24);

  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = bookingForm(page);
  const start = form.getByLabel('Start');
  await register(page, 'Omar', 'Twelvebook');
  await form.getByRole('combobox', { name: 'Patient' }).fill('omar twelveb');
  await page.getByRole('option', { name: /^Omar Twelvebook/ }).click();
  for (const [typed, shown, ends] of [
    ['2.45p', '2:45 pm', 'until 3:00 pm'],
    ['1530', '3:30 pm', 'until 3:45 pm'],
    ['9', '9:00 am', 'until 9:15 am'],
  ] as const) {
    await start.fill(typed);
    await start.press('Tab');
    await expect(start).toHaveValue(shown);
    await expect(start).toHaveAccessibleDescription(ends);
  }
  await start.fill('half two');
  await start.press('Tab');
  await expect(start).toHaveAccessibleDescription(
    '“half two” is not a time. Type it like 9, 9:30, 1430 or 2:30 pm.',
  );
  await start.fill('2:15 pm');
  await expect(start).toHaveAccessibleDescription('Petra Twelvegrid already has 2:15 pm–2:30 pm.');
  await start.press('Enter');
  await expect(page.getByRole('alert')).toContainText('2:15 pm–2:30 pm');
  expect(await page.locator('.panel').innerText()).not.toMatch(BY_24);
  await start.fill('4pm');
  await start.press('Enter');
  await expect(page.locator('.undo-place')).toContainText('Omar Twelvebook booked 4:00 pm, Dr Rao');
});

test('its hours are read, typed and saved by twelve hours', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await keepMarchFree(page, 'nowak');
  await addHours(page, 'nowak', {
    label: 'Evenings',
    date: DAY,
    start: '17:00',
    end: '24:00',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20280310',
  });
  await openHours(page, 'Dr Łucja Nowak');
  const evenings = card(page, 'Evenings');
  await expect(evenings.locator('.rule-sentence')).toContainText('5:00 pm to 12:00 am');
  await expect(evenings.getByLabel('To', { exact: true })).toHaveValue('12:00 am');
  await evenings.getByLabel('From', { exact: true }).fill('5.30p');
  await evenings.getByLabel('To', { exact: true }).fill('8 pm');
  await expect(bar(page)).toContainText('5:30 pm');
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Evenings start 5:30 pm instead of 5:00 pm');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await page.getByLabel('Go to a date').fill('6/3/2028');
  const week = page.getByRole('region', { name: 'Week of Dr Łucja Nowak' });
  await expect(week.getByText('5:30 pm–8:00 pm')).toHaveCount(2);
  await expect(week.locator('.week-gutter')).toContainText('5 pm');
  expect(await page.locator('.settings-page:not([hidden])').innerText()).not.toMatch(BY_24);

  const find = page.getByRole('searchbox', { name: 'Search settings' });
  await find.fill('Opening hours');
  await find.press('Enter');
  const monday = page.getByRole('group', { name: 'Monday' });
  await expect(monday.getByLabel('Monday to').last()).toHaveValue(/ pm$/);
  await monday.getByLabel('Monday to').last().fill('lunch');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(monday.getByRole('alert')).toHaveText(
    '“lunch” is not a time. Type it like 9, 9:30, 1430 or 2:30 pm.',
  );
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('its day sheet is printed by twelve hours', async ({ desk, context }) => {
  const page = await enter(desk, 'admin');
  await aDay(page, 'Twelveprint', 'iyer');
  await context.addInitScript(() => {
    Object.assign(window, { print: () => undefined });
  });
  const opened = context.waitForEvent('page');
  await page.keyboard.press('p');
  const sheet = await opened;
  await expect(sheet.getByRole('row', { name: /^2:15 pm.*Petra Twelveprint/ })).toBeVisible();
  expect(await sheet.locator('body').innerText()).not.toMatch(BY_24);
});
