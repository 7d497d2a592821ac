import { defineConfig } from '@playwright/test';

/**
 * End to end: the built program on real servers. `browser` drives the loopback host in Chromium, `electron` the
 * desktop shell; the flows in test/e2e/flows run on both.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    // 1366×768 less the bars of the browser and of the system.
    viewport: { width: 1366, height: 690 },
    locale: 'en-IN',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser', testMatch: 'browser/**/*.spec.ts' },
    { name: 'electron', testMatch: 'electron/**/*.spec.ts' },
    // Needs CUPS, which is large; run by hand or with the long tests.
    { name: 'printer', testMatch: 'printer/**/*.spec.ts' },
  ],
});
