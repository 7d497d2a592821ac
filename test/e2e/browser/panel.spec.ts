import { callAs } from '#test/e2e/support/clinic-api';
import { bookingForm, calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';
import { overhear } from '#test/e2e/support/wire';

test('someone new is registered where they were looked for, with phone and age, and booked', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '5/4/27', 'Monday, 5 April 2027');
  // Where the day begins is known once its hours are there.
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await bookingForm(page).getByRole('combobox', { name: 'Patient' }).fill('nila panelnew');
  await page.getByRole('option', { name: 'Register “nila panelnew”' }).click();

  const panel = page.getByRole('complementary', { name: 'Details' });
  await expect(panel.getByRole('heading', { name: 'New patient' })).toBeVisible();
  await expect(panel.getByLabel('First name')).toHaveValue('Nila');
  await expect(panel.getByLabel('Last name')).toHaveValue('Panelnew');
  await panel.getByLabel('Phone').fill('call her');
  await panel.getByLabel('Birth or age').fill('long ago');
  await panel.getByRole('button', { name: 'Register' }).click();
  await expect(panel.getByLabel('Phone')).toHaveAccessibleDescription('This is not a phone number.');
  await expect(panel.getByLabel('Birth or age')).toHaveAccessibleDescription('This is not a date.');
  await panel.getByLabel('Phone').fill('98450 11223');
  await panel.getByLabel('Birth or age').fill('45');
  await panel.getByRole('button', { name: 'Register' }).click();

  await expect(bookingForm(page)).toContainText('Nila Panelnew');
  await expect(bookingForm(page)).toContainText('~45 y');
  await expect(bookingForm(page).getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(visit(page, 'Nila Panelnew, 09:00 to 09:15, booked, Dr Meera Rao')).toBeVisible();
});

test('what is wrong is said at its field in a plain sentence, and nothing is sent', async ({
  desk,
  context,
}) => {
  const sent = overhear(context);
  const page = await enter(desk, 'reception');
  await showDay(page, '6/4/27', 'Tuesday, 6 April 2027');
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Enter');
  const form = bookingForm(page);
  const save = form.getByRole('button', { name: 'Book' });
  await save.click();
  await expect(form.getByRole('combobox', { name: 'Patient' })).toHaveAccessibleDescription(
    'Please choose one.',
  );
  const wrong = [
    ['Start', '10:17', 'Times go in steps of five minutes.', '10:15'],
    ['Start', 'noon', '“noon” is not a time. Type it like 9, 9:30, 1430 or 2:30 pm.', '10:15'],
    ['Date', '31/02/2027', 'This is not a date.', '06/04/2027'],
    ['Reason', 'x'.repeat(501), 'At most 500 characters.', ''],
    ['Notes for the desk', 'x'.repeat(1001), 'At most 1,000 characters.', ''],
  ] as const;
  await register(page, 'Otto', 'Panelwrong');
  await form.getByRole('combobox', { name: 'Patient' }).fill('otto panelw');
  await page.getByRole('option', { name: /^Otto Panelwrong/ }).click();
  for (const [label, typed, sentence, right] of wrong) {
    await form.getByLabel(label).fill(typed);
    await save.click();
    await expect(form.getByLabel(label)).toHaveAccessibleDescription(sentence);
    await expect(form.getByText(sentence)).toHaveCount(1);
    await expect(form.getByRole('alert')).toHaveCount(0);
    await form.getByLabel(label).fill(right);
  }
  expect(sent('appointments.book')).toBe(0);
});

test('a taken time names who has it, before and after Book, and a free start offered is one click', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '7/4/27', 'Wednesday, 7 April 2027');
  const holder = await register(page, 'Pia', 'Panelholder');
  await register(page, 'Quinn', 'Panelsecond');
  await book(page, {
    patient: holder,
    doctor: 'rao',
    start: '2027-04-07T09:00',
    end: '2027-04-07T09:30',
  });
  await expect(visit(page, 'Pia Panelholder')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const form = bookingForm(page);
  await form.getByRole('combobox', { name: 'Patient' }).fill('quinn panels');
  await page.getByRole('option', { name: /^Quinn Panelsecond/ }).click();
  await form.getByLabel('Start').fill('09:15');
  await expect(form.getByLabel('Start')).toHaveAccessibleDescription(
    'Pia Panelholder already has 09:00–09:30.',
  );
  await form.getByRole('button', { name: 'Book' }).click();
  await expect(form.getByRole('alert')).toContainText('Pia Panelholder already has 09:00–09:30.');
  const offers = form.getByRole('group', { name: 'Free instead:' }).getByRole('button');
  await expect(offers).toHaveCount(3);
  await offers.getByText('09:30').click();
  await expect(visit(page, 'Quinn Panelsecond, 09:30 to 09:45, booked, Dr Meera Rao')).toBeVisible();
});

