import type { Page } from '@playwright/test';
import { contract } from '#shared/contract/contract';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { enter, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register, walksIn } from '#test/e2e/support/visits';

/** The doctor's page of this patient. */
async function opened(page: Page, lastName: string): Promise<void> {
  await page.keyboard.press('F4');
  await page.getByRole('button', { name: new RegExp(`Ira ${lastName}`) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ira ${lastName}`);
}

async function openVisitId(page: Page): Promise<number> {
  const row = page.getByRole('navigation', { name: 'My patients today' }).locator('[aria-current="true"]');
  return Number(await row.getAttribute('data-row'));
}

test('with the hands on the keyboard: opened, narrowed by words and kinds, walked, a file opened inside', async ({
  desk,
}) => {
  const reception = await enter(desk, 'reception');
  await walksIn(reception, 'Timelined');
  const page = await enter(desk, 'doctor');
  await opened(page, 'Timelined');
  const appointmentId = await openVisitId(page);
  const saved = await callAs(page, 'notes.save', {
    appointmentId,
    version: null,
    text: `Sleeps badly since the move.\n${'Nothing else of note was said. '.repeat(8)}`,
  });
  const { note } = contract['notes.save'].output.parse(saved.ok ? saved.value : null);
  const { id, version } = note;
  expect(await callAs(page, 'notes.sign', { id, version })).toMatchObject({ ok: true });
  await page.getByRole('button', { name: /^Documents/ }).click();
  const files = page.getByRole('dialog', { name: 'Documents of Ira Timelined' });
  await files.locator('input[type=file]').setInputFiles({
    name: 'knee.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  // Among the filed ones, not on its way up.
  await expect(files.getByRole('list', { name: 'Documents', exact: true })).toContainText('knee.png');
  await page.keyboard.press('Escape');
  await expect(files).toBeHidden();

  await page.keyboard.press('Alt+l');
  const dialog = page.getByRole('dialog', { name: 'Timeline of Ira Timelined' });
  const find = dialog.getByRole('searchbox', { name: 'Find in the timeline' });
  await expect(find).toBeFocused();
  const list = dialog.getByRole('list', { name: 'Timeline' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list.getByRole('button', { name: /Visit.*Fever/ })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.type('badly SLEEPS');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  const line = list.getByRole('button', { name: /Note.*Sleeps badly/ });
  await expect(line).toBeFocused();
  await expect(line).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await expect(line).toHaveAttribute('aria-expanded', 'true');

  await find.fill('nobody has written this');
  await expect(dialog.getByText('Nothing here has these words and kinds.')).toBeVisible();
  await find.fill('');
  await expect(list.getByRole('listitem')).toHaveCount(3);
  const chip = dialog.getByRole('button', { name: 'Document', exact: true });
  await chip.focus();
  await page.keyboard.press('Space');
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await list.getByRole('button', { name: /Document.*knee\.png/ }).press('Enter');
  const picture = page.getByRole('img', { name: 'knee.png' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('from the card: pages follow while the list is walked, a visit opens in the calendar, another doctor’s patient is refused', async ({
  desk,
}) => {
  const reception = await enter(desk, 'reception');
  const patient = await register(reception, 'Ira', 'Timelong');
  // Its own days, far behind the sample's weeks: more visits than a page has lines.
  const starts = Array.from({ length: 63 }, (_, at) => {
    const day = String(1 + Math.floor(at / 3)).padStart(2, '0');
    return `2031-05-${day}T${String(14 + (at % 3))}`;
  });
  for (const hour of starts) {
    await book(reception, { patient, doctor: 'rao', start: `${hour}:00`, end: `${hour}:10` });
  }
  const foreign = await register(reception, 'Ira', 'Timeforeign');
  await book(reception, {
    patient: foreign,
    doctor: 'khan',
    start: '2031-05-27T09:00',
    end: '2031-05-27T09:10',
  });

  const page = await enter(desk, 'doctor');
  const card = async (name: string) => {
    await page.getByRole('search').getByRole('combobox').fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).click();
    await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  };
  await card('Ira Timelong');
  const dialog = page.getByRole('dialog', { name: 'Timeline of Ira Timelong' });
  const rows = dialog.getByRole('list', { name: 'Timeline' }).getByRole('listitem');
  await expect(rows).toHaveCount(60);
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(rows).toHaveCount(63);
  await page.keyboard.press('End');
  await expect(rows.last().getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/1 May 2031/);
  await expect(visit(page, 'Ira Timelong').first()).toBeVisible();

  await card('Ira Timeforeign');
  const refused = page.getByRole('dialog', { name: 'Timeline of Ira Timeforeign' });
  await expect(refused.getByRole('alert')).toContainText('what is clinical is closed to you');
  await expect(refused.getByRole('button', { name: 'Open with a reason' })).toBeFocused();
  await expectAccessible(page);
});
