import { Temporal } from 'temporal-polyfill';

const MONTH_FIRST = /(?<![0-9./-])([0-9]{1,2})[/.-]([0-9]{4})(?![0-9./-])/g;
const DAY_FIRST = /(?<![0-9])([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?![0-9])/g;
const YEAR_FIRST = /(?<![0-9])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])/g;
const IN_WORDS = /(?<![0-9])([0-9]{1,2})[\s./-]*([\p{L}\p{M}]+)[\s./,॰-]*([0-9]{4})(?![0-9])/gu;

/** The languages in which the clinic's people write months: English, also as India shortens it, and Hindi. */
const LANGUAGES = ['en', 'en-IN', 'hi'];

function letters(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]/gu, '')
    .normalize('NFC');
}

/** Each month's names, long and short: `january`, `jan`, `sept`, `जनवरी`, `जन`. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 12 }, (_, at) => at + 1).flatMap((month) => {
    const day = Temporal.PlainDate.from({ year: 2000, month, day: 1 });
    const names = LANGUAGES.flatMap((language) =>
      (['long', 'short'] as const).map((style) => letters(day.toLocaleString(language, { month: style }))),
    );
    return names.map((name) => [name, month] as const);
  }),
);

function isoDate(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

interface Taken {
  /** `1990-01-04`, or `1990-01` where no day was typed. */
  readonly dates: readonly string[];
  readonly rest: string;
}

/**
 * Takes the dates out of a folded search: day first, as the clinic writes it (`4/1/1990`, `04-01-1990`,
 * `4 jan 1990`), a month (`01/1990`), or ISO. A word that is no month stays a word.
 */
export function takeDates(text: string): Taken {
  const dates: string[] = [];
  const rest = text
    .replace(YEAR_FIRST, (_all, year: string, month: string, day: string) => {
      dates.push(isoDate(year, month, day));
      return ' ';
    })
    .replace(DAY_FIRST, (_all, day: string, _separator, month: string, year: string) => {
      dates.push(isoDate(year, month, day));
      return ' ';
    })
    .replace(IN_WORDS, (all, day: string, word: string, year: string) => {
      const month = MONTHS.get(letters(word));
      if (month === undefined) return all;
      dates.push(isoDate(year, String(month), day));
      return ' ';
    })
    .replace(MONTH_FIRST, (all, month: string, year: string) => {
      if (Number(month) < 1 || Number(month) > 12) return all;
      dates.push(`${year}-${month.padStart(2, '0')}`);
      return ' ';
    });
  return { dates, rest };
}
