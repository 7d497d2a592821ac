/**
 * What is measured, each in one unit, with what can be of a living person from newborn to adult: outside of it
 * somebody has slipped. The database holds the same limits (migration 0044).
 */
export const MEASURES = {
  systolic: { min: 40, max: 300, decimals: 0 },
  diastolic: { min: 20, max: 200, decimals: 0 },
  pulse: { min: 20, max: 300, decimals: 0 },
  temperatureC: { min: 25, max: 45, decimals: 1 },
  spo2: { min: 30, max: 100, decimals: 0 },
  respiration: { min: 4, max: 120, decimals: 0 },
  glucoseMgDl: { min: 10, max: 1500, decimals: 0 },
  weightKg: { min: 0.2, max: 500, decimals: 2 },
  heightCm: { min: 20, max: 260, decimals: 1 },
} as const;
export type Measure = keyof typeof MEASURES;

/** Those of one number each, in the order in which they are written and shown. */
export const SINGLE_MEASURES = [
  'pulse',
  'temperatureC',
  'spo2',
  'respiration',
  'glucoseMgDl',
  'weightKg',
  'heightCm',
] as const satisfies readonly Measure[];

/** In the order in which they are written and shown. */
export const MEASURE_NAMES = [
  'systolic',
  'diastolic',
  ...SINGLE_MEASURES,
] as const satisfies readonly Measure[];

/** What was measured at one time; null was not. */
export type VitalValues = Readonly<Record<Measure, number | null>>;

export const NOTHING_MEASURED: VitalValues = {
  systolic: null,
  diastolic: null,
  pulse: null,
  temperatureC: null,
  spo2: null,
  respiration: null,
  glucoseMgDl: null,
  weightKg: null,
  heightCm: null,
};

/** As it is written: a temperature always with its tenth, `37.0`. */
export function measureText(measure: Measure, value: number): string {
  return measure === 'temperatureC' ? value.toFixed(1) : String(value);
}

/** `120/80`, where it was measured. */
export function pressureText({
  systolic,
  diastolic,
}: Pick<VitalValues, 'systolic' | 'diastolic'>): string | null {
  return systolic === null || diastolic === null ? null : `${String(systolic)}/${String(diastolic)}`;
}

/** Kilograms over square metres, to one decimal; null where one of the two is not known. */
export function bmiOf({ weightKg, heightCm }: Pick<VitalValues, 'weightKg' | 'heightCm'>): number | null {
  if (weightKg === null || heightCm === null) return null;
  return Math.round((weightKg / (heightCm / 100) ** 2) * 10) / 10;
}

/**
 * The values that a line tells of several entries, the newest of each. Both blood pressures come from one entry,
 * since they are one reading.
 */
export function latestValues(newestFirst: readonly VitalValues[]): VitalValues {
  const latest: Record<Measure, number | null> = { ...NOTHING_MEASURED };
  for (const values of newestFirst) {
    for (const measure of MEASURE_NAMES) {
      if (measure === 'diastolic') continue;
      if (latest[measure] !== null || values[measure] === null) continue;
      latest[measure] = values[measure];
      if (measure === 'systolic') latest.diastolic = values.diastolic;
    }
  }
  return latest;
}
