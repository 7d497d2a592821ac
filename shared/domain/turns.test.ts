import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineVisit, turnOfNewcomer, turnsOf } from './turns';

/** 11:08 on Monday. */
const now = { date: '2027-01-04', minute: 668, instant: Date.parse('2027-01-04T05:38:00Z') };
const doctor = { pace: 10, opens: 540 };

function token(tokenNo: number, more: Partial<LineVisit> = {}): LineVisit {
  return { ...booked(tokenNo, '00:00'), kind: 'token', tokenNo, ...more };
}

function booked(id: number, time: string, more: Partial<LineVisit> = {}): LineVisit {
  return {
    id,
    kind: 'slot',
    tokenNo: null,
    state: 'waiting',
    queueMark: null,
    start: `2027-01-04T${time}`,
    inRoomAt: null,
    ...more,
  };
}

function minutes(visits: readonly LineVisit[], at = now, of = doctor): [number, number][] {
  return turnsOf(visits, at, of).map(({ id, minute }) => [id, minute]);
}

describe('the estimated turns', () => {
  it('tokens follow each other by number at the pace, from now on', () => {
    expect(minutes([token(23), token(21), token(22)])).toEqual([
      [21, 668],
      [22, 678],
      [23, 688],
    ]);
  });

  it('wait for who is in the room, no longer than the pace allows', () => {
    const inRoom = (at: string) => token(20, { state: 'in_room', inRoomAt: at });
    expect(minutes([inRoom('2027-01-04T05:34:00Z'), token(21)])).toEqual([[21, 674]]);
    expect(minutes([inRoom('2027-01-04T04:00:00Z'), token(21)])).toEqual([[21, 668]]);
  });

  it('are whole minutes at any pace and whenever somebody went in', () => {
    const inRoom = token(20, { state: 'in_room', inRoomAt: '2027-01-04T05:34:23Z' });
    expect(minutes([inRoom, token(21), token(22)], now, { ...doctor, pace: 8.3 })).toEqual([
      [21, 673],
      [22, 681],
    ]);
  });

  it('begin with the session, not before', () => {
    expect(minutes([token(1), token(2)], { ...now, minute: 500 })).toEqual([
      [1, 540],
      [2, 550],
    ]);
  });

  it('who was called goes first, who was skipped has none, who stepped out keeps theirs', () => {
    const line = [
      token(21, { queueMark: 'skipped' }),
      token(22, { queueMark: 'stepped_out' }),
      token(23),
      token(24, { queueMark: 'called' }),
    ];
    expect(minutes(line)).toEqual([
      [24, 668],
      [22, 678],
      [23, 688],
    ]);
  });

  it('a booked patient is seen at the own time or as soon as possible after it', () => {
    expect(minutes([token(1), token(2), token(3), booked(9, '11:20')])).toEqual([
      [1, 668],
      [2, 678],
      [9, 688],
      [3, 698],
    ]);
    expect(minutes([booked(9, '12:00')])).toEqual([[9, 720]]);
    expect(minutes([booked(9, '10:00')])).toEqual([[9, 668]]);
  });

  it('only who waits has a turn', () => {
    const others = ['scheduled', 'done', 'cancelled', 'no_show', 'left'] as const;
    expect(minutes(others.map((state, index) => token(index, { state })))).toEqual([]);
  });

  it('a newcomer comes after every number before', () => {
    expect(turnOfNewcomer([token(21), token(22), booked(9, '16:00')], now, doctor)).toBe(688);
    expect(turnOfNewcomer([], now, doctor)).toBe(668);
  });
});

const visits = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 10_000 }),
    kind: fc.constantFrom('slot', 'token'),
    tokenNo: fc.integer({ min: 1, max: 500 }),
    state: fc.constantFrom('waiting', 'waiting', 'in_room', 'done', 'scheduled'),
    queueMark: fc.constantFrom(null, null, 'called', 'stepped_out', 'skipped'),
    start: fc
      .integer({ min: 0, max: 287 })
      .map((step) => new Date(Date.UTC(2027, 0, 4, 0, step * 5)).toISOString().slice(0, 16)),
    inRoomAt: fc.constantFrom('2027-01-04T05:00:00Z', '2027-01-04T05:37:00Z'),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);
const paces = fc.integer({ min: 3, max: 60 });

describe('any line', () => {
  it('gives everyone in it one turn, none before now, each at least the pace after the one before', () => {
    fc.assert(
      fc.property(visits, paces, (line, pace) => {
        const turns = turnsOf(line, now, { pace, opens: 540 });
        const expected = line.filter(
          ({ state, queueMark }) => state === 'waiting' && queueMark !== 'skipped',
        );
        expect(turns.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        turns.forEach(({ minute }, index) => {
          expect(minute).toBeGreaterThanOrEqual(now.minute);
          const before = turns[index - 1];
          if (before) expect(minute - before.minute).toBeGreaterThanOrEqual(pace);
        });
      }),
    );
  });

  it('never lets a later number of the same mark pass', () => {
    fc.assert(
      fc.property(visits, paces, (line, pace) => {
        const order = turnsOf(line, now, { pace, opens: 540 }).map(({ id }) => id);
        const numbers = order.flatMap((id) => {
          const visit = line.find((one) => one.id === id);
          return visit?.kind === 'token' && visit.queueMark !== 'called' ? [visit.tokenNo] : [];
        });
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });

  it('puts a newcomer after all numbers', () => {
    fc.assert(
      fc.property(visits, paces, (line, pace) => {
        const turn = turnOfNewcomer(line, now, { pace, opens: 540 });
        for (const { id, minute } of turnsOf(line, now, { pace, opens: 540 })) {
          if (line.find((one) => one.id === id)?.kind === 'token') expect(turn).toBeGreaterThan(minute);
        }
      }),
    );
  });
});
