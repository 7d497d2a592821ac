import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import type { Desk } from '#test/e2e/support/desk';
import { enter, focused } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';

/** The settings on one page, as an administrator. */
async function openPage(desk: Desk, title: string): Promise<Page> {
  const page = await enter(desk, 'admin');
  await page.keyboard.press('Control+,');
  const find = page.getByRole('searchbox', { name: 'Search settings' });
  await expect(find).toBeFocused();
  await find.fill(title);
  await find.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return page;
}

const saved = (page: Page) => page.locator('.undo-bar').filter({ hasText: /^Saved: / });

test('a new name reaches another desk’s bar within a second of the save, and Ctrl+Z takes it back', async ({
  desk,
  otherDesk,
}) => {
  const other = await otherDesk.open();
  await signIn(other, 'reception');
  const page = await openPage(desk, 'Clinic details');
  const name = page.getByLabel('Name', { exact: true });
  const before = await name.inputValue();
  await name.fill('Sunrise Clinic Pune');
  await page.getByLabel('Address').fill('12 MG Road\nPune');
  const bar = page.locator('.save-bar');
  await expect(bar).toContainText(`Name: ${before} → Sunrise Clinic Pune; Address`);
  // Measured in the other desk's page by its own clock, from the save on.
  const shown = other.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const head = document.querySelector('.bar-clinic b');
        const seen = new MutationObserver(() => {
          if (head?.textContent === 'Sunrise Clinic Pune') resolve(Date.now());
        });
        if (head) seen.observe(head, { childList: true, characterData: true, subtree: true });
      }),
  );
  await expect(other.locator('.bar-clinic b')).toHaveText(before);
  const began = Date.now();
  await page.keyboard.press('Control+s');
  expect((await shown) - began).toBeLessThan(1_000);
  await expect(saved(page)).toHaveText(/Saved: Name, Address/);
  await expect(bar).toHaveText('');

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(other.locator('.bar-clinic b')).toHaveText(before);
  await expect(name).toHaveValue(before);
});

test('what cannot be saved is said at its field, and nothing is saved', async ({ desk }) => {
  const page = await openPage(desk, 'Clinic details');
  const name = page.getByLabel('Name', { exact: true });
  const before = await name.inputValue();
  await name.fill('  ');
  await page.getByLabel('Telephone').fill('call us');
  await expect(page.getByText('Please fill this in.')).toBeVisible();
  await expect(page.getByText('This is not a phone number.')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.locator('.save-bar')).toContainText('Please look at the marked fields.');
  expect(await callAs(page, 'settings.get', {})).toMatchObject({ value: { clinicName: before } });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(name).toHaveValue(before);
});

test('two administrators changing the same see both versions and choose', async ({ desk, otherDesk }) => {
  const page = await openPage(desk, 'Documents');
  const other = await openPage(otherDesk, 'Documents');
  await other.getByLabel('At the foot').fill('Closed on Sundays');
  await page.getByLabel('At the foot').fill('Open all week');
  await page.getByLabel('Under the name').fill('Reg. 4711');
  await other.keyboard.press('Control+s');
  await expect(saved(other)).toBeVisible();

  const both = page.getByRole('alert', { name: 'Documents · At the foot' });
  await expect(both).toContainText('Asha Verma changed this at');
  await expect(both).toContainText('Closed on Sundays');
  await expect(both).toContainText('Open all week');
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(page.locator('.save-bar')).toContainText('Choose between the two versions first.');
  await both.getByRole('button', { name: 'Take theirs' }).click();
  await expect(page.getByLabel('At the foot')).toHaveValue('Closed on Sundays');
  await expect(page.getByLabel('Under the name')).toHaveValue('Reg. 4711');
  await page.keyboard.press('Control+s');
  await expect(saved(page)).toBeVisible();
  await expect(other.getByLabel('Under the name')).toHaveValue('Reg. 4711');
});

