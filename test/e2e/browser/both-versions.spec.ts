import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import type { Desk } from '#test/e2e/support/desk';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

const Profiles = z.object({
  value: z.array(
    z.object({ id: z.number(), version: z.number(), fields: z.object({ firstName: z.string() }) }),
  ),
});

/** An administrator with a row of this page open. */
async function openRow(desk: Desk, title: string, name: RegExp): Promise<Page> {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill(title);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: title }).getByRole('button', { name }).click();
  return page;
}

test('two administrators changing the same account see both versions, and choose', async ({
  desk,
  otherDesk,
}) => {
  const page = await openRow(desk, 'People', /^Meena Lal/);
  const other = await openRow(otherDesk, 'People', /^Meena Lal/);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Meena L.');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('meena@desk.test');
  await other.getByRole('textbox', { name: 'Name', exact: true }).fill('Meena Lal-Rao');
  await other.keyboard.press('Control+s');
  await expect(other.getByText('Meena Lal-Rao is saved')).toBeVisible();

  await page.keyboard.press('Control+s');
  const both = page.getByRole('alert', { name: 'Name' });
  await expect(both).toContainText('Asha Verma changed this at');
  await expect(both).toContainText('Meena Lal-Rao');
  await expect(both).toContainText('Meena L.');
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(page.locator('.save-bar')).toContainText('Choose between the two versions first.');
  await both.getByRole('button', { name: 'Take theirs' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Meena Lal-Rao');
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('meena@desk.test');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Meena Lal-Rao is saved')).toBeVisible();
  await expect(other.getByRole('textbox', { name: 'E-mail' })).toHaveValue('meena@desk.test');

  // The next test has the same person.
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Meena Lal');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Meena Lal is saved')).toBeVisible();
});

test('of a doctor’s profile the fee that both changed is chosen, the rest of both stays', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('Doctors');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add a doctor' }).click();
  await page.getByRole('textbox', { name: 'First name' }).fill('Zara');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Zara is saved')).toBeVisible();
  const other = await openRow(otherDesk, 'Doctors', /^Dr Zara/);

  await page.getByRole('textbox', { name: 'Fee in the clinic' }).fill('600');
  await other.getByRole('textbox', { name: 'Fee in the clinic' }).fill('700');
  await other.getByRole('textbox', { name: 'Degree' }).fill('MD');
  await other.keyboard.press('Control+s');
  await expect(other.getByText('Zara is saved')).toBeVisible();

  await page.keyboard.press('Control+s');
  const both = page.getByRole('alert', { name: /^Fee in the clinic/ });
  await expect(both).toContainText('Asha Verma changed this at');
  await expect(both).toContainText('700');
  await expect(both).toContainText('600');
  await expectAccessible(page);
  await both.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByRole('textbox', { name: 'Degree' })).toHaveValue('MD');
  await page.keyboard.press('Control+s');
  await expect(other.getByRole('textbox', { name: 'Fee in the clinic' })).toHaveValue('600.00');

  // The clinic is the worker's: the next tests count its doctors.
  const profiles = Profiles.parse(await callAs(page, 'doctors.profiles', {}));
  const zara = profiles.value.find(({ fields }) => fields.firstName === 'Zara');
  expect(
    await callAs(page, 'doctors.remove', { id: zara?.id, version: zara?.version, coming: 0 }),
  ).toMatchObject({ ok: true });
});
