import { GRID_MINUTES, LONGEST_MINUTES } from '#shared/domain/slots';
import type { Column } from './columns';
import { DAY_MINUTES } from './columns';

/** A visit picked up by keys: where it would be put down. */
export interface Carried {
  readonly visitId: number;
  readonly columnKey: string;
  readonly from: number;
  readonly length: number;
}

export type CarryMove = 'up' | 'down' | 'left' | 'right' | 'pageUp' | 'pageDown' | 'shorter' | 'longer';

function shifted(carried: Carried, minutes: number): Carried {
  const from = Math.min(Math.max(0, carried.from + minutes), DAY_MINUTES - GRID_MINUTES);
  return { ...carried, from };
}

function lengthened(carried: Carried, minutes: number): Carried {
  const length = Math.min(Math.max(GRID_MINUTES, carried.length + minutes), LONGEST_MINUTES);
  return { ...carried, length };
}

/** One key while carrying. */
export function carry(columns: readonly Column[], carried: Carried, move: CarryMove): Carried {
  switch (move) {
    case 'up':
      return shifted(carried, -GRID_MINUTES);
    case 'down':
      return shifted(carried, GRID_MINUTES);
    case 'pageUp':
      return shifted(carried, -60);
    case 'pageDown':
      return shifted(carried, 60);
    case 'shorter':
      return lengthened(carried, -GRID_MINUTES);
    case 'longer':
      return lengthened(carried, GRID_MINUTES);
    case 'left':
    case 'right': {
      const index = columns.findIndex(({ key }) => key === carried.columnKey);
      const beside = columns[index + (move === 'left' ? -1 : 1)];
      return beside ? { ...carried, columnKey: beside.key } : carried;
    }
  }
}
