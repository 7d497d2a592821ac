import { expect, type Locator, type Page } from '@playwright/test';
import { expectCalendarReady } from './calendar';
import { callAs } from './clinic-api';
import type { Desk } from './desk';
import { signIn } from './sign-in';

/** A window of this role on the calendar, with nothing left in the booking form by the test before. */
export async function enter(desk: Desk, as: Parameters<typeof signIn>[1]): Promise<Page> {
  const page = await desk.open();
  await signIn(page, as);
  expect(await callAs(page, 'drafts.discard', { name: 'booking' })).toMatchObject({ ok: true });
  return page;
}

export function calendar(page: Page): Locator {
  return page.getByRole('region', { name: /^Appointments, / });
}

/** A visit in the calendar, by the beginning of what it says about itself. */
export function visit(page: Page, begins: string): Locator {
  return calendar(page).getByRole('button', { name: begins });
}

/** Where the keyboard is. */
export function focused(page: Page): Locator {
  return page.locator(':focus');
}

/** Shows a day by typing it, day first, as `1/2/27`; the keyboard is in it. */
export async function showDay(page: Page, typed: string, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  const date = page.getByLabel('Go to a date');
  await date.fill(typed);
  await date.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  await expectCalendarReady(page);
}

/** The booking form. */
export function bookingForm(page: Page): Locator {
  return page.getByRole('form', { name: 'Book' });
}
