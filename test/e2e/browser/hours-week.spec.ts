import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { addHours, bar, card, clearHours, keepMarchFree, openHours, rulesOf } from '#test/e2e/support/hours';
import { enter, focused } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

const MORNINGS = {
  label: 'Mornings',
  date: '2028-03-06',
  start: '09:00',
  end: '12:00',
  recurrence: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20280331',
};

function week(page: Page): Locator {
  return page.getByRole('region', { name: 'Week of Dr Arjun Iyer' });
}

function blockOn(page: Page, day: string): Locator {
  return week(page).getByRole('group', { name: day }).locator('.week-block');
}

/** A point of a day's column at a time, on the screen. */
async function pointAt(page: Page, day: string, time: string): Promise<{ x: number; y: number }> {
  const box = await week(page).getByRole('group', { name: day }).boundingBox();
  if (box === null) throw new Error(`${day} is not shown`);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { x: box.x + box.width / 2, y: box.y + ((hours * 60 + minutes) / 1440) * box.height };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

/** The week of 6 March 2028, typed. */
async function goTo(page: Page): Promise<void> {
  await page.getByLabel('Go to a date').focus();
  await page.keyboard.type('8/3/28');
  await page.keyboard.press('Tab');
  await expect(week(page).getByRole('group').first()).toHaveAccessibleName('Monday, 6 March 2028');
}

test.afterEach(async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await clearHours(page, 'iyer');
});

test('the hours editor by the keyboard alone: a card is made, saved, changed for one date and taken back', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await keepMarchFree(page, 'iyer');
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Tab until the thing has the focus, at most a page's worth. */
  const tabTo = async (what: Locator) => {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      if (await what.evaluate((element) => element === document.activeElement)) return;
      await press('Tab');
    }
    await expect(what).toBeFocused();
  };
  await press('Control+,');
  await expect(page.getByRole('searchbox', { name: 'Search settings' })).toBeFocused();
  await page.keyboard.type('working');
  await press('Enter');
  const doctor = page.getByRole('combobox', { name: 'Doctor' });
  // The page is drawn anew when the hours of a doctor have come.
  await expect(page.getByRole('button', { name: '+ Hours' })).toBeVisible();
  await tabTo(doctor);
  await page.keyboard.type('Dr Arjun');
  await expect(doctor.locator('option:checked')).toHaveText('Dr Arjun Iyer');
  await tabTo(page.getByRole('button', { name: '+ Hours' }));
  await press('Enter');
  const hours = card(page, 'Hours');
  const from = hours.getByLabel('From', { exact: true });
  await tabTo(hours.getByRole('button', { name: 'Fri' }));
  await press('Space');
  await tabTo(from);
  await page.keyboard.type('9');
  await press('Tab');
  await page.keyboard.type('13');
  await tabTo(hours.getByLabel('Name'));
  await page.keyboard.type('Keys');
  const keys = card(page, 'Keys');
  await tabTo(keys.getByLabel('Since'));
  await page.keyboard.type('6/3/2028');
  await tabTo(keys.getByLabel('Ends'));
  await page.keyboard.type('On');
  await tabTo(keys.getByLabel('Last date'));
  await page.keyboard.type('31/3/2028');
  await press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Saved: new: Keys');
  expect((await rulesOf(page, 'iyer')).find(({ label }) => label === 'Keys')).toMatchObject({
    start: '09:00',
    end: '13:00',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH;UNTIL=20280331',
  });
  await tabTo(keys.getByRole('button', { name: 'Exception…' }));
  await press('Enter');
  await expect(keys.getByRole('radio', { name: 'This date' })).toBeChecked();
  await tabTo(keys.getByLabel('To', { exact: true }));
  await page.keyboard.type('12:30');
  await press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Keys end 12:30 instead of 13:00');
  await tabTo(keys.getByRole('button', { name: 'More' }).first());
  await press('Control+z');
  await expect
    .poll(async () => (await rulesOf(page, 'iyer')).filter(({ label }) => label === 'Keys').length)
    .toBe(1);
  await press('Escape');
  await expect(page.getByRole('region', { name: /^Appointments, / })).toBeVisible();
});

test('the week by the keyboard alone: hours are made, moved, stretched, put down, stepped back and removed', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await keepMarchFree(page, 'iyer');
  await addHours(page, 'iyer', MORNINGS);
  await openHours(page, 'Dr Arjun Iyer');
  await page.getByRole('button', { name: 'Week', exact: true }).focus();
  await page.keyboard.press('Enter');
  await goTo(page);
  while ((await focused(page).getAttribute('class')) !== 'week-cursor') await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAttribute('aria-label', 'Monday, 6 March 2028, 09:00, free');
  await page.keyboard.press('ArrowRight');
  await expect(focused(page)).toHaveAttribute(
    'aria-label',
    'Tuesday, 7 March 2028, 09:00, Mornings 09:00–12:00',
  );
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  const wednesday = blockOn(page, 'Wednesday, 8 March 2028');
  await expect(wednesday).toHaveText('Mornings09:15–12:30');
  await page.keyboard.press('Control+z');
  await expect(wednesday).toHaveText('Mornings09:15–12:15');
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Only on 7 Mar 2028');
  const changed = (await rulesOf(page, 'iyer')).filter(({ label }) => label === 'Mornings');
  expect(changed).toMatchObject([
    { exceptions: ['2028-03-07'] },
    { date: '2028-03-08', start: '09:15', end: '12:15', recurrence: null },
  ]);

  await page.locator('.week-cursor').focus();
  await expect(focused(page)).toHaveAttribute('aria-label', /^Wednesday, 8 March 2028, 09:15, Mornings/);
  await page.keyboard.press('Delete');
  await expect(bar(page)).toContainText('Mornings removed');
  await expect(wednesday).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Mornings removed');
  // The change in hand is over by now: the block is gone from what is stored.
  await expect(wednesday).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(wednesday).toHaveText('Mornings09:15–12:15');
});

test('the week by dragging: free time makes hours, a block moves to another day, its edge stretches it', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await keepMarchFree(page, 'iyer');
  await addHours(page, 'iyer', MORNINGS);
  await openHours(page, 'Dr Arjun Iyer');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await goTo(page);
  const thursday = 'Thursday, 9 March 2028';
  await drag(page, await pointAt(page, thursday, '10:00'), await pointAt(page, thursday, '13:00'));
  await expect(blockOn(page, thursday)).toHaveText('Hours10:00–13:00');
  await expect(bar(page)).toContainText('new: Hours, Every week Thursday, 10:00 to 13:00');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(blockOn(page, thursday)).toHaveCount(0);

  const tuesday = 'Tuesday, 7 March 2028';
  await drag(page, await pointAt(page, tuesday, '10:00'), await pointAt(page, thursday, '11:00'));
  await expect(blockOn(page, thursday)).toHaveText('Mornings10:00–13:00');
  const edge = await pointAt(page, thursday, '13:00');
  await drag(page, { x: edge.x, y: edge.y - 2 }, await pointAt(page, thursday, '14:00'));
  await expect(blockOn(page, thursday)).toHaveText('Mornings10:00–14:00');
  await page.getByRole('radio', { name: 'All' }).check();
  await expect(bar(page)).toContainText('One change: Mornings');
});
