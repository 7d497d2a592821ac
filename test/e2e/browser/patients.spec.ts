import type { Page } from '@playwright/test';
import { PatientDto } from '#shared/contract/patients';
import { z } from 'zod';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { bookingForm, enter, focused, showDay } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';

const Answer = z.object({ patient: PatientDto });

function details(page: Page) {
  return page.getByRole('complementary', { name: 'Details' });
}

async function edit(page: Page, patient: PatientDto, changes: object): Promise<PatientDto> {
  const answer = await callAs(page, 'patients.edit', { id: patient.id, version: patient.version, changes });
  expect(answer).toMatchObject({ ok: true });
  return Answer.parse(answer.ok ? answer.value : null).patient;
}

/** A scanner that types: a key every eight milliseconds by the keyboard's own clock, then Enter. */
async function scanner(page: Page): Promise<(number: string) => Promise<void>> {
  const keyboard = await page.context().newCDPSession(page);
  return async (number) => {
    const begun = Date.now() / 1000;
    const keys = Array.from(number).map((key) => ({ key, text: key }));
    const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
    await Promise.all(
      [...keys, enter].flatMap((key, at) =>
        (['keyDown', 'keyUp'] as const).map((type) =>
          keyboard.send('Input.dispatchKeyEvent', {
            type,
            ...(type === 'keyDown' ? key : { ...key, text: '' }),
            timestamp: begun + at * 0.008,
          }),
        ),
      ),
    );
  };
}

/** Opens a patient's card by the bar's box. */
async function openCard(page: Page, typed: string, option: RegExp): Promise<void> {
  await page.getByRole('search').getByRole('combobox').fill(typed);
  await page.getByRole('option', { name: option }).click();
  await expect(details(page).getByRole('region', { name: 'Patient' })).toBeVisible();
}

test('the card: notes, visits, family, numbers; a family member copies phone, address and guardian', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await showDay(page, '1/9/27', 'Wednesday, 1 September 2027');
  const ravi = await edit(page, await register(page, 'Ravi', 'Cardfamily'), {
    phone: '98111 22001',
    address: '7 Temple Road, Pune',
    birth: { kind: 'age', value: 45, unit: 'years' },
    deskNotes: 'Hard of hearing',
    oldFileNo: 'OPD-4711',
  });
  await book(page, { patient: ravi, doctor: 'rao', start: '2027-09-01T10:00', end: '2027-09-01T10:15' });
  await openCard(page, '98111 22001', /^Ravi Cardfamily/);
  const card = details(page);
  await expect(card).toContainText(/~45 y · 98111 22001/);
  await expect(card).not.toContainText('born');
  await expect(card).toContainText('Hard of hearing');
  await expect(card).toContainText('7 Temple Road, Pune');
  await expect(card).toContainText('No earlier visits.');
  await expect(card.getByRole('button', { name: /Wed,? 1 Sept · 10:00 · Dr Rao/ })).toBeVisible();
  await expect(card).toContainText('OPD-4711');
  await expectAccessible(page);

  await card.getByRole('button', { name: 'Add a number' }).click();
  await expect(card.getByLabel('Kind of number')).toHaveValue('ABHA');
  await card.getByLabel('Number', { exact: true }).fill('91-4711-0001-0001');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('button', { name: 'Take away ABHA 91-4711-0001-0001' })).toBeVisible();

  await card.getByRole('button', { name: 'Add family member' }).click();
  await expect(card.getByRole('heading', { name: 'New family member' })).toBeVisible();
  await expect(card.getByLabel('Phone')).toHaveValue('98111 22001');
  await expect(card.getByLabel('Address')).toHaveValue('7 Temple Road, Pune');
  await expect(card.getByLabel('Guardian')).toHaveValue('Ravi Cardfamily');
  await card.getByLabel('First name').fill('Tara');
  await card.getByLabel('Birth or age').fill('8m');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('heading', { name: 'Tara' })).toBeVisible();
  await expect(card).toContainText(/~8 m · c\/o Ravi Cardfamily · 98111 22001 · \d+/);
  await expect(card.getByRole('button', { name: /^Ravi Cardfamily ~45 y/ })).toBeVisible();

  const find = page.getByRole('search').getByRole('combobox');
  await find.fill('22001');
  await expect(page.getByRole('option', { name: /^Ravi Cardfamily ~45 y/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /^Tara ~8 m.*c\/o Ravi Cardfamily/ })).toBeVisible();
  await find.fill('91-4711-0001');
  await expect(page.getByRole('option', { name: /^Ravi Cardfamily/ })).toBeVisible();
});

