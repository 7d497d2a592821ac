import { test as base } from '@playwright/test';
import type { Desk } from './desk';
import { startHost, type RunningHost } from './host';
import { required } from './required';
import { NOW, sampleClinic } from './sample-clinic';
import type { FreshDatabase } from '#test/support/databases';

export interface WorkerFixtures {
  /** The worker's own sample clinic around NOW: each test takes its own patients and days. */
  clinic: FreshDatabase;
  /** The loopback host on that clinic, its clock set to NOW. */
  host: RunningHost;
}

export interface TestFixtures {
  desk: Desk;
  /** Another desk on the same databases: a program of its own. */
  otherDesk: Desk;
}

/** For everything that the loopback host shows in Chromium. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  launchOptions: [
    async ({}, use) => {
      await use({
        executablePath: required('CLINIC_CHROMIUM', 'these tests drive a Chromium'),
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
    },
    { scope: 'worker' },
  ],
  clinic: [
    async ({}, use) => {
      const clinic = await sampleClinic(NOW);
      await use(clinic);
      await clinic.drop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  host: [
    async ({ clinic }, use) => {
      const host = await startHost(clinic, NOW);
      await use(host);
      await host.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  desk: async ({ host, context }, use) => {
    await use({
      today: NOW.slice(0, 10),
      async open() {
        const page = await context.newPage();
        await page.goto(host.address);
        return page;
      },
    });
  },
  otherDesk: async ({ clinic, browser, host: first }, use) => {
    const host = await startHost(clinic, first.now());
    const context = await browser.newContext();
    await use({
      today: NOW.slice(0, 10),
      async open() {
        const page = await context.newPage();
        await page.goto(host.address);
        return page;
      },
    });
    await context.close();
    await host.stop();
  },
});

export { expect } from '@playwright/test';
