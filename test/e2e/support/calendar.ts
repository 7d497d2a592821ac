import { expect, type Page } from '@playwright/test';

/**
 * The day that is shown is known and the keyboard is on a place of it: whatever key comes now is heard and acts on what
 * stands there. Not asked by `:focus`, which a window behind another one does not have.
 */
export async function expectCalendarReady(page: Page): Promise<void> {
  const calendar = page.getByRole('region', { name: /^Appointments, / });
  await expect(calendar).toHaveAttribute('aria-busy', 'false');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('.cal button') !== null))
    .toBe(true);
}