test('a removed patient is found on request, and comes back; undo takes each step back', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Nobo', 'Cardremoved');
  await openCard(page, 'nobo cardrem', /^Nobo Cardremoved/);
  const card = details(page);
  await card.getByRole('button', { name: 'Remove patient' }).click();
  await expect(card).toContainText('This patient has been removed.');
  const find = page.getByRole('search').getByRole('combobox');
  await find.fill('nobo cardrem');
  await expect(page.getByRole('search')).toContainText('No one found for “nobo cardrem”.');
  await page.getByRole('option', { name: 'Look among removed and archived patients' }).click();
  await page.getByRole('option', { name: /^Nobo Cardremoved/ }).click();
  await card.getByRole('button', { name: 'Bring back' }).click();
  await expect(card.getByRole('button', { name: 'Book' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card).toContainText('This patient has been removed.');
});

test('two desks edit one patient: untouched fields come by themselves, the one both typed is chosen', async ({
  desk,
  otherDesk,
}) => {
  const page = await enter(desk, 'reception');
  const patient = await edit(page, await register(page, 'Sita', 'Cardstale'), { phone: '98222 00001' });
  await openCard(page, 'sita cardst', /^Sita Cardstale/);
  const form = details(page);
  await form.getByRole('button', { name: 'Edit' }).click();
  await form.getByRole('textbox', { name: 'Phone' }).fill('98222 00002');
  await form.getByLabel('Notes for the desk').fill('mine to keep');

  const other = await otherDesk.open();
  await signIn(other, 'admin');
  await edit(other, patient, { phone: '98222 00003', guardian: 'Gita' });
  await expect(form.getByLabel('Guardian')).toHaveValue('Gita');
  await expect(form.getByRole('textbox', { name: 'Phone' })).toHaveValue('98222 00002');

  // Put aside for a moment: the typing is found again.
  await register(page, 'Tarini', 'Cardaside');
  await openCard(page, 'tarini cardas', /^Tarini Cardaside/);
  await openCard(page, 'sita cardst', /^Sita Cardstale/);
  await form.getByRole('button', { name: 'Edit' }).click();
  await expect(form.getByRole('textbox', { name: 'Phone' })).toHaveValue('98222 00002');
  await expect(form.getByLabel('Notes for the desk')).toHaveValue('mine to keep');

  await form.getByRole('button', { name: 'Save patient' }).click();
  const both = form.getByRole('group', { name: 'Phone: changed at two desks' });
  await expect(both).toContainText(/Asha Verma changed this at 1[1-3]:\d\d\./);
  await expect(both.getByRole('button')).toHaveText(['There now98222 00003', 'Yours98222 00002']);
  await expect(form.getByRole('group', { name: /changed at two desks/ })).toHaveCount(1);
  await expectAccessible(page);
  await both.getByRole('button', { name: /There now/ }).click();
  await expect(form.getByRole('textbox', { name: 'Phone' })).toHaveValue('98222 00003');
  await both.getByRole('button', { name: /Yours/ }).click();
  await form.getByRole('button', { name: 'Save patient' }).click();
  await expect(form).toContainText('98222 00002');
  await expect(form).toContainText('mine to keep');
  await expect(form).toContainText('c/o Gita');
});

test('someone registered already is named with the reasons while typing; F2 takes them; two records become one and two again', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const kept = await edit(page, await register(page, 'Kavita', 'Cardlikely'), { phone: '98333 00001' });
  const find = page.getByRole('search').getByRole('combobox');
  await find.fill('kavitha cardlikely');
  await page.getByRole('option', { name: 'Register “kavitha cardlikely”' }).click();
  const panel = details(page);
  await panel.getByLabel('Phone').fill('9833300001');
  await expect(panel).toContainText('similar name, same phone');
  await panel.getByRole('button', { name: 'Register' }).click();
  await expect(panel.getByRole('heading', { name: 'Kavitha Cardlikely' })).toBeVisible();

  await find.fill('kavita cardlikely');
  await page.getByRole('option', { name: 'Register “kavita cardlikely”' }).click();
  await panel.getByLabel('Phone').fill('9833300001');
  await expect(panel).toContainText('same name, same phone');
  await page.keyboard.press('F2');
  await expect(panel.getByRole('heading', { name: 'Kavita Cardlikely' })).toBeVisible();

  await panel.getByRole('button', { name: 'Registered twice?' }).click();
  await panel.getByRole('button', { name: /^Kavitha Cardlikely.*similar name, same phone/ }).click();
  await panel.getByRole('button', { name: /^Kavita Cardlikely.*Keep this one/ }).click();
  await expect(panel).toContainText('Merged into this one');
  await find.fill('kavitha cardlikely');
  await expect(
    page.getByRole('option', { name: new RegExp(`^Kavita Cardlikely.*${kept.clinicNo ?? '!'}`) }),
  ).toBeVisible();
  await expect(page.getByRole('option', { name: /^Kavitha/ })).toHaveCount(0);
  await find.fill('');
  await panel.getByRole('button', { name: 'Take apart' }).click();
  await expect(panel).not.toContainText('Merged into this one');
  await expect(panel.getByRole('button', { name: /^Kavitha Cardlikely/ })).toBeVisible();
});

