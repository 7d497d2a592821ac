import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing that axe finds fault with, in light by all its rules and in dark by the one about colours, since
 * nothing else is another there; each finding is told with its place.
 */
export async function expectAccessible(
  page: Page,
  schemes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'dark') axe.withRules('color-contrast');
    const { violations, passes } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      colorScheme,
      where: nodes.map(({ target, failureSummary }) => [target.join(' '), failureSummary]),
    }));
    expect(found).toEqual([]);
    expect(passes.length).toBeGreaterThan(0);
  }
}
