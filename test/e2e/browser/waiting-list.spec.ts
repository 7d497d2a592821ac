import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { bookingForm, calendar, enter, focused, showDay, visit } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

function form(page: Page): Locator {
  return page.getByRole('form', { name: 'Waiting list' });
}

function list(page: Page): Locator {
  return page.getByRole('group', { name: 'Wants an earlier time' });
}

function strip(page: Page): Locator {
  return page.locator('.offer-place');
}

async function cancel(page: Page, id: number): Promise<void> {
  const answer = await callAs(page, 'appointments.cancel', { id, version: 1, as: 'cancelled', reason: null });
  expect(answer).toMatchObject({ ok: true });
}

async function onDay(page: Page, typed: string): Promise<void> {
  await form(page).getByRole('textbox', { name: 'From' }).fill(typed);
  await form(page).getByRole('textbox', { name: 'Until' }).fill(typed);
}

test('a time given up at another desk is offered to who wants it; one key moves their visit, undo takes both back', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  const other = await enter(otherDesk, 'admin');
  const patient = await register(page, 'Asha', 'Waitkeys', '98450 82001');
  const leaver = await register(page, 'Omar', 'Waitleaver');
  await book(page, { patient, doctor: 'rao', start: '2028-08-16T15:00', end: '2028-08-16T15:15' });
  const given = await book(other, {
    patient: leaver,
    doctor: 'rao',
    start: '2028-08-15T10:15',
    end: '2028-08-15T10:30',
  });
  await showDay(page, '16/8/28', 'Wednesday, 16 August 2028');
  await visit(page, 'Asha Waitkeys, 15:00').click();
  await page.getByRole('button', { name: 'Wants earlier' }).click();
  await expect(form(page)).toContainText('Asha Waitkeys has Wed, 16 Aug, 15:00');
  await expect(form(page).getByLabel('Whom')).toHaveValue('doctor 1');
  await form(page).getByText('Urgent', { exact: true }).click();
  await onDay(page, '15/8/28');
  await expectAccessible(page);
  await form(page).getByRole('button', { name: 'Put on the list' }).click();
  await expect(list(page).getByRole('button', { name: /^Asha Waitkeys/ })).toContainText('Dr Rao');
  await expect(strip(page)).toBeEmpty();

  await cancel(other, given.appointment.id);
  await expect(strip(page)).toContainText('Tue, 15 Aug 10:15 Dr Rao is free: Asha Waitkeys fits');
  await expectAccessible(page);
  await visit(page, 'Asha Waitkeys, 15:00').focus();
  await page.keyboard.press('Shift+Z');
  await expect(page.locator('.undo-place')).toContainText('Asha Waitkeys moved to Tue, 15 Aug 10:15 Dr Rao');
  await expect(strip(page)).toBeEmpty();
  await expect(visit(page, 'Asha Waitkeys')).toBeHidden();
  await showDay(other, '15/8/28', 'Tuesday, 15 August 2028');
  await expect(visit(other, 'Asha Waitkeys, 10:15 to 10:30')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(visit(page, 'Asha Waitkeys, 15:00 to 15:15')).toBeVisible();
  await expect(visit(other, 'Asha Waitkeys')).toBeHidden();
  await expect(strip(page)).toContainText('Asha Waitkeys fits');
  await strip(page).getByRole('button', { name: 'Not now' }).click();
  await expect(strip(page)).toBeEmpty();
  // The keyboard is the calendar's again; the list that stands there makes way and comes back.
  await expect(calendar(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeHidden();
  await page.keyboard.press('z');
  await expect(list(page).getByRole('button', { name: /^Tue, 15 Aug 10:15 Dr Rao/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(strip(other)).toContainText('Asha Waitkeys fits');
  await strip(other)
    .getByRole('button', { name: /Asha Waitkeys fits/ })
    .click();
  await expect(visit(other, 'Asha Waitkeys, 10:15 to 10:30')).toBeVisible();
});

test('Z lists who waits; an entry is changed, taken off and put back; card and booking form lead there', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await register(page, 'Bina', 'Waitlisted', '98450 82002');
  await showDay(page, '17/8/28', 'Thursday, 17 August 2028');
  await expect(focused(page)).toHaveAccessibleName(/, free, Dr /);
  await page.keyboard.press('Enter');
  await bookingForm(page).getByRole('combobox', { name: 'Patient' }).fill('bina waitl');
  await page.getByRole('option', { name: /^Bina Waitlisted/ }).click();
  await bookingForm(page).getByRole('button', { name: 'Waiting list' }).click();
  await form(page).getByLabel('Whom').selectOption('kind Dermatology');
  await onDay(page, '17/8/28');
  await form(page).getByRole('textbox', { name: 'Until' }).fill('16/8/28');
  await form(page).getByRole('button', { name: 'Put on the list' }).click();
  await expect(form(page).getByRole('textbox', { name: 'Until' })).toHaveAttribute('aria-invalid', 'true');
  await form(page).getByRole('textbox', { name: 'Until' }).fill('17/8/28');
  await form(page).getByLabel('Note').fill('After school');
  await form(page).getByLabel('Note').press('Enter');
  const row = list(page).getByRole('button', { name: /^Bina Waitlisted/ });
  await expect(row).toContainText('Dermatology · until Thu, 17 Aug · 15 min');
  await expect(row).toContainText('no appointment yet');
  await expect(row).toContainText('After school');
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeHidden();
  await page.keyboard.press('z');
  await expect(list(page)).toBeVisible();
  await row.focus();
  await expect(focused(page)).toHaveAccessibleName(/^Bina Waitlisted/);
  await page.keyboard.press('Enter');
  await form(page).getByRole('button', { name: 'Evening' }).click();
  await form(page).getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Dermatology · Evening');
  await row.click();
  await form(page).getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.locator('.undo-place')).toContainText('Bina Waitlisted taken off the waiting list');
  await expect(row).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(row).toContainText('Dermatology · Evening');
  await page.keyboard.press('Control+z');
  await expect(row).toContainText('Dermatology · until');
  await page.keyboard.press('Control+z');
  await expect(row).toBeHidden();
  expect(patient.firstName).toBe('Bina');
});

test('on a narrow screen, with the panel folded, an offer still shows and is booked by its key; what was put aside stays so', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await page.setViewportSize({ width: 1024, height: 690 });
  const patient = await register(page, 'Esha', 'Waitnarrow', '98450 82003');
  const leaver = await register(page, 'Firoz', 'Waitgone');
  const fields = {
    whose: { kind: 'anyone' },
    from: '2028-08-22',
    to: '2028-08-22',
    parts: [],
    minutes: 15,
    urgency: 'soon',
    note: null,
    heldId: null,
  };
  expect(await callAs(page, 'waitlist.add', { patientId: patient.id, fields })).toMatchObject({ ok: true });
  const given = [
    await book(page, { patient: leaver, doctor: 'rao', start: '2028-08-22T10:00', end: '2028-08-22T10:15' }),
    await book(page, { patient: leaver, doctor: 'iyer', start: '2028-08-22T11:00', end: '2028-08-22T11:15' }),
  ];
  for (const { appointment } of given) await cancel(page, appointment.id);
  await expect(strip(page)).toContainText('Tue, 22 Aug 11:00 Dr Iyer is free: Esha Waitnarrow fits');
  await expectAccessible(page);
  await strip(page).getByRole('button', { name: 'Not now' }).click();
  await expect(strip(page)).toContainText('10:00 Dr Rao is free');
  await page.reload();
  await signIn(page, 'reception');
  await expect(strip(page)).toContainText('10:00 Dr Rao is free');
  await page.keyboard.press('Shift+Z');
  await expect(page.locator('.undo-place')).toContainText('Esha Waitnarrow booked, Tue, 22 Aug 10:00 Dr Rao');
});

test('who is elsewhere at that time is booked only with a reason; somebody else’s booking says who was first', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  const other = await enter(otherDesk, 'admin');
  const patient = await register(page, 'Cora', 'Waitclash');
  const second = await register(page, 'Dilip', 'Waitfirst');
  await book(page, { patient, doctor: 'iyer', start: '2028-08-18T10:00', end: '2028-08-18T10:15' });
  const given = await book(page, {
    patient: second,
    doctor: 'rao',
    start: '2028-08-18T10:00',
    end: '2028-08-18T10:15',
  });
  await book(page, { patient: second, doctor: 'rao', start: '2028-08-18T09:00', end: '2028-08-18T10:00' });
  await book(page, { patient: second, doctor: 'rao', start: '2028-08-18T10:15', end: '2028-08-18T18:00' });
  const fields = {
    whose: { kind: 'doctor', id: 1 },
    from: '2028-08-18',
    to: '2028-08-18',
    parts: [],
    minutes: 15,
    urgency: 'soon',
    note: null,
    heldId: null,
  };
  expect(await callAs(page, 'waitlist.add', { patientId: patient.id, fields })).toMatchObject({ ok: true });
  await cancel(page, given.appointment.id);
  const take = strip(page).getByRole('button', { name: /10:00 Dr Rao is free: Cora Waitclash fits/ });
  await take.click();
  await expect(strip(page).getByRole('alert')).toBeVisible();
  await strip(page).getByRole('textbox').fill('A quick look first');
  await strip(page).getByRole('button', { name: 'Save anyway' }).click();
  await expect(page.locator('.undo-place')).toContainText('Cora Waitclash booked');
  // Gone first, so that its coming back is of the undo.
  await expect(take).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(take).toBeVisible();

  await book(other, { patient: second, doctor: 'rao', start: '2028-08-18T10:00', end: '2028-08-18T10:15' });
  await expect(strip(page)).toBeEmpty();
  await expect(calendar(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('z');
  await list(page)
    .getByRole('button', { name: /^Cora Waitclash/ })
    .click();
  await form(page).getByRole('button', { name: 'Take off the list' }).click();
  await expect(list(page).getByRole('button', { name: /^Cora Waitclash/ })).toBeHidden();
});
