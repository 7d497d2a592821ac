import { moment } from './moment';
import { expect, test } from './test';
import { enter } from '#test/e2e/support/screen';

/** Four people nobody knows: name, age and phone as they say them. */
const PEOPLE = [
  { typed: 'lakpa momentone', name: 'Lakpa Momentone', age: '45', phone: '9845077101' },
  { typed: 'mirza momenttwo', name: 'Mirza Momenttwo', age: '8m', phone: '9845077102' },
  { typed: 'nandi momentsan', name: 'Nandi Momentsan', age: '61', phone: '9845077103' },
  { typed: 'ottam momentfor', name: 'Ottam Momentfor', age: '33', phone: '9845077104' },
] as const;

test('a new walk-in: W, name, age, phone, Enter: registered, checked in, slip sent, no dialog', async ({
  desk,
  context,
}) => {
  const page = await enter(desk, 'reception');
  // The host's browser prints: the slip is a page of its own, opened by the walk-in.
  const slips: number[] = [];
  context.on('page', () => {
    slips.push(performance.now());
  });
  // Told one frame after the key, which is when the play goes on.
  const sent: number[] = [];
  await moment(
    page,
    '2, a new walk-in',
    { commands: 6, seconds: 20 },
    {
      prepare: async (round) => {
        await expect.poll(() => slips.length).toBe(round);
        await page.bringToFront();
      },
      play: async (typist, round) => {
        const { typed, name, age, phone } = PEOPLE[round] ?? PEOPLE[0];
        await typist.press('w', { selector: 'form[aria-label="Walk-in"] [role="combobox"]:focus' });
        await typist.type(typed, { selector: '[role="combobox"]', text: typed });
        await typist.press('Tab', { selector: 'form[aria-label="Walk-in"] .pair input:focus' });
        await typist.type(age, { selector: '.pair input', text: age });
        await typist.press('Tab', { selector: '.pair input[inputmode="tel"]:focus' });
        await typist.type(phone, { selector: '.pair input', text: phone });
        await typist.press('Enter');
        sent.push(performance.now());
        await typist.sees('waiting', { selector: '.queue [data-row]', text: name });
      },
    },
  );
  await expect.poll(() => slips.length).toBe(PEOPLE.length);
  const late = sent.map((at, index) => Math.round((slips[index] ?? Infinity) - at));
  process.stdout.write(`MOMENT 2, slip after Enter: ${late.join(', ')} ms\n`);
  expect(late).toHaveLength(PEOPLE.length);
  expect(Math.max(...late)).toBeLessThanOrEqual(1_000);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
