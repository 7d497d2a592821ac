import type { z } from 'zod';
import type { VitalsDto } from '#shared/contract/vitals';
import type { VitalValues } from '#shared/domain/vitals/measures';
import type { ReadTx } from '#electron/mysql/transactions';
import { namesOf } from '#electron/platform/people';
import { utcStamp } from '#electron/platform/stamps';

export interface VitalsRow {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly appointment_id: number | null;
  readonly taken_at: string;
  readonly systolic: number | null;
  readonly diastolic: number | null;
  readonly pulse: number | null;
  readonly temperature_c: string | null;
  readonly spo2: number | null;
  readonly respiration: number | null;
  readonly glucose_mg_dl: number | null;
  readonly weight_kg: string | null;
  readonly height_cm: string | null;
  readonly note: string | null;
  readonly entered_by: string;
  readonly created_at: string;
  readonly corrects_id: number | null;
  readonly withdrawn_at: string | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
  readonly corrected_by_id: number | null;
}

/** Neither corrected nor withdrawn. */
export function stands(row: Pick<VitalsRow, 'withdrawn_at' | 'corrected_by_id'>): boolean {
  return row.withdrawn_at === null && row.corrected_by_id === null;
}

function decimal(stored: string | null): number | null {
  return stored === null ? null : Number(stored);
}

export function valuesIn(row: VitalsRow): VitalValues {
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

export type Vitals = z.input<typeof VitalsDto>;

/** Rows as screens see them, in the order in which they came. */
export async function shownVitals(tx: ReadTx, rows: readonly VitalsRow[]): Promise<Vitals[]> {
  const nameOf = await namesOf(
    tx,
    rows.flatMap((row) => [row.entered_by, row.withdrawn_by]),
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    appointmentId: row.appointment_id,
    takenAt: utcStamp(row.taken_at),
    values: valuesIn(row),
    note: row.note,
    entered: { at: utcStamp(row.created_at), by: nameOf(row.entered_by) },
    correctsId: row.corrects_id,
    correctedById: row.corrected_by_id,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: utcStamp(row.withdrawn_at),
            by: nameOf(row.withdrawn_by),
            reason: row.withdrawn_reason ?? '',
          },
  }));
}
