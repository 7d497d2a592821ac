import { GRID_MINUTES } from './slots';
import { type ClinicDate, type ClinicDateTime, minuteOfDay, plainDate } from '#shared/values/wall-clock';
import { WEEKDAYS } from '#shared/contract/settings';

export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];
export type Weekday = (typeof WEEKDAYS)[number];

interface Minutes {
  readonly from: number;
  readonly to: number;
}

/** In which minutes of the day a visit of that part begins: before noon, before 17:00, after it. */
const STARTS: Readonly<Record<PartOfDay, Minutes>> = {
  morning: { from: 0, to: 720 },
  afternoon: { from: 720, to: 1020 },
  evening: { from: 1020, to: 1440 },
};

/** Time in which no visit holds anything of the doctor's; whole days are cut at midnight by their hours. */
export interface FreeRun {
  readonly doctorId: number;
  readonly start: string;
  readonly end: string;
}

/** When a doctor works on one day, wall clock; a day ends at `24:00`. */
export interface DoctorDay {
  readonly doctorId: number;
  readonly date: ClinicDate;
  readonly ranges: readonly { readonly from: string; readonly to: string }[];
}

export interface FreeTime {
  readonly doctorId: number;
  readonly start: ClinicDateTime;
  readonly end: ClinicDateTime;
}

export interface FreeWish {
  /** Nothing begins earlier. */
  readonly from: ClinicDateTime;
  /** None means any part of the day. */
  readonly parts: readonly PartOfDay[];
  /** None means any weekday. */
  readonly weekdays: readonly Weekday[];
  readonly minutesOf: (doctorId: number) => number;
}

/** The parts as ranges of minutes, neighbours joined: a visit may begin before noon and end after it. */
function startRanges(parts: readonly PartOfDay[]): Minutes[] {
  const chosen = PARTS_OF_DAY.filter((part) => parts.length === 0 || parts.includes(part));
  return chosen.reduce<Minutes[]>((ranges, part) => {
    const last = ranges.at(-1);
    const { from, to } = STARTS[part];
    return last?.to === from ? [...ranges.slice(0, -1), { from: last.from, to }] : [...ranges, { from, to }];
  }, []);
}

function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** `date` at a minute of it; 1440 is the next day's midnight. Plain arithmetic: hundreds are made at a time. */
function at(date: ClinicDate, minute: number): ClinicDateTime {
  const day = minute === 1440 ? plainDate(date).add({ days: 1 }).toString() : date;
  return `${day}T${minuteText(minute % 1440)}` as ClinicDateTime;
}

export function weekdayOfDate(date: ClinicDate): Weekday {
  return WEEKDAYS[plainDate(date).dayOfWeek - 1] ?? 'mon';
}

/** Whether a visit that begins then begins in one of the parts; none means any. */
export function isInParts(start: ClinicDateTime, parts: readonly PartOfDay[]): boolean {
  const minute = minuteOfDay(start);
  return startRanges(parts).some(({ from, to }) => from <= minute && minute < to);
}

/**
 * Every free time of the days that fits the wish, one behind the other inside each gap, earliest first;
 * at the same minute in the order of the days' doctors.
 */
export function freeTimes(runs: readonly FreeRun[], days: readonly DoctorDay[], wish: FreeWish): FreeTime[] {
  const ranges = startRanges(wish.parts);
  const ofDoctor = byDoctor(runs);
  const order = new Map([...new Set(days.map((day) => day.doctorId))].map((id, index) => [id, index]));
  const found = days.flatMap(({ doctorId, date, ranges: open }) => {
    if (wish.weekdays.length > 0 && !wish.weekdays.includes(weekdayOfDate(date))) return [];
    const minutes = wish.minutesOf(doctorId);
    return open.flatMap(({ from, to }) => {
      const [opens, closes] = [`${date}T${from}`, `${date}T${to}`];
      return touching(ofDoctor.get(doctorId) ?? [], opens, closes).flatMap((run) => {
        const [begins, ends] = [latest(run.start, opens, wish.from), run.end < closes ? run.end : closes];
        if (begins >= ends) return [];
        return startsIn(minuteOf(begins), minuteOf(ends), minutes, ranges).map((minute) => ({
          doctorId,
          start: at(date, minute),
          end: at(date, minute + minutes),
        }));
      });
    });
  });
  return found.sort(
    (a, b) => a.start.localeCompare(b.start) || (order.get(a.doctorId) ?? 0) - (order.get(b.doctorId) ?? 0),
  );
}

/** Each doctor's runs, earliest first. */
function byDoctor(runs: readonly FreeRun[]): ReadonlyMap<number, readonly FreeRun[]> {
  const grouped = new Map<number, FreeRun[]>();
  for (const run of runs) {
    const known = grouped.get(run.doctorId);
    if (known) known.push(run);
    else grouped.set(run.doctorId, [run]);
  }
  for (const group of grouped.values()) group.sort((a, b) => (a.start < b.start ? -1 : 1));
  return grouped;
}

/** Those of a doctor's runs that touch `[from, to)`, found by halving: there can be hundreds in a window. */
function touching(runs: readonly FreeRun[], from: string, to: string): readonly FreeRun[] {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? '') <= from) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((runs[last]?.start ?? '~') < to) last += 1;
  return runs.slice(low, last);
}

function latest(...times: readonly string[]): string {
  return times.reduce((last, time) => (time > last ? time : last));
}

function minuteOf(time: string): number {
  return Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));
}

function startsIn(from: number, to: number, minutes: number, ranges: readonly Minutes[]): number[] {
  return ranges.flatMap((range) => {
    const first = Math.ceil(Math.max(from, range.from) / GRID_MINUTES) * GRID_MINUTES;
    const last = Math.min(to - minutes, range.to - GRID_MINUTES);
    const count = Math.floor((last - first) / minutes) + 1;
    return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * minutes);
  });
}