test('an earlier day and a time when the clinic is closed are saved with a reason; earlier today is saved and mentioned', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Rosa', 'Panelpast');
  const form = bookingForm(page);
  const choose = async () => {
    await form.getByRole('combobox', { name: 'Patient' }).fill('rosa panelp');
    await page.getByRole('option', { name: /^Rosa Panelpast/ }).click();
  };
  await page.keyboard.press('[');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sunday, 3 January 2027');
  await expect(focused(page)).toHaveAccessibleName(/, Dr Meera Rao$/);
  await page.keyboard.press('Enter');
  await choose();
  await form.getByLabel('Start').fill('07:00');
  await form.getByRole('button', { name: 'Book' }).click();
  await expect(form.getByRole('alert')).toContainText('The day has already passed.');
  await form.getByRole('button', { name: 'Save anyway' }).click();
  const why = form.getByLabel('Why it is done all the same');
  await expect(why).toHaveAccessibleDescription('Say why, then save anyway.');
  await why.fill('entered from paper');
  await why.press('Enter');
  await expect(visit(page, 'Rosa Panelpast, 07:00')).toBeVisible();

  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Monday, 4 January 2027');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await choose();
  await form.getByLabel('Doctor').selectOption({ label: 'Dr Arjun Iyer' });
  await form.getByLabel('Start').fill('7.30');
  await form.getByRole('button', { name: 'Book' }).click();
  await expect(form.getByRole('alert')).toContainText("This lies outside the doctor's hours.");
  await expect(visit(page, 'Rosa Panelpast, 07:30')).toBeHidden();
  await why.fill('came before work');
  await why.press('Enter');
  await expect(visit(page, 'Rosa Panelpast, 07:30')).toBeVisible();
  const bar = page.getByRole('status').filter({ hasText: 'Rosa Panelpast booked 07:30, Dr Iyer' });
  await expect(bar).toContainText('This time has already passed today.');
});

test('a stale save keeps what was typed, shows both versions, and saves mine only when asked', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '8/4/27', 'Thursday, 8 April 2027');
  const patient = await register(page, 'Sven', 'Panelstale');
  const { appointment } = await book(page, {
    patient,
    doctor: 'rao',
    start: '2027-04-08T09:00',
    end: '2027-04-08T09:30',
  });
  await visit(page, 'Sven Panelstale').click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  const reason = panel.getByLabel('Reason for the visit');
  await reason.fill('knee, mine');

  const other = await otherDesk.open();
  await signIn(other, 'admin');
  const edited = await callAs(other, 'appointments.edit', {
    id: appointment.id,
    version: appointment.version,
    changes: { reason: 'knee, theirs' },
  });
  expect(edited).toMatchObject({ ok: true });
  await expect(visit(page, 'Sven Panelstale, 09:00 to 09:30, booked, knee, theirs')).toBeVisible();
  await expect(reason).toHaveValue('knee, mine');

  await panel.getByRole('button', { name: 'Save details' }).click();
  const stale = panel.getByRole('alert');
  await expect(stale).toContainText(/Asha Verma changed this at 1[1-3]:\d\d while you were at it\./);
  await expect(stale).toContainText('Now: 09:00, Dr Rao, booked, knee, theirs');
  await expect(stale).toContainText('Yours: knee, mine');
  await expect(reason).toHaveValue('knee, mine');
  await stale.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(visit(page, 'Sven Panelstale, 09:00 to 09:30, booked, knee, mine')).toBeVisible();
  await expect(stale).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Save details' })).toHaveCount(0);
});

test('one click on a reason cancels, and a patient who did not come is closed as that', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '9/4/27', 'Friday, 9 April 2027');
  const patient = await register(page, 'Tess', 'Panelclose');
  await book(page, { patient, doctor: 'rao', start: '2027-04-09T09:00', end: '2027-04-09T09:30' });
  await book(page, { patient, doctor: 'rao', start: '2027-04-09T10:00', end: '2027-04-09T10:30' });
  const panel = page.getByRole('complementary', { name: 'Details' });
  const close = async (begins: string) => {
    await visit(page, begins).click();
    await panel.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Cancel' }).click();
  };
  await close('Tess Panelclose, 09:00');
  await panel
    .getByRole('group', { name: 'Reason' })
    .getByRole('button', { name: 'Booked by mistake' })
    .click();
  await expect(visit(page, 'Tess Panelclose, 09:00 to 09:30, cancelled, Dr Meera Rao')).toBeVisible();
  await expect(panel).toContainText('Reason: Booked by mistake');
  await close('Tess Panelclose, 10:00');
  await panel.getByRole('group', { name: 'Close as' }).getByRole('button', { name: 'Did not come' }).click();
  await panel.getByRole('button', { name: 'Did not come' }).last().click();
  await expect(visit(page, 'Tess Panelclose, 10:00 to 10:30, did not come, Dr Meera Rao')).toBeVisible();
  await expect(calendar(page).getByRole('button', { name: /^Tess Panelclose/ })).toHaveCount(2);
});
