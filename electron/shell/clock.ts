import type { Clock } from '#electron/platform/ports';

export const machineClock: Clock = { now: () => Date.now(), shiftedFrom: null };

/** Starts at the given time and goes on from there, for `--now`. */
export function clockFrom(start: number): Clock {
  const began = performance.now();
  return { now: () => start + Math.floor(performance.now() - began), shiftedFrom: start };
}
