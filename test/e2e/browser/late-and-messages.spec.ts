import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('what is typed wrong is said at the field; what would happen stands below before Enter', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '3/5/27', 'Monday, 3 May 2027');
  const early = await register(page, 'Aruna', 'Latefield', '98450 30001');
  const last = await register(page, 'Bela', 'Latefield');
  await book(page, { patient: early, doctor: 'rao', start: '2027-05-03T09:00', end: '2027-05-03T09:15' });
  await book(page, { patient: last, doctor: 'rao', start: '2027-05-03T17:30', end: '2027-05-03T18:00' });
  await expect(visit(page, 'Bela Latefield')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('l');
  const form = page.getByRole('form', { name: 'The doctor is late' });
  const minutes = form.getByLabel('Minutes');
  await expect(minutes).toBeFocused();
  for (const [typed, sentence] of [
    ['', 'Please type a number.'],
    ['37', 'Times go in steps of five minutes.'],
    ['soon', 'Please type a number.'],
    ['725', 'At most 12 hours.'],
  ] as const) {
    await minutes.fill(typed.slice(0, 3));
    if (typed.length <= 3) {
      await minutes.press('Enter');
      await expect(minutes).toHaveAccessibleDescription(sentence);
    }
  }
  await minutes.fill('40');
  await form.getByRole('button', { name: 'Everyone' }).click();
  await expect(form).toContainText('09:00 → 09:40Aruna Latefield');
  await expect(form).toContainText('17:30 → to be movedBela Latefield');
  await expect(form).toContainText('1 will move · 1 to be moved');
  await form.getByRole('button', { name: 'Only as far as needed' }).click();
  await expect(form).toContainText('1 will move · 1 keeps the time');
  await expectAccessible(page);
  await minutes.press('Enter');
  await expect(visit(page, 'Aruna Latefield, 09:40 to 09:55')).toBeVisible();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel.getByRole('heading', { name: 'Dr Rao, 40 min late' })).toContainText('0 of 1 told');
  await expect(focused(page)).toContainText('09:00 → 09:40 · 98450 30001');
});

test('a second desk that had the form open is told who was faster, and may go on after it has looked', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  const other = await enter(otherDesk, 'admin');
  const patient = await register(page, 'Chitra', 'Latetwice');
  await book(page, { patient, doctor: 'rao', start: '2027-05-04T09:00', end: '2027-05-04T09:15' });
  for (const one of [page, other]) {
    await showDay(one, '4/5/27', 'Tuesday, 4 May 2027');
    await expect(visit(one, 'Chitra Latetwice')).toBeVisible();
    await one.keyboard.press('l');
    const form = one.getByRole('form', { name: 'The doctor is late' });
    await form.getByLabel('Minutes').fill('40');
    await expect(form).toContainText('09:00 → 09:40');
    // What the desk has seen of the day is asked by itself: it is known before the other desk moves anything.
    await expect(form.getByRole('button', { name: 'End the day: 1 left' })).toBeVisible();
  }
  await page.keyboard.press('Enter');
  await expect(visit(other, 'Chitra Latetwice, 09:40')).toBeVisible();
  await other.keyboard.press('Enter');
  const form = other.getByRole('form', { name: 'The doctor is late' });
  await expect(form.getByRole('alert')).toContainText(
    /Meena Lal changed this at 11:\d\d while you were at it\./,
  );
  await expect(form).toContainText('40 min late already, said Meena Lal at 11:');
  await expect(visit(other, 'Chitra Latetwice, 09:40')).toBeVisible();
  await form.getByRole('button', { name: 'Move 1 appointment' }).click();
  await expect(visit(page, 'Chitra Latetwice, 10:20')).toBeVisible();
});

test('the end of the day takes everyone off the calendar, and one key brings them back', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Divya', 'Lateends');
  await book(page, { patient, doctor: 'rao', start: '2027-05-05T09:00', end: '2027-05-05T09:15' });
  await showDay(page, '5/5/27', 'Wednesday, 5 May 2027');
  await expect(visit(page, 'Divya Lateends')).toBeVisible();
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'End the day: 1 left' }).click();
  await expect(visit(page, 'Divya Lateends')).toHaveCount(0);
  await expect(focused(page)).toContainText('09:00 → to be moved');
  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Divya Lateends, 09:00')).toBeVisible();
  await expect(page.getByText('Taken back: the day of Dr Rao')).toBeVisible();
});

