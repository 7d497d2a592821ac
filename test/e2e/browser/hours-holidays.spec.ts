import type { Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { bar, holidaysOf, openPage } from '#test/e2e/support/hours';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';

test.afterEach(async ({ desk }) => {
  const page = await enter(desk, 'admin');
  for (const { id, version } of await holidaysOf(page))
    expect(await callAs(page, 'hours.removeHoliday', { id, version })).toMatchObject({ ok: true });
});

async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  const buffer = typeof content === 'string' ? Buffer.from(content) : content;
  await page.getByLabel('Calendar file (.ics)').setInputFiles({ name, mimeType: 'text/calendar', buffer });
}

function calendar(...events: readonly (readonly string[])[]): string {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

test('a holiday is typed, closes the day for every doctor at every desk, and is taken back', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'admin');
  const other = await enter(otherDesk, 'reception');
  await openPage(page, 'Holidays');
  await openPage(other, 'Holidays');
  await page.getByLabel('Date', { exact: true }).fill('10/3/2028');
  await expect(bar(page)).toContainText('A holiday needs a date and a name.');
  await page.getByLabel('Name', { exact: true }).fill('Holi');
  await expect(bar(page)).toContainText('The clinic is closed on 10 Mar 2028: Holi.');
  await page.keyboard.press('Control+s');
  const list = (desk: Page) =>
    desk.getByRole('region', { name: 'Holidays', exact: true }).getByRole('listitem');
  await expect(list(page)).toHaveText(['10 Mar 2028FridayHoliRemove']);
  await expect(list(other)).toHaveText(['10 Mar 2028FridayHoliRemove']);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove Holi, 10 Mar 2028' }).click();
  await expect(list(other)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(list(other)).toHaveCount(1);
});

test('a calendar file shows what is new, what is there and what is left out, and writes nothing before the save', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  const there = { date: '2028-03-10', name: 'Holi' };
  const outside = { do: 'ask' };
  expect(await callAs(page, 'hours.addHolidays', { holidays: [there], outside })).toMatchObject({ ok: true });
  await openPage(page, 'Holidays');
  await choose(
    page,
    'india.ics',
    calendar(
      ['DTSTART;VALUE=DATE:20280310', 'SUMMARY:Holi'],
      ['DTSTART;VALUE=DATE:20280324', 'DTEND;VALUE=DATE:20280326', 'SUMMARY:Two', '  days\\, one feast'],
      ['DTSTART:20280311T100000', 'DTEND:20280311T110000', 'SUMMARY:Meeting'],
    ),
  );
  await expect(page.getByRole('table').getByRole('row')).toHaveText([
    'DateNameHere',
    '10 Mar 2028Holithere already',
    '24 Mar 2028Two days, one feastnew',
    '25 Mar 2028Two days, one feastnew',
  ]);
  await expect(bar(page)).toContainText('From india.ics: 2 new, 0 renamed, 1 there already.');
  await page.getByText('One event is left out').click();
  await expect(page.getByText('Meeting: not a whole day.')).toBeVisible();
  await expectAccessible(page);
  expect(await holidaysOf(page)).toHaveLength(1);
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('2 holidays saved.');
  expect((await holidaysOf(page)).map(({ date }) => date)).toEqual([
    '2028-03-10',
    '2028-03-24',
    '2028-03-25',
  ]);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await holidaysOf(page)).length).toBe(1);
});

test('what is no calendar, is cut off or has 50 MB is refused in a sentence, and nothing is taken', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await openPage(page, 'Holidays');
  const whole = calendar(['DTSTART;VALUE=DATE:20280310', 'SUMMARY:Holi']);
  for (const [name, content, said] of [
    ['scan.ics', '%PDF-1.7', 'scan.ics is no calendar file (.ics). Nothing was read.'],
    ['half.ics', whole.slice(0, -20), 'half.ics is cut off: its end is missing. Nothing was taken from it.'],
    ['none.ics', calendar(), 'There are no events in none.ics.'],
  ] as const) {
    await choose(page, name, content);
    await expect(page.getByText(said)).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
  }
  // As a person's own file would: what is too large for the test's wire is made in the page.
  await page.getByLabel('Calendar file (.ics)').evaluate((input: HTMLInputElement) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(50 * 1024 * 1024)], 'huge.ics', { type: 'text/calendar' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(
    page.getByText('huge.ics is too large: a calendar of holidays has at most 2 MB.'),
  ).toBeVisible();
  expect(await holidaysOf(page)).toHaveLength(0);
});
