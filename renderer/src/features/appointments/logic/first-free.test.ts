import { expect, test } from 'vitest';
import { column, visit } from '../../../test-support/visits';
import type { Span } from './columns';
import { firstFree } from './first-free';

const open = (visits: Parameters<typeof column>[1], from: number, to: number) => {
  const span: Span = { from, to };
  return { ...column(1, visits), open: [span] };
};

const rao = open(
  [visit(1, '09:00', '10:20'), visit(2, '10:30', '10:50'), visit(3, '11:00', '11:30')],
  540,
  720,
);

test('the first gap of the doctor’s usual length, not the first gap', () => {
  expect(firstFree(rao, 0)).toBe(690);
});

test('nothing begins before the minute that is asked from, nor before the doctor does', () => {
  expect(firstFree(open([], 540, 720), 0)).toBe(540);
  expect(firstFree(rao, 700)).toBe(700);
});

test('a closed visit keeps nobody out, a day without room has no time', () => {
  const cancelled = open([visit(1, '09:00', '12:00', { state: 'cancelled' })], 540, 720);
  expect(firstFree(cancelled, 0)).toBe(540);
  expect(firstFree(rao, 715)).toBeNull();
  expect(firstFree({ ...rao, open: [] }, 0)).toBeNull();
});

test('a day that is open to its end is booked to its end', () => {
  expect(firstFree(open([], 1380, 1440), 1425)).toBe(1425);
});
