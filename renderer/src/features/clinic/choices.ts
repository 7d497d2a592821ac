import { Temporal } from 'temporal-polyfill';

interface Choice {
  readonly value: string;
  readonly name: string;
}

/** Zones that a browser still calls by a name the city has left. */
const RENAMED: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
};

/** A time by which the two clocks are told apart. */
export const SAMPLE_TIME = '17:05';

/** `America/New York`. */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** Every zone that this machine knows. */
export function zones(): Choice[] {
  const names = Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone);
  return [...new Set(names)].sort().map((zone) => ({ value: zone, name: zoneName(zone) }));
}

function named(values: readonly string[], name: (value: string) => string | undefined): Choice[] {
  return values
    .flatMap((value) => {
      const found = name(value);
      return found === undefined ? [] : [{ value, name: `${found} (${value})` }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

/** Every country and territory by its two letters. */
export function countries(locale: string): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  return named(
    letters.flatMap((first) => letters.map((second) => first + second)),
    (code) => names.of(code),
  );
}

export function currencies(locale: string): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: 'currency' });
  return named(Intl.supportedValuesOf('currency'), (code) => names.of(code));
}

const LANGUAGES = ['en', 'hi', 'bn', 'gu', 'kn', 'ml', 'mr', 'or', 'pa', 'ta', 'te', 'ur'] as const;

/** Ways of writing that fit a clinic in this country. */
export function locales(country: string): string[] {
  return [...new Set([...LANGUAGES.map((language) => `${language}-${country}`), 'en-IN', 'en-GB', 'en-US'])];
}

const SAMPLE = Temporal.PlainDate.from('2028-05-04').toZonedDateTime('UTC').epochMilliseconds;

/** A date and a sum as they would be written; dashes where the choice is none. */
export function sampleOf(locale: string, currency: string) {
  try {
    const day = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(SAMPLE);
    return {
      longDay: day({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
      shortDay: day({ day: 'numeric', month: 'numeric', year: 'numeric' }),
      money: new Intl.NumberFormat(locale, { style: 'currency', currency }).format(125_000.5),
    };
  } catch {
    return { longDay: '—', shortDay: '—', money: '—' };
  }
}
