import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

function countryOf(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}

/**
 * The digits that reach a phone from anywhere, `919845011223`; a number without a country code is counted to
 * the clinic's country. Null for what is no whole number: an extension, an old one, a slip of the finger.
 */
export function internationalDigits(phone: string, country: string): string | null {
  const parsed = parsePhoneNumberFromString(phone, {
    defaultCountry: countryOf(country) ?? 'IN',
    extract: false,
  });
  return parsed?.isPossible() === true && parsed.ext === undefined ? parsed.number.slice(1) : null;
}
