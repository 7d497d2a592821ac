import type { Page } from '@playwright/test';
import { callAs } from '#test/e2e/support/clinic-api';
import { bookingForm, enter, showDay, visit } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

/** Opens the form and types all but the last step. */
async function halfType(page: Page, lastName: string, start: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = bookingForm(page);
  await form.getByRole('combobox', { name: 'Patient' }).fill(lastName);
  await page.getByRole('option', { name: new RegExp(`^\\S+ ${lastName}`) }).click();
  await form.getByLabel('Start').fill(start);
  await form.getByLabel('Reason').fill(reason);
}

test('an idle desk locks; after the right password all that was typed is there and can be saved', async ({
  desk,
  context,
}) => {
  await context.clock.install();
  const page = await enter(desk, 'reception');
  await showDay(page, '3/8/27', 'Tuesday, 3 August 2027');
  await register(page, 'Wim', 'Keepidle');
  await halfType(page, 'Keepidle', '10:00', 'half a sentence');

  await context.clock.fastForward('09:00');
  await page.mouse.move(600, 300);
  await context.clock.fastForward('09:00');
  await expect(page.getByRole('dialog', { name: 'Locked' })).toHaveCount(0);
  await context.clock.fastForward('01:30');
  const lock = page.getByRole('dialog', { name: 'Locked' });
  await expect(lock).toContainText('What you typed is kept.');
  await expect(lock.getByLabel('Password')).toBeFocused();
  expect(await callAs(page, 'doctors.list', {})).toMatchObject({
    ok: false,
    error: { code: 'UNAUTHENTICATED', reason: 'screen_locked' },
  });

  await lock.getByLabel('Password').fill('not it');
  await page.keyboard.press('Enter');
  await expect(lock.getByLabel('Password')).toHaveAccessibleDescription('That is not the password.');
  await lock.getByLabel('Password').fill('sample-clinic');
  await page.keyboard.press('Enter');
  await expect(lock).toHaveCount(0);
  await expect(bookingForm(page).getByLabel('Reason')).toHaveValue('half a sentence');
  await expect(bookingForm(page).getByLabel('Start')).toHaveValue('10:00');
  await bookingForm(page).getByRole('button', { name: 'Book' }).click();
  await expect(visit(page, 'Wim Keepidle, 10:00')).toHaveAccessibleName(/, booked, half a sentence, /);
});

test('after a reload the same person finds what they typed, another does not, and it can be let go', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '4/8/27', 'Wednesday, 4 August 2027');
  await register(page, 'Xenia', 'Keepreload');
  await halfType(page, 'Keepreload', '10:30', 'kept over a reload');
  const kept = async () => JSON.stringify(await callAs(page, 'drafts.get', { name: 'booking' }));
  await expect.poll(kept).toContain('kept over a reload');
  await page.reload();

  await signIn(page, 'admin');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(bookingForm(page).getByLabel('Reason')).toHaveValue('');
  await page.reload();

  await signIn(page, 'reception');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = bookingForm(page);
  await expect(form).toContainText('Restored what you typed.');
  await expect(form).toContainText('Xenia Keepreload');
  await expect(form.getByLabel('Reason')).toHaveValue('kept over a reload');
  await form.getByRole('button', { name: 'Start fresh' }).click();
  await expect(form.getByLabel('Reason')).toHaveValue('');
  await expect(form.getByRole('combobox', { name: 'Patient' })).toBeVisible();
  await expect.poll(kept).not.toContain('kept over a reload');
});

test('Escape puts the form away without losing it', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '5/8/27', 'Thursday, 5 August 2027');
  await register(page, 'Yan', 'Keepescape');
  await halfType(page, 'Keepescape', '11:00', 'put aside for a call');
  await page.keyboard.press('Escape');
  await expect(bookingForm(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(bookingForm(page).getByLabel('Reason')).toHaveValue('put aside for a call');
  await expect(bookingForm(page)).toContainText('Yan Keepescape');
  await bookingForm(page).getByRole('button', { name: 'Start fresh' }).click();
  await expect(bookingForm(page).getByLabel('Reason')).toHaveValue('');
});

test('a form that is opened again has the text also while no server has answered for it', async ({
  desk,
  context,
}) => {
  const held: (() => void)[] = [];
  let holds = false;
  await context.routeWebSocket(/\/ws$/, (route) => {
    const server = route.connectToServer();
    route.onMessage((message) => {
      if (holds && String(message).includes('drafts.save')) held.push(() => server.send(message));
      else server.send(message);
    });
  });
  const page = await enter(desk, 'reception');
  await showDay(page, '5/8/27', 'Thursday, 5 August 2027');
  await register(page, 'Yuri', 'Keepslow');
  holds = true;
  await halfType(page, 'Keepslow', '11:30', 'the server is slow');
  await page.keyboard.press('Escape');
  await expect(bookingForm(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(bookingForm(page).getByLabel('Reason')).toHaveValue('the server is slow');
  await expect(bookingForm(page)).toContainText('Yuri Keepslow');
  await expect.poll(() => held.length).toBeGreaterThan(0);
  holds = false;
  for (const send of held) send();
  await bookingForm(page).getByRole('button', { name: 'Start fresh' }).click();
  await expect(bookingForm(page).getByLabel('Reason')).toHaveValue('');
  await expect
    .poll(async () => JSON.stringify(await callAs(page, 'drafts.get', { name: 'booking' })))
    .not.toContain('the server is slow');
});

test('what another desk books under an open form is named at once, and the typing stays', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '6/8/27', 'Friday, 6 August 2027');
  await register(page, 'Zita', 'Keeplive');
  const theirs = await register(page, 'Abel', 'Keepfaster');
  await halfType(page, 'Keeplive', '10:00', 'still typing');
  const other = await otherDesk.open();
  await signIn(other, 'admin');
  await book(other, {
    patient: theirs,
    doctor: 'rao',
    start: '2027-08-06T09:50',
    end: '2027-08-06T10:10',
  });
  const form = bookingForm(page);
  await expect(form.getByLabel('Start')).toHaveAccessibleDescription(
    'Abel Keepfaster already has 09:50–10:10.',
  );
  await expect(form.getByLabel('Reason')).toHaveValue('still typing');
  await expect(form).toContainText('Zita Keeplive');
  await form.getByLabel('Start').fill('10:10');
  await expect(form.getByLabel('Start')).toHaveAccessibleDescription(/^until /);
  await form.getByRole('button', { name: 'Book' }).click();
  await expect(visit(page, 'Zita Keeplive, 10:10')).toHaveAccessibleName(/, booked, still typing, /);
});
