import { bookingForm, enter, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { register } from '#test/e2e/support/visits';

const texts = [
  ['emoji', '👩🏽‍⚕️ Zoë 🎈', '🤒🤧', '22 May 2027', 'Saturday, 22 May 2027'],
  ['right to left', 'محمد', 'صداع منذ ٣ أيام', '23 May 2027', 'Sunday, 23 May 2027'],
  ['SQL', "'; DROP TABLE patients; --", "Robert'); DELETE FROM x;", '24 May 2027', 'Monday, 24 May 2027'],
  [
    'markup',
    '<img src=x onerror="document.title=1">',
    '<script>alert(1)</script>{{name}}',
    '25 May 2027',
    'Tuesday, 25 May 2027',
  ],
] as const;

for (const [kind, name, reason, day, heading] of texts) {
  test(`${kind} in a name and in a reason is shown as it was typed, and nothing runs`, async ({ desk }) => {
    const page = await enter(desk, 'reception');
    const wrong: string[] = [];
    page.on('dialog', (dialog) => {
      wrong.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
    });
    const typedDay = String(new Date(`${day} UTC`).getUTCDate()) + '/5/27';
    await showDay(page, typedDay, heading);
    await register(page, name, 'Hostile');
    await page.getByRole('combobox', { name: 'Find a patient' }).fill('hostile');
    await page
      .getByRole('option')
      .filter({ hasText: `${name} Hostile` })
      .click();
    const panel = page.getByRole('complementary', { name: 'Details' });
    await expect(panel.getByRole('heading', { name: `${name} Hostile`, exact: true })).toBeVisible();
    await panel.getByRole('button', { name: 'Book' }).click();
    await bookingForm(page).getByLabel('Start').fill('10:00');
    await bookingForm(page).getByLabel('Reason').fill(reason);
    await bookingForm(page).getByRole('button', { name: 'Book' }).click();

    const shown = visit(page, `${name} Hostile, 10:00`);
    await expect(shown.locator('b')).toHaveText(`${name} Hostile`);
    await expect(shown).toHaveAccessibleName(
      `${name} Hostile, 10:00 to 10:15, booked, ${reason}, Dr Meera Rao`,
    );
    await expect(panel.getByRole('button', { name: `${name} Hostile`, exact: true })).toBeVisible();
    await expect(panel.getByLabel('Reason for the visit')).toHaveValue(reason);
    await expect(page.getByRole('status').filter({ hasText: `${name} Hostile booked 10:00` })).toBeVisible();
    await expect(page.locator('img, script:not([src])')).toHaveCount(0);
    await expect(page).toHaveTitle('Asha Clinic');
    expect(wrong).toEqual([]);
  });
}
