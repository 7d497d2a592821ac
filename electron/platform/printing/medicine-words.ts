import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS } from '#shared/contract/settings';
import { type DayTimes, type Frequency, parseFrequency } from '#shared/domain/prescribing/frequency';
import { quantityText } from '#shared/domain/prescribing/quantity';
import { remarksOf } from '#shared/domain/prescribing/remarks';
import type { PageWords } from '#electron/platform/page-words';

const THREE = ['morning', 'noon', 'night'] as const;
const FOUR = ['morning', 'noon', 'evening', 'night'] as const;
/** Any Monday: the days of a week by name follow from it. */
const MONDAY = Temporal.PlainDate.from('2024-01-01');

function timesInWords(times: DayTimes, words: PageWords): string {
  const names = times.length === 3 ? THREE : FOUR;
  return names
    .map((name, index) => ({ name, quantity: times[index] ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
    .map(({ name, quantity }) => words(`dayTimes.${name}`, { quantity: quantityText(quantity) }))
    .join(' · ');
}

function inWords(frequency: Frequency, words: PageWords, locale: string): string {
  switch (frequency.kind) {
    case 'times':
      return timesInWords(frequency.times, words);
    case 'code':
      return words(`codes.${frequency.code}`);
    case 'hours':
      return words('hours', { count: frequency.hours });
    case 'alternate_days':
      return words('alternateDays');
    case 'weekly': {
      if (frequency.weekday === null) return words('weekly');
      const day = MONDAY.add({ days: WEEKDAYS.indexOf(frequency.weekday) });
      return words('weeklyOn', { weekday: day.toLocaleString(locale, { weekday: 'long' }) });
    }
    case 'taper':
      return frequency.steps
        .map(({ times, days }) =>
          words('step', { times: timesInWords(times, words), days: daysInWords(days, words) }),
        )
        .join('; ');
  }
}

export function daysInWords(days: number, words: PageWords): string {
  return words('days', { count: days });
}

/** `1-0-1` as the patient reads it: `morning 1 · night 1`; null where nothing is written, or nothing that we read. */
export function frequencyInWords(written: string | null, words: PageWords, locale: string): string | null {
  const frequency = written === null ? null : parseFrequency(written);
  return frequency && inWords(frequency, words, locale);
}

/** Instructions with what is said of meals in the patient's language; the doctor's own words stay as written. */
export function remarksInWords(written: string | null, words: PageWords): string {
  return remarksOf(written ?? '')
    .map((remark) => (typeof remark === 'string' ? words(`meal.${remark}`) : remark.text))
    .join(', ');
}