test('Ctrl+K says when somebody comes next; Enter opens the card, and Book takes them', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  const caller = await edit(page, await register(page, 'Usha', 'Lookcaller'), { phone: '98444 55123' });
  await showDay(page, '2/9/27', 'Thursday, 2 September 2027');
  await book(page, { patient: caller, doctor: 'iyer', start: '2027-09-02T09:00', end: '2027-09-02T09:15' });
  const look = page.getByRole('dialog', { name: 'Look someone up' });
  await page.keyboard.press('Control+k');
  await look.getByRole('combobox').fill('55123');
  await expect(look.getByRole('option')).toHaveText(
    /Usha Lookcaller.*next Thu,? 2 Sept · 09:00 · Dr Iyer.*98444 55123/,
  );
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const panel = details(page);
  await expect(panel.getByRole('heading', { name: 'Usha Lookcaller' })).toBeVisible();
  await panel.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(bookingForm(page)).toContainText('Usha Lookcaller');
});

test('from the calendar, the date and an open list, Ctrl+K comes back to where it was', async ({ desk }) => {
  const page = await enter(desk, 'reception');
  await page.getByRole('region', { name: /^Appointments, / }).waitFor();
  await page.keyboard.press('d');
  const date = page.getByLabel('Go to a date');
  await expect(date).toBeFocused();
  await date.fill('3/9');
  const look = page.getByRole('dialog', { name: 'Look someone up' });
  await page.keyboard.press('Control+k');
  await expect(look.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(date).toBeFocused();
  await expect(date).toHaveValue('3/9');
  await page.keyboard.press('Escape');
  // Until the day's hours are there the same place is called outside of them.
  await expect(focused(page)).toHaveAttribute('aria-label', /, free, /);
  const place = await focused(page).getAttribute('aria-label');
  await page.keyboard.press('Control+k');
  await expect(look.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveAttribute('aria-label', place ?? '');
});

test('a scanner opens the patient from any screen, harms nothing that is typed, and rubbish is said', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  const scanned = await edit(page, await register(page, 'Yash', 'Scancard'), {
    oldFileNo: 'CIRT-77/U',
  });
  const scan = await scanner(page);
  const panel = details(page);
  await page.getByRole('region', { name: /^Appointments, / }).click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Home');
  const card = panel.getByRole('heading', { name: 'Yash Scancard' });
  await scan(scanned.clinicNo ?? '');
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  // Its letters are commands of the calendar: cancel, check in, room, today, undo.
  await scan('CIRT-77/U');
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();

  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const reason = bookingForm(page).getByLabel('Reason');
  await reason.fill('half a sent');
  await page.keyboard.press('ArrowLeft');
  await scan(scanned.clinicNo ?? '');
  const look = page.getByRole('dialog', { name: 'Look someone up' });
  await expect(look.getByRole('option', { name: /^Yash Scancard/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue('half a sent');
  expect(await reason.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(10);

  for (const rubbish of ['00000999999', '%%4711;;;', `9${'x'.repeat(300)}`]) {
    await scan(rubbish);
    await expect(page.getByRole('status').filter({ hasText: /^No patient has the number/ })).toContainText(
      rubbish.slice(0, 100),
    );
    await expect(reason).toHaveValue('half a sent');
  }
});
