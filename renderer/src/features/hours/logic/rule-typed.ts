import { type HoursRuleDto, HoursRuleFields } from '#shared/contract/hours';
import { dayNumber, weekdayOf } from '#shared/domain/availability/day-number';
import {
  type MonthWeekday,
  ORDINALS,
  type Ordinal,
  RULE_DAYS,
  type Recurrence,
  type RuleDay,
  readRecurrence,
  writeRecurrence,
} from '#shared/domain/availability/recurrence';
import type { FieldIssue } from '#shared/errors/app-error';
import { fieldIssues } from '#shared/errors/from-zod';
import { ClinicDate } from '#shared/values/wall-clock';
import { keptTime } from '../../../ui/typed-time';

/** How often, as people say it; `range` is leave from a day to a day, `text` a rule that the chips cannot show. */
export const OFTEN = ['once', 'range', 'day', 'week', 'monthWeekday', 'monthDay', 'year', 'text'] as const;
export type Often = (typeof OFTEN)[number];
export const ENDS = ['never', 'until', 'count'] as const;
export type Ends = (typeof ENDS)[number];

/** A rule as it stands in the editor's fields, right or not. */
export interface RuleTyped {
  readonly available: boolean;
  readonly label: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly often: Often;
  readonly interval: string;
  readonly days: readonly RuleDay[];
  readonly ordinals: readonly Ordinal[];
  /** Days of the month, `1, 15`, and `-1` for its last. */
  readonly monthDays: string;
  readonly ends: Ends;
  readonly until: string;
  readonly count: string;
  /** An RRULE, for `text`. */
  readonly text: string;
}

type RuleLike = Pick<HoursRuleDto, 'available' | 'label' | 'date' | 'recurrence'> & {
  readonly start: string;
  readonly end: string;
};

/** The chips offer each chosen ordinal with each chosen weekday; other mixtures are shown as text. */
function isProduct(
  weekdays: readonly MonthWeekday[],
  ordinals: readonly Ordinal[],
  days: readonly RuleDay[],
) {
  return weekdays.length === ordinals.length * days.length;
}

/** A card with nothing typed into it. */
export const NOTHING_TYPED: RuleTyped = {
  available: true,
  label: '',
  date: '',
  start: '',
  end: '',
  often: 'once',
  interval: '1',
  days: [],
  ordinals: [],
  monthDays: '',
  ends: 'never',
  until: '',
  count: '',
  text: '',
};

/** The weekday of a date, as the chips have it. */
export function weekdayAt(date: string): RuleDay | undefined {
  const day = ClinicDate.safeParse(date);
  return day.success ? RULE_DAYS[weekdayOf(dayNumber(day.data))] : undefined;
}

function oftenIn(
  recurrence: Recurrence,
  { available, date }: RuleLike,
): Partial<RuleTyped> & { often: Often } {
  switch (recurrence.every) {
    case 'day':
      return !available && recurrence.interval === 1 && recurrence.ends.kind === 'until'
        ? { often: 'range' }
        : { often: 'day' };
    case 'week': {
      const own = weekdayAt(date);
      const days = recurrence.days.length > 0 || own === undefined ? recurrence.days : [own];
      return { often: recurrence.weekStart === 'MO' ? 'week' : 'text', days };
    }
    case 'month': {
      const ordinals = ORDINALS.filter((one) => recurrence.weekdays.some(({ ordinal }) => ordinal === one));
      const days = RULE_DAYS.filter((one) => recurrence.weekdays.some(({ day }) => day === one));
      if (recurrence.weekdays.length === 0)
        return { often: 'monthDay', monthDays: recurrence.monthDays.join(', ') };
      return {
        often: isProduct(recurrence.weekdays, ordinals, days) ? 'monthWeekday' : 'text',
        ordinals,
        days,
      };
    }
    case 'year':
      return { often: 'year' };
  }
}

export function typedOf(rule: RuleLike): RuleTyped {
  const plain: RuleTyped = {
    ...NOTHING_TYPED,
    available: rule.available,
    label: rule.label ?? '',
    date: rule.date,
    start: rule.start,
    end: rule.end,
    text: rule.recurrence ?? '',
  };
  if (rule.recurrence === null) return plain;
  const read = readRecurrence(rule.recurrence);
  if (!read.ok) return { ...plain, often: 'text' };
  const { interval, ends } = read.recurrence;
  return {
    ...plain,
    interval: String(interval),
    ends: ends.kind,
    until: ends.kind === 'until' ? ends.date : '',
    count: ends.kind === 'count' ? String(ends.count) : '',
    ...oftenIn(read.recurrence, rule),
  };
}

