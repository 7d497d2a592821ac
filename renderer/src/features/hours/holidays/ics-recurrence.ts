import type { IcsRecurrenceRule } from 'ts-ics';
import {
  MOST_COUNT,
  MOST_INTERVAL,
  ORDINALS,
  RULE_DAYS,
  type Recurrence,
  type RuleDay,
  type RuleEnd,
} from '#shared/domain/availability/recurrence';
import { ClinicDate, plainDate } from '#shared/values/wall-clock';

function endOf({ count, until }: IcsRecurrenceRule): RuleEnd | null {
  if (count !== undefined) return count >= 1 && count <= MOST_COUNT ? { kind: 'count', count } : null;
  if (until === undefined) return { kind: 'never' };
  const date = ClinicDate.safeParse(until.date.toISOString().slice(0, 10));
  return date.success ? { kind: 'until', date: date.data } : null;
}

function ruleDay(day: string): RuleDay | undefined {
  return RULE_DAYS.find((known) => known === day);
}

type Common = Pick<Recurrence, 'interval' | 'ends'>;

/** "The fourth Thursday of November" is our every twelfth month; a month and day only repeat what the date says. */
function yearly(rule: IcsRecurrenceRule, common: Common, date: ClinicDate): Recurrence | null {
  const { month, day } = plainDate(date);
  const ofMonth = (rule.byMonth ?? [month - 1]).every((one) => one === month - 1);
  const ofDay = (rule.byMonthday ?? [day]).every((one) => one === day);
  if (!ofMonth || !ofDay) return null;
  const [weekday] = rule.byDay ?? [];
  if (!weekday) return { ...common, every: 'year' };
  const ordinal = ORDINALS.find((known) => known === weekday.occurrence);
  const named = ruleDay(weekday.day);
  const interval = common.interval * 12;
  if (rule.byDay?.length !== 1 || rule.byMonth === undefined || rule.byMonthday !== undefined) return null;
  if (ordinal === undefined || named === undefined || interval > MOST_INTERVAL) return null;
  return { ...common, interval, every: 'month', weekdays: [{ ordinal, day: named }], monthDays: [] };
}

/** A file's recurrence as one of ours; null for one that holidays do not have, which is then told. */
export function recurrenceIn(rule: IcsRecurrenceRule, date: ClinicDate): Recurrence | null {
  const ends = endOf(rule);
  const interval = rule.interval ?? 1;
  const isOther = [rule.bySetPos, rule.byWeekNo, rule.byYearday, rule.byHour, rule.byMinute, rule.bySecond];
  if (!ends || !(interval >= 1 && interval <= MOST_INTERVAL) || isOther.some((part) => part !== undefined))
    return null;
  const common = { interval, ends };
  const isPlain = rule.byDay === undefined && rule.byMonth === undefined && rule.byMonthday === undefined;
  switch (rule.frequency) {
    case 'YEARLY':
      return yearly(rule, common, date);
    case 'MONTHLY':
      return isPlain ? { ...common, every: 'month', weekdays: [], monthDays: [] } : null;
    case 'WEEKLY': {
      const days = (rule.byDay ?? []).map(({ day }) => ruleDay(day));
      if (rule.byMonth !== undefined || rule.byMonthday !== undefined || days.includes(undefined))
        return null;
      const named = days.filter((day) => day !== undefined);
      return {
        ...common,
        every: 'week',
        days: named,
        weekStart: ruleDay(rule.workweekStart ?? 'MO') ?? 'MO',
      };
    }
    case 'DAILY':
      return isPlain ? { ...common, every: 'day' } : null;
    default:
      return null;
  }
}
