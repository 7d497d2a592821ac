import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, nextSaved, test } from '#test/e2e/support/electron-test';
import { signIn } from '#test/e2e/support/sign-in';

test('an export is saved where the system asks, and is then gone from the desk', async ({
  desk,
  electronApp,
}) => {
  const page = await desk.open();
  await signIn(page, 'admin');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('zip');
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Export everything' }).press('Enter');
  const target = join(tmpdir(), `clinic-export-${String(process.pid)}.zip`);
  const saved = await nextSaved(electronApp, target);
  const save = page.getByRole('button', { name: 'Save the file' });
  await save.press('Enter');
  const { state, name } = await saved();
  expect(state).toBe('completed');
  expect(name).toMatch(/^clinic-.*\.zip$/);
  expect(Object.keys(unzipSync(await readFile(target)))).toContain('README.txt');
  await rm(target);
  await expect(save).toBeHidden();
});
