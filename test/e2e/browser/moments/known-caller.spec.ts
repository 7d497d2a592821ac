import { moment } from './moment';
import { expect, test } from './test';
import { calendar, enter } from '#test/e2e/support/screen';

/** Four calls in a row: the caller gives the last digits of a phone that the family shares. */
const CALLS = [
  { digits: '8720', caller: 'Nadeem Khan' },
  { digits: '2591', caller: 'Noor Ansari' },
  { digits: '8720', caller: 'Nadeem Khan' },
  { digits: '2591', caller: 'Noor Ansari' },
] as const;

test('a caller who is known: N, four phone digits, down to the one of the family, Enter, Enter', async ({
  desk,
}) => {
  const page = await enter(desk, 'reception');
  await moment(
    page,
    '1, a known caller',
    { keys: 8, seconds: 6 },
    {
      play: async (typist, round) => {
        const { digits, caller } = CALLS[round] ?? CALLS[0];
        await typist.press('n', { selector: 'form[aria-label="Book"] [role="combobox"]:focus' });
        await typist.type(digits, { selector: '[role="option"]', text: caller });
        await typist.press('ArrowDown', {
          selector: '[role="option"][aria-selected="true"]',
          text: caller,
        });
        await typist.press('Enter', { selector: '.chosen', text: caller });
        await typist.press('Enter', { selector: '.sketch, [data-visit]:focus', text: caller });
        await typist.sees('booked', { selector: '[data-visit]:focus', text: `${caller}, ` });
      },
    },
  );
  const rao = calendar(page).getByRole('group', { name: /^Dr Meera Rao, / });
  await expect(rao.getByRole('button', { name: /^Nadeem Khan, .*, booked, Dr Meera Rao$/ })).toHaveCount(2);
  await expect(rao.getByRole('button', { name: /^Noor Ansari, .*, booked, Dr Meera Rao$/ })).toHaveCount(2);
});
