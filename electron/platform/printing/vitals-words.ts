import {
  SINGLE_MEASURES,
  type VitalValues,
  bmiOf,
  measureText,
  pressureText,
} from '#shared/domain/vitals/measures';
import type { PageWords } from '#electron/platform/page-words';

/** What was measured, each with its unit: `Blood pressure 120/80 mmHg`. */
export function vitalsInWords(values: VitalValues, page: PageWords): readonly string[] {
  const pressure = pressureText(values);
  const bmi = bmiOf(values);
  return [
    ...(pressure === null ? [] : [page('vitals.pressure', { value: pressure })]),
    ...SINGLE_MEASURES.flatMap((measure) => {
      const value = values[measure];
      return value === null ? [] : [page(`vitals.${measure}`, { value: measureText(measure, value) })];
    }),
    ...(bmi === null ? [] : [page('vitals.bmi', { value: bmi.toFixed(1) })]),
  ];
}
