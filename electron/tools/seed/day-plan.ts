import { GRID_MINUTES } from '#shared/domain/slots';
import type { Random } from './random';

/** A stretch of one doctor's day, in minutes from midnight. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const LENGTHS = [15, 20, 10, 15, 30, 20, 15, 25] as const;

/** As many lengths as fit into `minutes`, at most `wanted`. */
function lengthsFor(random: Random, wanted: number, minutes: number): number[] {
  const lengths: number[] = [];
  let left = minutes;
  for (let at = 0; at < wanted; at += 1) {
    const length = Math.min(random.pick(LENGTHS), left);
    if (length < 10) break;
    lengths.push(length);
    left -= length;
  }
  return lengths;
}

function placeIn(random: Random, open: Stretch, wanted: number): Stretch[] {
  const lengths = lengthsFor(random, wanted, open.to - open.from);
  const used = lengths.reduce((sum, length) => sum + length, 0);
  const spare = Math.floor((open.to - open.from - used) / GRID_MINUTES);
  const gaps = lengths.map(() => random.int(0, spare)).sort((a, b) => a - b);
  let before = 0;
  return lengths.map((length, at) => {
    const from = open.from + (gaps[at] ?? 0) * GRID_MINUTES + before;
    before += length;
    return { from, to: from + length };
  });
}

/**
 * Up to `wanted` visits inside a day's open hours, on the five-minute grid, in order and never
 * overlapping; hours that are open longer get more of them.
 */
export function planDay(random: Random, open: readonly Stretch[], wanted: number): Stretch[] {
  const minutes = open.reduce((sum, { from, to }) => sum + to - from, 0);
  let left = wanted;
  return open.flatMap((stretch, at) => {
    const share =
      at === open.length - 1 ? left : Math.round((wanted * (stretch.to - stretch.from)) / minutes);
    left -= share;
    return placeIn(random, stretch, share);
  });
}
