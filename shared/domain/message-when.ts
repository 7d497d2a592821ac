import { Temporal } from 'temporal-polyfill';

/** Day and time as the language writes them, in digits that everyone reads; `start` is the clinic's wall clock. */
export function messageWhen(
  start: string,
  language: string,
  country: string,
): { readonly date: string; readonly time: string } {
  const locale = `${language}-${country}-u-nu-latn`;
  const at = Temporal.PlainDateTime.from(start).toZonedDateTime('UTC').epochMilliseconds;
  const inWords = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
      .format(at)
      .replace(/[\u202f\u00a0]/gu, ' ');
  return {
    date: inWords({ weekday: 'long', day: 'numeric', month: 'long' }),
    time: inWords({ hour: 'numeric', minute: '2-digit', hour12: true }),
  };
}
