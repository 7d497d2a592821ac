import type { Page } from '@playwright/test';
import { moment } from './moment';
import { expect, test } from './test';
import { enter, showDay, visit } from '#test/e2e/support/screen';
import { book, register } from '#test/e2e/support/visits';

const VISITS = 20;
const DAY = '2027-03-01';
const HEADING = 'Monday, 1 March 2027';

const two = (value: number) => String(value).padStart(2, '0');

/** Twenty patients one after another, from nine o'clock to two, on a day of Dr Rao's own. */
async function fillMorning(page: Page): Promise<void> {
  for (let made = 0; made < VISITS; made += 1) {
    const at = (minute: number) => `${DAY}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    const patient = await register(page, `Late${two(made)}`, 'Morning', '98450 11223');
    await book(page, { patient, doctor: 'rao', start: at(540 + made * 15), end: at(555 + made * 15) });
  }
}

/** When the last of the morning's visits stands at its new time on this screen, by the machine's clock. */
function allMovedAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const labels = [...document.querySelectorAll('[data-visit]')].map(
            (shown) => shown.getAttribute('aria-label') ?? '',
          );
          const isThere = (begins: string) => labels.some((label) => label.startsWith(begins));
          if (isThere('Late00 Morning, 09:40 to 09:55') && isThere('Late19 Morning, 14:25 to 14:40')) {
            resolve(Date.now());
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      }),
  );
}

test('the doctor is 40 minutes late: L, 40, Enter moves twenty on every desk, two keys open each message, one takes all back', async ({
  desk,
  otherDesk,
  context,
}) => {
  await context.route('https://wa.me/**', (route) => route.fulfill({ body: 'the chat' }));
  const page = await enter(desk, 'reception');
  await fillMorning(page);
  const other = await enter(otherDesk, 'admin');
  await showDay(page, '1/3/27', HEADING);
  await showDay(other, '1/3/27', HEADING);
  await expect(visit(other, 'Late19 Morning, 13:45')).toBeVisible();
  await page.evaluate(() => {
    window.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') document.documentElement.dataset['entered'] = String(Date.now());
    });
  });

  const onOtherDesk: number[] = [];
  const opened: string[] = [];
  await moment(
    page,
    '4, a late doctor',
    { keys: 10, commands: 8, seconds: 6 },
    {
      prepare: async () => {
        for (const window of [page, other])
          await expect(visit(window, 'Late00 Morning, 09:00')).toBeVisible();
        await page.keyboard.press('Home');
      },
      play: async (typist) => {
        await typist.press('l', { selector: 'form[aria-label="The doctor is late"] input:focus' });
        await typist.type('40', { selector: '.late-steps', text: 'Late19' });
        const there = allMovedAt(other);
        const enteredAt = async () => {
          await typist.press('Enter', { selector: '[data-visit]', text: 'Late19 Morning, 14:25' });
          return page.evaluate(() => Number(document.documentElement.dataset['entered']));
        };
        const began = await enteredAt();
        onOtherDesk.push((await there) - began);
        await typist.sees('call list', { selector: '.row:focus', text: 'Late' });
        for (let patient = 0; patient < 2; patient += 1) {
          await typist.press('Enter', {
            selector: '[role="group"][aria-label="Ways"] button:focus',
            text: 'WhatsApp',
          });
          const tab = context.waitForEvent('page');
          await typist.press('Enter');
          const chat = await tab;
          await typist.sees('the next', { selector: '.row:focus', text: 'Late' });
          opened.push(chat.url());
          await chat.close();
        }
        await typist.press('Control+z');
        await typist.sees('taken back', { selector: '[data-visit]', text: 'Late00 Morning, 09:00' });
      },
    },
  );

  process.stdout.write(
    `MOMENT 4: on the other desk after ${onOtherDesk.map((ms) => String(ms)).join(', ')} ms\n`,
  );
  // As with the frames, the best play counts: whatever else the machine does can only add to it.
  expect(Math.min(...onOtherDesk)).toBeLessThanOrEqual(1_000);
  expect(opened).toHaveLength(8);
  for (const address of opened)
    expect(address).toMatch(/^https:\/\/wa\.me\/919845011223\?text=Dear%20Late\d\d/);
  await expect(visit(other, 'Late19 Morning, 13:45')).toBeVisible();
});
