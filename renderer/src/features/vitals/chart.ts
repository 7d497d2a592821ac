import { Temporal } from 'temporal-polyfill';
import type { VitalsDto } from '#shared/contract/vitals';
import { type Measure, bmiOf } from '#shared/domain/vitals/measures';
import { VITAL_FIELDS } from '#shared/domain/vitals/typed';
import { stands } from './latest';

/** What can be drawn as a line over time; both blood pressures go into one picture. */
export const CHARTS = [...VITAL_FIELDS, 'bmi'] as const;
export type ChartName = (typeof CHARTS)[number];

export interface Point {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
}

export interface Line {
  readonly name: Measure | 'bmi';
  /** The oldest first. */
  readonly points: readonly Point[];
}

function pointsOf(oldestFirst: readonly VitalsDto[], measure: Measure): Point[] {
  return oldestFirst.flatMap(({ takenAt, values }) => {
    const value = values[measure];
    return value === null ? [] : [{ at: Temporal.Instant.from(takenAt).epochMilliseconds, value }];
  });
}

/** Of each weight, with a grown person's height as it was known by then, else with that of the entry itself. */
function bmiPoints(oldestFirst: readonly VitalsDto[], isGrown: boolean): Point[] {
  let heightCm: number | null = null;
  return oldestFirst.flatMap(({ takenAt, values }) => {
    heightCm = values.heightCm ?? (isGrown ? heightCm : null);
    const value = bmiOf({ weightKg: values.weightKg, heightCm });
    return value === null ? [] : [{ at: Temporal.Instant.from(takenAt).epochMilliseconds, value }];
  });
}

/** The lines of one picture; none where nothing of it was measured. */
export function linesOf(
  newestFirst: readonly VitalsDto[],
  chart: ChartName,
  isGrown: boolean,
): readonly Line[] {
  const oldestFirst = newestFirst.filter(stands).toReversed();
  const names = chart === 'pressure' ? (['systolic', 'diastolic'] as const) : [chart];
  return names
    .map((name) => ({
      name,
      points: name === 'bmi' ? bmiPoints(oldestFirst, isGrown) : pointsOf(oldestFirst, name),
    }))
    .filter(({ points }) => points.length > 0);
}

const STEPS = [1, 2, 5, 10];
const MOST_TICKS = 5;

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** An axis around the values whose ticks are round numbers, at most six of them. */
export function scaleOf(values: readonly number[]): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // Values that are all the same stand in the middle of their picture.
  const [from, to] = least === most ? [least - 1, most + 1] : [least, most];
  const rough = (to - from) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((one) => one * power >= rough) ?? 10);
  const first = Math.floor(from / step);
  const last = Math.ceil(to / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(2)),
  );
  return { low: first * step, high: last * step, ticks };
}

/** Where between the two ends a value lies, 0 to 1; in the middle of a single moment. */
export function shareOf(value: number, low: number, high: number): number {
  return high === low ? 0.5 : (value - low) / (high - low);
}
