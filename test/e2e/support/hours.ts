import { expect, type Locator, type Page } from '@playwright/test';
import { DoctorRules, HolidayDto, HoursPreview } from '#shared/contract/hours';
import { z } from 'zod';
import { callAs } from './clinic-api';
import { DOCTOR } from './visits';

type Doctor = keyof typeof DOCTOR;

async function valueOf<T>(page: Page, name: string, input: unknown, schema: z.ZodType<T>): Promise<T> {
  const answer = await callAs(page, name, input);
  expect(answer).toMatchObject({ ok: true });
  return schema.parse(answer.ok ? answer.value : null);
}

/** The doctor's rules as stored. */
export async function rulesOf(page: Page, doctor: Doctor) {
  return (await valueOf(page, 'hours.rules', { doctorId: DOCTOR[doctor] }, DoctorRules)).rules;
}

export async function holidaysOf(page: Page) {
  const Holidays = z.object({ holidays: z.array(HolidayDto) });
  return (await valueOf(page, 'hours.holidays', {}, Holidays)).holidays;
}

export interface Hours {
  readonly label: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly recurrence: string | null;
  readonly available?: boolean;
}

/** Hours or leave past the screens; visits stay where they are. */
export async function addHours(page: Page, doctor: Doctor, hours: Hours): Promise<void> {
  const rule = { available: true, ...hours };
  const proposal = { change: 'add', doctorId: DOCTOR[doctor], rule };
  const { outside } = await valueOf(page, 'hours.preview', { proposal }, HoursPreview);
  const seen = outside.map(({ appointmentId }) => appointmentId);
  const choice = { do: 'keep', seen };
  const answer = await callAs(page, 'hours.add', { doctorId: DOCTOR[doctor], rule, outside: choice });
  expect(answer).toMatchObject({ ok: true });
}

/**
 * The doctor has hours of their own around the clock but for March 2028, so that no other test's visit falls
 * outside because of this one.
 */
export async function keepMarchFree(page: Page, doctor: Doctor): Promise<void> {
  const always = { start: '00:00', end: '24:00' };
  await addHours(page, doctor, {
    ...always,
    label: 'Before March',
    date: '2027-01-01',
    recurrence: 'FREQ=DAILY;UNTIL=20280229',
  });
  await addHours(page, doctor, {
    ...always,
    label: 'After March',
    date: '2028-04-01',
    recurrence: 'FREQ=DAILY',
  });
}

/** The doctor follows the clinic's opening hours again, as every other test expects. */
export async function clearHours(page: Page, doctor: Doctor): Promise<void> {
  for (const { id, version, date } of await rulesOf(page, doctor)) {
    const at = { id, version, scope: 'all', date };
    const proposal = { change: 'remove', ...at };
    const { outside } = await valueOf(page, 'hours.preview', { proposal }, HoursPreview);
    const seen = outside.map(({ appointmentId }) => appointmentId);
    expect(await callAs(page, 'hours.remove', { ...at, outside: { do: 'keep', seen } })).toMatchObject({
      ok: true,
    });
  }
}

/** Shows a page of the settings by typing its name. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+,');
  const find = page.getByRole('searchbox', { name: 'Search settings' });
  await expect(find).toBeFocused();
  await find.fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

/** The hours of one doctor in the settings. */
export async function openHours(page: Page, doctor: string): Promise<void> {
  await openPage(page, 'Working hours');
  await page.getByRole('combobox', { name: 'Doctor' }).selectOption({ label: doctor });
  await expect(page.getByRole('combobox', { name: 'Doctor' }).locator('option:checked')).toHaveText(doctor);
}

/** The card of a rule by its name. */
export function card(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The bar that says what would change. */
export function bar(page: Page): Locator {
  return page.locator('.settings-page:not([hidden]) .save-bar');
}
