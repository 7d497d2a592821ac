import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { Desk } from './desk';
import { startElectron } from './electron';
import { sampleClinic } from './sample-clinic';
import type { FreshDatabase } from '#test/support/databases';

/** For everything that a real Electron shows. Its clock cannot be set, so its clinic lies around the real today. */
export const test = base.extend<{ electronApp: ElectronApplication; desk: Desk }, { clinic: FreshDatabase }>({
  clinic: [
    async ({}, use) => {
      const clinic = await sampleClinic(null);
      await use(clinic);
      await clinic.drop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  electronApp: async ({ clinic }, use) => {
    const electron = await startElectron(clinic);
    await use(electron.app);
    await electron.stop();
  },
  desk: async ({ electronApp }, use) => {
    let opened = 0;
    await use({
      today: new Date().toISOString().slice(0, 10),
      async open() {
        opened += 1;
        const page = await (opened === 1 ? electronApp.firstWindow() : newWindow(electronApp));
        // A window is there before it has gone to its page.
        await page.waitForURL('app://clinic/**');
        return page;
      },
    });
  },
});

/** What "New window" in the menu does. */
export async function newWindow(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('new-window')?.click();
  });
  return opened;
}

interface Saved {
  readonly state: string;
  readonly name: string;
}

/**
 * Lies in wait for the next file that the program offers for saving, and saves it at `path`.
 *
 * @returns how it ended and under which name it was offered, once it has
 */
export async function nextSaved(app: ElectronApplication, path: string): Promise<() => Promise<Saved>> {
  // The program and its page are driven over two wires: only what has come back was there before the page's turn.
  const waiting = await app.evaluateHandle(({ session }, target) => {
    const saved = new Promise<Saved>((resolve) => {
      session.defaultSession.once('will-download', (_event, item) => {
        item.setSavePath(target);
        item.once('done', (_done, state) => {
          resolve({ state, name: item.getFilename() });
        });
      });
    });
    return { saved };
  }, path);
  return () => waiting.evaluate(({ saved }) => saved);
}

export { expect } from '@playwright/test';
