import mysql from 'mysql2/promise';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import type { Desk } from '#test/e2e/support/desk';
import { calendar, enter, focused } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { DOCTOR, register } from '#test/e2e/support/visits';
import { patientFields } from '#test/support/new-patient';
import type { Page } from '@playwright/test';

/** Whether Dr Menon sees by number; every other spec knows the doctor as one who sees by time. */
async function menonSeesBy(desk: Desk, seesBy: 'slot' | 'token'): Promise<Page> {
  const page = await desk.open();
  await signIn(page, 'admin');
  const input = { id: DOCTOR.menon, version: null, seesBy };
  expect(await callAs(page, 'queue.setSeesBy', input)).toMatchObject({ ok: true });
  return page;
}

test.afterEach(async ({ otherDesk }) => {
  await menonSeesBy(otherDesk, 'slot');
});

function panel(page: Page) {
  return page.getByRole('complementary', { name: 'Details' });
}

function waitingList(page: Page) {
  return panel(page).getByRole('group', { name: 'Waiting and in the room' });
}

function walkInForm(page: Page) {
  return page.getByRole('form', { name: 'Walk-in' });
}

async function walkIn(page: Page, firstName: string, lastName: string): Promise<void> {
  const fields = patientFields({ firstName, lastName });
  const input = {
    patient: { kind: 'new', fields },
    doctor: { kind: 'doctor', id: DOCTOR.menon },
    reason: 'Itching',
  };
  expect(await callAs(page, 'queue.walkIn', input)).toMatchObject({ ok: true });
}

test('a walk-in: W, name, age, phone, Enter; wrong things are said at their field; Esc keeps what was typed', async ({
  desk,
  otherDesk,
}) => {
  const other = await menonSeesBy(otherDesk, 'token');
  const page = await enter(desk, 'reception');
  await page.keyboard.press('w');
  await expect(walkInForm(page).getByRole('combobox', { name: 'Patient' })).toBeFocused();
  await page.keyboard.type('lila queuenew');
  await page.keyboard.press('Tab');
  await page.keyboard.type('soon');
  await page.keyboard.press('Tab');
  await page.keyboard.type('none');
  await page.keyboard.press('Enter');
  await expect(walkInForm(page).getByLabel('Age or birth')).toHaveAccessibleDescription(
    'This is not a date.',
  );
  await expect(walkInForm(page).getByLabel('Phone')).toHaveAccessibleDescription(
    'This is not a phone number.',
  );
  await page.keyboard.press('Escape');
  await expect(waitingList(page)).toBeVisible();
  await page.keyboard.press('w');
  await expect(walkInForm(page)).toContainText('Restored what you typed.');
  await expect(walkInForm(page).getByLabel('Age or birth')).toHaveValue('soon');
  await expectAccessible(page);
  await walkInForm(page).getByLabel('Age or birth').fill('45');
  await walkInForm(page).getByLabel('Phone').fill('98450 77001');
  await walkInForm(page)
    .getByLabel('Doctor')
    .selectOption({ value: String(DOCTOR.menon) });
  await walkInForm(page).getByLabel('Phone').press('Enter');

  const row = waitingList(page).getByRole('button', { name: /Lila Queuenew/ });
  await expect(row).toContainText(/^\d+Lila QueuenewDr Menon · about \d\d:\d\d/);
  await expect(
    page.getByRole('status').filter({ hasText: /Lila Queuenew: number \d+, about/ }),
  ).toBeVisible();
  await expect(
    calendar(page).getByRole('button', { name: /^Lila Queuenew, .*, waiting, Dr Vivek Menon$/ }),
  ).toBeVisible();
  await expect(waitingList(other).getByRole('button', { name: /Lila Queuenew/ })).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(row).toHaveCount(0);
  await expect(waitingList(other).getByRole('button', { name: /Lila Queuenew/ })).toHaveCount(0);
  await page.keyboard.press('Control+y');
  await expect(row).toBeVisible();

  // Someone known, by a part of the name: found, Enter, Enter; a second time it is said that they wait already.
  await register(page, 'Omar', 'Queueknown');
  for (const round of [1, 2]) {
    await calendar(page).focus();
    await page.keyboard.press('w');
    await page.keyboard.type('omar queuek');
    await page.keyboard.press('Enter');
    await expect(walkInForm(page).getByLabel('Reason')).toBeFocused();
    await walkInForm(page)
      .getByLabel('Doctor')
      .selectOption({ value: String(DOCTOR.menon) });
    await walkInForm(page).getByLabel('Reason').press('Enter');
    if (round === 1)
      await expect(waitingList(page).getByRole('button', { name: /Omar Queueknown/ })).toBeVisible();
  }
  await expect(walkInForm(page).getByRole('alert')).toHaveText(
    'This patient is already waiting for this doctor.',
  );
});

