import type { VitalValues } from '#shared/domain/vitals/measures';

/** The columns of table `vitals` that hold what was measured; decimals come as text. */
export interface MeasuredColumns {
  readonly systolic: number | null;
  readonly diastolic: number | null;
  readonly pulse: number | null;
  readonly temperature_c: string | null;
  readonly spo2: number | null;
  readonly respiration: number | null;
  readonly glucose_mg_dl: number | null;
  readonly weight_kg: string | null;
  readonly height_cm: string | null;
}

function decimal(stored: string | null): number | null {
  return stored === null ? null : Number(stored);
}

export function valuesIn(row: MeasuredColumns): VitalValues {
  return {
    systolic: row.systolic,
    diastolic: row.diastolic,
    pulse: row.pulse,
    temperatureC: decimal(row.temperature_c),
    spo2: row.spo2,
    respiration: row.respiration,
    glucoseMgDl: row.glucose_mg_dl,
    weightKg: decimal(row.weight_kg),
    heightCm: decimal(row.height_cm),
  };
}
