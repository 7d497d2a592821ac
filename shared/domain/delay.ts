import {
  type ClinicDate,
  type ClinicDateTime,
  addDays,
  atMinute,
  dateOf,
  minuteOfDay,
  minutesBetween,
} from '#shared/values/wall-clock';
import { type TimeRange, overlaps } from './slots';

/** `use`: free time between two visits takes up the delay; `keep`: everyone moves by the whole of it. */
export const GAP_WAYS = ['use', 'keep'] as const;
export type GapWay = (typeof GAP_WAYS)[number];

export interface DelayedVisit extends TimeRange {
  readonly id: number;
}

export interface DoctorsDay {
  readonly date: ClinicDate;
  /** Visits that have not begun and still can. */
  readonly rest: readonly DelayedVisit[];
  /** What keeps its time: who is in the room, and what is over. */
  readonly fixed: readonly TimeRange[];
  readonly open: readonly { readonly from: string; readonly to: string }[];
  /** Whether the clinic's clocks show this time on that day at all. */
  readonly exists: (time: ClinicDateTime) => boolean;
}

export interface DelayStep {
  readonly id: number;
  readonly before: TimeRange;
  /** Null: it does not fit into the day any more. */
  readonly after: TimeRange | null;
}

/**
 * Where each remaining visit goes when the doctor is `minutes` late, in the order of time; those that keep
 * their time are left out. The first moves by the whole delay; with `use` the others only as far as the one
 * before pushes them. Nobody is pushed over the end of the hours they were booked in, nor over midnight.
 */
export function planDelay(day: DoctorsDay, minutes: number, gaps: GapWay): DelayStep[] {
  const rest = [...day.rest].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id - b.id));
  const first = rest[0];
  if (!first) return [];
  const steps: DelayStep[] = [];
  let frontier = minuteOn(day.date, first.start) + minutes;
  for (const visit of rest) {
    const start = minuteOn(day.date, visit.start);
    const length = minutesBetween(visit.start, visit.end);
    const wished = Math.max(frontier, gaps === 'keep' ? start + minutes : start);
    const at = afterFixed(day, wished, length);
    if (at === start) {
      frontier = start + length;
      continue;
    }
    const after = { start: atMinute(day.date, at), end: atMinute(day.date, at + length) };
    const fits = at + length <= latestEnd(day, visit) && day.exists(after.start) && day.exists(after.end);
    if (fits) frontier = at + length;
    steps.push({ id: visit.id, before: { start: visit.start, end: visit.end }, after: fits ? after : null });
  }
  return steps;
}

/** Ends the doctor's day: whoever has not been seen is to be moved. */
export function planEnd(day: DoctorsDay): DelayStep[] {
  return [...day.rest]
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id - b.id))
    .map(({ id, start, end }) => ({ id, before: { start, end }, after: null }));
}

/** Minutes from the day's midnight; what lies on the next day counts on. */
function minuteOn(date: ClinicDate, time: ClinicDateTime): number {
  return minuteOfDay(time) + (dateOf(time) > date ? 1440 : 0);
}

function afterFixed(day: DoctorsDay, from: number, length: number): number {
  const blocks = day.fixed
    .map((block) => ({
      from: block.start < `${day.date}T00:00` ? 0 : minuteOn(day.date, block.start),
      to: minuteOn(day.date, block.end),
    }))
    .sort((a, b) => a.from - b.from);
  return blocks.reduce((at, block) => (block.from < at + length && at < block.to ? block.to : at), from);
}

/** The end of the hours the visit lies in; one that was booked outside them is bound by midnight only. */
function latestEnd(day: DoctorsDay, visit: TimeRange): number {
  const from = visit.start.slice(11);
  const to = visit.end.slice(11);
  const staysInDay = visit.end < `${addDays(day.date, 1)}T00:00`;
  const hours = day.open.find((range) => staysInDay && range.from <= from && to <= range.to);
  return hours ? minuteOfTime(hours.to) : 1440;
}

function minuteOfTime(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** A visit on its way back to where a delay found it, or once more to where the delay put it. */
export interface Return {
  readonly id: number;
  /** Where it holds its time now; null while it is to be moved. */
  readonly now: TimeRange | null;
  readonly target: TimeRange | null;
}

/**
 * Which of them can go, when `others` hold the rest of the doctor's time: whoever finds the place taken
 * stays, and may thereby stand in the way of the next.
 */
export function whoCanReturn(
  returns: readonly Return[],
  others: readonly TimeRange[],
): { readonly going: readonly Return[]; readonly staying: readonly Return[] } {
  let going = [...returns];
  let taken = [...others];
  for (;;) {
    const blocked = going.filter(({ target }) => target && taken.some((other) => overlaps(other, target)));
    if (blocked.length === 0) {
      return { going, staying: returns.filter((one) => !going.includes(one)) };
    }
    going = going.filter((one) => !blocked.includes(one));
    taken = [...taken, ...blocked.flatMap(({ now }) => (now ? [now] : []))];
  }
}
