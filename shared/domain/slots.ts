import {
  type ClinicDate,
  type ClinicDateTime,
  atMinute,
  dateOf,
  minuteOfDay,
  minutesBetween,
} from '#shared/values/wall-clock';

/** The grid of `appointment_slots`, in minutes (design section 3). */
export const GRID_MINUTES = 5;
/** The longest visit, in minutes (12 h; a CHECK on `appointments`). */
export const LONGEST_MINUTES = 720;

export type TimesProblem =
  | { readonly field: 'start' | 'end'; readonly code: 'off_grid' }
  | { readonly field: 'end'; readonly code: 'end_before_start' | 'over_12_hours' };

/** What is wrong with a visit's times by themselves; null when nothing is. */
export function timesProblem(start: ClinicDateTime, end: ClinicDateTime): TimesProblem | null {
  if (minuteOfDay(start) % GRID_MINUTES !== 0) return { field: 'start', code: 'off_grid' };
  if (minuteOfDay(end) % GRID_MINUTES !== 0) return { field: 'end', code: 'off_grid' };
  const minutes = minutesBetween(start, end);
  if (minutes <= 0) return { field: 'end', code: 'end_before_start' };
  if (minutes > LONGEST_MINUTES) return { field: 'end', code: 'over_12_hours' };
  return null;
}

export interface TimeRange {
  readonly start: ClinicDateTime;
  readonly end: ClinicDateTime;
}

/** Half-open ranges: one that ends at 10:00 does not touch one that starts then. */
export function overlaps(a: TimeRange, b: TimeRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * Up to `limit` free starts on one day for a visit of `minutes`, nearest to `around` first and not
 * overlapping each other, so that they are real alternatives. `busy` are the doctor's visits that hold
 * their time, `open` the day's hours.
 */
export function freeStarts(
  busy: readonly TimeRange[],
  open: readonly { readonly from: string; readonly to: string }[],
  around: ClinicDateTime,
  minutes: number,
  limit: number,
): ClinicDateTime[] {
  const date = dateOf(around);
  const wanted = minuteOfDay(around);
  const nearest = freeMinutes(busy, open, date, minutes).sort(
    (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b,
  );
  const chosen: number[] = [];
  for (const start of nearest) {
    if (chosen.length === limit) break;
    if (chosen.every((other) => Math.abs(other - start) >= minutes)) chosen.push(start);
  }
  return chosen.map((minute) => atMinute(date, minute));
}

/** Every start on the grid of the day that leaves room for `minutes` before the next visit and the closing. */
function freeMinutes(
  busy: readonly TimeRange[],
  open: readonly { readonly from: string; readonly to: string }[],
  date: ClinicDate,
  minutes: number,
): number[] {
  const taken = busy.map((visit) => ({
    from: visit.start < `${date}T00:00` ? 0 : minuteOfDay(visit.start),
    to: dateOf(visit.end) > date ? 1440 : minuteOfDay(visit.end),
  }));
  const isFree = (from: number) => taken.every((visit) => visit.to <= from || from + minutes <= visit.from);
  return open
    .flatMap((range) => starts(minuteOfTime(range.from), minuteOfTime(range.to) - minutes))
    .filter(isFree);
}

function minuteOfTime(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function starts(first: number, last: number): number[] {
  const count = Math.floor((last - first) / GRID_MINUTES) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * GRID_MINUTES);
}
