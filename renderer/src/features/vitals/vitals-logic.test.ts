import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VitalsDto } from '#shared/contract/vitals';
import { NOTHING_MEASURED, type VitalValues } from '#shared/domain/vitals/measures';
import { ClinicDate } from '#shared/values/wall-clock';
import { linesOf, scaleOf, shareOf } from './chart';
import { isGrownOn, latestBmi, latestByDay } from './latest';

function entry(id: number, takenAt: string, values: Partial<VitalValues>, more: object = {}): VitalsDto {
  return VitalsDto.parse({
    id,
    version: 1,
    appointmentId: 1,
    takenAt,
    values: { ...NOTHING_MEASURED, ...values },
    note: null,
    entered: { at: takenAt, by: 'Meena Lal' },
    correctsId: null,
    correctedById: null,
    withdrawn: null,
    ...more,
  });
}

const newestFirst = [
  entry(5, '2027-01-04T05:00:00Z', { pulse: 80 }),
  entry(4, '2027-01-04T04:00:00Z', { pulse: 72, weightKg: 66 }),
  entry(3, '2027-01-04T03:00:00Z', { weightKg: 660 / 2 }, { correctedById: 4 }),
  entry(2, '2026-06-01T20:00:00Z', { systolic: 130, diastolic: 85, weightKg: 60 }),
  entry(1, '2026-05-01T04:00:00Z', { systolic: 120, diastolic: 80, heightCm: 165 }),
];

describe('the line of what is known', () => {
  it('tells each value by the day of which it is, and nothing that was corrected', () => {
    expect(latestByDay(newestFirst, 'Asia/Kolkata')).toEqual([
      {
        day: '2027-01-04',
        at: '2027-01-04T05:00:00Z',
        values: { ...NOTHING_MEASURED, pulse: 80, weightKg: 66 },
      },
      {
        day: '2026-06-02',
        at: '2026-06-01T20:00:00Z',
        values: { ...NOTHING_MEASURED, systolic: 130, diastolic: 85 },
      },
      {
        day: '2026-05-01',
        at: '2026-05-01T04:00:00Z',
        values: { ...NOTHING_MEASURED, heightCm: 165 },
      },
    ]);
    expect(latestBmi(newestFirst, 'Asia/Kolkata', true)).toBe(24.2);
    // A child is taller by now.
    expect(latestBmi(newestFirst, 'Asia/Kolkata', false)).toBeNull();
    const tall = entry(6, '2027-01-04T06:00:00Z', { heightCm: 100 });
    expect(latestBmi([tall, ...newestFirst], 'Asia/Kolkata', false)).toBe(66);
  });
});

describe('growing', () => {
  it('ends at twenty, and is not taken for going on where the birth is not known', () => {
    const today = ClinicDate.parse('2027-01-04');
    const born = (date: string) => ({ dateOfBirth: ClinicDate.parse(date) });
    expect(isGrownOn(born('2007-01-04'), today)).toBe(true);
    expect(isGrownOn(born('2007-01-05'), today)).toBe(false);
    expect(isGrownOn({ dateOfBirth: null }, today)).toBe(true);
    expect(isGrownOn(undefined, today)).toBe(false);
  });
});

describe('the picture', () => {
  it('draws what stands, the oldest first, and the index with the height known by then', () => {
    expect(linesOf(newestFirst, 'weightKg', true)).toMatchObject([
      { points: [{ value: 60 }, { value: 66 }] },
    ]);
    expect(linesOf(newestFirst, 'pressure', true)).toMatchObject([
      { name: 'systolic', points: [{ value: 120 }, { value: 130 }] },
      { name: 'diastolic', points: [{ value: 80 }, { value: 85 }] },
    ]);
    expect(linesOf(newestFirst, 'bmi', true)).toMatchObject([{ points: [{ value: 22 }, { value: 24.2 }] }]);
    expect(linesOf(newestFirst, 'bmi', false)).toEqual([]);
    expect(linesOf(newestFirst, 'spo2', true)).toEqual([]);
  });

  it('has an axis of few round numbers around every value', () => {
    const value = fc.integer({ min: 20, max: 150_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const { low, high, ticks } = scaleOf(values);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const one of values) {
          expect(shareOf(one, low, high)).toBeGreaterThanOrEqual(-1e-9);
          expect(shareOf(one, low, high)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
    expect(scaleOf([60, 66]).ticks).toEqual([60, 62, 64, 66]);
    expect(scaleOf([37]).ticks).toEqual([36, 36.5, 37, 37.5, 38]);
    expect(shareOf(7, 7, 7)).toBe(0.5);
  });
});
