import { faultyServers, type FaultyServers } from '#test/faults/servers';
import { NOW, sampleClinic } from './sample-clinic';
import { test as base } from './test';

/** As `test`, on the pair of servers that may be killed. Each test leaves them running. */
export const test = base.extend<object, { servers: FaultyServers }>({
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
});

export { expect } from '@playwright/test';
