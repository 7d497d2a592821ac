import { describe, expect, it } from 'vitest';
import { internationalDigits } from './phone';

describe('a phone number that can be reached from anywhere', () => {
  it.each([
    ['98450 11223', 'IN', '919845011223'],
    ['098450-11223', 'IN', '919845011223'],
    ['+91 98450 11223', 'IN', '919845011223'],
    ['0091 98450 11223', 'IN', '919845011223'],
    ['(080) 2222 3333', 'IN', '918022223333'],
    ['+44 20 7946 0018', 'IN', '442079460018'],
    ['020 7946 0018', 'GB', '442079460018'],
    ['98450 11223', 'nowhere', '919845011223'],
  ])('%s in %s is %s', (phone, country, digits) => {
    expect(internationalDigits(phone, country)).toBe(digits);
  });

  it.each(['123', '11223', '98450 11223 / 98450 44556', '+91', '00', '98450112239845011223', '۹۸۴۵۰'])(
    '%s is none',
    (phone) => {
      expect(internationalDigits(phone, 'IN')).toBeNull();
    },
  );
});