test('who is registered already is named in the walk-in form too, with the reasons, and F2 takes them', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await register(page, 'Kavita', 'Queuelikely', '98450 77009');
  await page.keyboard.press('w');
  await page.keyboard.type('kavitha queuelikely');
  const form = walkInForm(page);
  await expect(form.getByLabel('Age or birth')).toHaveAccessibleDescription('45, 8m, 10d, 1980');
  await form.getByLabel('Phone').fill('9845077009');
  await expect(form).toContainText('similar name, same phone');
  await expectAccessible(page);
  await page.keyboard.press('F2');
  await expect(form).toContainText('Kavita Queuelikely');
  await expect(form.getByLabel('Reason')).toBeFocused();
  await expect(form.getByLabel('Phone')).toHaveCount(0);
});

test('an administrator says who sees by number; every desk follows; undo; reception has no such item', async ({
  desk,
  otherDesk,
}) => {
  const page = await desk.open();
  await signIn(page, 'admin');
  const other = await enter(otherDesk, 'reception');
  await other.getByRole('button', { name: /: menu$/ }).click();
  await expect(other.getByRole('menuitem', { name: /^Paper/ })).toBeVisible();
  await expect(other.getByRole('menuitem', { name: 'By time or by number' })).toHaveCount(0);
  await other.keyboard.press('Escape');
  await expect(other.getByRole('menu')).toHaveCount(0);
  await calendar(other).focus();
  await other.keyboard.press('w');
  const menon = walkInForm(other).getByRole('option', { name: /^Dr Vivek Menon/ });
  await expect(menon).not.toContainText('number');

  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: 'By time or by number' }).click();
  const dialog = page.getByRole('dialog', { name: 'By time or by number' });
  const way = dialog.getByRole('group', { name: 'Dr Vivek Menon' });
  await expect(way.getByRole('button', { name: 'By time' })).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  await way.getByRole('button', { name: 'By number' }).click();
  await expect(way.getByRole('button', { name: 'By number' })).toHaveAttribute('aria-pressed', 'true');
  await expect(menon).toContainText('number, about');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(menon).not.toContainText('number');
});

test('call, step out, skip and back by keys and by mouse, taken back, and seen at the other desk', async ({
  desk,
  otherDesk,
}) => {
  const other = await menonSeesBy(otherDesk, 'token');
  const page = await enter(desk, 'reception');
  await walkIn(page, 'Pema', 'Queueline');
  const row = waitingList(page).getByRole('button', { name: /Pema Queueline/ });
  const there = waitingList(other).getByRole('button', { name: /Pema Queueline/ });
  await row.focus();
  const steps = [
    ['a', 'called', 'Pema Queueline is called'],
    ['o', 'out', 'Pema Queueline stepped out'],
    ['s', 'skipped', 'Pema Queueline is skipped'],
    ['b', '', 'Pema Queueline is back in the line'],
    ['a', 'called', 'Pema Queueline is called'],
  ] as const;
  for (const [key, mark, told] of steps) {
    await page.keyboard.press(key);
    await expect(page.getByRole('status').filter({ hasText: told })).toBeVisible();
    await expect(row).toContainText(`Pema Queueline${mark}`);
    await expect(there).toContainText(`Pema Queueline${mark}`);
    await expect(row).toBeFocused();
  }
  await page.keyboard.press('Control+z');
  await expect(row).not.toContainText('called');
  await expect(there).not.toContainText('called');

  await row.click();
  const line = panel(page).getByRole('group', { name: 'In the line' });
  await line.getByRole('button', { name: 'Call' }).click();
  await expect(line.getByRole('button', { name: 'Back in line' })).toBeVisible();
  await expect(panel(page)).toContainText(/Number \d+/);
  await panel(page).getByRole('button', { name: 'In room' }).click();
  await expect(line).toHaveCount(0);
  await expect(there).toContainText('since');
});

