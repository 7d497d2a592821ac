import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { startElectron } from '#test/e2e/support/electron';
import { callAs } from '#test/e2e/support/clinic-api';
import { expect, newWindow, nextSaved, test } from '#test/e2e/support/electron-test';
import { signIn } from '#test/e2e/support/sign-in';

test('two windows side by side sign in each for itself', async ({ desk }) => {
  const first = await desk.open();
  await signIn(first, 'reception');
  const second = await desk.open();
  expect(await callAs(second, 'session.current', {})).toEqual({ ok: true, value: null });
  await signIn(second, 'viewer');
  expect(await callAs(first, 'session.current', {})).toMatchObject({ ok: true, value: { roles: ['staff'] } });
  expect(await callAs(second, 'session.current', {})).toMatchObject({
    ok: true,
    value: { roles: ['viewer'] },
  });
});

test('a day sheet is offered for saving once, to the window that asked', async ({ electronApp, desk }) => {
  const page = await desk.open();
  await signIn(page, 'reception');
  const sheet = await callAs(page, 'printing.daySheet', { date: desk.today, doctorIds: null, to: 'file' });
  if (!sheet.ok) throw new Error(`the sheet was refused: ${sheet.error.code}`);
  const { url } = sheet.value as { url: string };

  const other = await newWindow(electronApp);
  await other.waitForLoadState();
  await other.evaluate((address) => window.open(address), url);

  const target = join(tmpdir(), `clinic-sheet-${randomUUID()}.pdf`);
  const saved = await nextSaved(electronApp, target);
  await page.evaluate((address) => window.open(address), url);
  const { state, name } = await saved();
  expect(state).toBe('completed');
  expect(name).toMatch(/\.pdf$/);
  expect((await readFile(target)).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  await rm(target);
  expect(await page.evaluate(async (address) => (await fetch(address)).status, url)).toBe(404);
});

test('a desk without addresses says what IT must write and where', async () => {
  const electron = await startElectron(null);
  const page = await electron.app.firstWindow();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This desk does not know its databases yet',
  );
  await expect(page.locator('code')).toHaveText(/config\.json$/);
  await expect(page.getByText('mysqlUrl, mongoUrl')).toBeVisible();
  await electron.stop();
});

test('a second start shows the window that is there instead of a second program', async ({
  electronApp,
  desk,
}) => {
  await desk.open();
  const primary = await electronApp.evaluate(({ app }) => app.hasSingleInstanceLock());
  expect(primary).toBe(true);
  const shown = await electronApp.evaluate(
    ({ app, BrowserWindow }) =>
      new Promise<boolean>((resolve) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.once('focus', () => resolve(true));
        window?.blur();
        app.emit('second-instance');
      }),
  );
  expect(shown).toBe(true);
});
