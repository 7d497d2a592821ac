import { readFile } from 'node:fs/promises';
import { expectAccessible } from '#test/e2e/support/axe';
import { pdfWith } from '#test/e2e/support/made-pdf';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('a patient’s files are added, looked at inside, taken out and put back, by keys too', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Documented');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page.getByRole('button', { name: /Ira Documented/ }).click();
  await expect(page.getByRole('heading', { name: 'Ira Documented' })).toBeVisible();
  await page.keyboard.press('Alt+d');
  const dialog = page.getByRole('dialog', { name: 'Documents of Ira Documented' });
  await expect(dialog).toContainText('Nothing is filed here yet');
  await expectAccessible(page);

  const input = dialog.locator('input[type=file]');
  await input.setInputFiles([
    { name: 'Report.pdf', mimeType: 'application/pdf', buffer: pdfWith({ text: 'Haemoglobin 13' }) },
    { name: 'knee.pdf', mimeType: 'application/pdf', buffer: PNG },
    { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear colleague') },
  ]);
  const list = dialog.getByRole('list', { name: 'Documents' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(list).toContainText('The name says PDF, the content is not.');
  await expectAccessible(page);

  await input.setInputFiles({
    name: 'Copy.pdf',
    mimeType: 'application/pdf',
    buffer: pdfWith({ text: 'Haemoglobin 13' }),
  });
  await expect(page.getByText('Filed before already: Report.pdf.')).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(3);

  await list.getByRole('button', { name: 'Open Report.pdf' }).click();
  const shown = page.getByRole('img', { name: 'Page 1 of 1' });
  await expect
    .poll(() =>
      shown.evaluate((canvas: HTMLCanvasElement) => {
        const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        return drawn?.some((value, at) => at % 4 === 0 && value < 100 && drawn[at + 3] === 255) ?? false;
      }),
    )
    .toBe(true);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await list.getByRole('button', { name: 'Open knee.pdf' }).click();
  const picture = page.getByRole('img', { name: 'knee.pdf' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await page.getByRole('button', { name: 'Back to the list' }).click();

  const saving = page.waitForEvent('download');
  await list.getByRole('button', { name: 'Save letter.txt as a file' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('letter.txt');
  expect(await readFile(await saved.path(), 'utf8')).toBe('Dear colleague');

  await list.getByRole('button', { name: 'Rename or describe letter.txt' }).click();
  await dialog.getByLabel('What it is').fill('From the hospital');
  await page.keyboard.press('Enter');
  await expect(list).toContainText('From the hospital');
  await list.getByRole('button', { name: 'Take letter.txt out' }).click();
  await list.getByRole('button', { name: 'Put letter.txt back' }).click();
  await expect(list.getByRole('button', { name: 'Take letter.txt out' })).toBeVisible();
});

test('a file is added by pasting and by dropping; one over 50 MB is refused by name', async ({ desk }) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Dropped');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page.getByRole('button', { name: /Ira Dropped/ }).click();
  await page.getByRole('button', { name: /^Documents/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Documents of Ira Dropped' });
  const add = dialog.getByRole('button', { name: 'Add a file' });
  const give = (kind: 'paste' | 'drop', name: string, bytes: number) =>
    add.evaluate(
      (target, given) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(given.bytes).fill(65)], given.name));
        const event =
          given.kind === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        target.dispatchEvent(event);
      },
      { kind, name, bytes },
    );
  await give('paste', 'pasted.bin', 1000);
  const filed = dialog.getByRole('list', { name: 'Documents' });
  await expect(filed).toContainText('pasted.bin');
  await give('drop', 'dropped.bin', 1_200_000);
  // In the list of what is filed, not in that of what is on its way.
  await expect(filed.getByRole('listitem')).toHaveCount(2);
  await give('drop', 'huge.bin', 50 * 1024 * 1024 + 1);
  await expect(page.getByText('huge.bin is larger than 50 MB.')).toBeVisible();
});

test('a PDF of many pages says what is left out; one as wide as a wall or of a hidden size leaves the window whole', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Pdfbomb');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page.getByRole('button', { name: /Ira Pdfbomb/ }).click();
  await page.getByRole('button', { name: /^Documents/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Documents of Ira Pdfbomb' });
  const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });
  await dialog
    .locator('input[type=file]')
    .setInputFiles([
      pdf('many.pdf', pdfWith({ text: 'Many', pages: 51 })),
      pdf('wall.pdf', pdfWith({ text: 'Wall', size: [14_400, 14_400] })),
      pdf('hidden.pdf', pdfWith({ text: 'Hidden', padding: 400_000_000 })),
      pdf('plain.pdf', pdfWith({ text: 'Plain' })),
    ]);
  const list = dialog.getByRole('list', { name: 'Documents' });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  const open = (name: string) => list.getByRole('button', { name: `Open ${name}` }).click();
  const back = () => page.getByRole('button', { name: 'Back to the list' }).click();
  // What is opened takes the place of the list, under its own name.
  const viewed = (name: string) => page.getByRole('dialog', { name });

  await open('many.pdf');
  await expect(page.getByRole('img', { name: 'Page 50 of 51' })).toBeAttached();
  await expect(viewed('many.pdf').getByRole('note')).toContainText(
    'The first 50 of 51 pages are shown here.',
  );
  await expectAccessible(page);
  await back();
  await open('wall.pdf');
  const wall = page.getByRole('img', { name: 'Page 1 of 1' });
  const pixels = () => wall.evaluate((canvas: HTMLCanvasElement) => canvas.width * canvas.height);
  await expect.poll(pixels).toBeGreaterThan(10_000_000);
  expect(await pixels()).toBeLessThanOrEqual(16_000_000);
  await back();
  await open('hidden.pdf');
  await expect(viewed('hidden.pdf')).toBeVisible();
  await back();
  await open('plain.pdf');
  await expect(page.getByRole('img', { name: 'Page 1 of 1' })).toBeVisible();
  await expect(viewed('plain.pdf').getByRole('alert')).toHaveCount(0);
});
