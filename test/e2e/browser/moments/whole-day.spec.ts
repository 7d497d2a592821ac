import { expect, test } from './test';
import { expectAccessible } from '#test/e2e/support/axe';
import { bookingForm, calendar, focused, visit } from '#test/e2e/support/screen';
import type { Page } from '@playwright/test';

/** A Monday that nobody else books: every time of it is free. */
const DAY = '8/2/27';
const HEADING = 'Monday, 8 February 2027';

interface Day {
  /** Presses keys and awaits what they bring. */
  readonly go: (keys: readonly string[], shown: () => Promise<void>) => Promise<void>;
  /** The same where it leads to a state that was not there yet; axe looks at it, in light, since dark has its own spec. */
  readonly step: (keys: readonly string[], shown: () => Promise<void>) => Promise<void>;
  /** Types a text at a person's pace; faster it would be a scanner's. */
  readonly type: (text: string) => Promise<void>;
  readonly tell: () => void;
}

function keyboardDay(page: Page): Day {
  const began = performance.now();
  let keys = 0;
  let steps = 0;
  let lookedMs = 0;
  const go: Day['go'] = async (pressed, shown) => {
    for (const key of pressed) await page.keyboard.press(key);
    keys += pressed.length;
    await shown();
  };
  return {
    go,
    step: async (pressed, shown) => {
      await go(pressed, shown);
      const looked = performance.now();
      await expectAccessible(page, ['light']);
      lookedMs += performance.now() - looked;
      steps += 1;
    },
    type: async (text) => {
      await page.keyboard.type(text, { delay: 40 });
      keys += text.length;
    },
    tell: () => {
      const seconds = (performance.now() - began - lookedMs) / 1000;
      process.stdout.write(
        `MOMENT 5, the whole day: ${String(keys)} keys, ${seconds.toFixed(1)} s; axe clean at ${String(steps)} steps\n`,
      );
    },
  };
}

