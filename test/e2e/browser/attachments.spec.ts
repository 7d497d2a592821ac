import { expectAccessible } from '#test/e2e/support/axe';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('documents are attached to a prescription by keys alone, and open from what is signed', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Attached');
  await walksIn(reception, 'Attachnext');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  const queue = page.getByRole('navigation', { name: 'My patients today' });
  const heading = page.getByRole('heading', { level: 1 });
  await queue.getByRole('button', { name: /Ira Attached/ }).click();
  await expect(heading).toHaveText('Ira Attached');
  await page.getByLabel('Advice', { exact: true }).fill('Rest');

  await page.keyboard.press('Alt+a');
  const card = page.getByRole('region', { name: 'Attached documents' });
  const find = card.getByRole('searchbox', { name: 'Find a document of this patient' });
  await expect(find).toBeFocused();
  await expect(card).toContainText('Nothing is filed for this patient yet.');
  await page.keyboard.press('Escape');
  await expect(find).toBeHidden();
  await expect(card.getByRole('button', { name: 'Attach a document' })).toBeFocused();

  await page.keyboard.press('Alt+d');
  const dialog = page.getByRole('dialog', { name: 'Documents of Ira Attached' });
  await dialog.locator('input[type=file]').setInputFiles([
    { name: 'knee.png', mimeType: 'image/png', buffer: PNG },
    { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear colleague') },
    { name: 'old.txt', mimeType: 'text/plain', buffer: Buffer.from('Long ago') },
  ]);
  await expect(dialog.getByRole('list', { name: 'Documents' }).getByRole('listitem')).toHaveCount(3);
  await dialog.getByRole('button', { name: /^Close/ }).click();
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Alt+a');
  await expect(card.getByRole('checkbox')).toHaveCount(3);
  await expectAccessible(page);
  await page.keyboard.type('KNEE');
  await expect(card.getByRole('checkbox')).toHaveCount(1);
  await page.keyboard.press('Enter');
  const attached = card.getByRole('list', { name: 'Attached documents' });
  await expect(attached).toContainText('knee.png');
  await expect(find).toHaveValue('');
  const letter = card.getByRole('checkbox', { name: /letter\.txt/ });
  await letter.press('Space');
  await expect(attached.getByRole('listitem')).toHaveCount(2);
  const old = card.getByRole('checkbox', { name: /old\.txt/ });
  await old.press('Space');
  await expect(attached.getByRole('listitem')).toHaveCount(3);
  await attached.getByRole('button', { name: 'Detach old.txt' }).press('Enter');
  await expect(attached.getByRole('listitem')).toHaveCount(2);
  await expect(old).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expectAccessible(page);

  // What is typed after goes over the same draft, and takes nothing away.
  await page.getByLabel('Advice', { exact: true }).fill('Rest, and walk');
  await page.keyboard.press('Control+Enter');
  // The next patient's page comes by itself, and would come over the one that is opened before it.
  await expect(heading).not.toHaveText('Ira Attached');
  await queue
    .getByRole('region', { name: 'Done' })
    .getByRole('button', { name: /Ira Attached/ })
    .click();
  await expect(heading).toHaveText('Ira Attached');
  // The draft's own list stands there until what was signed has been read, and goes with what is opened from it.
  await expect(page.getByText('Signed by Dr Meera Rao')).toBeVisible();
  const shown = page.getByRole('list', { name: 'Attached documents' });
  await expect(shown.getByRole('listitem')).toHaveCount(2);
  await shown.getByRole('button', { name: 'Open knee.png' }).click();
  const picture = page.getByRole('img', { name: 'knee.png' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(picture).toBeHidden();

  await page.keyboard.press('Alt+d');
  await dialog.getByRole('button', { name: 'Take letter.txt out' }).click();
  await expect(dialog.getByRole('button', { name: 'Put letter.txt back' })).toBeVisible();
  await dialog.getByRole('button', { name: /^Close/ }).click();
  await expect(shown.getByRole('listitem').filter({ hasText: 'letter.txt' })).toContainText('taken out by');
  await expect(shown.getByRole('button', { name: 'Save letter.txt as a file' })).toBeHidden();
  await expectAccessible(page);
});
