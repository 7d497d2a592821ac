import { callAs } from '#test/e2e/support/clinic-api';
import { bookingForm, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('who is moving or changing a visit stands on its block, in its panel and under the open form', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '23/8/27', 'Monday, 23 August 2027');
  const patient = await register(page, 'Uma', 'Together');
  await book(page, { patient, doctor: 'rao', start: '2027-08-23T09:00', end: '2027-08-23T09:30' });
  const other = await otherDesk.open();
  await signIn(other, 'admin');
  await showDay(other, '23/8/27', 'Monday, 23 August 2027');

  await visit(other, 'Uma Together').click();
  const theirs = other.getByRole('complementary', { name: 'Details' });
  await theirs.getByLabel('Reason for the visit').fill('knee');
  const block = visit(page, 'Uma Together');
  await expect(block).toContainText('Asha Verma is changing this');
  await expect(block).toHaveAccessibleName(
    'Uma Together, 09:00 to 09:30, booked, Dr Meera Rao, Asha Verma is changing this',
  );
  await block.click();
  const mine = page.getByRole('complementary', { name: 'Details' });
  await expect(mine.getByRole('status').filter({ hasText: 'Asha Verma is changing this' })).toBeVisible();

  await mine.getByLabel('Notes for the desk').fill('brings the x-ray');
  const form = mine.locator('form').filter({ has: page.getByLabel('Notes for the desk') });
  const too = form.getByRole('status').filter({ hasText: 'Asha Verma is changing this appointment too.' });
  await expect(too).toBeVisible();
  await expect(
    theirs.getByRole('status').filter({ hasText: 'Meena Lal is changing this appointment too.' }),
  ).toBeVisible();

  await theirs.getByLabel('Reason for the visit').fill('');
  await expect(too).toHaveCount(0);
  await expect(block).not.toContainText('Asha Verma');
  await other.keyboard.press('Escape');
  await other.keyboard.press('m');
  await expect(block).toHaveAccessibleName(/, Asha Verma is moving this$/);
  await other.keyboard.press('Escape');
  await expect(block).toHaveAccessibleName('Uma Together, 09:00 to 09:30, booked, Dr Meera Rao');
});

test('two people who change one patient are told of each other', async ({ desk, otherDesk }) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Vera', 'Togetherpat');
  const other = await otherDesk.open();
  await signIn(other, 'admin');
  for (const window of [page, other]) {
    const find = window.getByRole('combobox', { name: 'Find a patient' });
    await find.fill('vera togetherp');
    await window.getByRole('option', { name: /^Vera Togetherpat/ }).click();
    await window.getByRole('button', { name: 'Edit' }).click();
  }
  expect(patient.firstName).toBe('Vera');
  await expect(page.getByText('Asha Verma is changing this patient too.')).toBeVisible();
  await expect(other.getByText('Meena Lal is changing this patient too.')).toBeVisible();
  await other.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByText('Asha Verma is changing this patient too.')).toHaveCount(0);
});

test('what another desk makes of an open form’s visit is told under it while it is typed', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '24/8/27', 'Tuesday, 24 August 2027');
  const patient = await register(page, 'Willa', 'Togethermean');
  const { appointment } = await book(page, {
    patient,
    doctor: 'rao',
    start: '2027-08-24T09:00',
    end: '2027-08-24T09:30',
  });
  await visit(page, 'Willa Togethermean').click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByLabel('Reason for the visit').fill('knee');
  await panel.getByLabel('Start').fill('11:00');
  const told = panel.getByRole('status').filter({ hasText: 'Changed at another desk meanwhile' });
  await expect(told).toHaveCount(0);

  const other = await otherDesk.open();
  await signIn(other, 'admin');
  const { id, version } = appointment;
  const edited = await callAs(other, 'appointments.edit', { id, version, changes: { reason: 'hip' } });
  expect(edited).toMatchObject({ ok: true });
  await expect(told).toHaveText('Changed at another desk meanwhile: hip');
  const times = { start: '2027-08-24T10:00', end: '2027-08-24T10:30' };
  const moved = await callAs(other, 'appointments.reschedule', {
    id,
    version: version + 1,
    doctorId: 2,
    ...times,
  });
  expect(moved).toMatchObject({ ok: true });
  await expect(told.filter({ hasText: 'Tue, 24 Aug, 10:00, Dr Iyer' })).toHaveCount(1);
  const cancelled = await callAs(other, 'appointments.cancel', {
    id,
    version: version + 2,
    as: 'cancelled',
    reason: null,
  });
  expect(cancelled).toMatchObject({ ok: true });
  await expect(told.filter({ hasText: 'Changed at another desk meanwhile: cancelled · hip' })).toHaveCount(1);
  await expect(panel.getByLabel('Reason for the visit')).toHaveValue('knee');
});

test('this desk’s own step under an open form is nothing to be told about', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '25/8/27', 'Wednesday, 25 August 2027');
  const patient = await register(page, 'Xeno', 'Togetherown');
  await book(page, { patient, doctor: 'rao', start: '2027-08-25T09:00', end: '2027-08-25T09:30' });
  await visit(page, 'Xeno Togetherown').click();
  const panel = page.getByRole('complementary', { name: 'Details' });
  await panel.getByLabel('Reason for the visit').fill('knee');
  await panel.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Check in' }).click();
  await expect(visit(page, 'Xeno Togetherown, 09:00 to 09:30, waiting')).toBeVisible();
  await expect(panel.getByLabel('Reason for the visit')).toHaveValue('knee');
  await expect(panel.getByText('Changed at another desk meanwhile')).toHaveCount(0);
});

test('a time that another desk takes under the open booking form is said at once, on any day', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '26/8/27', 'Thursday, 26 August 2027');
  const patient = await register(page, 'Yara', 'Togethertime');
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const form = bookingForm(page);
  const start = form.getByLabel('Start');
  await expect(start).toHaveValue('09:00');
  await form.getByLabel('Date').fill('9/9/27');
  await form.getByLabel('Reason').fill('review');
  await expect(start).toHaveAccessibleDescription('until 09:15');

  const other = await otherDesk.open();
  await signIn(other, 'admin');
  await book(other, { patient, doctor: 'rao', start: '2027-09-09T09:00', end: '2027-09-09T09:30' });
  await expect(start).toHaveAccessibleDescription('Yara Togethertime already has 09:00–09:30.');
  const told = form.getByRole('status').filter({ hasText: 'Yara Togethertime already has 09:00–09:30.' });
  await expect(told).toHaveCount(1);
  await expect(form.getByLabel('Reason')).toHaveValue('review');
});

test('a field of a patient that both desks change is told before it is saved', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Zoe', 'Togetherfield', '+919845011223');
  const find = page.getByRole('combobox', { name: 'Find a patient' });
  await find.fill('zoe togetherf');
  await page.getByRole('option', { name: /^Zoe Togetherfield/ }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Notes for the desk').fill('deaf on the left');

  const other = await otherDesk.open();
  await signIn(other, 'admin');
  const answer = await callAs(other, 'patients.edit', {
    id: patient.id,
    version: patient.version,
    changes: { deskNotes: 'deaf on the right', guardian: 'Ana' },
    seen: { deskNotes: null, guardian: null },
  });
  expect(answer).toMatchObject({ ok: true });
  await expect(page.getByLabel('Guardian')).toHaveValue('Ana');
  await expect(page.getByText('Changed at another desk meanwhile: deaf on the right')).toBeVisible();
  await expect(page.getByLabel('Notes for the desk')).toHaveValue('deaf on the left');
});
