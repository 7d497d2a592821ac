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
        return opened === 1 ? electronApp.firstWindow() : newWindow(electronApp);
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

/** The next file that the program offers for saving, saved at `path`: how it ended and under which name it was offered. */
export function nextSaved(app: ElectronApplication, path: string): Promise<{ state: string; name: string }> {
  return app.evaluate(
    ({ session }, target) =>
      new Promise((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(target);
          item.once('done', (_done, state) => resolve({ state, name: item.getFilename() }));
        });
      }),
    path,
  );
}

export { expect } from '@playwright/test';
