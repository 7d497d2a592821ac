import { expect, type Page } from '@playwright/test';
import { expectCalendarReady } from './calendar';

const ROLES = { reception: 'Reception', viewer: 'Viewer', doctor: 'Doctor', admin: 'Administrator' } as const;

/** Signs this window in by one click on a sample account, as a person would. */
export async function signIn(page: Page, as: keyof typeof ROLES): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^Sign in as .*, ${ROLES[as]}$`) })
    .first()
    .click();
  // Who is nothing but a doctor begins in the consulting room.
  if (as === 'doctor') {
    await expect(page.getByRole('navigation', { name: 'My patients today' })).toBeVisible();
    await page.keyboard.press('F4');
  }
  await expectCalendarReady(page);
}
