import { readFile } from 'node:fs/promises';
import { expectAccessible } from '#test/e2e/support/axe';
import { type RunningHost, startHost } from '#test/e2e/support/host';
import { signIn } from '#test/e2e/support/sign-in';
import { test as base, expect } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';
import { type S3Server, environmentOf, startS3 } from '#test/support/s3-server';

const BYTES = 3_000_000;
const AWAY = 'The store of files cannot be reached, or does not let this program in.';

/** A desk of its own on the same clinic, which was given a bucket. */
const test = base.extend<{ s3: S3Server; withBucket: RunningHost }>({
  s3: async ({}, use) => {
    const s3 = await startS3();
    await use(s3);
    await s3.stop();
  },
  withBucket: async ({ s3, clinic, host: first }, use) => {
    const host = await startHost(clinic, first.now(), environmentOf(s3));
    await use(host);
    await host.stop();
  },
});

test('a file goes into the bucket and comes back from it; while that is away, the sentence says so; one that is cancelled is not there', async ({
  s3,
  withBucket,
  context,
}) => {
  const open = async () => {
    const page = await context.newPage();
    await page.goto(withBucket.address);
    return page;
  };
  const reception = await open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Bucketed');
  const page = await open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page.getByRole('button', { name: /Ira Bucketed/ }).click();
  await page.getByRole('button', { name: /^Documents/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Documents of Ira Bucketed' });
  const input = dialog.locator('input[type=file]');
  const filed = dialog.getByRole('list', { name: 'Documents' });
  const give = (name: string, byte: number) =>
    input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(BYTES, byte) });

  s3.line = 'slow to put';
  await give('first.bin', 65);
  // The desk waits four seconds before it tells how far the file is.
  await expect(dialog.getByText(/^Putting first\.bin away: \d+ %$/)).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  s3.line = 'whole';
  await expect(filed.getByRole('listitem')).toHaveCount(1);
  const saving = page.waitForEvent('download');
  await filed.getByRole('button', { name: 'Save first.bin as a file' }).click();
  expect((await readFile(await (await saving).path())).equals(Buffer.alloc(BYTES, 65))).toBe(true);

  s3.line = 'gone';
  await give('second.bin', 66);
  await expect(dialog.getByRole('alert')).toContainText(AWAY);
  await expectAccessible(page);
  s3.line = 'whole';
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(filed.getByRole('listitem')).toHaveCount(2);

  s3.line = 'slow to put';
  await give('third.bin', 67);
  const third = dialog.getByText(/^Putting third\.bin away: \d+ %$/);
  await expect(third).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Cancel the upload' }).click();
  await expect(third).toHaveCount(0);
  s3.line = 'whole';
  await give('fourth.bin', 68);
  await expect(filed.getByRole('listitem')).toHaveCount(3);
  await expect(filed).not.toContainText('third.bin');
});
