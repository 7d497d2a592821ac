import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for one another when read from a screen. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password that is shown once and changed at its first use, as `4kzt-9wfa-mq3e-hbx7`: 79 bits. */
export function oneTimeCode(): string {
  const group = (): string =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
  return [group(), group(), group(), group()].join('-');
}
