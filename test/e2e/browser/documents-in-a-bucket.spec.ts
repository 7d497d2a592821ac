import { readFile } from 'node:fs/promises';
import type { BrowserContext } from '@playwright/test';
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

/** The files of a patient who just walked in, at a doctor's window of that desk. */
async function filesOf(context: BrowserContext, { address }: RunningHost, lastName: string) {
  const open = async () => {
    const page = await context.newPage();
    await page.goto(address);
    return page;
  };
  const reception = await open();
  await signIn(reception, 'reception');
  await walksIn(reception, lastName);
  const page = await open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page.getByRole('button', { name: new RegExp(`Ira ${lastName}`) }).click();
  await page.getByRole('button', { name: /^Documents/ }).click();
  const dialog = page.getByRole('dialog', { name: `Documents of Ira ${lastName}` });
  const input = dialog.locator('input[type=file]');
  return {
    page,
    dialog,
    filed: dialog.getByRole('list', { name: 'Documents' }),
    give: (name: string, byte: number) =>
      input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(BYTES, byte) }),
    // The desk waits four seconds before it tells how far the file is.
    putting: async (name: string) => {
      const line = dialog.getByText(new RegExp(`^Putting ${name} away: \\d+ %$`));
      await expect(line).toBeVisible({ timeout: 20_000 });
    },
  };
}

test('a file goes into the bucket and comes back from it; while that is away, the sentence says so', async ({
  s3,
  withBucket,
  context,
}) => {
  const { page, dialog, filed, give, putting } = await filesOf(context, withBucket, 'Bucketed');
  s3.line = 'slow to put';
  await give('first.bin', 65);
  await putting('first.bin');
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
});

test('an upload that is cancelled while it is put away is taken out if it came whole nonetheless', async ({
  s3,
  withBucket,
  context,
}) => {
  const { dialog, filed, give, putting } = await filesOf(context, withBucket, 'Givenup');
  s3.line = 'slow to put';
  await give('given-up.bin', 67);
  await putting('given-up.bin');
  await dialog.getByRole('button', { name: 'Cancel the upload' }).click();
  await expect(dialog.getByText(/^Putting given-up/)).toHaveCount(0);
  s3.line = 'whole';
  await expect(filed.getByRole('button', { name: 'Put given-up.bin back' })).toBeVisible();
});
