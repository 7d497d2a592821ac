import { expect, test } from 'vitest';
import { column, visit } from '../../../test-support/visits';
import { moveCursor, settleCursor, type Cursor, type CursorMove } from './cursor';

const rao = column(1, [
  visit(1, '10:00', '10:20'),
  visit(2, '10:20', '10:25'),
  visit(3, '10:40', '10:50', { state: 'cancelled' }),
]);
const iyer = column(2, [visit(4, '10:10', '10:40', { doctorId: 2 })]);
const columns = [rao, iyer];

function walk(from: Cursor, ...moves: CursorMove[]): [number, number | null][] {
  let at = from;
  return moves.map((move) => {
    at = moveCursor(columns, at, move);
    return [at.minute, at.visitId];
  });
}

const atTen: Cursor = { columnKey: rao.key, minute: 585, visitId: null };

test('down goes over visits, the gaps between them and the quarter hours', () => {
  expect(walk(atTen, 'down', 'down', 'down', 'down', 'down', 'down', 'down')).toEqual([
    [600, 1],
    [620, 2],
    [625, null],
    [630, null],
    [640, 3],
    [640, null],
    [645, null],
  ]);
});

test('up goes the same way back', () => {
  const low: Cursor = { columnKey: rao.key, minute: 640, visitId: null };
  expect(walk(low, 'up', 'up', 'up', 'up', 'up')).toEqual([
    [640, 3],
    [630, null],
    [625, null],
    [620, 2],
    [600, 1],
  ]);
});

test('sideways finds the visit that holds the minute, and stops at the last column', () => {
  const onSecond: Cursor = { columnKey: rao.key, minute: 620, visitId: 2 };
  expect(walk(onSecond, 'right', 'right', 'left')).toEqual([
    [610, 4],
    [610, 4],
    [600, 1],
  ]);
});

test('an hour at a time, and to the ends of the open time', () => {
  expect(walk(atTen, 'pageDown', 'home', 'end')).toEqual([
    [645, null],
    [540, null],
    [775, null],
  ]);
});

test('the day has an end', () => {
  expect(walk({ ...atTen, minute: 1435 }, 'down', 'pageDown')).toEqual([
    [1435, null],
    [1435, null],
  ]);
});

test('the cursor goes with its visit to another column', () => {
  const moved = [column(1, []), column(2, [visit(1, '11:00', '11:20', { doctorId: 2 })])];
  expect(settleCursor(moved, { columnKey: rao.key, minute: 600, visitId: 1 })).toEqual({
    columnKey: iyer.key,
    minute: 660,
    visitId: 1,
  });
});

test('a cursor whose visit has gone stands on the time that is free now', () => {
  expect(settleCursor([column(1, [])], { columnKey: rao.key, minute: 600, visitId: 1 })).toEqual({
    columnKey: rao.key,
    minute: 600,
    visitId: null,
  });
});

test('a cursor on free time that was booked meanwhile stands on the booking', () => {
  expect(settleCursor(columns, { columnKey: rao.key, minute: 605, visitId: null })).toEqual({
    columnKey: rao.key,
    minute: 600,
    visitId: 1,
  });
});
