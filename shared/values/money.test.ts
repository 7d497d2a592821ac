import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountIn, Currency, fitsCurrency, placesOf } from './money';

const anyCurrency = fc.constantFrom(...Intl.supportedValuesOf('currency'));
const anyAmount = fc
  .tuple(fc.nat(99_999_999), fc.constantFrom('', '.0', '.00', '.5', '.50', '.05'))
  .map(([whole, places]) => `${String(whole)}${places}`);

describe('money', () => {
  it('knows the places of currencies, and keeps no more than the seed does', () => {
    expect([placesOf('INR'), placesOf('JPY'), placesOf('KWD'), placesOf('gold')]).toEqual([2, 0, 2, 2]);
  });

  it('takes a currency of ISO 4217 only', () => {
    expect(Currency.safeParse('INR').success).toBe(true);
    expect(['inr', 'XXZ', '', 7].map((value) => Currency.safeParse(value).success)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('sees small change that a currency does not have', () => {
    expect(fitsCurrency('500.50', 'JPY')).toBe(false);
    expect(fitsCurrency('500.00', 'JPY')).toBe(true);
    expect(fitsCurrency('500.55', 'INR')).toBe(true);
  });

  it('writes each amount that fits without changing its worth, so that it fits again', () => {
    fc.assert(
      fc.property(anyCurrency, anyAmount, (currency, amount) => {
        fc.pre(fitsCurrency(amount, currency));
        const written = amountIn(currency, amount);
        expect(Number(written)).toBe(Number(amount));
        expect(fitsCurrency(written, currency)).toBe(true);
      }),
    );
  });

  it('never cuts digits that are more than noughts', () => {
    fc.assert(
      fc.property(anyCurrency, anyAmount, (currency, amount) => {
        expect(Number(amountIn(currency, amount))).toBe(Number(amount));
      }),
    );
  });
});
