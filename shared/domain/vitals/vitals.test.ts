import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MEASURES,
  MEASURE_NAMES,
  type Measure,
  NOTHING_MEASURED,
  type VitalValues,
  bmiOf,
  latestValues,
} from './measures';
import { NOTHING_TYPED, VITAL_FIELDS, readField, readVitals, typedFrom, valueProblem } from './typed';

/** Any value that the measure can have, with as many decimals as it takes. */
function possible(measure: Measure): fc.Arbitrary<number> {
  const { min, max, decimals } = MEASURES[measure];
  const step = 10 ** decimals;
  return fc
    .integer({ min: Math.ceil(min * step), max: Math.floor(max * step) })
    .map((steps) => Number((steps / step).toFixed(decimals)));
}

const pressures = fc
  .tuple(possible('systolic'), possible('diastolic'))
  .map(([systolic, diastolic]) =>
    diastolic < systolic ? { systolic, diastolic } : { systolic: null, diastolic: null },
  );
const others = fc.record(
  Object.fromEntries(
    MEASURE_NAMES.filter((measure) => measure !== 'systolic' && measure !== 'diastolic').map((measure) => [
      measure,
      fc.option(possible(measure)),
    ]),
  ),
);
const anyValues: fc.Arbitrary<VitalValues> = fc
  .tuple(pressures, others)
  .map((parts) => Object.assign({ ...NOTHING_MEASURED }, ...parts) as VitalValues);

describe('typing vitals', () => {
  it.each([
    ['pressure', '120/80', { systolic: 120, diastolic: 80 }],
    ['pressure', ' 120 80 ', { systolic: 120, diastolic: 80 }],
    ['pressure', '120-80', { systolic: 120, diastolic: 80 }],
    ['pressure', '१२०/८०', { systolic: 120, diastolic: 80 }],
    ['temperatureC', '37,5', { temperatureC: 37.5 }],
    ['temperatureC', '98.6', { temperatureC: 37 }],
    ['temperatureC', '101', { temperatureC: 38.3 }],
    ['weightKg', '3.45', { weightKg: 3.45 }],
    ['heightCm', '165', { heightCm: 165 }],
    ['spo2', '', {}],
  ] as const)('%s: reads %j', (field, typed, values) => {
    expect(readField(field, typed)).toEqual({ ok: true, values });
  });

  it.each([
    ['pressure', '120', 'not_a_pressure', {}],
    ['pressure', '120/80/60', 'not_a_pressure', {}],
    ['pressure', '80/120', 'pressure_order', {}],
    ['pressure', '120/120', 'pressure_order', {}],
    ['pressure', '400/80', 'out_of_range', { min: 40, max: 300 }],
    ['pressure', '120/10', 'out_of_range', { min: 20, max: 200 }],
    ['pulse', 'fast', 'not_a_number', {}],
    ['pulse', '-72', 'not_a_number', {}],
    ['pulse', '72.5', 'not_whole', {}],
    ['temperatureC', '50', 'out_of_range', { min: 25, max: 45 }],
    ['temperatureC', '37.55', 'too_many_decimals', { max: 1 }],
    ['spo2', '101', 'out_of_range', { min: 30, max: 100 }],
    ['weightKg', '1e3', 'not_a_number', {}],
  ] as const)('%s: says what is wrong with %j', (field, typed, code, params) => {
    expect(readField(field, typed)).toEqual({ ok: false, problem: { code, params } });
  });

  it('names each field that cannot be read and keeps the others', () => {
    const { values, problems } = readVitals({ ...NOTHING_TYPED, pulse: '72', spo2: 'x', weightKg: '900' });
    expect(values).toEqual({ ...NOTHING_MEASURED, pulse: 72 });
    expect(Object.keys(problems)).toEqual(['spo2', 'weightKg']);
  });

  it('whatever was measured is typed and read back as it was', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        expect(readVitals(typedFrom(values))).toEqual({ values, problems: {} });
      }),
    );
  });

  it('whatever is typed is read within the limits or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VITAL_FIELDS), fc.string(), (field, typed) => {
        const read = readField(field, typed);
        if (!read.ok) return;
        for (const [measure, value] of Object.entries(read.values)) {
          expect(valueProblem(measure as Measure, Number(value))).toBeNull();
        }
      }),
    );
  });
});

describe('the body mass index', () => {
  it('is weight over height squared, and unknown without one of them', () => {
    expect(bmiOf({ weightKg: 62.5, heightCm: 165 })).toBe(23);
    expect(bmiOf({ weightKg: 3.2, heightCm: 50 })).toBe(12.8);
    expect(bmiOf({ weightKg: 62.5, heightCm: null })).toBeNull();
    expect(bmiOf({ weightKg: null, heightCm: 165 })).toBeNull();
  });

  it('grows with the weight, falls with the height, and gives the weight back', () => {
    fc.assert(
      fc.property(possible('weightKg'), possible('heightCm'), (weightKg, heightCm) => {
        const bmi = bmiOf({ weightKg, heightCm }) ?? NaN;
        const off = Math.abs(bmi * (heightCm / 100) ** 2 - weightKg);
        expect(off).toBeLessThanOrEqual(0.0501 * (heightCm / 100) ** 2);
        expect(bmiOf({ weightKg: weightKg + 1, heightCm }) ?? NaN).toBeGreaterThanOrEqual(bmi);
        expect(bmiOf({ weightKg, heightCm: heightCm + 1 }) ?? NaN).toBeLessThanOrEqual(bmi);
      }),
    );
  });
});

describe('the latest of several entries', () => {
  it('takes the newest of each, and both blood pressures from one reading', () => {
    const newest = { ...NOTHING_MEASURED, pulse: 90, weightKg: 61 };
    const older = { ...NOTHING_MEASURED, systolic: 130, diastolic: 85, pulse: 72, heightCm: 165 };
    const oldest = { ...NOTHING_MEASURED, systolic: 110, diastolic: 70, weightKg: 60 };
    expect(latestValues([newest, older, oldest])).toEqual({
      ...NOTHING_MEASURED,
      systolic: 130,
      diastolic: 85,
      pulse: 90,
      weightKg: 61,
      heightCm: 165,
    });
    expect(latestValues([])).toEqual(NOTHING_MEASURED);
  });
});
