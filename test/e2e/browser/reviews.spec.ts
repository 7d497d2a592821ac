import type { Page } from '@playwright/test';
import { z } from 'zod';
import { PrescriptionDto } from '#shared/contract/consultation';
import { AppointmentDto } from '#shared/contract/appointments';
import { contract } from '#shared/contract/contract';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import type { Desk } from '#test/e2e/support/desk';
import { bookingForm, calendar, enter, focused } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { DOCTOR, register, walksIn } from '#test/e2e/support/visits';

const strip = (page: Page) => page.locator('.review-place');
const done = (page: Page) => page.locator('.undo-place');
const toBook = (page: Page) => page.getByRole('group', { name: 'Reviews to book' });
const missed = (page: Page) => page.getByRole('group', { name: 'Reviews missed' });

/** The doctor's window as it opens. */
async function enterRoom(desk: Desk): Promise<Page> {
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await expect(page.getByRole('navigation', { name: 'My patients today' })).toBeVisible();
  return page;
}

/** Settles what other specs have signed in this clinic: the strip names everybody who stands at the desk. */
async function nobodyElse(reception: Page): Promise<void> {
  const answer = await callAs(reception, 'reviews.toBook', { atDesk: true });
  const { reviews } = contract['reviews.toBook'].output.parse(answer.ok ? answer.value : null);
  for (const { id } of reviews) {
    const noted = await callAs(reception, 'reviews.note', { id, outcome: 'not_wanted' });
    expect(noted).toMatchObject({ ok: true });
  }
}

/** A page of a visit in December, signed past the screens, with its review on New Year's Day. */
async function missedReview(reception: Page, room: Page, lastName: string, at: string): Promise<void> {
  const patient = await register(reception, 'Omar', lastName, '98450 83002');
  const booked = await callAs(reception, 'appointments.book', {
    patientId: patient.id,
    doctorId: DOCTOR.rao,
    start: `2026-12-27T${at}:00`,
    end: `2026-12-27T${at}:15`,
    type: null,
    reason: null,
    deskNotes: null,
    override: { rules: ['earlier_day', 'outside_hours'], reason: 'Written down late' },
  });
  expect(booked).toMatchObject({ ok: true });
  const { appointment } = z.object({ appointment: AppointmentDto }).parse(booked.ok ? booked.value : null);
  const saved = await callAs(room, 'consultation.save', {
    appointmentId: appointment.id,
    version: null,
    page: {
      complaint: null,
      diagnosis: null,
      medicines: [],
      tests: null,
      advice: 'Rest',
      reviewOn: '2027-01-01',
      tags: [],
    },
  });
  expect(saved).toMatchObject({ ok: true });
  const { prescription } = z.object({ prescription: PrescriptionDto }).parse(saved.ok ? saved.value : null);
  const { id, version } = prescription;
  expect(await callAs(room, 'consultation.sign', { id, version })).toMatchObject({ ok: true });
}

test('with the hands on the keyboard: the doctor signs with a review day, reception books it by one key', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(otherDesk, 'reception');
  await nobodyElse(page);
  await walksIn(page, 'Reviewkeys', '98450 83001');
  const room = await enterRoom(desk);
  await room
    .getByRole('navigation', { name: 'My patients today' })
    .getByRole('button', { name: /Ira Reviewkeys/ })
    .press('Enter');
  await expect(room.getByRole('heading', { level: 1 })).toHaveText('Ira Reviewkeys');
  await room.getByLabel('Advice').focus();
  await room.keyboard.type('Rest');
  await room.keyboard.press('Alt+F');
  await room.keyboard.type('7');
  await expect(room.getByText('Draft kept')).toBeVisible();
  await expect(strip(page)).toBeEmpty();
  await room.keyboard.press('Control+Enter');

  await expect(strip(page)).toContainText(/Review of Ira Reviewkeys: Mon, 11 Jan \d\d:\d\d Dr Rao/);
  await expect(strip(page)).not.toContainText('Rest');
  await expectAccessible(page);
  await page.keyboard.press('Shift+B');
  await expect(done(page)).toContainText(/Ira Reviewkeys booked, Mon, 11 Jan \d\d:\d\d Dr Rao/);
  await expect(strip(page)).toBeEmpty();
  await page.keyboard.press('Control+z');
  await expect(strip(page)).toContainText('Review of Ira Reviewkeys');

  await strip(page).getByRole('button', { name: 'Not now' }).click();
  await expect(strip(page)).toBeEmpty();
  await expect(calendar(page).locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Shift+R');
  const row = toBook(page).getByRole('button', { name: /^Ira Reviewkeys/ });
  await expect(row).toContainText('asked for Mon, 11 Jan · 98450 83001');
  await expectAccessible(page);
  await row.focus();
  await page.keyboard.press('2');
  await expect(done(page)).toContainText('Ira Reviewkeys does not want a review');
  await expect(row).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(row).toBeVisible();
  await row.focus();
  await page.keyboard.press('o');
  await expect(bookingForm(page)).toContainText('Ira Reviewkeys');
  await expect(bookingForm(page).getByRole('textbox', { name: 'Date' })).toHaveValue(/11/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+R');
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('Ira Reviewkeys booked');
  await expect(row).toBeHidden();
});

test('who missed a review is called and booked with one key each; what was said is there at the other desk', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(otherDesk, 'reception');
  const room = await enterRoom(desk);
  await missedReview(page, room, 'Missedone', '05');
  await missedReview(page, room, 'Missedtwo', '06');
  await page.keyboard.press('Shift+K');
  const one = missed(page).getByRole('button', { name: /^Omar Missedone/ });
  const two = missed(page).getByRole('button', { name: /^Omar Missedtwo/ });
  await expect(one).toContainText('3 days late');
  await expect(one).toContainText('98450 83002 · Dr Rao');
  await expect(two).toContainText('free Tue, 5 Jan');
  await expectAccessible(page);
  await two.focus();
  await page.keyboard.press('3');
  await expect(done(page)).toContainText('Omar Missedtwo called: not reached');
  await expect(two).toContainText(/Not reached · called Mon, 4 Jan, Meena Lal/);
  await expect(focused(page)).toHaveAccessibleName(/^Omar Missedone/);
  await page.keyboard.press('Enter');
  await expect(done(page)).toContainText('Omar Missedone booked, Tue, 5 Jan');
  await expect(one).toBeHidden();
  await expect(focused(page)).toHaveAccessibleName(/^Omar Missedtwo/);
  await page.keyboard.press('2');
  await expect(done(page)).toContainText('Omar Missedtwo does not want a review');
  await expect(two).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(two).toContainText('Not reached');
});