test('pharmacies nearby are typed by keys alone, and one named twice is said', async ({ desk }) => {
  const page = await openPage(desk, 'Documents');
  await expect(page.getByText('None is named to patients yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add a pharmacy' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Pharmacy 1', { exact: true })).toBeFocused();
  await page.keyboard.type('City Pharmacy');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1250');
  await page.getByLabel('Pharmacy 1', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Pharmacy 2', { exact: true })).toBeFocused();
  await page.keyboard.type('city pharmacy');
  await expect(page.getByText('This stands here twice.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Pharmacy 2', { exact: true }).fill('CareMeds');
  await expect(page.locator('.save-bar')).toContainText('City Pharmacy (1.3 km), CareMeds');
  await page.keyboard.press('Control+s');
  await expect(saved(page)).toHaveText(/Pharmacies nearby/);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('None is named to patients yet.')).toBeVisible();
});

test('the week of opening hours is typed by keys alone', async ({ desk }) => {
  const page = await openPage(desk, 'Opening hours');
  const monday = page.getByRole('group', { name: 'Monday' });
  const add = monday.getByRole('button', { name: 'Add hours on Monday' });
  await expect(monday.getByLabel('Monday from').first()).toBeVisible();
  const ranges = await monday.getByLabel('Monday from').count();
  await add.focus();
  await page.keyboard.press('Enter');
  await expect(monday.getByLabel('Monday from')).toHaveCount(ranges + 1);
  await expect(focused(page)).toHaveAccessibleName('Monday from');
  await page.keyboard.type('8 pm');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2130');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await expect(monday.getByLabel('Monday from').last()).toHaveValue('20:00');
  await expect(monday.getByLabel('Monday to').last()).toHaveValue('21:35');
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(saved(page)).toHaveText(/Opening hours/);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(monday.getByLabel('Monday from')).toHaveCount(ranges);

  await add.click();
  await monday.getByLabel('Monday from').last().fill('10');
  await monday.getByLabel('Monday to').last().fill('11');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(monday.getByText('These hours run into each other.')).toBeVisible();
  await monday.getByLabel('Monday to').last().fill('9');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(monday.getByText('It must end after it starts.')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('a message is written with its places, previewed as the patient reads it, and set back', async ({
  desk,
}) => {
  const page = await openPage(desk, 'Messages');
  await page.getByText('Reminder', { exact: true }).click();
  const text = page.getByRole('textbox', { name: 'Reminder, English' });
  const preview = page.getByRole('status', { name: 'As the patient reads it' });
  await expect(preview).toContainText('Dear Kavya Rao, a reminder');
  await text.fill('See you, ');
  await page.getByRole('button', { name: 'Patient', exact: true }).click();
  await expect(text).toHaveValue('See you, {patient}');
  await expect(preview).toHaveText('See you, Kavya Rao');
  await text.fill('{diagnosis}');
  await expect(page.getByText('There is a word in braces')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the words the program brings' }).click();
  await expect(page.locator('.save-bar')).toHaveText('');
  await expectAccessible(page);
});

test('reasons for cancelling are added, ordered by keys and offered when one is cancelled', async ({
  desk,
}) => {
  const page = await openPage(desk, 'Appointments');
  const first = page.getByLabel('Reason 1', { exact: true });
  const before = await first.inputValue();
  await first.press('Enter');
  await expect(page.getByLabel('Reason 2', { exact: true })).toBeFocused();
  await page.keyboard.type('Went elsewhere');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(first).toHaveValue('Went elsewhere');
  await expect(first).toBeFocused();
  await expect(page.getByLabel('Reason 2', { exact: true })).toHaveValue(before);
  await page.keyboard.press('Control+s');
  await expect(saved(page)).toBeVisible();
  expect(await callAs(page, 'settings.all', {})).toMatchObject({
    value: { values: { cancelReasons: expect.arrayContaining(['Went elsewhere']) as unknown } },
  });
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(first).toHaveValue(before);
});

test('a change of zone says first what it would do; times are written by twelve hours on every desk', async ({
  desk,
  otherDesk,
}) => {
  const page = await openPage(desk, 'Formats and languages');
  await page.getByLabel('Time zone').selectOption('Europe/Paris');
  await page.keyboard.press('Control+s');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('coming appointment');
  await expect(question).toContainText('keep their times on the clock');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();

  const other = await otherDesk.open();
  await signIn(other, 'reception');
  const now = other.locator('.now-line, .time-gutter').first();
  await expect(now).toBeVisible();
  await page.getByText('5:05 pm', { exact: true }).first().click();
  await page.keyboard.press('Control+s');
  await expect(saved(page)).toBeVisible();
  await expect(other.getByRole('region', { name: /^Appointments, / })).toContainText(/\d:\d\d [ap]m/);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(other.getByRole('region', { name: /^Appointments, / })).not.toContainText(/\d:\d\d [ap]m/);
});

test('a picture becomes the mark on every desk; what is none is refused whatever it is called', async ({
  desk,
  otherDesk,
}) => {
  const other = await otherDesk.open();
  await signIn(other, 'reception');
  const page = await openPage(desk, 'Clinic details');
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await expect(page.getByText('This is not a PNG or JPEG picture.')).toBeVisible();
  const png = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 900;
    canvas.height = 300;
    canvas.getContext('2d')?.fillRect(0, 0, 500, 300);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  await file.setInputFiles({ name: 'scan.txt', mimeType: 'text/plain', buffer: Buffer.from(png, 'base64') });
  await expect(page.getByRole('main').getByRole('img', { name: "The clinic's logo" })).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(saved(page)).toBeVisible();
  const mark = other.locator('img.mark');
  await expect.poll(() => mark.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(600);
  await page.getByRole('button', { name: 'Take it off' }).click();
  await expect(page.locator('.save-bar')).not.toHaveText('');
  await page.keyboard.press('Control+s');
  await expect(other.locator('img.mark')).toHaveCount(0);
});

test('a link by video is tried as it is typed', async ({ desk }) => {
  const page = await openPage(desk, 'Video');
  const link = page.getByLabel('Link for the whole clinic');
  await link.fill('https://meet.example.org/room');
  await expect(page.getByText('This gives no link that can be sent')).toBeVisible();
  await link.fill('https://meet.example.org/{token}');
  await expect(page.getByText(/^For example https:\/\/meet\.example\.org\/\S+$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('who is no administrator does not find the clinic’s pages', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.keyboard.press('Control+,');
  const list = page.getByRole('navigation', { name: 'Settings' });
  await expect(list.getByRole('button', { name: 'Paper at this desk' })).toBeVisible();
  await expect(list.getByRole('button', { name: 'Clinic details' })).toHaveCount(0);
});
