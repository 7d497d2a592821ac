import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesMove } from '#shared/contract/series';
import { AppointmentId, DoctorId } from '#shared/values/ids';
import { ClinicDate, addDays, atMinute } from '#shared/values/wall-clock';
import { inMovingOrder } from './moving-order';

const doctorId = DoctorId.parse(1);
const FIRST = ClinicDate.parse('2028-08-08');

/** Half an hour at ten, so many days behind the first. */
function place(day: number): SeriesMove['from'] {
  const date = addDays(FIRST, day);
  return { doctorId, start: atMinute(date, 600), end: atMinute(date, 630) };
}

function move(id: number, from: number, to: number): SeriesMove {
  return { id: AppointmentId.parse(id), from: place(from), to: place(to) };
}

/** How many of them come onto one that has not gone yet. */
function onto(moves: readonly SeriesMove[]): number {
  return moves.filter(({ to }, index) => moves.slice(index + 1).some(({ from }) => from.start === to.start))
    .length;
}

describe('the order of a series’ moves', () => {
  it('never puts one onto another that has not gone yet, whichever way all of them go', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -28, max: 28 }),
        fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 20 }),
        (days, at) => {
          const moves = at.map((day, index) => move(index + 1, day + 30, day + 30 + days));
          const ordered = inMovingOrder(moves);
          expect(new Set(ordered)).toEqual(new Set(moves));
          if (days !== 0) expect(onto(ordered)).toBe(0);
        },
      ),
    );
  });

  it('lets one go later among those that go earlier', () => {
    const moves = [move(1, 7, 0), move(2, 14, 7), move(3, 21, 22)];
    expect(onto(inMovingOrder(moves))).toBe(0);
    expect(inMovingOrder([move(1, 0, 7), move(2, 7, 14), move(3, 14, 13)]).map(({ id }) => id)).toEqual([
      3, 2, 1,
    ]);
  });

  it('keeps those that change places in their order', () => {
    expect(inMovingOrder([move(1, 0, 7), move(2, 7, 0)]).map(({ id }) => id)).toEqual([1, 2]);
  });
});
