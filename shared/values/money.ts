import { z } from 'zod';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A currency of ISO 4217, `INR`. */
export const Currency = z
  .string({ error: 'unknown_choice' })
  .refine((value) => currencies.has(value), 'unknown_choice');

/** Places behind the point that the table of payments keeps (seed: DECIMAL(10,2)). */
const STORED_PLACES = 2;

/** How many places behind the point an amount of a currency has: 2 for INR, 0 for JPY, never more than are kept. */
export function placesOf(currency: string): number {
  if (!currencies.has(currency)) return STORED_PLACES;
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return Math.min(maximumFractionDigits ?? STORED_PLACES, STORED_PLACES);
}

/** True when a decimal string has no digits but noughts beyond the currency's smallest coin. */
export function fitsCurrency(amount: string, currency: string): boolean {
  const places = amount.split('.')[1] ?? '';
  return places.replace(/0+$/, '').length <= placesOf(currency);
}

/** A stored decimal string as the currency is written: `500.00` is `500` in JPY. Other digits are never cut. */
export function amountIn(currency: string, amount: string): string {
  return placesOf(currency) === 0 ? amount.replace(/\.0+$/, '') : amount;
}
