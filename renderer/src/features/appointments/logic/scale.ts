import { GRID_MINUTES } from '#shared/domain/slots';
import type { Column, Span } from './columns';
import { DAY_MINUTES } from './columns';

export const GUTTER = 52;
const PLAIN = 2;
const FINE = 4;

/** Pixels a minute: one scale for all columns, so that a time stands at one height across the screen. */
export function pixelsPerMinute(columns: readonly Column[]): number {
  return columns.some(({ doctor }) => doctor.gridMinutes === GRID_MINUTES) ? FINE : PLAIN;
}

/** To the grid of five minutes. */
export function snap(minute: number): number {
  return Math.round(minute / GRID_MINUTES) * GRID_MINUTES;
}

/** The step of the grid that a minute lies in. */
export function onGrid(minute: number): number {
  return Math.floor(minute / GRID_MINUTES) * GRID_MINUTES;
}

/** A visit of some length at a minute, kept inside the day. */
export function spanAt(minute: number, length: number): Span {
  const from = Math.min(Math.max(0, snap(minute)), DAY_MINUTES - GRID_MINUTES);
  return { from, to: from + length };
}

/** What is drawn from one point to another: at least one step long, whichever way it was drawn. */
export function spanBetween(anchor: number, other: number): Span {
  const from = onGrid(Math.min(anchor, other));
  const to = Math.max(from + GRID_MINUTES, snap(Math.max(anchor, other)));
  return { from: Math.max(0, from), to: Math.min(DAY_MINUTES, to) };
}

/** A visit stretched at its lower edge. */
export function stretched(span: Span, lowerEdge: number, longest: number): Span {
  const to = Math.max(span.from + GRID_MINUTES, snap(lowerEdge));
  return { from: span.from, to: Math.min(to, span.from + longest) };
}
