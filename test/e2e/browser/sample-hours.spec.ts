import { card, openHours } from '#test/e2e/support/hours';
import { NOW, sampleClinicWithHours } from '#test/e2e/support/sample-clinic';
import { enter, showDay } from '#test/e2e/support/screen';
import { expect, test as base } from '#test/e2e/support/test';

const test = base.extend({
  clinic: [
    async ({}, use) => {
      const clinic = await sampleClinicWithHours(NOW);
      await use(clinic);
      await clinic.drop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('the sample clinic shows real hours: in the editor as cards, in the search for a free time as what is left out', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '9/8/28', 'Wednesday, 9 August 2028');
  await page.keyboard.press('Shift+N');
  const panel = page.getByRole('region', { name: 'Next free time' });
  await panel.getByLabel('Whom').selectOption('kind Orthopaedics');
  await expect(panel.getByRole('group', { name: 'Free times' }).getByRole('button').nth(0)).toContainText(
    'Wed, 9 Aug, 10:00',
  );

  const admin = await enter(desk, 'admin');
  await openHours(admin, 'Dr Sanjay Patil');
  await expect(card(admin, 'Every second Saturday')).toContainText('09:00');
  await expect(card(admin, 'Lunch')).toBeVisible();
});
