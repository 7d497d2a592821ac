import type { z } from 'zod';
import type { VitalsDto } from '#shared/contract/vitals';
import type { ReadTx } from '#electron/mysql/transactions';
import { type MeasuredColumns, valuesIn } from '#electron/platform/measured';
import { namesOf } from '#electron/platform/people';
import { type PutRightColumns, withdrawnIn } from '#electron/platform/put-right';
import { utcStamp } from '#electron/platform/stamps';

export interface VitalsRow extends MeasuredColumns, PutRightColumns {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly appointment_id: number | null;
  readonly taken_at: string;
  readonly note: string | null;
  readonly entered_by: string;
  readonly created_at: string;
  readonly corrects_id: number | null;
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
    withdrawn: withdrawnIn(row, nameOf),
  }));
}
