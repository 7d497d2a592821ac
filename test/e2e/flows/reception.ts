import { expect, type Locator, type Page } from '@playwright/test';
import { callAs } from '#test/e2e/support/clinic-api';
import type { Desk } from '#test/e2e/support/desk';
import { signIn } from '#test/e2e/support/sign-in';
import { patientFields } from '#test/support/new-patient';

const DOCTOR = 'Dr Meera Rao';
/** Beyond the weeks that the sample clinic has filled. */
const DAYS_AHEAD = 60;

/**
 * A receptionist finds a patient, books, moves, checks in and cancels, and the window beside it shows each step
 * without being touched.
 */
export async function receptionDay(desk: Desk): Promise<void> {
  const here = await desk.open();
  await signIn(here, 'reception');
  const beside = await desk.open();
  await signIn(beside, 'reception');
  const date = wednesdayAfter(desk.today);
  await showDay(here, date);
  await showDay(beside, date);
  const patient = await registered(here);

  await here.getByRole('button', { name: 'Book', exact: true }).first().click();
  const booking = here.getByRole('form', { name: 'Book' });
  await booking.getByRole('combobox', { name: 'Patient' }).fill(patient.slice(0, 8).toLowerCase());
  await here.getByRole('option', { name: new RegExp(patient) }).click();
  await booking.getByLabel('Doctor').selectOption({ label: DOCTOR });
  await booking.getByLabel('Start').fill('10:15');
  await booking.getByRole('button', { name: 'Book' }).click();
  await expectBoth(here, beside, new RegExp(`^${patient}, 10:15 to .*, booked, .*${DOCTOR}$`));

  await visitOf(here, patient).click();
  await here.getByLabel('Start').fill('11:00');
  await here.getByRole('button', { name: 'Move here' }).click();
  await expectBoth(here, beside, new RegExp(`^${patient}, 11:00 to .*, booked, .*${DOCTOR}$`));

  await here.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Check in' }).click();
  await expectBoth(here, beside, new RegExp(`^${patient}, 11:00 to .*, waiting, .*${DOCTOR}$`));

  await here.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Not here yet' }).click();
  await expectBoth(here, beside, new RegExp(`^${patient}, 11:00 to .*, booked, .*${DOCTOR}$`));
  await here.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Cancel' }).click();
  await here.getByLabel('Other reason').fill('fever at home');
  await here.getByRole('button', { name: 'Cancel the appointment' }).click();
  await expectBoth(here, beside, new RegExp(`^${patient}, 11:00 to .*, cancelled, .*${DOCTOR}$`));
}

/** Registers somebody nobody else looks for and answers the full name. */
async function registered(page: Page): Promise<string> {
  const letters = Array.from({ length: 8 }, () =>
    String.fromCharCode(97 + Math.floor(Math.random() * 26)),
  ).join('');
  const firstName = `${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
  const answer = await callAs(page, 'patients.register', {
    fields: patientFields({ firstName, lastName: 'D’Souza' }),
  });
  expect(answer).toMatchObject({ ok: true });
  return `${firstName} D’Souza`;
}

async function showDay(page: Page, date: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  const input = page.getByLabel('Go to a date');
  await input.fill(date);
  await input.press('Enter');
  // Day, month and year in whichever order the system's language has them.
  const [year, , day] = date.split('-').map(Number);
  const month = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(new Date(date));
  const words = new RegExp(`(?=.*\\b${String(day)}\\b)(?=.*${month})(?=.*${String(year)})`);
  await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible();
}

function visitOf(page: Page, name: string | RegExp): Locator {
  const exact = typeof name === 'string' ? new RegExp(`^${name}, `) : name;
  return page.getByRole('region', { name: /^Appointments, / }).getByRole('button', { name: exact });
}

async function expectBoth(here: Page, beside: Page, name: RegExp): Promise<void> {
  await expect(visitOf(here, name)).toBeVisible();
  await expect(visitOf(beside, name)).toBeVisible();
}

function wednesdayAfter(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + DAYS_AHEAD);
  day.setUTCDate(day.getUTCDate() + ((3 - day.getUTCDay() + 7) % 7));
  return day.toISOString().slice(0, 10);
}
