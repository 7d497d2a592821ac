import type { TFunction } from 'i18next';
import { type HowOften, describeRule } from '#shared/domain/availability/describe';
import { RULE_DAYS, type RuleDay, readRecurrence } from '#shared/domain/availability/recurrence';
import type { HoursRule } from '#shared/domain/availability/rule';
import { fieldWords } from '../../../ui/error-words';
import { longDay, plainDay, wallTime, weekdayOf } from '../../../ui/format';
import { ClinicDate, addDays } from '#shared/values/wall-clock';

/** A Monday. */
const A_MONDAY = ClinicDate.parse('2024-01-01');

export function dayWords(day: RuleDay, locale: string, length: 'long' | 'short'): string {
  return weekdayOf(addDays(A_MONDAY, RULE_DAYS.indexOf(day)), locale, length);
}

function listed(words: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
}

/** `Monday to Saturday` for three days or more without a gap, else each of them. */
function daysWords(t: TFunction, days: readonly RuleDay[], locale: string): string {
  const numbers = days.map((day) => RULE_DAYS.indexOf(day));
  const [first, last] = [days[0], days.at(-1)];
  const isRun = numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);
  if (first && last && isRun && days.length > 2)
    return t('hours.dayToDay', { from: dayWords(first, locale, 'long'), to: dayWords(last, locale, 'long') });
  return listed(
    days.map((day) => dayWords(day, locale, 'long')),
    locale,
  );
}

function every(t: TFunction, unit: 'day' | 'week' | 'month' | 'year', interval: number): string {
  if (interval === 1) return t(`hours.every.${unit}`);
  return interval === 2 ? t(`hours.everySecond.${unit}`) : t(`hours.everyNth.${unit}`, { count: interval });
}

interface OftenWords {
  /** `Every second week`, said first and strongly. */
  readonly often: string;
  readonly days: string;
}

function oftenWords(t: TFunction, often: HowOften, from: ClinicDate, locale: string): OftenWords {
  switch (often.every) {
    case 'once':
      return { often: t('hours.once'), days: longDay(from, locale) };
    case 'day':
      return { often: every(t, 'day', often.interval), days: '' };
    case 'week':
      return { often: every(t, 'week', often.interval), days: daysWords(t, often.days, locale) };
    case 'month': {
      const named = often.weekdays.map(({ ordinal, day }) =>
        t('hours.ordinalDay', {
          ordinal: t(`hours.ordinal.${ordinal}`),
          day: dayWords(day, locale, 'long'),
        }),
      );
      return { often: every(t, 'month', often.interval), days: listed(named, locale) };
    }
    case 'monthDay': {
      const named = often.monthDays.map((day) =>
        day === -1 ? t('hours.lastDay') : t('hours.dayOfMonth', { day }),
      );
      return { often: every(t, 'month', often.interval), days: listed(named, locale) };
    }
    case 'year': {
      const date = ClinicDate.parse(
        `2024-${String(often.month).padStart(2, '0')}-${String(often.day).padStart(2, '0')}`,
      );
      const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
      return { often: every(t, 'year', often.interval), days: days.format(Date.parse(date)) };
    }
  }
}

export function timesWords(t: TFunction, start: string, end: string): string {
  return start === '00:00' && end === '24:00'
    ? t('hours.allDay')
    : t('hours.fromTo', { start: wallTime(start), end: wallTime(end) });
}

export interface RuleSentence {
  readonly often: string;
  readonly rest: string;
}

type Sayable = Omit<HoursRule, 'id' | 'doctorId'>;

/** A rule as one says it: "Every second week Monday, Wednesday and Friday, 17:30 to 20:00, until 31 Mar 2028". */
export function ruleSentence(t: TFunction, rule: Sayable, locale: string): RuleSentence {
  const facts = describeRule(rule);
  if (!facts) {
    const read = readRecurrence(rule.recurrence ?? '');
    const why = read.ok ? '' : fieldWords(t, read.problem.code, read.problem.params);
    return { often: t('hours.unreadable'), rest: why };
  }
  const times = timesWords(t, facts.start, facts.end);
  const isRange = facts.often.every === 'day' && facts.often.interval === 1 && facts.until !== null;
  const { often, days } = isRange
    ? {
        often: t('hours.eachDay'),
        days: t('hours.dayToDay', {
          from: plainDay(facts.from, locale),
          to: plainDay(facts.until, locale),
        }),
      }
    : oftenWords(t, facts.often, facts.from, locale);
  const ends =
    facts.count !== null
      ? t('hours.times', { count: facts.count })
      : facts.until !== null && !isRange
        ? t('hours.until', { date: plainDay(facts.until, locale) })
        : '';
  const without = rule.exceptions.length > 0 ? t('hours.without', { count: rule.exceptions.length }) : '';
  return { often, rest: [days, times, ends, without].filter((part) => part !== '').join(', ') };
}

/** The sentence in one line, for a list or a choice. */
export function ruleLine(t: TFunction, rule: Sayable, locale: string): string {
  const { often, rest } = ruleSentence(t, rule, locale);
  return `${often} ${rest}`;
}

/** What the rule is called: its label, else what it is. */
export function ruleName(t: TFunction, rule: Pick<HoursRule, 'label' | 'available'>): string {
  return rule.label ?? t(rule.available ? 'hours.hours' : 'hours.leave');
}

/** `since 1 June 2026 · no end`. */
export function sinceWords(t: TFunction, rule: Sayable, locale: string): string {
  const facts = describeRule(rule);
  if (!facts || facts.often.every === 'once') return '';
  const until =
    facts.until === null ? t('hours.noEnd') : t('hours.until', { date: plainDay(facts.until, locale) });
  return `${t('hours.since', { date: plainDay(facts.from, locale) })} · ${until}`;
}
