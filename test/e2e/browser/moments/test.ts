import { busyClinic } from '#test/e2e/support/sample-clinic';
import { test as base } from '#test/e2e/support/test';

/**
 * As `test`, in a clinic of 10,000 patients with shared phones; made once a worker. Without a trace: the copy of the
 * page that it takes at each key would be part of every frame that is measured.
 */
export const test = base.extend({
  trace: 'off',
  clinic: [
    async ({}, use) => {
      const clinic = await busyClinic();
      await use(clinic);
      await clinic.drop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect } from '#test/e2e/support/test';
