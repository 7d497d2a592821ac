import type { BrowserContext, Page } from '@playwright/test';
import { z } from 'zod';
import { HealthDto } from '#shared/contract/health';
import { expectAccessible } from '#test/e2e/support/axe';
import { calendar, enter } from '#test/e2e/support/screen';
import type { RunningHost } from '#test/e2e/support/host';
import { expect, test } from '#test/e2e/support/test';

const HOUR = 3_600_000;

const Asked = z.object({ id: z.union([z.number(), z.string()]), name: z.literal('health.get') });
const Answered = z.object({
  id: z.union([z.number(), z.string()]),
  result: z.object({ ok: z.literal(true), value: HealthDto }),
});

interface Desk {
  /** From now on the windows are told that MySQL is away. */
  readonly takeServerAway: () => void;
}

/** Windows opened from now on stand on a computer whose clock is wrong by so much: the pages' own and the program's. */
async function wrongBy(context: BrowserContext, by: number): Promise<Desk> {
  await context.addInitScript((ms) => {
    const right = Date.now.bind(Date);
    Date.now = () => right() + ms;
  }, by);
  let away = false;
  let tell: () => void = () => undefined;
  await context.routeWebSocket(/\/ws$/, (route) => {
    const asked = new Set<number | string>();
    const server = route.connectToServer();
    tell = () => {
      route.send(JSON.stringify({ event: 'connection', data: { mysql: 'down', mongo: 'up' } }));
    };
    route.onMessage((message) => {
      const question = Asked.safeParse(JSON.parse(String(message)));
      if (question.success) asked.add(question.data.id);
      server.send(message);
    });
    server.onMessage((message) => {
      const answer = Answered.safeParse(JSON.parse(String(message)));
      if (!answer.success || !asked.has(answer.data.id)) {
        route.send(message);
        return;
      }
      const { id, result } = answer.data;
      const wrong = away
        ? { mysql: { state: 'down', version: null, latency: null }, serverNow: null, clockOffset: null }
        : { clockOffset: -by };
      route.send(JSON.stringify({ id, result: { ok: true, value: { ...result.value, ...wrong } } }));
    });
  });
  return {
    takeServerAway: () => {
      away = true;
      tell();
    },
  };
}

/** A time of this hour on the clinic's wall clock; a worker's clinic goes on from test to test. */
function thisHour(host: RunningHost): RegExp {
  const now = new Date(host.now() ?? '');
  const hour = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Kolkata' });
  return new RegExp(`${hour.format(now)}:\\d\\d`);
}

/** What the screen says about now: the day, the time, how long each one waits. */
async function nowOn(page: Page): Promise<readonly (string | readonly string[] | null)[]> {
  return [
    await page.getByRole('heading', { level: 1 }).textContent(),
    await calendar(page).locator('.now-label').getAttribute('aria-label'),
    await page.getByRole('group', { name: 'Waiting and in the room' }).locator('.waited').allTextContents(),
  ];
}

for (const [by, said] of [
  [HOUR, 'Clock 60 min fast'],
  [-HOUR, 'Clock 60 min slow'],
] as const) {
  test(`the clock of a desk is wrong, “${said}”: it is said, and day, now, waiting and walk-ins go by the server`, async ({
    desk,
    otherDesk,
    context,
    host,
  }) => {
    await wrongBy(context, by);
    const page = await enter(desk, 'reception');
    const right = await enter(otherDesk, 'admin');
    const mark = page.getByText(said, { exact: true });
    await expect(mark).toBeVisible();
    await expect(mark).toHaveAttribute(
      'title',
      'This computer’s clock is wrong. Times on this screen are the clinic’s; ask IT to set the clock.',
    );
    await expect(right.getByText(/^Clock \d+ min/)).toHaveCount(0);
    await expect(page.locator('.waited').first()).toBeVisible();
    await expect(right.locator('.waited').first()).toBeVisible();
    await expect(async () => {
      expect(await nowOn(page)).toEqual(await nowOn(right));
    }).toPass();
    expect((await nowOn(page))[1]).toMatch(thisHour(host));
    await expectAccessible(page);

    const doctors = (of: Page) =>
      of.getByRole('form', { name: 'Walk-in' }).getByLabel('Doctor').getByRole('option');
    for (const one of [page, right]) await one.keyboard.press('w');
    await expect(doctors(page).filter({ hasText: /1\d:\d\d/ })).not.toHaveCount(0);
    await expect(async () => {
      expect(await doctors(page).allTextContents()).toEqual(await doctors(right).allTextContents());
    }).toPass();
  });
}

test('while the server is away too, a desk whose clock is wrong keeps the clinic’s time', async ({
  desk,
  context,
  host,
}) => {
  const { takeServerAway } = await wrongBy(context, HOUR);
  const page = await enter(desk, 'reception');
  const label = calendar(page).locator('.now-label');
  await expect(label).toHaveAttribute('aria-label', thisHour(host));
  takeServerAway();
  await expect(page.getByText('Offline', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Monday, 4 January 2027');
  await expect(label).toHaveAttribute('aria-label', thisHour(host));
  await expect(page.locator('.waited').first()).toHaveText(/^\d{1,3} min$/);
});
