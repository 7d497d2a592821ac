import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { expectNamed } from '#test/e2e/support/names';
import { enter, focused } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { register } from '#test/e2e/support/visits';

function entries(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Entries' });
}

function entry(page: Page, says: RegExp): Locator {
  return entries(page).getByRole('option', { name: says });
}

function filters(page: Page): Locator {
  return page.getByRole('group', { name: 'What is shown' });
}

async function openAudit(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('trail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who did what');
}

test('from the patient’s card: who changed what, before and after side by side', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  const patient = await register(page, 'Aarti', 'Auditline', '98450 70001');
  const changes = { phone: '98450 70002' };
  expect(await callAs(page, 'patients.edit', { id: patient.id, version: 1, changes })).toMatchObject({
    ok: true,
  });

  await page.getByRole('search').getByRole('combobox').fill('aarti auditl');
  await page.getByRole('option', { name: /Aarti Auditline/ }).click();
  await page.getByRole('button', { name: 'History of changes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who did what');
  await expect(filters(page)).toContainText('Aarti Auditline');
  await expect(entries(page).getByRole('option')).toHaveCount(2);

  await entries(page).focus();
  await expect(entry(page, /Registered a patient/)).toBeVisible();
  await page.keyboard.press('Enter');
  const shown = page.getByRole('region', { name: 'The entry' });
  await expect(shown.getByRole('heading')).toHaveText('Changed a patient');
  const phone = shown.getByRole('row', { name: /^phone \(changed\)/ });
  await expect(phone.getByRole('cell')).toHaveText([/70001/, /70002/]);
  await expectAccessible(page);
  await expectNamed(page);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(shown.getByRole('heading')).toHaveText('Registered a patient');
  // That the two were opened stands there, too.
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(entry(page, /Opened an entry of the audit/)).toHaveCount(2);
});

test('what was refused is found by its outcome and by who tried, and an empty answer says so', async ({
  desk,
  otherDesk,
}) => {
  const other = await otherDesk.open();
  await signIn(other, 'viewer');
  expect(await callAs(other, 'audit.choices', {})).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  const page = await enter(desk, 'admin');
  await openAudit(page);
  await filters(page).getByLabel('Outcome').selectOption({ label: 'Refused' });
  await expect(entry(page, /Looked at what the audit is filtered by .*Refused$/).first()).toBeVisible();
  await filters(page).getByLabel('What', { exact: true }).selectOption({ label: 'Merged two patients' });
  await expect(page.getByText('Nothing fits this. Widen what is shown above.')).toBeVisible();
  await expectAccessible(page, ['light']);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(entries(page)).toBeVisible();

  await filters(page).getByRole('textbox', { name: 'From' }).fill('5/6/28');
  await filters(page).getByRole('textbox', { name: 'To', exact: true }).fill('4/6/28');
  await expect(filters(page).getByText('It must end after it starts.')).toBeVisible();
});

test('hundreds of entries: the keys walk past the first page, and the far end is one click away', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  const patient = await register(page, 'Madhav', 'Auditmany');
  for (let version = 1; version <= 210; version += 1) {
    const changes = { deskNotes: `note ${String(version)}` };
    expect(await callAs(page, 'patients.edit', { id: patient.id, version, changes })).toMatchObject({
      ok: true,
    });
  }
  await openAudit(page);
  await filters(page).getByRole('combobox', { name: 'Any patient' }).fill('madhav auditm');
  await filters(page)
    .getByRole('option', { name: /Madhav Auditmany/ })
    .click();
  await entries(page).focus();
  await page.keyboard.press('End');
  await expect(page.getByText('211 entries read')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const shown = page.getByRole('region', { name: 'The entry' });
  await expect(shown.getByRole('heading')).toHaveText('Registered a patient');
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(shown.getByRole('heading')).toHaveText('Changed a patient');
  await expect(focused(page)).toHaveRole('listbox');

  await filters(page).getByLabel('Order').selectOption({ label: 'Oldest first' });
  await entries(page).focus();
  await page.keyboard.press('Enter');
  await expect(shown.getByRole('heading')).toHaveText('Registered a patient');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('audit-2027-01-04.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text.split('\r\n').filter((line) => line.includes('patients.edit'))).toHaveLength(210);
});

test('who may not read it finds neither the page nor the link', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Nila', 'Auditnone');
  await page.getByRole('search').getByRole('combobox').fill('nila auditn');
  await page.getByRole('option', { name: /Nila Auditnone/ }).click();
  await expect(page.getByRole('region', { name: 'Patient' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'History of changes' })).toHaveCount(0);
  await page.keyboard.press('Control+,');
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('trail');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Who did what' })).toHaveCount(0);
});
