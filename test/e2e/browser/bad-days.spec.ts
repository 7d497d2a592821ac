import type { Locator } from '@playwright/test';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { expect, test } from '#test/e2e/support/faulty-test';
import { bookingForm, enter, showDay, visit } from '#test/e2e/support/screen';
import { register, walksIn } from '#test/e2e/support/visits';

const LONGEST_RECOVERY = 30_000;

test('MySQL killed while a booking is saved: the form stays, the screen says so, and saving again makes one visit', async ({
  desk,
  clinic,
  servers,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '6/7/27', 'Tuesday, 6 July 2027');
  const patient = await register(page, 'Uma', 'Baddayone');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = bookingForm(page);
  await form.getByRole('combobox', { name: 'Patient' }).fill('uma badday');
  await page.getByRole('option', { name: /^Uma Baddayone/ }).click();
  await form.getByLabel('Start').fill('10:00');
  await form.getByLabel('Reason').fill('typed before the power went');

  // The booking waits for its patient, whom another connection holds, and the server dies under both.
  const blocker = await mysql.createConnection({ uri: clinic.adminUrl });
  blocker.on('error', () => undefined);
  await blocker.query('START TRANSACTION');
  await blocker.query('SELECT id FROM patients WHERE id = ? FOR UPDATE', [patient.id]);
  const watcher = await mysql.createConnection({ uri: clinic.adminUrl });
  watcher.on('error', () => undefined);
  await form.getByRole('button', { name: 'Book' }).click();
  const waiting = async () => {
    const [rows] = await watcher.query<RowDataPacket[]>(
      "SELECT COUNT(*) AS waits FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
    );
    return Number(rows[0]?.['waits']);
  };
  try {
    // Asked more often, InnoDB would go on answering from its last look.
    await expect.poll(waiting, { intervals: [200] }).toBe(1);
    await servers.kill('mysql');
  } finally {
    blocker.destroy();
    watcher.destroy();
  }

  const bar = page.getByRole('status').filter({ hasText: "The clinic's database cannot be reached." });
  await expect(bar).toBeVisible();
  await expect(form.getByRole('alert')).toHaveText(
    "The clinic's database cannot be reached. Nothing is lost: save again when it is back.",
  );
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Offline', { exact: true })).toBeVisible();
  // The bar stands under the form, whose button is there to be pressed.
  const edges = async (element: Locator) => {
    const box = await element.boundingBox();
    if (!box) throw new Error('it is not on the screen');
    return { top: box.y, bottom: box.y + box.height };
  };
  const overlap = async () => {
    const save = await edges(form.getByRole('button', { name: 'Book' }));
    return save.bottom - (await edges(bar)).top;
  };
  await expect.poll(overlap).toBeLessThanOrEqual(0);
  await expect(form.getByLabel('Reason')).toHaveValue('typed before the power went');
  await expect(form).toContainText('Uma Baddayone');

  await servers.restart('mysql');
  await expect(bar).toBeHidden({ timeout: LONGEST_RECOVERY });
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: LONGEST_RECOVERY });
  await form.getByRole('button', { name: 'Book' }).click();
  const saved = visit(page, 'Uma Baddayone, 10:00');
  await expect(saved).toHaveCount(1);
  await expect(saved).toHaveAccessibleName(/, booked, typed before the power went, /);
  const owner = await mysql.createConnection({ uri: clinic.adminUrl });
  const [rows] = await owner.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS visits FROM appointments WHERE patient_id = ?',
    [patient.id],
  );
  await owner.end();
  expect(rows[0]?.['visits']).toBe(1);
});

test('MongoDB killed: reception books as ever and says what is away, until it is back', async ({
  desk,
  servers,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '7/7/27', 'Wednesday, 7 July 2027');
  await register(page, 'Vera', 'Baddaytwo');
  await servers.kill('mongo');
  const bar = page.getByRole('status').filter({
    hasText: 'Documents and messages are away; appointments are not affected.',
  });
  await expect(bar).toBeVisible({ timeout: LONGEST_RECOVERY });
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const form = bookingForm(page);
  await form.getByRole('combobox', { name: 'Patient' }).fill('vera badday');
  await page.getByRole('option', { name: /^Vera Baddaytwo/ }).click();
  await form.getByLabel('Start').fill('11:00');
  await form.getByRole('button', { name: 'Book' }).click();
  await expect(visit(page, 'Vera Baddaytwo, 11:00')).toBeVisible();
  await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Check in' }).click();
  await expect(visit(page, 'Vera Baddaytwo, 11:00')).toHaveAccessibleName(/, waiting, /);

  await servers.restart('mongo');
  await expect(bar).toBeHidden({ timeout: LONGEST_RECOVERY });
});

test('what a doctor types while MySQL is away outlives the window, and goes where it belongs when it is back', async ({
  desk,
  servers,
}) => {
  const reception = await enter(desk, 'reception');
  await walksIn(reception, 'Baddaytwo');
  const page = await desk.open();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  const open = () =>
    page
      .getByRole('navigation', { name: 'My patients today' })
      .getByRole('button', { name: /Ira Baddaytwo/ })
      .click();
  await open();
  const complaint = page.getByRole('textbox', { name: 'Complaint' });
  const note = page.getByRole('textbox', { name: 'Note, not printed' });
  await complaint.fill('Fever');
  await expect(page.getByText('Draft kept', { exact: true })).toBeVisible();

  await servers.kill('mysql');
  await complaint.fill('Fever since the power went');
  await note.fill('Lights out, no chills');
  // Never "no allergies" where it could not be looked.
  await expect(page.getByRole('alert').filter({ hasText: 'Allergies are not checked' })).toBeVisible();
  await expect(page.getByText('No allergies noted')).toHaveCount(0);
  await expect(page.getByRole('alert').filter({ hasText: 'What you typed is not kept yet.' })).toHaveCount(2);
  await page.reload();
  await servers.restart('mysql');
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click({ timeout: LONGEST_RECOVERY });
  await open();
  await expect(complaint).toHaveValue('Fever since the power went');
  await expect(note).toHaveValue('Lights out, no chills');
  await expect(page.getByText('No allergies noted')).toBeVisible();
  await expect(page.getByText('Draft kept', { exact: true })).toBeVisible();

  // It has arrived: what is typed at another desk after that is not written over by it.
  await page.reload();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await open();
  await complaint.fill('Fever, gone');
  await expect(page.getByText('Draft kept', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await open();
  await expect(complaint).toHaveValue('Fever, gone');
});
