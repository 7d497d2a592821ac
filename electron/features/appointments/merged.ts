import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import type { AppointmentRow } from './projection';

type ShownPatient = Pick<AppointmentRow, 'patient_id' | 'first_name' | 'last_name' | 'phone' | 'clinic_no'>;

interface Reading extends ShownPatient {
  readonly record: number;
}

/** Of records that were merged, the patients they are read as. */
function readings(tx: ReadTx, records: readonly number[]): Promise<Reading[]> {
  return tx.select<Reading>(
    `WITH RECURSIVE up AS (
       SELECT id AS record, merged_into_id AS at FROM patients WHERE id IN (${records.map(() => '?').join(', ')})
       UNION ALL
       SELECT up.record, p.merged_into_id FROM up JOIN patients p ON p.id = up.at WHERE p.merged_into_id IS NOT NULL)
     SELECT up.record, p.id AS patient_id, p.first_name, p.last_name, p.phone, p.clinic_no
     FROM up JOIN patients p ON p.id = up.at WHERE p.merged_into_id IS NULL`,
    [...records],
  );
}

/** Visits as they are shown: those of a merged record belong to the patient it is read as. */
export async function asRead(tx: ReadTx, rows: AppointmentRow[]): Promise<AppointmentRow[]> {
  const merged = rows.filter((row) => row.merged_into_id !== null).map((row) => row.patient_id);
  if (merged.length === 0) return rows;
  const known = new Map((await readings(tx, [...new Set(merged)])).map((one) => [one.record, one]));
  return rows.map((row) => {
    const reading = row.merged_into_id === null ? undefined : known.get(row.patient_id);
    if (!reading) return row;
    const { patient_id, first_name, last_name, phone, clinic_no } = reading;
    return { ...row, patient_id, first_name, last_name, phone, clinic_no, merged_into_id: null };
  });
}

export interface LockedPatient {
  readonly id: number;
  readonly is_deleted: number;
  /** The records whose visits are this patient's. */
  readonly records: readonly number[];
}

interface LockedRow {
  readonly id: number;
  readonly is_deleted: number;
  readonly archived_at: string | null;
  readonly merged_into_id: number | null;
  readonly has_merged: number;
}

async function recordsOf(tx: ReadTx, id: number): Promise<number[]> {
  const rows = await tx.select<{ id: number }>(
    `WITH RECURSIVE records AS (
       SELECT ? AS id UNION ALL
       SELECT p.id FROM records JOIN patients p ON p.merged_into_id = records.id)
     SELECT id FROM records`,
    [id],
  );
  return rows.map((row) => row.id);
}

/**
 * Locks the patient; for a record that was merged, the one it is read as. Only that second lock may stand
 * before a smaller id: a deadlock over it is tried again by itself.
 */
export async function lockPatient(tx: WriteTx, id: number): Promise<LockedPatient> {
  const [row] = await tx.select<LockedRow>(
    `SELECT p.id, p.is_deleted, p.archived_at, p.merged_into_id,
       EXISTS (SELECT 1 FROM patients m WHERE m.merged_into_id = p.id) AS has_merged
     FROM patients p WHERE p.id = ? FOR UPDATE OF p`,
    [id],
  );
  if (!row) throw notFound('patient');
  if (row.merged_into_id !== null) return lockPatient(tx, row.merged_into_id);
  // Brought back first: whoever archives at the same moment waits for this lock, and looks again.
  if (row.archived_at !== null) throw ruleBroken('patient_archived', { patientId: id });
  const records = row.has_merged === 1 ? await recordsOf(tx, id) : [id];
  return { id, is_deleted: row.is_deleted, records };
}
