import { expect, type Page } from '@playwright/test';
import { AllSettings } from '#shared/contract/settings';
import { callAs } from './clinic-api';

/** The clinic writes times by 12 or by 24 hours from now on, as an administrator would set it. */
export async function writeTimesBy(page: Page, clock: '12' | '24'): Promise<void> {
  const all = await callAs(page, 'settings.all', {});
  const { values, marks } = AllSettings.parse(all.ok ? all.value : null);
  if (values.clock === clock) return;
  expect(
    await callAs(page, 'settings.save', { values: { clock }, versions: { clock: marks.clock.version } }),
  ).toMatchObject({ ok: true });
}