test('the whole day by keys alone, from the door to the door, and axe finds nothing at any step', async ({
  desk,
}) => {
  // Axe reads the whole screen some thirty times.
  test.setTimeout(480_000);
  const page = await desk.open();
  // The host's browser prints into a page of its own.
  page.on('popup', (paper) => void paper.close());
  const { go, step, type, tell } = keyboardDay(page);
  const heading = page.getByRole('heading', { level: 1 });
  const panel = page.getByRole('complementary', { name: 'Details' });
  const here = (name: string | RegExp) => () => expect(focused(page)).toHaveAccessibleName(name);
  const headed = (text: string) => () => expect(heading).toHaveText(text);

  await step([], async () => {
    await expect(page.getByLabel('User name or e-mail')).toBeFocused();
    await expect(page.getByRole('button', { name: 'Sign in as Meena Lal, Reception' })).toBeVisible();
  });
  await go(['Tab', 'Tab'], here('Sign in as Meena Lal, Reception'));
  await step(['Enter'], async () => {
    await expect(calendar(page).locator(':focus')).toHaveCount(1);
  });

  await step([']'], headed('Tuesday, 5 January 2027'));
  await go(['[', '['], headed('Sunday, 3 January 2027'));
  await go(['t'], headed('Monday, 4 January 2027'));
  await step(['g'], headed('Mon, 4 Jan – 10 Jan 2027'));
  await go(['g'], headed('Monday, 4 January 2027'));

  await step(['/'], () => expect(page.getByRole('combobox', { name: 'Find a patient' })).toBeFocused());
  await type('8720');
  await step([], () => expect(page.getByRole('option', { name: /^Nadeem Khan/ })).toBeVisible());
  await step(['ArrowDown', 'Enter'], () =>
    expect(panel.getByRole('heading', { name: 'Nadeem Khan' })).toBeVisible(),
  );
  await go(['Escape'], async () => {
    await expect(calendar(page).locator(':focus')).toHaveCount(1);
  });

  await step(['d'], () => expect(page.getByLabel('Go to a date')).toBeFocused());
  await type(DAY);
  await step(['Enter'], async () => {
    await headed(HEADING)();
    await here(/, free, Dr /)();
  });
  await go(['Home'], here('09:00, free, Dr Meera Rao'));

  // The next free time, for a caller who is known.
  await step(['n'], () => expect(bookingForm(page).getByRole('combobox', { name: 'Patient' })).toBeFocused());
  await type('8720');
  await go([], () => expect(page.getByRole('option', { name: /^Nadeem Khan/ })).toBeVisible());
  await step(['ArrowDown', 'Enter'], () => expect(bookingForm(page).getByLabel('Reason')).toBeFocused());
  await type('review');
  const first = (at: string, state: string, doctor = 'Dr Meera Rao') =>
    here(`Nadeem Khan, ${at}, ${state}, review, ${doctor}`);
  await step(['Enter'], first('09:00 to 09:15', 'booked'));

  // A place that the arrows choose.
  await go(['ArrowDown', 'ArrowDown'], here('09:30, free, Dr Meera Rao'));
  await step(['Enter'], () => expect(bookingForm(page).getByLabel('Start')).toHaveValue('09:30'));
  await type('2591');
  await go([], () => expect(page.getByRole('option', { name: /^Noor Ansari/ })).toBeVisible());
  const second = (at: string, state: string) => here(`Noor Ansari, ${at}, ${state}, Dr Meera Rao`);
  await go(['ArrowDown', 'Enter'], () => expect(bookingForm(page).getByLabel('Reason')).toBeFocused());
  await step(['Enter'], second('09:30 to 09:45', 'booked'));

  await step(['m'], () => expect(page.locator('[data-told]')).toHaveText(/^Noor Ansari picked up\. /));
  await step(['ArrowDown', 'ArrowDown'], () =>
    expect(page.locator('[data-told]')).toHaveText('09:40 to 09:55, Dr Rao, free'),
  );
  await step(['Enter'], second('09:40 to 09:55', 'booked'));
  await step(['e'], () =>
    expect(panel.getByRole('heading', { name: 'Message to Noor Ansari' })).toBeVisible(),
  );
  await go(['Escape', 'Escape'], second('09:40 to 09:55', 'booked'));
  await step(['c'], () => expect(panel.getByRole('group', { name: 'Reason' })).toBeVisible());
  await step(['Enter'], second('09:40 to 09:55', 'cancelled'));
  await go(['Control+z'], second('09:40 to 09:55', 'booked'));
  await go(['Control+y'], second('09:40 to 09:55', 'cancelled'));
  await go(['u'], second('09:40 to 09:55', 'booked'));

  await step(['l'], () =>
    expect(page.getByRole('form', { name: 'The doctor is late' }).getByLabel('Minutes')).toBeFocused(),
  );
  await type('40');
  await step([], () => expect(panel).toContainText('2 will move'));
  await step(['Enter'], async () => {
    await expect(visit(page, 'Noor Ansari, 09:55 to 10:10')).toBeVisible();
    await expect(panel.locator('.row:focus')).toContainText('Nadeem Khan');
  });
  await go(['Escape'], () => expect(calendar(page).locator(':focus')).toHaveCount(1));
  await go(['Control+z'], () => expect(visit(page, 'Noor Ansari, 09:40 to 09:55')).toBeVisible());

  await go(['Home'], first('09:00 to 09:15', 'booked'));
  await step(['i'], first('09:00 to 09:15', 'waiting'));
  await step(['r'], first('09:00 to 09:15', 'in the room'));
  await step(['f'], first('09:00 to 09:15', 'done'));

  // Somebody walks in, and the line goes on.
  await go(['t'], headed('Monday, 4 January 2027'));
  await step(['w'], () =>
    expect(
      page.getByRole('form', { name: 'Walk-in' }).getByRole('combobox', { name: 'Patient' }),
    ).toBeFocused(),
  );
  await type('veena wholeday');
  await page.keyboard.press('Tab');
  await type('45');
  await page.keyboard.press('Tab');
  await type('9845077905');
  const row = panel.getByRole('button', { name: /Veena Wholeday/ });
  await step(['Enter'], () => expect(row).toBeVisible());
  await go(['Tab', 'End'], () => expect(panel.locator(':focus')).toHaveCount(1));
  // The mark stands between the name and the doctor.
  for (const [key, mark] of [
    ['a', 'called'],
    ['o', 'out'],
    ['s', 'skipped'],
    ['b', ''],
  ] as const) {
    await step([key], () => expect(row).toHaveText(new RegExp(`Veena Wholeday${mark}Dr `)));
  }

  await step(['q'], () => expect(page.getByRole('region', { name: 'Waiting room' })).toBeFocused());
  await go(['Escape'], () => expect(calendar(page)).toBeVisible());
  await step(['Control+k'], () =>
    expect(page.getByRole('dialog', { name: 'Look someone up' }).getByRole('combobox')).toBeFocused(),
  );
  await type('77905');
  await step([], () => expect(page.getByRole('option', { name: /^Veena Wholeday/ })).toBeVisible());
  await go(['Escape'], async () => {
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(calendar(page).locator(':focus')).toHaveCount(1);
  });
  await step(['?'], () => expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible());
  await go(['Escape'], () => expect(page.getByRole('dialog')).toHaveCount(0));

  const menu = page.getByRole('button', { name: 'Meena Lal: menu' });
  const isAtMenu = () => menu.evaluate((button) => button === document.activeElement);
  while (!(await isAtMenu())) await go(['Shift+Tab'], () => expect(focused(page)).toHaveCount(1));
  await step(['Enter', 'End'], here('Sign out'));
  await step(['Enter'], () => expect(page.getByLabel('User name or e-mail')).toBeFocused());
  tell();
});