test('the waiting room’s screen: large, live, names shortened, no word about why; Esc leads back', async ({
  desk,
  otherDesk,
}) => {
  const other = await menonSeesBy(otherDesk, 'token');
  const page = await enter(desk, 'reception');
  await walkIn(page, 'Quirin', 'Queueboard');
  await page.keyboard.press('q');
  const board = page.getByRole('region', { name: 'Waiting room' });
  await expect(board).toBeFocused();
  await expect(board).not.toContainText('Queueboard');
  await expect(board).not.toContainText('Itching');
  const row = waitingList(other).getByRole('button', { name: /Quirin Queueboard/ });
  await row.focus();
  await other.keyboard.press('a');
  const now = board.getByRole('region', { name: 'Now' });
  await expect(now.getByRole('listitem').filter({ hasText: 'Quirin Q.' })).toContainText('please come in');
  await expectAccessible(page);
  await page.keyboard.press('n');
  await expect(now.getByRole('listitem').filter({ hasText: 'please come in' }).first()).toHaveText(
    /^\d+Dr Menonplease come in$/,
  );
  await page.keyboard.press('n');
  await expect(now).toContainText('Quirin Queueboard');
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await expect(board).toHaveCount(0);
  await expect(calendar(page)).toBeVisible();
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: /^Waiting room's screen/ }).click();
  await board.getByRole('button', { name: /^Back to the desk/ }).click();
  await expect(calendar(page)).toBeVisible();
  // The keyboard is back too.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
});

test('five hundred waiting: the list is there, moves by keys within a frame or two, and calls the last of them', async ({
  desk,
  otherDesk,
  clinic,
}) => {
  await menonSeesBy(otherDesk, 'token');
  const page = await enter(desk, 'reception');
  await walkIn(page, 'Rani', 'Queuemany');
  const owner = await mysql.createConnection({ uri: clinic.adminUrl });
  await owner.query("SET @clinic_writer = 'desk'");
  await owner.query(
    `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, kind, session_id, token_no, arrived_at)
     SELECT a.patient_id, a.doctor_id, a.start_time, a.end_time, 'checked_in', 'token', a.session_id,
       1000 + t.n + 100 * u.n, a.arrived_at
     FROM (SELECT * FROM appointments WHERE kind = 'token' ORDER BY id DESC LIMIT 1) a
       JOIN grid_steps t ON t.n < 100 JOIN grid_steps u ON u.n < 5`,
  );
  await expect(waitingList(page).getByRole('button', { name: /Rani Queuemany/ })).toHaveCount(501);
  const rows = waitingList(page).locator('[data-row]');
  await rows.first().focus();
  const frames = await page.evaluate(async () => {
    const list = document.querySelector('[data-keys="list"]');
    const took: number[] = [];
    for (let step = 0; step < 20; step += 1) {
      const begun = performance.now();
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }),
      );
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      if (!list?.contains(document.activeElement)) throw new Error('the focus left the list');
      took.push(performance.now() - begun);
    }
    return took.sort((a, b) => a - b);
  });
  expect(frames[10]).toBeLessThan(100);
  await rows.filter({ hasText: 'Rani Queuemany' }).last().focus();
  await page.keyboard.press('a');
  await expect(focused(page)).toContainText('called');
  await owner.query(
    "UPDATE appointments SET status = 'cancelled', closed_as = 'cancelled', withdrawn_at = UTC_TIMESTAMP() WHERE token_no >= 1000",
  );
  await owner.end();
  await expect(waitingList(page).getByRole('button', { name: /Rani Queuemany/ })).toHaveCount(1);
});
