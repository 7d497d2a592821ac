import { expectAccessible } from '#test/e2e/support/axe';
import { addHours, bar, card, clearHours, keepMarchFree, openHours, rulesOf } from '#test/e2e/support/hours';
import { enter } from '#test/e2e/support/screen';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

const EVENINGS = {
  label: 'Evenings',
  date: '2028-03-06',
  start: '17:00',
  end: '20:00',
  recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20280331',
};

test.afterEach(async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await clearHours(page, 'nowak');
  await clearHours(page, 'menon');
});

test('hours are typed as one thinks of them and read back as a sentence with the dates they yield', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await keepMarchFree(page, 'nowak');
  await openHours(page, 'Dr Łucja Nowak');
  await page.getByRole('button', { name: '+ Hours' }).click();
  const hours = card(page, 'Hours');
  for (const day of ['Tue', 'Thu', 'Fri']) await hours.getByRole('button', { name: day }).click();
  await hours.getByLabel('From', { exact: true }).fill('5pm');
  await hours.getByLabel('To', { exact: true }).fill('20');
  await hours.getByLabel('every').fill('2');
  await hours.getByLabel('Since').fill('6/3/2028');
  await hours.getByLabel('Ends').selectOption('On a date');
  await hours.getByLabel('Last date').fill('31/3/2028');
  await hours.getByLabel('Name').fill('Evenings');
  const evenings = card(page, 'Evenings');
  await expect(evenings.locator('.rule-sentence')).toHaveText(
    'Every second week Monday and Wednesday, 17:00 to 20:00, until 31 Mar 2028',
  );
  await expect(evenings).toContainText('Its next dates: Mon, 6 Mar · Wed, 8 Mar · Mon, 20 Mar · Wed, 22 Mar');
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Saved: new: Evenings');
  expect((await rulesOf(page, 'nowak')).find(({ label }) => label === 'Evenings')).toMatchObject({
    date: '2028-03-06',
    start: '17:00',
    end: '20:00',
    recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20280331',
  });
  await page.keyboard.press('Control+z');
  await expect(evenings).toBeHidden();
});

for (const [kind, prepare, sentence] of [
  [
    'every second Saturday',
    async (hours: ReturnType<typeof card>) => {
      await hours.getByLabel('How often').selectOption('By weekday of the month');
      for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'])
        await hours.getByRole('button', { name: day }).click();
      await hours.getByRole('button', { name: 'Sat' }).click();
    },
    'Every month second Saturday, 09:00 to 13:00',
  ],
  [
    'the last Friday, three times',
    async (hours: ReturnType<typeof card>) => {
      await hours.getByLabel('How often').selectOption('By weekday of the month');
      for (const day of ['Mon', 'Tue', 'Wed', 'Thu']) await hours.getByRole('button', { name: day }).click();
      await hours.getByRole('button', { name: 'second' }).click();
      await hours.getByRole('button', { name: 'last' }).click();
      await hours.getByLabel('Ends').selectOption('After some times');
      await hours.getByLabel('How many times').fill('3');
    },
    'Every month last Friday, 09:00 to 13:00, 3 times',
  ],
] as const) {
  test(`a month’s kinds of hours: ${kind}`, async ({ desk }) => {
    const page = await enter(desk, 'admin');
    await openHours(page, 'Dr Łucja Nowak');
    await page.getByRole('button', { name: '+ Hours' }).click();
    const hours = card(page, 'Hours');
    await hours.getByLabel('From', { exact: true }).fill('9');
    await hours.getByLabel('To', { exact: true }).fill('13');
    await prepare(hours);
    await expect(hours.locator('.rule-sentence')).toHaveText(sentence);
  });
}

