import { GRID_MINUTES } from './slots';

/** Minutes since a day's midnight, the end not included. */
export interface MinuteRange {
  readonly from: number;
  readonly to: number;
}

const DAY: MinuteRange = { from: 0, to: 1440 };

function holds(range: MinuteRange, minute: number): boolean {
  return range.from <= minute && minute < range.to;
}

/**
 * The session that a token of this minute belongs to: the one that runs, else the next of the day, else the
 * last one, which a doctor who stays on simply goes on with; the whole day where the clinic is closed.
 * Sessions that are there go before hours, so that hours changed at noon do not begin a second series.
 */
export function sessionRangeAt(
  minute: number,
  sessions: readonly MinuteRange[],
  open: readonly MinuteRange[],
): MinuteRange {
  const known = [...sessions, ...open];
  const running = known.find((range) => holds(range, minute));
  if (running) return running;
  const coming = known.filter(({ from }) => from > minute).sort((a, b) => a.from - b.from);
  const past = known.filter(({ to }) => to <= minute).sort((a, b) => b.to - a.to);
  return coming[0] ?? past[0] ?? DAY;
}

/** Up to the next step of the five-minute grid. */
export function onGrid(minute: number): number {
  return Math.ceil(minute / GRID_MINUTES) * GRID_MINUTES;
}

/** The times that an estimated turn is kept as: on the grid, as long as the doctor takes, inside the day. */
export function tokenTimes(turn: number, pace: number): MinuteRange {
  const from = Math.min(onGrid(turn), DAY.to - GRID_MINUTES);
  return { from, to: Math.min(Math.max(from + GRID_MINUTES, onGrid(from + pace)), DAY.to) };
}

/**
 * The next free start on a day for someone who is here now: inside the hours first, else squeezed in after the
 * last visit. `possible` leaves out starts that a clock change skips.
 */
export function nextFreeStart(
  now: number,
  minutes: number,
  busy: readonly MinuteRange[],
  open: readonly MinuteRange[],
  possible: (minute: number) => boolean = () => true,
): number {
  const from = onGrid(now);
  const isFree = (start: number) => busy.every((visit) => visit.to <= start || start + minutes <= visit.from);
  const inside = [...open]
    .sort((a, b) => a.from - b.from)
    .flatMap((range) => starts(Math.max(from, onGrid(range.from)), range.to - minutes))
    .find((start) => isFree(start) && possible(start));
  if (inside !== undefined) return inside;
  const afterLast = Math.max(from, ...busy.map(({ to }) => onGrid(to)));
  return starts(afterLast, afterLast + DAY.to).find(possible) ?? afterLast;
}

function starts(first: number, last: number): number[] {
  const count = Math.floor((last - first) / GRID_MINUTES) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * GRID_MINUTES);
}
