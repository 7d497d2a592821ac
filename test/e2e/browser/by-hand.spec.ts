import mysql from 'mysql2/promise';
import { expectAccessible } from '#test/e2e/support/axe';
import { enter, showDay, visit } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('a doctor who writes by hand: checking in prints a sheet, one key ends the visit, and the sheet files itself', async ({
  clinic,
  desk,
}) => {
  try {
    const room = await desk.open();
    await room.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
    const reception = await enter(desk, 'reception');
    const patient = await register(reception, 'Ira', 'Handwritten');
    await book(reception, {
      patient,
      doctor: 'rao',
      start: '2027-01-04T18:30',
      end: '2027-01-04T18:45',
    });
    const queue = room.getByRole('navigation', { name: 'My patients today' });
    await queue.getByRole('button', { name: /Ira Handwritten/ }).click();
    await room.getByRole('button', { name: 'On paper' }).click();
    const byHand = room.getByRole('menuitemcheckbox', { name: 'I write by hand: a sheet for each patient' });
    await byHand.click();
    await expect(byHand).toHaveAttribute('aria-checked', 'true');
    await expectAccessible(room);
    await room.keyboard.press('Escape');

    await showDay(reception, '4/1/27', 'Monday, 4 January 2027');
    await visit(reception, 'Ira Handwritten, 18:30').click();
    const printed = reception.context().waitForEvent('page');
    await reception.getByRole('button', { name: /^Check in/ }).click();
    const sheet = await printed;
    await expect(sheet.getByText('Ira Handwritten')).toBeVisible();
    await expect(sheet.getByText('Blood pressure ________ mmHg')).toBeVisible();
    await expect(sheet.locator('svg.qr')).toBeVisible();
    const scanned = await sheet.screenshot({ fullPage: true });
    await sheet.close();

    await expect(room.getByRole('button', { name: /^Done, next/ })).toBeVisible();
    // The doctor's key ends a visit that has begun: that the patient came has to be known in the room.
    await expect(
      queue.getByRole('region', { name: 'Waiting' }).getByRole('button', { name: /Ira Handwritten/ }),
    ).toBeVisible();
    await room.keyboard.press('Control+Enter');
    await expect(
      queue.getByRole('region', { name: 'Done' }).getByRole('button', { name: /Ira Handwritten/ }),
    ).toBeVisible();

    await room.keyboard.press('Alt+s');
    const scans = room.getByRole('dialog', { name: 'Scans' });
    await scans
      .locator('input[type=file]')
      .setInputFiles({ name: 'written.png', mimeType: 'image/png', buffer: scanned });
    await expect(scans.getByRole('list', { name: 'Scans', exact: true })).toContainText(
      'Filed with Ira Handwritten, visit on',
    );
  } finally {
    // The doctor is the other tests' too.
    const owner = await mysql.createConnection({ uri: clinic.adminUrl });
    await owner.query('DELETE FROM doctor_pages');
    await owner.end();
  }
});
