import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Consultation, paceOf } from './pace';

function lasted(minutes: number): Consultation {
  const inRoomAt = '2027-01-04T05:00:00Z';
  const completedAt = new Date(Date.parse(inRoomAt) + minutes * 60_000).toISOString();
  return { inRoomAt, completedAt };
}

describe("a doctor's pace", () => {
  it.each([
    [[], 15],
    [[8, 9], 15],
    [[8, 9, 10], 9],
    [[8, 9, 10, 30], 9.5],
    [[7, 7, 7, 7, 300], 7],
    [[0, 0, 0, 0], 3],
    [[-5, -5, -5], 3],
  ])('consultations of %j minutes: %d', (minutes, pace) => {
    expect(paceOf(minutes.map(lasted), 15)).toBe(pace);
  });

  it('who is still inside, or was never stamped, does not count', () => {
    const open = { inRoomAt: '2027-01-04T05:00:00Z', completedAt: null };
    const unstamped = { inRoomAt: null, completedAt: '2027-01-04T05:00:00Z' };
    expect(paceOf([lasted(8), lasted(9), open, unstamped], 15)).toBe(15);
  });

  it('lies between the shortest and the longest of the day, whatever their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 3, max: 240 }), { minLength: 3, maxLength: 60 }),
        fc.integer(),
        (minutes, usual) => {
          const pace = paceOf(minutes.map(lasted), usual);
          expect(pace).toBeGreaterThanOrEqual(Math.min(...minutes));
          expect(pace).toBeLessThanOrEqual(Math.max(...minutes));
          expect(paceOf([...minutes].reverse().map(lasted), usual)).toBe(pace);
        },
      ),
    );
  });

  it('one visit forgotten in the room changes it by no more than to its neighbour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 20 }), { minLength: 4, maxLength: 40 }), (minutes) => {
        expect(paceOf([...minutes, 600].map(lasted), 15)).toBeLessThanOrEqual(Math.max(...minutes));
      }),
    );
  });
});
