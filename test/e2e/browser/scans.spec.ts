import { expectAccessible } from '#test/e2e/support/axe';
import { codePdf, codePicture } from '#test/e2e/support/code-picture';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

test('a scanned sheet files itself by its code; one without waits and is filed by hand; one again is told', async ({
  desk,
}) => {
  const reception = await enter(desk, 'reception');
  const scanned = await register(reception, 'Ira', 'Scanned');
  const handed = await register(reception, 'Ira', 'Handfiled');
  const { appointment } = await book(reception, {
    patient: scanned,
    doctor: 'rao',
    start: '2027-03-08T20:00',
    end: '2027-03-08T20:15',
  });
  await book(reception, {
    patient: handed,
    doctor: 'rao',
    start: '2027-03-08T20:15',
    end: '2027-03-08T20:30',
  });
  const stranger = await register(reception, 'Ira', 'Elsewhere');
  const foreign = await book(reception, {
    patient: stranger,
    doctor: 'patil',
    start: '2027-03-08T20:00',
    end: '2027-03-08T20:15',
  });
  const code = `visit:${String(appointment.id)}`;
  const pictures = {
    sheet: await codePicture(reception.context(), code, 90),
    pages: await codePdf(reception.context(), code),
    none: await codePicture(reception.context(), 'https://clinic.example'),
    foreign: await codePicture(reception.context(), `visit:${String(foreign.appointment.id)}`),
  };

  const room = await desk.open();
  await room.getByRole('button', { name: /^Sign in as .*, Doctor$/ }).click();
  await expect(room.getByRole('navigation', { name: 'My patients today' })).toBeVisible();
  await room.keyboard.press('Alt+s');
  const dialog = room.getByRole('dialog', { name: 'Scans' });
  await expect(dialog).toContainText('No scans yet');
  await expectAccessible(room);

  const add = dialog.getByRole('button', { name: 'Add scans' });
  const drop = (name: string, picture: Buffer) =>
    add.evaluate(
      (target, given) => {
        const bytes = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], given.name, { type: 'image/png' }));
        target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      { name, base64: picture.toString('base64') },
    );
  // Of a row on its way, the upload within it is an item too.
  const rows = dialog.getByRole('list', { name: 'Scans', exact: true }).locator('> li');
  const row = (name: string) => rows.filter({ has: room.getByText(name, { exact: true }) });
  await drop('sheet.png', pictures.sheet);
  await expect(row('sheet.png')).toContainText('Filed with Ira Scanned, visit on');
  await drop('pages.pdf', pictures.pages);
  await expect(row('pages.pdf')).toContainText('Filed with Ira Scanned, visit on');
  await drop('none.png', pictures.none);
  await expect(row('none.png')).toContainText('its code names no visit of this clinic');
  await drop('foreign.png', pictures.foreign);
  await expect(row('foreign.png').getByRole('button', { name: 'Leave foreign.png' })).toBeVisible();
  await drop('again.png', pictures.sheet);
  await expect(row('again.png')).toContainText('Filed before already with Ira Scanned: sheet.png.');
  await drop('plain.txt', Buffer.from('Dear colleague'));
  await expect(row('plain.txt')).toContainText('no code was found on it');
  await expectAccessible(room);

  await row('none.png').getByRole('button', { name: 'Look at none.png' }).click();
  const looked = room.getByRole('img', { name: 'none.png' });
  await expect
    .poll(() => looked.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  await room.getByRole('button', { name: 'Back to the list' }).click();

  await row('none.png').getByRole('combobox').fill('Handfiled');
  await dialog.getByRole('option', { name: /Ira Handfiled/ }).click();
  await expect(row('none.png')).toContainText('Filed with Ira Handfiled.');
  await row('none.png').getByRole('button', { name: 'Take none.png out' }).click();
  await row('none.png').getByRole('button', { name: 'Put none.png back' }).click();
  await expect(row('none.png').getByRole('button', { name: 'Take none.png out' })).toBeVisible();

  await row('foreign.png').getByRole('combobox').fill('Elsewhere');
  await dialog.getByRole('option', { name: /Ira Elsewhere/ }).click();
  await expect(row('foreign.png').getByRole('alert')).toBeVisible();
  await row('foreign.png').getByRole('button', { name: 'Cancel the upload' }).click();
  await row('foreign.png').getByRole('button', { name: 'Leave foreign.png' }).click();
  await expect(row('foreign.png')).toHaveCount(0);

  await room.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(room.getByRole('button', { name: /^Scans: 1 to be filed/ })).toBeVisible();
});