test('after a booking E shows the message; one key opens the chat, one copies, and it is noted who told', async ({
  desk,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.route('https://wa.me/**', (route) => route.fulfill({ body: 'the chat' }));
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Esha', 'Latetold', '98450 30005');
  await book(page, { patient, doctor: 'rao', start: '2027-05-06T09:00', end: '2027-05-06T09:15' });
  await showDay(page, '6/5/27', 'Thursday, 6 May 2027');
  await visit(page, 'Esha Latetold').click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel).toContainText('Not told yet');
  await page.keyboard.press('e');
  await expect(panel.getByRole('heading', { name: 'Message to Esha Latetold' })).toBeVisible();
  const words =
    'Dear Esha Latetold, your appointment with Dr Meera Rao is on Thursday, 6 May at 9:00 am. Please come ten minutes before. Asha Clinic';
  await expect(panel.locator('blockquote')).toHaveText(words);
  await expect(focused(page)).toHaveText(/^WhatsApp/);
  await expectAccessible(page);
  const tab = context.waitForEvent('page');
  await page.keyboard.press('Enter');
  const chat = await tab;
  await chat.waitForURL('https://wa.me/**');
  expect(new URL(chat.url()).pathname).toBe('/919845030005');
  expect(new URL(chat.url()).searchParams.get('text')).toBe(words);
  await chat.close();
  await expect(panel).toContainText(/Told: WhatsApp, Meena Lal, 11:\d\d/);

  await page.bringToFront();
  await page.keyboard.press('e');
  await expect(focused(page)).toHaveText(/^WhatsApp/);
  await page.keyboard.press('c');
  await expect(panel).toContainText(/Told: copied, Meena Lal, 11:\d\d/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(words);
  await page.evaluate(() => window.open('https://example.com/', '_blank'));
  expect(context.pages()).toHaveLength(1);
});

test('a patient’s language is chosen on the patient, and the message is in it', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Gauri', 'Latehindi', '98450 30077');
  await book(page, { patient, doctor: 'rao', start: '2027-05-07T09:00', end: '2027-05-07T09:15' });
  await page.getByRole('search').getByRole('combobox').fill('gauri lateh');
  await page.getByRole('option', { name: /^Gauri Latehindi/ }).click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByRole('button', { name: 'Edit' }).click();
  await panel.getByLabel('Language of messages').selectOption('हिन्दी');
  await panel.getByRole('button', { name: 'Save patient' }).click();
  await panel.getByRole('button', { name: 'Edit' }).click();
  await expect(panel.getByLabel('Language of messages')).toHaveValue('hi');
  await page.keyboard.press('Escape');
  await showDay(page, '7/5/27', 'Friday, 7 May 2027');
  await visit(page, 'Gauri Latehindi').focus();
  await page.keyboard.press('e');
  await expect(panel.locator('blockquote')).toHaveAttribute('lang', 'hi');
  await expect(panel.locator('blockquote')).toContainText(/अपॉइंटमेंट/);
});

test('tomorrow’s list has who is booked, the next untold has the keyboard, and no phone is said', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Farah', 'Latenophone');
  await book(page, { patient, doctor: 'menon', start: '2027-01-05T06:00', end: '2027-01-05T06:15' });
  await page.keyboard.press('k');
  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel).toContainText('Tuesday, 5 January 2027');
  const rows = panel.getByRole('group', { name: 'Reminders for tomorrow' }).getByRole('listitem');
  await expect(rows.first()).toContainText('Farah Latenophone');
  await expect(rows.first()).toContainText('no phone');
  await expect(focused(page)).toContainText('Farah Latenophone');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('There is no phone number: copy the text, or tell the patient here.');
  await expect(panel.getByRole('button', { name: /^WhatsApp/ })).toHaveCount(0);
  await expect(panel.locator('blockquote')).toContainText('a reminder of your appointment with Dr');
  await page.keyboard.press('p');
  await expect(rows.first()).toContainText('by phone');
  await expect(focused(page)).not.toContainText('Farah Latenophone');
  await page.keyboard.press('Escape');
  await expect(panel.getByRole('group', { name: 'Waiting and in the room' })).toBeVisible();
  expect(await callAs(page, 'messages.day', { date: null })).toMatchObject({
    ok: true,
    value: { date: '2027-01-05' },
  });
});
