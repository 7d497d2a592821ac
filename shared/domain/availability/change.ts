import { dayNumber } from './day-number';
import { datesOf, patternOf } from './dates';
import { type Recurrence, readRecurrence, writeRecurrence } from './recurrence';
import type { Recurring } from './rule';
import { type ClinicDate, addDays } from '#shared/values/wall-clock';

/** What a change is meant for: one date, that date and all after it, or the whole rule. */
export const SCOPES = ['this', 'following', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** A rule cut in two; null is a part without dates. */
export interface RuleParts<T extends Recurring> {
  readonly before: T | null;
  readonly after: T | null;
}

function withRecurrence<T extends Recurring>(rule: T, recurrence: Recurrence): T {
  return { ...rule, recurrence: writeRecurrence(recurrence) };
}

/** How many dates the recurrence has before `date`; those taken out are counted too, as RFC 5545 does. */
function countBefore(rule: Recurring, date: ClinicDate): number {
  const pattern = patternOf(rule.date, rule.recurrence);
  if (!pattern) return 0;
  const end = dayNumber(date);
  let count = 0;
  for (let day = pattern.step(pattern.first); day !== null && day < end; day = pattern.step(day + 1))
    count += 1;
  return count;
}

/**
 * Cuts a rule for "this and following": the dates before `date` end the day before, the others begin with
 * the first of them, so that every second week stays that week. Together they yield what the rule did.
 */
export function splitAt<T extends Recurring>(rule: T, date: ClinicDate): RuleParts<T> {
  const [firstAfter] = datesOf({ ...rule, exceptions: [] }, date, 1);
  const read = rule.recurrence === null ? null : readRecurrence(rule.recurrence);
  const [first] = datesOf(rule, rule.date, 1);
  if (first === undefined || first >= date || !read?.ok) {
    return firstAfter === undefined ? { before: rule, after: null } : { before: null, after: rule };
  }
  const { recurrence } = read;
  const isBefore = (exception: ClinicDate) => exception < date;
  const before = {
    ...withRecurrence(rule, { ...recurrence, ends: { kind: 'until', date: addDays(date, -1) } }),
    exceptions: rule.exceptions.filter(isBefore),
  };
  if (firstAfter === undefined) return { before: rule, after: null };
  const { ends } = recurrence;
  const after = {
    ...withRecurrence(rule, {
      ...recurrence,
      ends:
        ends.kind === 'count' ? { kind: 'count', count: ends.count - countBefore(rule, firstAfter) } : ends,
    }),
    date: firstAfter,
    exceptions: rule.exceptions.filter((exception) => !isBefore(exception)),
  };
  return { before, after: datesOf(after, after.date, 1).length === 0 ? null : after };
}

/** The rule without one of its dates; null when it has no other. */
export function withoutDate<T extends Recurring>(rule: T, date: ClinicDate): T | null {
  const exceptions = [...new Set([...rule.exceptions, date])].sort();
  const rest = { ...rule, exceptions };
  return datesOf(rest, rest.date, 1).length === 0 ? null : rest;
}

/** The same rule beginning on a date that it yields; null when it yields none. */
export function beginningOnFirst<T extends Recurring>(rule: T): T | null {
  const [date] = datesOf({ ...rule, exceptions: [] }, rule.date, 1);
  if (date === undefined) return null;
  const moved = { ...rule, date };
  return datesOf(moved, date, 1).length === 0 ? null : moved;
}
