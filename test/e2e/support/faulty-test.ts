import { faultyServers, type FaultyServers } from '#test/faults/servers';
import { NOW, sampleClinic } from './sample-clinic';
import { test as base } from './test';

/**
 * As `test`, on the pair of servers that may be killed. There is one such pair, so one file uses it; each test
 * leaves it running, a failed one too.
 */
export const test = base.extend<{ leftRunning: undefined }, { servers: FaultyServers }>({
  servers: [
    async ({}, use) => {
      await use(await faultyServers());
    },
    { scope: 'worker' },
  ],
  clinic: [
    async ({ servers }, use) => {
      const clinic = await sampleClinic(NOW, servers.addresses);
      await use(clinic);
      await clinic.drop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  leftRunning: [
    async ({ servers }, use, testInfo) => {
      await use(undefined);
      if (testInfo.status === testInfo.expectedStatus) return;
      await servers.restart('mysql');
      await servers.restart('mongo');
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
