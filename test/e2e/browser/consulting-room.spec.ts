import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import type { Desk } from '#test/e2e/support/desk';
import { calendar } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

const queue = (page: Page) => page.getByRole('navigation', { name: 'My patients today' });
/** The row of a patient whose visit is over. */
const done = (page: Page, name: string) =>
  queue(page)
    .getByRole('region', { name: 'Done' })
    .getByRole('button', { name: new RegExp(name) });
const line = (page: Page, position: number, field: string) =>
  page.getByLabel(`${field}, medicine ${String(position)}`);

/** The doctor's window as it opens. */
async function enterRoom(desk: Desk): Promise<Page> {
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await expect(queue(page)).toBeVisible();
  return page;
}

test('with the hands on the keyboard: called, written, checked, signed; reception sees it live', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Roomfirst');
  const page = await enterRoom(desk);
  const mine = queue(page).getByRole('button', { name: /Ira Roomfirst/ });
  await mine.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ira Roomfirst');
  await expect(page.getByText('No allergies noted')).toBeVisible();

  await page.getByRole('button', { name: 'Note an allergy' }).click();
  await page.getByLabel('Substance').fill('Penicillin');
  await page.getByLabel('What happened').fill('rash');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Penicillin: rash')).toBeVisible();

  await page.getByLabel('Complaint', { exact: true }).fill('Fever for three days');
  await line(page, 1, 'Medicine').fill('Amoxicillin');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('some');
  await page.keyboard.press('Tab');
  await page.keyboard.type('tid');
  await page.keyboard.press('Tab');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expect(line(page, 2, 'Medicine')).toBeFocused();
  await page.keyboard.press('Alt+F');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Review')).toHaveValue('5');
  await expect(page.getByText('Draft kept')).toBeVisible();

  await page.keyboard.press('Control+Enter');
  await expect(line(page, 1, 'Dose')).toHaveAccessibleDescription('This is not a dose, like 500 mg.');
  await line(page, 1, 'Dose').fill('500 mg');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('Allergic to Penicillin: Amoxicillin.');
  await page.getByLabel('Why all the same').fill('Tolerated last year');
  await page.keyboard.press('Enter');
  await done(page, 'Ira Roomfirst').click();
  await expect(page.getByText(/^Signed by Dr /)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Amoxicillin' })).toContainText(
    '500 mg · TDS · 5 days',
  );
  await expect(calendar(reception).getByRole('button', { name: /^Ira Roomfirst, .* done/ })).toBeVisible();
});