function endPart(typed: RuleTyped): string[] {
  if (typed.often === 'range' || typed.ends === 'until') return [`UNTIL=${typed.until.replaceAll('-', '')}`];
  return typed.ends === 'count' ? [`COUNT=${typed.count.trim()}`] : [];
}

const FREQ = {
  day: 'DAILY',
  range: 'DAILY',
  week: 'WEEKLY',
  monthWeekday: 'MONTHLY',
  monthDay: 'MONTHLY',
  year: 'YEARLY',
} as const;

/** What was typed as an RRULE; what is wrong in it is found by the same reading that a raw text gets. */
export function recurrenceOf(typed: RuleTyped): string | null {
  const { often } = typed;
  if (often === 'once') return null;
  if (often === 'text') return typed.text.trim();
  const interval = typed.interval.trim();
  const parts: string[] = [`FREQ=${FREQ[often]}`];
  if (often !== 'range' && interval !== '1') parts.push(`INTERVAL=${interval}`);
  if (often === 'week' && typed.days.length > 0) parts.push(`BYDAY=${typed.days.join(',')}`);
  if (often === 'monthWeekday') {
    const named = typed.ordinals.flatMap((ordinal) => typed.days.map((day) => `${String(ordinal)}${day}`));
    parts.push(`BYDAY=${named.join(',')}`);
  }
  const monthDays = typed.monthDays.split(/[\s,]+/).filter((day) => day !== '');
  if (often === 'monthDay' && monthDays.length > 0) parts.push(`BYMONTHDAY=${monthDays.join(',')}`);
  const text = [...parts, ...endPart(typed)].join(';');
  const read = readRecurrence(text);
  return read.ok ? writeRecurrence(read.recurrence) : text;
}

export type TypedField = Exclude<keyof RuleTyped, 'available'>;

export interface TypedIssue {
  readonly field: TypedField;
  readonly code: FieldIssue['code'];
  readonly params: FieldIssue['params'];
}

/** The field that a part of the rule was typed in. */
const FIELD_OF_PART: Readonly<Record<string, TypedField>> = {
  INTERVAL: 'interval',
  UNTIL: 'until',
  COUNT: 'count',
  BYDAY: 'days',
  BYMONTHDAY: 'monthDays',
};

/** What is wrong is said at the field, in the field's own words where it was not typed as a rule. */
function issueAt(typed: RuleTyped, { path, code, params }: FieldIssue): TypedIssue {
  const name = path.split('.').at(-1) ?? '';
  if (name === 'date' || name === 'start' || name === 'end' || name === 'label')
    return { field: name, code, params };
  if (typed.often === 'text') return { field: 'text', code, params };
  const field = FIELD_OF_PART[String(params['part'] ?? '')];
  if (field === undefined || code === 'rule_no_date') return { field: 'often', code, params };
  if (field === 'until') return { field, code: 'not_a_date', params: {} };
  if (field === 'days' && code === 'rule_part_bad') return { field, code: 'required', params: {} };
  return code === 'rule_part_bad' && field !== 'monthDays'
    ? { field, code: 'not_a_number', params: {} }
    : { field, code, params };
}

function asMissing(typed: RuleTyped, issue: TypedIssue): TypedIssue {
  const value = typed[issue.field];
  return typeof value === 'string' && value.trim() === ''
    ? { field: issue.field, code: 'required', params: {} }
    : issue;
}

export type ReadTyped =
  | { readonly ok: true; readonly rule: HoursRuleFields }
  | { readonly ok: false; readonly issues: readonly TypedIssue[] };

/** What was typed as the contract takes it, or what is wrong at which field. */
export function readTyped(typed: RuleTyped): ReadTyped {
  const day = ClinicDate.safeParse(typed.date);
  const read = HoursRuleFields.safeParse({
    date: typed.date,
    start: keptTime(typed.start),
    end: keptTime(typed.end, true),
    available: typed.available,
    recurrence: recurrenceOf(typed),
    label: typed.label.trim() === '' ? null : typed.label.trim(),
  });
  if (!read.success) {
    const issues = fieldIssues(read.error).map((issue) => issueAt(typed, issue));
    const isNoTime = issues.some(({ code }) => code === 'not_a_time');
    // What is no time is neither off the grid nor before another.
    const own = issues.filter(({ field, code }) =>
      isNoTime && (field === 'start' || field === 'end') ? code === 'not_a_time' : true,
    );
    return { ok: false, issues: own.map((issue) => asMissing(typed, issue)) };
  }
  const isBackwards = typed.often === 'range' && day.success && typed.until < day.data;
  if (isBackwards) return { ok: false, issues: [{ field: 'until', code: 'end_before_start', params: {} }] };
  if (typed.often === 'week' && typed.days.length === 0)
    return { ok: false, issues: [{ field: 'days', code: 'required', params: {} }] };
  return { ok: true, rule: read.data };
}
