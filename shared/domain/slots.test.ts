import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClinicDate, ClinicDateTime, atMinute, minuteOfDay, minutesBetween } from '#shared/values/wall-clock';
import { freeStarts, overlaps, timesProblem } from './slots';

const at = (time: string) => ClinicDateTime.parse(`2027-01-04T${time}`);
const DAY = ClinicDate.parse('2027-01-04');
const NINE_TO_SIX = [{ from: '09:00', to: '18:00' }];

describe('the times of a visit', () => {
  it.each([
    ['10:00', '10:20', null],
    ['10:02', '10:20', { field: 'start', code: 'off_grid' }],
    ['10:00', '10:21', { field: 'end', code: 'off_grid' }],
    ['10:00', '10:00', { field: 'end', code: 'end_before_start' }],
    ['10:00', '09:55', { field: 'end', code: 'end_before_start' }],
    ['06:00', '18:00', null],
    ['06:00', '18:05', { field: 'end', code: 'over_12_hours' }],
  ])('%s to %s', (start, end, problem) => {
    expect(timesProblem(at(start), at(end))).toEqual(problem);
  });

  it('may run past midnight', () => {
    expect(timesProblem(at('23:30'), ClinicDateTime.parse('2027-01-05T00:30'))).toBeNull();
  });
});

describe('overlap', () => {
  it('is half open: a visit may start when another ends', () => {
    expect(overlaps({ start: at('10:00'), end: at('10:15') }, { start: at('10:15'), end: at('10:30') })).toBe(
      false,
    );
    expect(overlaps({ start: at('10:00'), end: at('10:20') }, { start: at('10:15'), end: at('10:30') })).toBe(
      true,
    );
  });
});

const visit = fc
  .record({ from: fc.integer({ min: 0, max: 280 }), steps: fc.integer({ min: 1, max: 24 }) })
  .filter(({ from, steps }) => from + steps <= 287)
  .map(({ from, steps }) => ({ start: atMinute(DAY, from * 5), end: atMinute(DAY, (from + steps) * 5) }));

describe('free starts', () => {
  it('offers nothing on a closed day', () => {
    expect(freeStarts([], [], at('10:00'), 15, 3)).toEqual([]);
  });

  it('are inside the hours, free, apart from each other, and never farther than one left out', () => {
    fc.assert(
      fc.property(
        fc.array(visit, { maxLength: 40 }),
        fc.integer({ min: 0, max: 287 }),
        fc.integer({ min: 1, max: 12 }),
        (busy, aroundStep, steps) => {
          const around = atMinute(DAY, aroundStep * 5);
          const minutes = steps * 5;
          const starts = freeStarts(busy, NINE_TO_SIX, around, minutes, 3);
          for (const start of starts) {
            const end = atMinute(DAY, minuteOfDay(start) + minutes);
            expect(start >= at('09:00') && end <= at('18:00')).toBe(true);
            expect(busy.some((other) => overlaps(other, { start, end }))).toBe(false);
          }
          const distances = starts.map((start) => Math.abs(minutesBetween(around, start)));
          expect(distances).toEqual([...distances].sort((a, b) => a - b));
          const gaps = starts.flatMap((a) =>
            starts.filter((b) => b !== a).map((b) => Math.abs(minutesBetween(a, b))),
          );
          expect(gaps.every((gap) => gap >= minutes)).toBe(true);
        },
      ),
    );
  });

  it('finds the one gap of a full day', () => {
    const busy = [
      { start: at('09:00'), end: at('12:00') },
      { start: at('12:15'), end: at('18:00') },
    ];
    expect(freeStarts(busy, NINE_TO_SIX, at('09:00'), 15, 3)).toEqual([at('12:00')]);
    expect(freeStarts(busy, NINE_TO_SIX, at('09:00'), 20, 3)).toEqual([]);
  });
});
