import type { Locator, Page } from '@playwright/test';
import { moment } from './moment';
import { expect, test } from './test';
import { bookingForm, enter } from '#test/e2e/support/screen';

/** What each caller says, and who of the family it is. */
const CALLS = [
  { digits: '8720', caller: 'Nadeem Khan' },
  { digits: '2591', caller: 'Noor Ansari' },
  { digits: '8720', caller: 'Nadeem Khan' },
  { digits: '2591', caller: 'Noor Ansari' },
] as const;

const FIELDS = ['First name', 'Last name', 'Phone', 'Guardian', 'Address'] as const;

/** Somebody new is being registered from the booking form, and nothing is typed yet. */
async function registering(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await bookingForm(page).getByRole('combobox', { name: 'Patient' }).fill('lookregister');
  await page.getByRole('option', { name: 'Register “lookregister”' }).click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByLabel('First name').fill('');
  return panel;
}

async function caretOf(field: Locator): Promise<readonly (number | null)[]> {
  return field.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]);
}

test('a second caller in the middle of a registration: Ctrl+K, four digits answer, Esc: the same field, the same text', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const panel = await registering(page);
  const guardian = panel.getByLabel('Guardian');
  await guardian.fill('Gita Devi of Shantinagar');
  await moment(
    page,
    '3, a second caller',
    { keys: 6, seconds: 3 },
    {
      prepare: async () => {
        await guardian.focus();
        await guardian.evaluate((input: HTMLInputElement) => {
          input.setSelectionRange(5, 9);
        });
      },
      play: async (typist, round) => {
        const { digits, caller } = CALLS[round] ?? CALLS[0];
        await typist.press('Control+k', { selector: '.look-up [role="combobox"]:focus' });
        await typist.type(digits, { selector: '.look-up [role="option"]', text: caller });
        // Either a coming visit or that there is none: what the caller wants to hear.
        await typist.sees('answered', { selector: '.look-up [role="option"] > b + span:not(:empty)' });
        await typist.press('Escape', { selector: 'form input:focus', text: 'Gita Devi of Shantinagar' });
        await expect(guardian).toBeFocused();
        expect(await caretOf(guardian)).toEqual([5, 9]);
      },
    },
  );
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a hundred callers between the letters of a registration: nothing of it is lost or misplaced', async ({
  desk,
}) => {
  // A hundred look-ups, each opened, asked and left again.
  test.setTimeout(240_000);
  const page = await enter(desk, 'reception');
  const panel = await registering(page);
  const look = page.getByRole('dialog', { name: 'Look someone up' });
  const texts: Record<(typeof FIELDS)[number], string> = {
    'First name': '',
    'Last name': '',
    Phone: '',
    Guardian: '',
    Address: '',
  };
  // Typed letter by letter at a caret that wanders, with somebody calling after each: seeded, so that it repeats.
  let seed = 20270104;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  for (let interruption = 0; interruption < 100; interruption += 1) {
    const name = FIELDS[random(FIELDS.length)] ?? 'Phone';
    const field = panel.getByLabel(name);
    await field.focus();
    const at = random(texts[name].length + 1);
    await field.evaluate((input: HTMLInputElement, caret) => {
      input.setSelectionRange(caret, caret);
    }, at);
    const letter = name === 'Phone' ? String(random(10)) : String.fromCharCode(97 + random(26));
    await page.keyboard.press(letter);
    texts[name] = texts[name].slice(0, at) + letter + texts[name].slice(at);
    await page.keyboard.press('Control+k');
    await expect(look.getByRole('combobox')).toBeFocused();
    for (const digit of ['8720', '5', '', 'zz'][random(4)] ?? '') {
      await page.keyboard.press(digit, { delay: 35 });
    }
    await page.keyboard.press('Escape');
    await expect(look).toHaveCount(0);
    await expect(field).toBeFocused();
    expect(await caretOf(field)).toEqual([at + 1, at + 1]);
  }
  for (const name of FIELDS) await expect(panel.getByLabel(name)).toHaveValue(texts[name]);
});
