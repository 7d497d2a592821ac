import type { Page } from '@playwright/test';
import { contract } from '#shared/contract/contract';
import { OneTimeCode } from '#shared/contract/people';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { DOCTOR, register, walksIn } from '#test/e2e/support/visits';

const band = (page: Page) => page.getByRole('region', { name: 'Medical history', exact: true });
const group = (page: Page, name: string) => page.getByRole('dialog').getByRole('region', { name });

/** The doctor's page of this patient. */
async function opened(page: Page, lastName: string): Promise<void> {
  await page.keyboard.press('F4');
  await page.getByRole('button', { name: new RegExp(`Ira ${lastName}`) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ira ${lastName}`);
}

test('with the hands on the keyboard: three kinds, and what is wrong is refused at its field', async ({
  desk,
}) => {
  const reception = await enter(desk, 'reception');
  await walksIn(reception, 'Toldfirst');
  const page = await enter(desk, 'doctor');
  await opened(page, 'Toldfirst');
  await expect(band(page)).toContainText('Nothing told yet');

  await page.getByLabel('Complaint', { exact: true }).focus();
  await page.keyboard.press('Alt+B');
  const dialog = page.getByRole('dialog', { name: 'Medical history of Ira Toldfirst' });
  await expect(dialog.getByRole('button', { name: 'Add a surgery' })).toBeFocused();
  await expect(group(page, 'Surgeries')).toContainText('No surgery known.');

  await page.keyboard.press('1');
  await expect(dialog.getByLabel('Operation')).toBeFocused();
  await page.keyboard.type('Appendectomy');
  // Left and come back to: what was typed is there.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Alt+B');
  await expect(dialog.getByRole('button', { name: 'Add a surgery' })).toBeFocused();
  await page.keyboard.press('1');
  await expect(dialog.getByLabel('Operation')).toBeFocused();
  await expect(dialog.getByLabel('Operation')).toHaveValue('Appendectomy');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1800');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('When')).toHaveAccessibleDescription('Not before 1900.');
  await expectAccessible(page);
  await dialog.getByLabel('When').fill('3/2199');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('When')).toHaveAccessibleDescription('This lies in the future.');
  await dialog.getByLabel('When').fill('3/2015');
  await dialog.getByLabel('Where').fill('Pune');
  await page.keyboard.press('Enter');
  await expect(group(page, 'Surgeries')).toContainText('Appendectomy, Mar 2015, Pune');
  await expect(dialog.getByRole('button', { name: 'Add a surgery' })).toBeFocused();

  await page.keyboard.press('2');
  await expect(dialog.getByLabel('Who')).toBeFocused();
  await dialog.getByLabel('Illness').fill('Diabetes');
  await dialog.getByLabel('From which age').fill('old');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('From which age')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('From which age').fill('45');
  await page.keyboard.press('Enter');
  await expect(group(page, 'Family')).toContainText('Mother: Diabetes, from age 45');

  await expect(dialog.getByRole('button', { name: 'Add from the family' })).toBeFocused();
  await page.keyboard.press('3');
  await expect(dialog.getByLabel('Habit')).toBeFocused();
  await dialog.getByLabel('What and how much, in words').fill('10 bidis a day');
  await dialog.getByLabel('From', { exact: true }).fill('1998');
  await page.keyboard.press('Enter');
  await expect(group(page, 'Lifestyle')).toContainText('Tobacco: 10 bidis a day, since 1998');

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(band(page)).toContainText('Appendectomy, Mar 2015, Pune');
  await expect(band(page)).toContainText('Tobacco: 10 bidis a day, since 1998');
});

test('a correction stands above what it corrects, what was never so is taken out, and undo brings it back', async ({
  desk,
}) => {
  const reception = await enter(desk, 'reception');
  const { id } = await register(reception, 'Ira', 'Toldtwice');
  const came = await callAs(reception, 'queue.walkIn', {
    patient: { kind: 'known', id },
    doctor: { kind: 'doctor', id: DOCTOR.rao },
    reason: 'Fever',
  });
  const { appointment } = contract['queue.walkIn'].output.parse(came.ok ? came.value : null);
  const appointmentId = appointment.id;
  const page = await enter(desk, 'doctor');
  for (const fact of [
    { kind: 'surgery', what: 'Appendectomy', on: '2015-03', place: 'Pune' },
    { kind: 'family', relation: 'mother', what: 'Diabetes', onsetAge: 45 },
  ])
    expect(await callAs(page, 'medicalHistory.add', { appointmentId, fact })).toMatchObject({ ok: true });
  await opened(page, 'Toldtwice');
  await expect(band(page)).toContainText('Appendectomy, Mar 2015, Pune');
  await page.keyboard.press('Alt+B');
  const dialog = page.getByRole('dialog', { name: 'Medical history of Ira Toldtwice' });
  await dialog.getByRole('button', { name: /^Correct: Appendectomy/ }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('When')).toHaveValue('03/2015');
  await dialog.getByLabel('When').fill('2016');
  await page.keyboard.press('Enter');
  await expect(group(page, 'Surgeries').getByRole('listitem').first()).toContainText(
    'Appendectomy, 2016, Pune',
  );
  await expect(group(page, 'Surgeries').locator('s')).toHaveText('Appendectomy, Mar 2015, Pune');

  await dialog.getByRole('button', { name: /^Take out: Mother/ }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Why it is wrong').fill('Her aunt');
  await page.keyboard.press('Enter');
  await expect(group(page, 'Family').locator('s')).toHaveText('Mother: Diabetes, from age 45');
  await expect(group(page, 'Family')).toContainText('Her aunt');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(band(page)).toContainText('Appendectomy, 2016, Pune');
  await expect(band(page)).not.toContainText('Diabetes');
  // Past the bar, which is there for seconds only.
  expect(await callAs(page, 'appointments.undo', {})).toMatchObject({ ok: true });
  await expect(band(page)).toContainText('Mother: Diabetes, from age 45');
});

/** Somebody of the staff who is nobody else's: what they may is changed here. */
async function invited(admin: Page, theirs: Page, name: string): Promise<void> {
  const fields = { displayName: `Nurse ${name}`, username: name, email: null, role: 'staff' };
  const answer = await callAs(admin, 'people.invite', { fields });
  const { code } = OneTimeCode.parse(answer.ok ? answer.value : null);
  await theirs.getByRole('textbox', { name: 'Name or e-mail' }).fill(name);
  await theirs.getByLabel('Password', { exact: true }).fill(code);
  await theirs.keyboard.press('Enter');
  await theirs.getByLabel('Password you were given').fill(code);
  await theirs.getByLabel('New password', { exact: true }).fill('mango ladder quiet river');
  await theirs.getByLabel('New password once more').fill('mango ladder quiet river');
  await theirs.keyboard.press('Enter');
  await expect(theirs.getByRole('button', { name: /^Walk-in/ })).toBeVisible();
}

async function allow(admin: Page, name: string): Promise<void> {
  const listed = await callAs(admin, 'people.list', {});
  const people = contract['people.list'].output.parse(listed.ok ? listed.value : null);
  const person = people.find(({ displayName }) => displayName === `Nurse ${name}`);
  const at = { id: person?.adminId, version: person?.version };
  expect(await callAs(admin, 'people.setGrants', { ...at, grants: ['clinical.vitals'] })).toMatchObject({
    ok: true,
  });
}

test('staff write it down where the clinic allows it to the person, and the doctor sees it at once', async ({
  desk,
  otherDesk,
}) => {
  const admin = await enter(desk, 'admin');
  await walksIn(admin, 'Tolddesk');
  const page = await enter(desk, 'doctor');
  await opened(page, 'Tolddesk');
  const nurse = await otherDesk.open();
  await invited(admin, nurse, 'tara');
  await visit(nurse, 'Ira Tolddesk').click();
  const panel = nurse.getByRole('region', { name: 'Appointment', exact: true });
  await expect(panel).toContainText('Ira Tolddesk');
  const key = panel.getByRole('button', { name: 'Medical history' });
  await expect(key).toHaveCount(0);

  await allow(admin, 'tara');
  await expect(key).toBeVisible();
  await nurse.keyboard.press('Alt+B');
  const dialog = nurse.getByRole('dialog', { name: 'Medical history of Ira Tolddesk' });
  await expect(dialog).toContainText('Only what was written down today');
  await expect(dialog.getByRole('button', { name: 'Add a surgery' })).toBeFocused();
  await nurse.keyboard.press('3');
  await dialog.getByLabel('What and how much, in words').fill('Beer on Sundays');
  await dialog.getByLabel('Habit').selectOption('Alcohol');
  await dialog.getByLabel('Until').fill('2020');
  await dialog.getByLabel('Until').press('Enter');
  const entry = dialog.getByRole('listitem').filter({ hasText: 'Alcohol: Beer on Sundays, until 2020' });
  await expect(entry).toContainText('Nurse tara');
  await expect(band(page)).toContainText('Alcohol: Beer on Sundays, until 2020');
  await expectAccessible(nurse);
});
