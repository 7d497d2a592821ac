import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from '#test/e2e/support/axe';
import { callAs } from '#test/e2e/support/clinic-api';
import { startHost } from '#test/e2e/support/host';
import { enter, visit } from '#test/e2e/support/screen';
import { signIn } from '#test/e2e/support/sign-in';
import { expect, test } from '#test/e2e/support/test';
import { book, register } from '#test/e2e/support/visits';
import type { FreshDatabase } from '#test/support/databases';

interface At {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** A window of a program whose server time was `now` when it started. */
async function enterAt(
  clinic: FreshDatabase,
  browser: Browser,
  now: string,
  deskClock?: string,
): Promise<At> {
  const host = await startHost(clinic, now);
  const context = await browser.newContext();
  const page = await context.newPage();
  if (deskClock !== undefined) await page.clock.install({ time: deskClock });
  await page.goto(host.address);
  await signIn(page, 'reception');
  return {
    page,
    async close() {
      await context.close();
      await host.stop();
    },
  };
}

test('a patient who is not here ten minutes after the start is marked as late, by itself and in words', async ({
  clinic,
  browser,
}) => {
  test.setTimeout(120_000);
  // 06:09:20 in the clinic: the tenth minute comes while the calendar is on the screen.
  const { page, close } = await enterAt(clinic, browser, '2027-01-04T00:39:20Z');
  const patient = await register(page, 'Lars', 'Marklate');
  await book(page, { patient, doctor: 'menon', start: '2027-01-04T06:00', end: '2027-01-04T06:20' });
  await book(page, { patient, doctor: 'menon', start: '2027-01-04T06:30', end: '2027-01-04T06:50' });
  const late = visit(page, 'Lars Marklate, 06:00 to 06:20, booked, Dr Vivek Menon, 10 min late');
  await expect(late).toBeVisible({ timeout: 60_000 });
  await expect(late.locator('.mark-sign--late')).toHaveText('10 min');
  await expect(late.locator('.mark-sign svg')).toHaveCount(1);
  await expect(visit(page, 'Lars Marklate, 06:30')).toHaveAccessibleName(
    'Lars Marklate, 06:30 to 06:50, booked, Dr Vivek Menon',
  );
  await late.click();
  await expectAccessible(page);

  await page.keyboard.press('i');
  await expect(visit(page, 'Lars Marklate, 06:00 to 06:20, waiting')).toHaveAccessibleName(
    'Lars Marklate, 06:00 to 06:20, waiting, Dr Vivek Menon',
  );
  await close();
});

test('who has waited for fifteen and for thirty minutes is marked on the calendar too', async ({
  clinic,
  browser,
  desk,
  host,
}) => {
  // By the clock of the desk that looks: it has gone on since the first test of this worker.
  const minutesAgo = (minutes: number) =>
    new Date(Date.parse(host.now() ?? '') - minutes * 60_000).toISOString();
  const arrive = async (name: string, start: string, end: string, now: string) => {
    const { page, close } = await enterAt(clinic, browser, now);
    const patient = await register(page, 'Wim', name);
    const { appointment } = await book(page, { patient, doctor: 'menon', start, end });
    const { id, version } = appointment;
    const answer = await callAs(page, 'appointments.status', { id, version, to: 'waiting' });
    expect(answer).toMatchObject({ ok: true });
    await close();
  };
  await arrive('Marklong', '2027-01-04T07:00', '2027-01-04T07:30', minutesAgo(70));
  await arrive('Markshort', '2027-01-04T07:30', '2027-01-04T07:40', minutesAgo(20));
  const page = await enter(desk, 'reception');
  const long = visit(page, 'Wim Marklong, 07:00');
  await expect(long).toHaveAccessibleName(/, Dr Vivek Menon, waiting for 1 h \d+ min already$/);
  await expect(long.locator('.mark-sign--waitsLong')).toHaveText(/^1 h \d+ min$/);
  const short = visit(page, 'Wim Markshort, 07:30');
  await expect(short).toHaveAccessibleName(/, Dr Vivek Menon, waiting for (1[5-9]|2\d) min$/);
  await expect(short.locator('.mark-sign--waits')).toBeVisible();
});

test('a desk whose clock is an hour ahead marks nobody for that', async ({ clinic, browser }) => {
  // 06:40 in the clinic, 07:40 on this desk.
  const { page, close } = await enterAt(clinic, browser, '2027-01-04T01:10:00Z', '2027-01-04T02:10:00Z');
  const patient = await register(page, 'Cora', 'Markclock');
  await book(page, { patient, doctor: 'iyer', start: '2027-01-04T06:00', end: '2027-01-04T06:20' });
  await book(page, { patient, doctor: 'iyer', start: '2027-01-04T06:55', end: '2027-01-04T07:15' });
  await expect(visit(page, 'Cora Markclock, 06:00')).toHaveAccessibleName(
    /^Cora Markclock, 06:00 to 06:20, booked, Dr Arjun Iyer, 4\d min late$/,
  );
  await expect(visit(page, 'Cora Markclock, 06:55')).toHaveAccessibleName(
    'Cora Markclock, 06:55 to 07:15, booked, Dr Arjun Iyer',
  );
  await close();
});