test('what was typed is there after a crash of the window, and the last one is repeated by one key', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Roomkept');
  const page = await enterRoom(desk);
  await queue(page)
    .getByRole('button', { name: /Ira Roomkept/ })
    .click();
  await line(page, 1, 'Medicine').fill('Zinc');
  await line(page, 1, 'Frequency').fill('1-0');
  await expect(page.getByText('Draft kept')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await queue(page)
    .getByRole('button', { name: /Ira Roomkept/ })
    .click();
  await expect(line(page, 1, 'Medicine')).toHaveValue('Zinc');
  await expect(line(page, 1, 'Frequency')).toHaveValue('1-0');
  await line(page, 1, 'Frequency').fill('1-0-1');
  await page.keyboard.press('Control+Enter');
  await expect(done(page, 'Ira Roomkept')).toBeVisible();

  await page.keyboard.press('F4');
  await expect(calendar(page)).toBeVisible();
  await page.keyboard.press('F4');
  await expect(queue(page)).toBeVisible();
  await queue(page)
    .getByRole('button', { name: /Ira Roomkept/ })
    .click();
  await page.getByRole('button', { name: 'Begin a new version' }).click();
  await expect(line(page, 1, 'Medicine')).toHaveValue('Zinc');
  await line(page, 2, 'Medicine').fill('zi');
  await expect(page.getByRole('listbox', { name: 'What you wrote before' })).toContainText('1-0-1');
  await page.keyboard.press('Enter');
  await expect(line(page, 2, 'Frequency')).toBeFocused();
  await expect(line(page, 2, 'Frequency')).toHaveValue('1-0-1');
  await page.keyboard.press('Control+Delete');
  await expect(line(page, 2, 'Medicine')).toHaveValue('');

  // Without a letter: the favourites, whichever of them this doctor has written most by now.
  const offered = page.getByRole('listbox', { name: 'What you wrote before' });
  await line(page, 2, 'Medicine').focus();
  await page.keyboard.press('ArrowDown');
  const favourite = offered.getByRole('option', { selected: true });
  await expect(favourite).toContainText(/times|once/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(offered).toBeHidden();
  await expect(line(page, 2, 'Medicine')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(favourite).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(line(page, 2, 'Frequency')).toBeFocused();
  await expect(line(page, 2, 'Medicine')).not.toHaveValue('');
});

test('what was written of one patient is there again after a look at another', async ({ desk }) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Roomback');
  await walksIn(reception, 'Roomother');
  const page = await enterRoom(desk);
  const open = async (name: string) => {
    await queue(page)
      .getByRole('button', { name: new RegExp(name) })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  };
  await open('Ira Roomback');
  await page.getByLabel('Complaint', { exact: true }).fill('Cough since Monday');
  await page.getByRole('textbox', { name: 'Note, not printed' }).fill('Smokes');
  await expect(page.getByText('Draft kept')).toBeVisible();
  await open('Ira Roomother');
  await expect(page.getByLabel('Complaint', { exact: true })).toHaveValue('');
  await open('Ira Roomback');
  await expect(page.getByLabel('Complaint', { exact: true })).toHaveValue('Cough since Monday');
  await expect(page.getByRole('textbox', { name: 'Note, not printed' })).toHaveValue('Smokes');
});

test('one visit in two windows: who typed later is told, nothing is written over, and the other text is shown on request', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Roomtwice');
  const [first, second] = [await enterRoom(desk), await enterRoom(desk)];
  for (const page of [first, second]) {
    await queue(page)
      .getByRole('button', { name: /Ira Roomtwice/ })
      .click();
    await expect(page.getByLabel('Complaint', { exact: true })).toHaveValue('');
  }
  await first.getByLabel('Complaint', { exact: true }).fill('Cough');
  await expect(first.getByText('Draft kept')).toBeVisible();
  await second.getByLabel('Complaint', { exact: true }).fill('Fever');
  await expect(second.getByRole('alert')).toContainText('What you typed is not kept yet.');
  await expect(second.getByLabel('Complaint', { exact: true })).toHaveValue('Fever');
  await second.getByRole('button', { name: 'Show what stands there now' }).click();
  await expect(second.getByLabel('Complaint', { exact: true })).toHaveValue('Cough');
  await second.getByLabel('Complaint', { exact: true }).fill('Cough and fever');
  await expect(second.getByText('Draft kept')).toBeVisible();
});

test('axe: the consulting room, a page being written with something wrong, and one that is signed', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Roomaxe');
  const page = await enterRoom(desk);
  await expectAccessible(page);
  await queue(page)
    .getByRole('button', { name: /Ira Roomaxe/ })
    .click();
  await line(page, 1, 'Medicine').fill('Iron');
  await line(page, 1, 'Dose').fill('some');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await line(page, 1, 'Dose').fill('1 tab');
  await page.keyboard.press('Control+Enter');
  await done(page, 'Ira Roomaxe').click();
  await expect(page.getByText(/^Signed by Dr /)).toBeVisible();
  await expectAccessible(page);
});

test('signing prints the page for the patient, Ctrl+P prints it again, and sections are left out by the doctor', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Roompaper');
  const page = await enterRoom(desk);
  await queue(page)
    .getByRole('button', { name: /Ira Roompaper/ })
    .click();
  await page.getByLabel('Complaint', { exact: true }).fill('Cough at night');
  await line(page, 1, 'Medicine').fill('Zinc');
  await line(page, 1, 'Frequency').fill('1-0-1');
  await line(page, 1, 'Instructions').fill('after meals');
  const first = page.context().waitForEvent('page');
  await page.keyboard.press('Control+Enter');
  const paper = await first;
  await expect(paper.getByText('morning 1 · night 1')).toBeVisible();
  await expect(paper.getByText('Cough at night')).toBeVisible();
  await paper.close();

  await done(page, 'Ira Roompaper').click();
  await expect(page.getByText(/^Signed by Dr /)).toBeVisible();
  await page.getByRole('button', { name: 'On paper' }).focus();
  await page.keyboard.press('Enter');
  const complaint = page.getByRole('menuitemcheckbox', { name: 'Complaint' });
  await expect(complaint).toHaveAttribute('aria-checked', 'true');
  await expect(complaint).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(complaint).toHaveAttribute('aria-checked', 'false');
  await page.keyboard.press('Escape');
  const second = page.context().waitForEvent('page');
  await page.keyboard.press('Control+P');
  const again = await second;
  await expect(again.getByText('Zinc')).toBeVisible();
  await expect(again.getByText('Cough at night')).toHaveCount(0);
  await again.close();
});
