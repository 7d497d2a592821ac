import { expectAccessible } from '#test/e2e/support/axe';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { walksIn } from '#test/e2e/support/visits';

test('a certificate is written from the visit, says what is wrong at its field, is signed and printed by one key, and voided with a reason', async ({
  desk,
}) => {
  const reception = await desk.open();
  await signIn(reception, 'reception');
  await walksIn(reception, 'Certfirst');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await page.getByRole('button', { name: /Ira Certfirst/ }).click();
  await expect(page.getByRole('button', { name: 'Certificate or letter' })).toBeVisible();

  await page.keyboard.press('Alt+c');
  const form = page.getByRole('form', { name: 'Certificate or letter' });
  await expect(form.getByRole('combobox', { name: 'Kind' })).toBeFocused();
  const until = form.getByLabel('Up to and including');
  await until.fill('01/01/2020');
  await page.keyboard.press('Control+Enter');
  await expect(until).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);

  const kind = form.getByRole('combobox', { name: 'Kind' });
  await kind.focus();
  await kind.selectOption('Referral letter');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('To whom')).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('To whom').fill('Dr Bose, cardiology');
  await form.getByLabel('Question').fill('Is the murmur of any weight?');
  const sheet = page.waitForEvent('popup');
  await page.keyboard.press('Control+Enter');
  await expect((await sheet).locator('h1')).toHaveText('Referral letter');
  await expect(form).toBeHidden();

  const list = page.getByRole('list', { name: 'Signed for this patient' });
  await expect(list).toContainText(/Referral letter Dr Bose, cardiology · .*Rao/);
  await list.getByRole('button', { name: 'Void: Referral letter, Dr Bose, cardiology' }).click();
  await page.getByLabel('Why it does not hold').fill('Another patient');
  await page.keyboard.press('Enter');
  await expect(list).toContainText('void: Another patient');
  await expect(list.getByRole('button', { name: /^Void/ })).toHaveCount(0);
  await expectAccessible(page);
});
