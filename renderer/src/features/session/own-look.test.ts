import { expect, test } from 'vitest';
import { stillUnsaved } from './own-look';

test('what was chosen anew while the answer was on its way is still to be kept', () => {
  expect(stillUnsaved({ theme: 'light', language: 'hi' }, { theme: 'dark', language: 'hi' })).toEqual({
    theme: 'light',
  });
});

test('what the account has is no longer to be kept, false as well as true', () => {
  expect(stillUnsaved({ moreContrast: false }, { theme: 'dark', moreContrast: false })).toEqual({});
  expect(stillUnsaved({ moreContrast: false }, { moreContrast: true })).toEqual({ moreContrast: false });
});
