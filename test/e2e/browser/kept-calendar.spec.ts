import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from '#test/e2e/support/axe';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

test('a calendar kept in a folder: begun, away and back, stopped with its file, by keyboard', async ({
  desk,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-calendar-'));
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('ics');
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  const part = page.getByRole('region', { name: 'Calendars kept in a folder' });
  await part.getByRole('button', { name: 'Keep a calendar in a folder' }).press('Enter');
  await expect(part.getByRole('radio', { name: 'Initials only' })).toBeChecked();
  const path = part.getByRole('textbox', { name: 'Folder' });
  await expect(path).toBeFocused();
  await path.fill(join(folder, 'none'));
  await path.press('Enter');
  await expect(part.getByText('There is no folder')).toBeVisible();
  await expectAccessible(page);

  await path.fill(folder);
  await path.press('Enter');
  const kept = part.getByRole('listitem');
  await expect(kept).toContainText(folder);
  await expect(kept).toContainText('Last changed');
  const name = await kept.getByRole('heading').innerText();
  expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/);

  renameSync(folder, `${folder}-away`);
  await kept.getByRole('button', { name: 'Write now' }).press('Enter');
  await expect(kept.getByText('The folder is not there any more.')).toBeVisible();
  await expectAccessible(page, ['dark']);
  renameSync(`${folder}-away`, folder);
  await kept.getByRole('button', { name: 'Write now' }).press('Enter');
  await expect(kept.getByText(`${name} is up to date.`)).toBeVisible();

  await kept.getByRole('button', { name: 'Stop keeping it' }).press('Enter');
  await expect(kept.getByText('What becomes of the file?')).toBeVisible();
  await kept.getByRole('button', { name: 'Stop, delete the file' }).press('Enter');
  await expect(part.getByText(`${name} was deleted.`)).toBeVisible();
  await expect(kept).toBeHidden();
  expect(existsSync(join(folder, name))).toBe(false);
  rmSync(folder, { recursive: true });
});
