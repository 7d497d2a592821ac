import { expect, test } from 'vitest';
import { MONDAY, visit } from '../../../test-support/visits';
import { closedSpans, spanOn, touches, weekStart } from './columns';
import { placeVisits } from './lanes';
import { ClinicDate } from '#shared/values/wall-clock';

function shares(visits: Parameters<typeof placeVisits>[1]) {
  return placeVisits(MONDAY, visits).map(({ visit: { id }, left, width }) => [id, left, width]);
}

test('visits one after another keep the whole width', () => {
  expect(shares([visit(1, '10:00', '10:20'), visit(2, '10:20', '10:40')])).toEqual([
    [1, 0, 1],
    [2, 0, 1],
  ]);
});

test('a cancelled visit stands beside the one that took its time, and narrower', () => {
  const cancelled = visit(1, '10:00', '10:20', { state: 'cancelled' });
  const taken = visit(2, '10:00', '10:20');
  expect(shares([cancelled, taken])).toEqual([
    [1, 1 / 1.5, 0.5 / 1.5],
    [2, 0, 1 / 1.5],
  ]);
});

test('a cancelled visit alone keeps the whole width', () => {
  expect(shares([visit(1, '10:00', '10:20', { state: 'no_show' })])).toEqual([[1, 0, 1]]);
});

test('numbers stand in a lane of their own beside what holds its time', () => {
  const token = (id: number, from: string, to: string) => visit(id, from, to, { kind: 'token', tokenNo: id });
  expect(
    shares([
      visit(1, '10:00', '10:20'),
      token(2, '10:05', '10:15'),
      visit(3, '10:20', '10:30'),
      token(4, '10:15', '10:25'),
    ]),
  ).toEqual([
    [1, 0, 0.5],
    [2, 0.5, 0.5],
    [4, 0.5, 0.5],
    [3, 0, 0.5],
  ]);
});

test('two tokens at one time share the width, a third finds the lane that is free again', () => {
  const token = (id: number, from: string, to: string) => visit(id, from, to, { kind: 'token', tokenNo: id });
  expect(
    shares([token(1, '10:00', '10:10'), token(2, '10:05', '10:30'), token(3, '10:10', '10:20')]),
  ).toEqual([
    [1, 0, 0.5],
    [2, 0.5, 0.5],
    [3, 0, 0.5],
  ]);
});

test('a visit over midnight is drawn to the end of its day and from the start of the next', () => {
  const night = visit(1, '2027-01-04T23:30', '2027-01-05T01:00');
  expect(spanOn(MONDAY, night)).toEqual({ from: 1410, to: 1440 });
  expect(spanOn(ClinicDate.parse('2027-01-05'), night)).toEqual({ from: 0, to: 60 });
});

test('a visit that ends at midnight does not touch the next day', () => {
  const late = visit(1, '2027-01-04T23:30', '2027-01-05T00:00');
  expect(touches(MONDAY, late)).toBe(true);
  expect(touches(ClinicDate.parse('2027-01-05'), late)).toBe(false);
});

test('what is not open is closed, and a doctor without hours is closed all day', () => {
  expect(
    closedSpans([
      { from: 840, to: 1080 },
      { from: 540, to: 780 },
    ]),
  ).toEqual([
    { from: 0, to: 540 },
    { from: 780, to: 840 },
    { from: 1080, to: 1440 },
  ]);
  expect(closedSpans([])).toEqual([{ from: 0, to: 1440 }]);
});

test('a week starts on its Monday', () => {
  expect(weekStart(ClinicDate.parse('2027-01-10'))).toBe('2027-01-04');
  expect(weekStart(MONDAY)).toBe('2027-01-04');
});
