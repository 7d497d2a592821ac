import { dateOfNumber, dayNumber } from '#shared/domain/availability/day-number';
import { daysBetween } from '#shared/domain/availability/dates';
import { type ClinicHours, type DayHours, expandDoctor } from '#shared/domain/availability/expand';
import type { HoursRule } from '#shared/domain/availability/rule';
import { type ClinicDate, addDays } from '#shared/values/wall-clock';

/** A rule on one of its dates. */
export interface Occurrence {
  readonly rule: HoursRule;
  readonly date: ClinicDate;
}

/** Every rule on each of its dates in `[from, to]`, by date and start. */
export function occurrencesOf(
  rules: readonly HoursRule[],
  from: ClinicDate,
  to: ClinicDate,
): readonly Occurrence[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  return rules
    .flatMap((rule) => daysBetween(rule, first, last).map((day) => ({ rule, date: dateOfNumber(day) })))
    .sort((a, b) => a.date.localeCompare(b.date) || a.rule.start.localeCompare(b.rule.start));
}

/** A day on which the doctor works, or would but for leave or a holiday. */
export interface WorkDate {
  readonly date: ClinicDate;
  readonly day: DayHours;
  readonly occurrences: readonly Occurrence[];
}

const AT_A_TIME = 42;
/** A doctor who comes twice a year is found; nobody waits for one who never does. */
const FURTHEST = 800;

/** The next days on which the doctor works or would, from `from` on. */
export function nextWorkDates(
  rules: readonly HoursRule[],
  clinic: ClinicHours,
  from: ClinicDate,
  limit: number,
): WorkDate[] {
  const found: WorkDate[] = [];
  const hours = rules.filter(({ available }) => available);
  for (let past = 0; past < FURTHEST && found.length < limit; past += AT_A_TIME) {
    const [first, last] = [addDays(from, past), addDays(from, past + AT_A_TIME - 1)];
    const days = expandDoctor(0, rules, clinic, first, last);
    const usual = expandDoctor(0, hours, { ...clinic, holidays: [] }, first, last);
    const occurrences = occurrencesOf(rules, first, last);
    for (const [index, day] of days.entries()) {
      if (day.open.length === 0 && usual[index]?.open.length === 0) continue;
      found.push({
        date: day.date,
        day,
        occurrences: occurrences.filter(({ date }) => date === day.date),
      });
    }
  }
  return found.slice(0, limit);
}
