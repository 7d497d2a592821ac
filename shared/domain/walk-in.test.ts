import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFreeStart, onGrid, sessionRangeAt, tokenTimes } from './walk-in';

const morning = { from: 540, to: 780 };
const evening = { from: 960, to: 1140 };

describe('the session of a token', () => {
  it.each([
    ['in the morning', 600, [], [morning, evening], morning],
    ['before the first', 400, [], [morning, evening], morning],
    ['over lunch: the next', 800, [], [morning, evening], evening],
    ['after the last: that one goes on', 1200, [], [morning, evening], evening],
    ['on a closed day', 600, [], [], { from: 0, to: 1440 }],
    ['a session that runs goes before changed hours', 700, [morning], [{ from: 600, to: 900 }], morning],
    ['a session of a closed day goes on', 700, [{ from: 0, to: 1440 }], [], { from: 0, to: 1440 }],
  ])('%s', (_when, minute, sessions, open, range) => {
    expect(sessionRangeAt(minute, sessions, open)).toEqual(range);
  });
});

describe('the times a turn is kept as', () => {
  it.each([
    [668, 10, { from: 670, to: 680 }],
    [670, 12.5, { from: 670, to: 685 }],
    [670, 3, { from: 670, to: 675 }],
    [1500, 10, { from: 1435, to: 1440 }],
  ])('a turn at minute %d, %d long', (turn, pace, times) => {
    expect(tokenTimes(turn, pace)).toEqual(times);
  });
});

describe('the next free start', () => {
  it('is now when nothing is in the way, on the grid', () => {
    expect(nextFreeStart(668, 15, [], [morning])).toBe(670);
  });

  it('is the first gap that is long enough', () => {
    const busy = [
      { from: 660, to: 680 },
      { from: 690, to: 720 },
    ];
    expect(nextFreeStart(668, 10, busy, [morning])).toBe(680);
    expect(nextFreeStart(668, 15, busy, [morning])).toBe(720);
  });

  it('is the opening before it, the evening when the morning is full', () => {
    expect(nextFreeStart(500, 15, [], [evening, morning])).toBe(540);
    expect(nextFreeStart(700, 15, [{ from: 540, to: 780 }], [morning, evening])).toBe(960);
  });

  it('is squeezed in after the last when the hours are full or over', () => {
    expect(nextFreeStart(1100, 15, [{ from: 960, to: 1155 }], [morning, evening])).toBe(1155);
    expect(nextFreeStart(1200, 15, [], [morning])).toBe(1200);
    expect(nextFreeStart(700, 15, [], [])).toBe(700);
  });

  it('is never one that the clocks skip', () => {
    expect(
      nextFreeStart(118, 15, [], [{ from: 0, to: 1440 }], (minute) => minute < 120 || minute >= 180),
    ).toBe(180);
  });

  it('overlaps nobody and lies ahead, whatever the day', () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 280 }), fc.integer({ min: 1, max: 24 }))
      .map(([from, steps]) => ({ from: from * 5, to: (from + steps) * 5 }));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 24 }).map((steps) => steps * 5),
        fc.array(range, { maxLength: 40 }),
        fc.array(range, { maxLength: 4 }),
        (now, minutes, busy, open) => {
          const start = nextFreeStart(now, minutes, busy, open);
          expect(start).toBeGreaterThanOrEqual(now);
          expect(start).toBe(onGrid(start));
          expect(busy.filter(({ from, to }) => start < to && from < start + minutes)).toEqual([]);
        },
      ),
    );
  });
});