test('leave wins over hours in the next twelve dates, and a lunch that recurs takes a part of the day', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await openHours(page, 'Dr Łucja Nowak');
  await page.getByRole('button', { name: '+ Leave' }).click();
  const leave = card(page, 'Leave');
  await leave.getByLabel('How often').selectOption('From a day to a day');
  await leave.getByLabel('First day').fill('12/1/2027');
  await leave.getByLabel('Last day').fill('13/1/2027');
  await expect(leave.locator('.rule-sentence')).toHaveText('Each day 12 Jan 2027 to 13 Jan 2027, all day');
  const dates = page.getByRole('list', { name: 'The next twelve dates' }).getByRole('listitem');
  await expect(dates).toHaveCount(12);
  await expect(dates.filter({ hasText: 'leave' })).toHaveText([/^Tue, 12 Jan leave$/, /^Wed, 13 Jan leave$/]);

  await leave.getByLabel('How often').selectOption('By weeks');
  await leave.getByRole('checkbox', { name: 'all day' }).uncheck();
  await expect(leave.locator('.rule-sentence')).toHaveText('Every week Tuesday, 13:00 to 14:00');
  await expect(dates.filter({ hasText: 'leave 13:00–14:00' }).first()).toContainText('Tue, 12 Jan');
});

test('one of the twelve dates is changed alone, with those after it, or with all', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await addHours(page, 'nowak', { ...EVENINGS, recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE' });
  await openHours(page, 'Dr Łucja Nowak');
  await page.getByRole('button', { name: 'Change Evenings, 17:00–20:00, on Wed, 8 Mar' }).click();
  const evenings = card(page, 'Evenings');
  await expect(evenings.getByRole('radio', { name: 'This date' })).toBeChecked();
  await evenings.getByLabel('From', { exact: true }).fill('18:00');
  await expect(bar(page)).toContainText(
    'One change: Only on 8 Mar 2028: Evenings start 18:00 instead of 17:00.',
  );
  await evenings.getByRole('radio', { name: 'This and following' }).check();
  await expect(bar(page)).toContainText('From 8 Mar 2028 on: Evenings start 18:00 instead of 17:00.');
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Saved: From 8 Mar 2028 on');
  expect(await rulesOf(page, 'nowak')).toMatchObject([
    { start: '17:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20280307' },
    { start: '18:00', date: '2028-03-08', recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE' },
  ]);
  await expect(card(page, 'Evenings')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(card(page, 'Evenings')).toHaveCount(1);

  await page.getByRole('button', { name: 'Change Evenings, 17:00–20:00, on Mon, 13 Mar' }).click();
  await evenings.getByRole('radio', { name: 'All' }).check();
  await evenings.getByLabel('To', { exact: true }).fill('21');
  await expect(bar(page)).toContainText('One change: Evenings end 21:00 instead of 20:00.');
  await expect(evenings.locator('.rule-sentence')).toContainText(
    '(was: Every week Monday and Wednesday, 17:00 to 20:00)',
  );
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(bar(page)).not.toContainText('One change');
});

test('the hours of another doctor are copied', async ({ desk }) => {
  const page = await enter(desk, 'admin');
  await addHours(page, 'menon', EVENINGS);
  await keepMarchFree(page, 'nowak');
  await openHours(page, 'Dr Łucja Nowak');
  await page.getByRole('button', { name: 'Copy from another doctor…' }).click();
  await card(page, 'Copy hours').getByLabel('From').selectOption({ label: 'Dr Vivek Menon' });
  await page.getByRole('checkbox', { name: /^Instead of the hours here/ }).uncheck();
  await expect(bar(page)).toContainText('hours of Dr Menon added');
  await page.keyboard.press('Control+s');
  await expect(card(page, 'Evenings')).toBeVisible();
  expect((await rulesOf(page, 'nowak')).map(({ label }) => label)).toContain('Evenings');
});

test('visits under hours that are taken away are listed first and then stand among those to be moved', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await keepMarchFree(page, 'nowak');
  await addHours(page, 'nowak', EVENINGS);
  const patient = await register(page, 'Leela', 'Outsidehours', '98450 51001');
  await book(page, { patient, doctor: 'nowak', start: '2028-03-15T17:00', end: '2028-03-15T17:20' });
  await openHours(page, 'Dr Łucja Nowak');
  await card(page, 'Evenings').getByLabel('From', { exact: true }).fill('17:30');
  await expect(bar(page)).toContainText(
    'Evenings start 17:30 instead of 17:00. One appointment falls outside.',
  );
  await page.getByRole('button', { name: 'Show them' }).click();
  const listed = page.getByRole('list', { name: 'One appointment falls outside' }).getByRole('listitem');
  await expect(listed).toHaveText(/Leela Outsidehours.*Wed, 15 Mar 17:00–17:20.*Dr Nowak · 98450 51001/s);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save and put it among those to be moved' }).click();
  await expect(page.locator('.undo-place')).toContainText('One appointment is to be moved.');
  await page.getByRole('button', { name: /^Back to the calendar/ }).click();
  await page.getByRole('button', { name: /^To be moved · \d+/ }).click();
  const toMove = page.getByRole('group', { name: 'To be moved' });
  await expect(toMove.getByRole('button', { name: 'Leela Outsidehours' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(toMove.getByRole('button', { name: 'Leela Outsidehours' })).toBeHidden();
  await expect
    .poll(async () => (await rulesOf(page, 'nowak')).find(({ label }) => label === 'Evenings')?.start)
    .toBe('17:00');
});

test('what is wrong is said at the field: end before start, an overlap, no date, a part of an RRULE', async ({
  desk,
}) => {
  const page = await enter(desk, 'admin');
  await keepMarchFree(page, 'nowak');
  await addHours(page, 'nowak', EVENINGS);
  await openHours(page, 'Dr Łucja Nowak');
  await page.getByRole('button', { name: '+ Hours' }).click();
  const hours = card(page, 'Hours');
  const notes = hours.locator('.rule-notes');
  await hours.getByLabel('Since').fill('1/3/2028');
  await hours.getByLabel('Ends').selectOption('On a date');
  await hours.getByLabel('Last date').fill('31/3/2028');
  await hours.getByLabel('From', { exact: true }).fill('19:00');
  await hours.getByLabel('To', { exact: true }).fill('18:00');
  await expect(notes).toHaveText('It must end after it starts.');
  await expect(hours.getByLabel('To', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(bar(page)).toContainText('Something is missing or wrong');

  await hours.getByLabel('To', { exact: true }).fill('21:00');
  await expect(notes).toHaveText('Overlaps Evenings on 6 Mar 2028, 17:00–20:00.');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('overlap');
  expect(await rulesOf(page, 'nowak')).toHaveLength(3);

  await hours.getByLabel('Last date').fill('29/2/2028');
  await expect(notes).toHaveText('There is no date on which this would happen.');

  await hours.getByLabel('How often').selectOption('As a rule text');
  for (const [text, said] of [
    ['FREQ=SECONDLY', '“FREQ=SECONDLY” is not used for working hours.'],
    ['FREQ=WEEKLY;BYDAY=XX', '“XX” does not fit “BYDAY”.'],
    ['FREQ=WEEKLY;EVERY=2', '“EVERY” is not a part of a recurrence rule.'],
    ['BYDAY=MO', 'The rule does not say how often: “FREQ” is missing.'],
  ] as const) {
    await hours.getByLabel('Rule (RRULE)').fill(text);
    await expect(hours).toContainText(said);
  }
});

test('the other desk sees the change at once, and a stale save shows both versions', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'admin');
  const other = await enter(otherDesk, 'reception');
  await keepMarchFree(page, 'nowak');
  await addHours(page, 'nowak', EVENINGS);
  await openHours(page, 'Dr Łucja Nowak');
  await openHours(other, 'Dr Łucja Nowak');
  await card(other, 'Evenings').getByLabel('To', { exact: true }).fill('20:15');
  await card(page, 'Evenings').getByLabel('To', { exact: true }).fill('20:30');
  await expect(bar(page)).toContainText('Evenings end 20:30 instead of 20:00.');
  await page.keyboard.press('Control+s');
  await expect(page.locator('.undo-place')).toContainText('Saved');

  await expect(bar(other)).toContainText('Evenings end 20:15 instead of 20:00.');
  await other.keyboard.press('Control+s');
  const both = other.getByRole('alert');
  await expect(both).toContainText('changed this at');
  await expect(both).toContainText('Now: Evenings: Every week Monday and Wednesday, 17:00 to 20:30');
  await expect(both).toContainText('Yours: Evenings: Every week Monday and Wednesday, 17:00 to 20:15');
  await both.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(other.locator('.undo-place')).toContainText('Saved');
  await expect(card(page, 'Evenings').getByLabel('To', { exact: true })).toHaveValue('20:15');
});
