import { dateOfNumber, dayNumber } from './day-number';
import { daysBetween } from './dates';
import { merged, without } from './ranges';
import type { HoursRule } from './rule';
import type { OpeningHours } from '#shared/contract/settings';
import { skippedRanges } from '#shared/domain/clock-change';
import { openRanges } from '#shared/domain/opening-hours';
import type { MinuteRange } from '#shared/domain/walk-in';
import { type ClinicDate, minuteOfDay } from '#shared/values/wall-clock';

/** A day on which the clinic is closed for everybody. */
export interface Holiday {
  readonly date: ClinicDate;
  readonly name: string;
}

/** Why a stretch of a day is taken out of a doctor's hours. */
export interface Blocked extends MinuteRange {
  readonly why: 'leave' | 'holiday';
  /** Of the leave, or the holiday's name. */
  readonly label: string | null;
  /** The leave's rule. */
  readonly ruleId: number | null;
}

/** When one doctor works on one day, on the clinic's wall clock. */
export interface DayHours {
  readonly doctorId: number;
  readonly date: ClinicDate;
  /** False when the doctor has no hours of their own and follows the clinic's opening hours. */
  readonly ownHours: boolean;
  readonly open: readonly MinuteRange[];
  readonly blocked: readonly Blocked[];
}

export interface ClinicHours {
  readonly openingHours: OpeningHours;
  readonly holidays: readonly Holiday[];
  /** IANA name: what a clock change skips is nobody's time. */
  readonly timeZone: string;
}

const WHOLE_DAY: MinuteRange = { from: 0, to: 1440 };

function rangeOf(rule: HoursRule): MinuteRange {
  return { from: minuteOfDay(rule.start), to: minuteOfDay(rule.end) };
}

/** The rules of one doctor by the days of the range on which they hold. */
function byDay(rules: readonly HoursRule[], first: number, last: number): ReadonlyMap<number, HoursRule[]> {
  const days = new Map<number, HoursRule[]>();
  for (const rule of rules) {
    for (const day of daysBetween(rule, first, last)) {
      const there = days.get(day);
      if (there) there.push(rule);
      else days.set(day, [rule]);
    }
  }
  return days;
}

function leaveOf(rule: HoursRule): Blocked {
  return { ...rangeOf(rule), why: 'leave', label: rule.label, ruleId: rule.id };
}

/** What a day is for every doctor. */
interface Day {
  readonly number: number;
  readonly date: ClinicDate;
  readonly holiday: Holiday | undefined;
  readonly clinicOpen: readonly MinuteRange[];
  readonly skipped: readonly MinuteRange[];
}

function daysOf(clinic: ClinicHours, from: ClinicDate, to: ClinicDate): Day[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, index) => {
    const date = dateOfNumber(first + index);
    return {
      number: first + index,
      date,
      holiday: clinic.holidays.find((closed) => closed.date === date),
      clinicOpen: openRanges(clinic.openingHours, date).map(minutesOf),
      skipped: skippedRanges(date, clinic.timeZone),
    };
  });
}

function minutesOf(range: OpeningHours['mon'][number]): MinuteRange {
  return { from: minuteOfDay(range.from), to: minuteOfDay(range.to) };
}

function closedBy({ name }: Holiday, oneOff: readonly MinuteRange[]): Blocked[] {
  return without([WHOLE_DAY], oneOff).map((range) => ({
    ...range,
    why: 'holiday',
    label: name,
    ruleId: null,
  }));
}

function dayHours(doctorId: number, ownHours: boolean, day: Day, here: readonly HoursRule[]): DayHours {
  const { date, holiday } = day;
  const hours = here.filter(({ available }) => available);
  const leave = here.filter(({ available }) => !available).map(leaveOf);
  const oneOff = hours.filter(({ recurrence }) => recurrence === null).map(rangeOf);
  const usual = ownHours ? hours.map(rangeOf) : day.clinicOpen;
  const closed = holiday ? closedBy(holiday, oneOff) : [];
  const blocked = [...leave, ...closed].sort((a, b) => a.from - b.from);
  const open = without(merged(holiday ? oneOff : usual), [...blocked, ...day.skipped]);
  return { doctorId, date, ownHours, open, blocked };
}

function doctorDays(doctorId: number, rules: readonly HoursRule[], days: readonly Day[]): DayHours[] {
  const ownHours = rules.some(({ available }) => available);
  const perDay = byDay(rules, days[0]?.number ?? 0, days.at(-1)?.number ?? -1);
  return days.map((day) => dayHours(doctorId, ownHours, day, perDay.get(day.number) ?? []));
}

/**
 * One doctor's free and blocked ranges, day by day in `[from, to]`. Hours are the doctor's own or, without
 * any, the clinic's. A holiday closes the day but for hours that were entered for that very date; leave wins
 * over all of it. The work is bounded by the days asked for, whatever a rule says; a rule that cannot be read
 * yields nothing.
 */
export function expandDoctor(
  doctorId: number,
  rules: readonly HoursRule[],
  clinic: ClinicHours,
  from: ClinicDate,
  to: ClinicDate,
): DayHours[] {
  return doctorDays(doctorId, rules, daysOf(clinic, from, to));
}

/** Several doctors' days, doctor by doctor in the order given. */
export function expandHours(
  doctorIds: readonly number[],
  rules: readonly HoursRule[],
  clinic: ClinicHours,
  from: ClinicDate,
  to: ClinicDate,
): DayHours[] {
  const days = daysOf(clinic, from, to);
  return doctorIds.flatMap((id) =>
    doctorDays(
      id,
      rules.filter(({ doctorId }) => doctorId === id),
      days,
    ),
  );
}
