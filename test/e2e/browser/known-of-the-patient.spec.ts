import { expectAccessible } from '#test/e2e/support/axe';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

test('what is known of a patient is noted, is over, and is taken out with a reason, each taken back', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Knownfirst');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page.getByRole('button', { name: /Ira Knownfirst/ }).click();
  await page.getByRole('button', { name: 'Note a condition' }).click();
  await page.getByRole('textbox', { name: 'Condition' }).fill('Asthma');
  await page.getByLabel('Since when, how severe').fill('since school');
  await page.keyboard.press('Enter');
  await expect(page.locator('.undo-place')).toContainText('Noted: Asthma');
  const band = page.locator('.band').first();
  await expect(band).toContainText('Asthma');
  await page.getByRole('button', { name: 'Note an allergy' }).click();
  await page.getByLabel('Substance').fill('Penicillin');
  await page.keyboard.press('Enter');
  await expect(band).toContainText('Penicillin');

  await page.getByRole('button', { name: 'Show all' }).click();
  const list = page.getByRole('list', { name: 'Allergies and conditions' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list).toContainText(/has it · since school · noted by .*Rao/);
  await expectAccessible(page);
  await list.getByRole('button', { name: 'Asthma is over' }).click();
  await expect(list.getByRole('button', { name: 'Asthma is there again' })).toBeVisible();
  await list.getByRole('button', { name: 'Penicillin was noted wrongly' }).click();
  await page.getByLabel('Why it is wrong').fill('That was the sister');
  await page.keyboard.press('Enter');
  await expect(band).toContainText('No allergies noted');
  await page.locator('.undo-place').getByRole('button', { name: 'Undo' }).click();
  await expect(band).toContainText('Penicillin');
});
