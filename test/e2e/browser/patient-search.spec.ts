import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { register } from '#test/e2e/support/visits';

test('fifteen of one surname: by name, told that there are more, and the arrows bring each into view', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  for (let n = 0; n < 15; n += 1) {
    await register(
      page,
      `Name${String.fromCharCode(97 + ((n * 4) % 15))}`,
      'Cardmany',
      `98${'0'.repeat(7)}${String(n)}`,
    );
  }
  const inOrder = Array.from({ length: 12 }, (_, n) => `Name${String.fromCharCode(97 + n)} Cardmany`);
  await page.keyboard.press('/');
  await page.keyboard.type('cardmany');
  const options = page.getByRole('search').getByRole('option', { name: /Cardmany/ });
  await expect(options.locator('b')).toHaveText(inOrder);
  await expect(page.getByRole('search')).toContainText('more than 12 patients, type more');
  for (let n = 0; n < 11; n += 1) await page.keyboard.press('ArrowDown');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('cardmany');
  const look = page.getByRole('dialog', { name: 'Look someone up' });
  await expect(look).toContainText('more than 12 patients, type more');
  await page.keyboard.press('ArrowUp');
  await expect(look.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await expect(look.getByRole('option').last()).toBeInViewport({ ratio: 1 });
});
