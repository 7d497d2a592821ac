import type { Locator } from '@playwright/test';
import { expectCalendarReady } from '#test/e2e/support/calendar';
import { enter, bookingForm, calendar, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('a whole round by keys alone: sign in, book, move, lengthen, arrive, room, done, and back', async ({
  desk,
}) => {
  const page = await desk.open();
  const { keyboard } = page;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await keyboard.press(key);
  };
  await expect(page.getByLabel('User name or e-mail')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Sign in as Meena Lal, Reception' })).toBeVisible();
  await press('Tab', 'Tab');
  await expect(focused(page)).toHaveAccessibleName('Sign in as Meena Lal, Reception');
  await press('Enter');
  await expect(focused(page)).toHaveAccessibleName(
    /^\d\d:\d\d, free, Dr |^.+, \d\d:\d\d to \d\d:\d\d, .+, Dr /,
  );
  await register(page, 'Kavya', 'Keyround');

  await press('d');
  await expect(page.getByLabel('Go to a date')).toBeFocused();
  // At a person's pace: faster it would be a scanner's.
  await keyboard.type('1/2/27', { delay: 40 });
  await press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Monday, 1 February 2027');
  await expectCalendarReady(page);

  await press('Home');
  await expect(focused(page)).toHaveAccessibleName('09:00, free, Dr Meera Rao');
  await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect(focused(page)).toHaveAccessibleName('10:15, free, Dr Meera Rao');
  await press('Enter');
  await expect(bookingForm(page).getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await expect(bookingForm(page).getByLabel('Start')).toHaveValue('10:15');
  await keyboard.type('kav keyr');
  await expect(page.getByRole('option', { name: /^Kavya Keyround/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await press('Enter');
  await expect(bookingForm(page).getByLabel('Reason')).toBeFocused();
  await keyboard.type('review');
  await press('Enter');
  await expect(focused(page)).toHaveAccessibleName(
    'Kavya Keyround, 10:15 to 10:30, booked, review, Dr Meera Rao',
  );

  const told = page.locator('[data-told]');
  await press('m');
  await expect(told).toHaveText(/^Kavya Keyround picked up\. /);
  await press('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await expect(told).toHaveText('10:30 to 10:45, Dr Iyer, free');
  await press('Enter');
  await expect(focused(page)).toHaveAccessibleName(
    'Kavya Keyround, 10:30 to 10:45, booked, review, Dr Arjun Iyer',
  );
  await press('Shift+ArrowDown');
  await expect(told).toHaveText('10:30 to 10:50, Dr Iyer, free');
  await press('Shift+ArrowDown', 'Enter');
  await expect(focused(page)).toHaveAccessibleName(
    'Kavya Keyround, 10:30 to 10:55, booked, review, Dr Arjun Iyer',
  );

  const steps = [
    ['i', 'waiting'],
    ['r', 'in the room'],
    ['f', 'done'],
    ['Control+z', 'in the room'],
    ['Control+z', 'waiting'],
    ['Control+y', 'in the room'],
  ] as const;
  for (const [key, state] of steps) {
    await press(key);
    await expect(focused(page)).toHaveAccessibleName(
      `Kavya Keyround, 10:30 to 10:55, ${state}, review, Dr Arjun Iyer`,
    );
  }
});

test('the calendar scrolls with the keyboard, down the day and back up', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '6/2/27', 'Saturday, 6 February 2027');
  const { keyboard } = page;
  await keyboard.press('Home');
  await expect(focused(page)).toHaveAccessibleName('09:00, free, Dr Meera Rao');
  const times = ['12:00', '15:00', '18:00', '21:00', '18:00', '15:00', '12:00', '09:00', '06:00'];
  for (const [index, time] of times.entries()) {
    for (let hour = 0; hour < 3; hour += 1) await keyboard.press(index < 4 ? 'PageDown' : 'PageUp');
    await expect(focused(page)).toHaveAccessibleName(new RegExp(`^${time}, `));
    await expect(focused(page)).toBeInViewport({ ratio: 1 });
  }
});

test('C asks for the reason, Escape keeps the visit, and undo brings a cancelled one back', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '2/2/27', 'Tuesday, 2 February 2027');
  const patient = await register(page, 'Cyrus', 'Keycancel');
  await book(page, { patient, doctor: 'rao', start: '2027-02-02T09:00', end: '2027-02-02T09:30' });
  const name = (state: string) => `Cyrus Keycancel, 09:00 to 09:30, ${state}, Dr Meera Rao`;
  await expect(visit(page, name('booked'))).toBeVisible();
  await page.keyboard.press('Home');
  await expect(focused(page)).toHaveAccessibleName(name('booked'));

  const closing = page.getByRole('heading', { name: 'Close this appointment' });
  await page.keyboard.press('c');
  await expect(closing).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(closing).toBeHidden();
  await expect(focused(page)).toHaveAccessibleName(name('booked'));

  await page.keyboard.press('c');
  await expect(page.getByRole('group', { name: 'Reason' }).getByRole('button').first()).toBeFocused();
  await page.getByLabel('Other reason').focus();
  await page.keyboard.type('fever at home');
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveAccessibleName(name('cancelled'));
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Reason: fever at home');

  await page.keyboard.press('Control+z');
  await expect(focused(page)).toHaveAccessibleName(name('booked'));
  await page.keyboard.press('Control+Shift+z');
  await expect(focused(page)).toHaveAccessibleName(name('cancelled'));
});

test('days, today, the view, find, the keys’ sheet, each by its key and back by Escape', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Monday, 4 January 2027');
  await page.keyboard.press(']');
  await expect(heading).toHaveText('Tuesday, 5 January 2027');
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(heading).toHaveText('Sunday, 3 January 2027');
  await page.keyboard.press('t');
  await expect(heading).toHaveText('Monday, 4 January 2027');
  await page.keyboard.press('ArrowRight');
  await expect(focused(page)).toHaveAccessibleName(/, Dr Arjun Iyer$/);
  await page.keyboard.press('g');
  await expect(page.getByRole('combobox', { name: 'Doctor of the week' })).toHaveValue('2');
  await page.keyboard.press(']');
  await expect(heading).toHaveText('Mon, 11 Jan – 17 Jan 2027');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(heading).toHaveText('Monday, 4 January 2027');

  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Find a patient' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(calendar(page).locator(':focus')).toHaveCount(1);

  const sheet = page.getByRole('dialog', { name: 'Help' });
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await expect(sheet.getByRole('tab', { name: 'Keys' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(sheet.getByRole('heading', { name: 'Take it back' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(calendar(page).locator(':focus')).toHaveCount(1);
});

test('a move that was picked up goes back by Escape, and one onto a taken time names who has it', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '3/2/27', 'Wednesday, 3 February 2027');
  const first = await register(page, 'Esha', 'Keyback');
  const second = await register(page, 'Tara', 'Keytaken');
  await book(page, { patient: first, doctor: 'rao', start: '2027-02-03T09:00', end: '2027-02-03T09:15' });
  await book(page, { patient: second, doctor: 'rao', start: '2027-02-03T09:15', end: '2027-02-03T09:30' });
  await expect(visit(page, 'Esha Keyback, 09:00 to 09:15')).toBeVisible();
  await expect(visit(page, 'Tara Keytaken, 09:15 to 09:30')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-told]')).toHaveText('09:05 to 09:20, Dr Rao, taken by Tara Keytaken');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Tara Keytaken has 09:15' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-told]')).toHaveText('Esha Keyback stays at 09:00.');
  await expect(focused(page)).toHaveAccessibleName('Esha Keyback, 09:00 to 09:15, booked, Dr Meera Rao');
});

test('the calendar is one stop of the Tab key', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  // Free time: the name of somebody who waits grows with the minutes.
  await showDay(page, '5/2/27', 'Friday, 5 February 2027');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAccessibleName('09:15, free, Dr Meera Rao');
  await page.keyboard.press('Tab');
  await expect(calendar(page).locator(':focus')).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Details' }).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Shift+Tab');
  await expect(focused(page)).toHaveAccessibleName('09:15, free, Dr Meera Rao');
});

test('letters typed into a field are text, never commands', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.keyboard.press('/');
  await page.keyboard.type('[tmcirf?g/');
  await expect(page.getByRole('combobox', { name: 'Find a patient' })).toHaveValue('[tmcirf?g/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Monday, 4 January 2027');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Day', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

/** Texts and `Enter` into a box before anything can be answered: no task of the page runs in between. */
async function atOnce(box: Locator, strokes: readonly string[]): Promise<void> {
  await box.evaluate(async (element, typed) => {
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    for (const stroke of typed) {
      if (stroke === 'Enter') {
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
        );
      } else {
        value?.set?.call(element, stroke);
        element.dispatchEvent(new Event('input', { bubbles: true }));
      }
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    }
  }, strokes);
}

test('Enter typed faster than the search answers is kept until the answer is there, and forgotten by more typing', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Ottilie', 'Fastenter');
  const card = page
    .getByRole('complementary', { name: 'Details' })
    .getByRole('heading', { name: /Ottilie Fastenter/ });
  const find = page.getByRole('combobox', { name: 'Find a patient' });
  await find.focus();
  await atOnce(find, ['ottilie fast', 'Enter', 'ottilie fastzz']);
  await expect(page.getByText('No one found for “ottilie fastzz”.')).toBeVisible();
  await expect(card).toHaveCount(0);
  await atOnce(find, ['ottilie fast', 'Enter']);
  await expect(card).toBeVisible();
  await expect(find).toHaveValue('');

  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.keyboard.press('Control+k');
  const lookUp = page.getByRole('dialog', { name: 'Look someone up' });
  await atOnce(lookUp.getByRole('combobox'), ['fastenter ottilie', 'Enter']);
  await expect(card).toBeVisible();
  await expect(lookUp).toHaveCount(0);
});

test('on a keyboard that is not Latin the letters are found by their place', async ({ desk, context }) => {
  const page = await enter(desk, 'reception');
  const devtools = await context.newCDPSession(page);
  const type = async (key: string, code: string) => {
    for (const kind of ['keyDown', 'keyUp'] as const) {
      await devtools.send('Input.dispatchKeyEvent', { type: kind, key, code });
    }
  };
  await type('ъ', 'BracketRight');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tuesday, 5 January 2027');
  await type('е', 'KeyT');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Monday, 4 January 2027');
});
