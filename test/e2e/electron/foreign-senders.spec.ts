import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { join } from 'node:path';
import { test as base } from '#test/e2e/support/electron-test';
import { buildFolder, startElectron } from '#test/e2e/support/electron';
import { callAs } from '#test/e2e/support/clinic-api';

const REFUSED = { ok: false, error: { code: 'FORBIDDEN', permission: 'window' } };

const test = base.extend<{ page: Page }>({
  // The launcher gives the product's preload to sub-frames too, which the product never does.
  electronApp: async ({ clinic }, use) => {
    const electron = await startElectron(clinic, { subFrames: true });
    await use(electron.app);
    await electron.stop();
  },
  page: async ({ electronApp }, use) => {
    const page = await electronApp.firstWindow();
    await page.waitForLoadState();
    await use(page);
  },
});

test('the window itself is answered', async ({ page }) => {
  expect(await callAs(page, 'session.current', {})).toEqual({ ok: true, value: null });
});

test('a sub-frame that has the preload is refused', async ({ page }) => {
  const answer = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = '<p>inside</p>';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    return frame.contentWindow?.clinic.call('session.current', {}, { requestId: crypto.randomUUID() });
  });
  expect(answer).toEqual(REFUSED);
});

test('another page in the program’s own window is refused', async ({ electronApp, page }) => {
  await electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,<title>foreign</title>'),
  );
  await expect(page).toHaveTitle('foreign');
  expect(await callAs(page, 'session.current', {}, '0b7d8c1e-3a4f-4c55-9f11-2f6f0a3b9c01')).toEqual(REFUSED);
});

test('a window of somebody else with the same preload is refused, whatever it shows', async ({
  electronApp,
  page,
}) => {
  expect(await callAs(page, 'session.current', {})).toEqual({ ok: true, value: null });
  for (const address of [
    'data:text/html,<title>foreign</title>',
    'app://clinic/',
    'app://clinic/index.html',
  ]) {
    const foreign = await foreignWindow(electronApp, address);
    expect(await callAs(foreign, 'session.current', {}, '0b7d8c1e-3a4f-4c55-9f11-2f6f0a3b9c02')).toEqual(
      REFUSED,
    );
    await foreign.close();
  }
});

/** A window that the program did not open and therefore does not know. */
async function foreignWindow(app: ElectronApplication, address: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow }, [target, preload]) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: preload, sandbox: true },
      });
      await window.loadURL(target);
    },
    [address, join(buildFolder(), 'preload', 'index.cjs')] as const,
  );
  return opened;
}
