import type { SeriesMove } from '#shared/contract/series';
import { overlaps } from '#shared/domain/slots';

/**
 * Each of them behind those whose place it takes, so that none is put onto one that has not gone yet. Where they wait
 * for one another in a circle they keep their order, and the booking says who stands in the way.
 */
export function inMovingOrder(moves: readonly SeriesMove[]): SeriesMove[] {
  const waiting = [...moves];
  const ordered: SeriesMove[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ to }, index) =>
      waiting.every(({ from }, other) => other === index || !overlaps(from, to)),
    );
    ordered.push(...waiting.splice(Math.max(0, ready), 1));
  }
  return ordered;
}
