import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from '#test/e2e/support/axe';
import { codePicture } from '#test/e2e/support/code-picture';
import { enter } from '#test/e2e/support/screen';
import { expect, test as base } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'scanner-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

test('what the scanner puts into its folder files itself while the list is closed; the rest waits, and stays there', async ({
  desk,
  folder,
}) => {
  const reception = await enter(desk, 'reception');
  const patient = await register(reception, 'Ira', 'Watched');
  const { appointment } = await book(reception, {
    patient,
    doctor: 'rao',
    start: '2027-03-09T20:00',
    end: '2027-03-09T20:15',
  });
  const sheet = await codePicture(reception.context(), `visit:${String(appointment.id)}`);

  const room = await desk.open();
  await room.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await expect(room.getByRole('navigation', { name: 'My patients today' })).toBeVisible();
  await room.keyboard.press('Alt+s');
  const dialog = room.getByRole('dialog', { name: 'Scans' });
  const watched = dialog.getByRole('region', { name: 'The scanner’s folder' });
  await expect(watched).toContainText('None is watched at this desk.');
  await watched.getByRole('button', { name: 'Watch a folder…' }).click();
  const path = watched.getByLabel('Folder', { exact: true });
  await path.fill(join(folder, 'none'));
  await path.press('Enter');
  await expect(watched.getByRole('alert')).toContainText('There is no folder');
  await expectAccessible(room);
  await path.fill(folder);
  await path.press('Enter');
  await expect(watched).toContainText(folder);
  await expectAccessible(room);
  await room.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await writeFile(join(folder, 'sheet.png'), sheet);
  await expect(room.getByText('sheet.png: Filed with Ira Watched, visit on')).toBeVisible();
  await expect.poll(() => readdir(join(folder, 'Filed'))).toEqual(['sheet.png']);
  expect(await readdir(folder)).toEqual(['Filed']);

  await writeFile(join(folder, 'letter.txt'), 'Dear colleague');
  await room.getByRole('button', { name: /^Scans: 1 to be filed/ }).click();
  const rows = dialog.getByRole('list', { name: 'Scans', exact: true }).locator('> li');
  const row = (name: string) => rows.filter({ has: room.getByText(name, { exact: true }) });
  await expect(row('letter.txt')).toContainText('no code was found on it');
  await row('letter.txt').getByRole('button', { name: 'Leave letter.txt' }).click();
  await expect(row('letter.txt')).toHaveCount(0);
  expect(await readdir(folder)).toContain('letter.txt');

  await writeFile(join(folder, 'note.txt'), 'Blood count of the ninth');
  await row('note.txt').getByRole('combobox').fill('Watched');
  await dialog.getByRole('option', { name: /Ira Watched/ }).click();
  await expect(row('note.txt')).toContainText('Filed with Ira Watched.');
  await expect.poll(() => readdir(join(folder, 'Filed'))).toEqual(['note.txt', 'sheet.png']);

  await watched.getByRole('button', { name: 'Stop watching' }).click();
  await expect(watched).toContainText('None is watched at this desk.');
});
