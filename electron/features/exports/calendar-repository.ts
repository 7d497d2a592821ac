import type { AppointmentStatus } from '#shared/domain/visit-state';
import type { ReadTx, SqlValue } from '#electron/mysql/transactions';

export interface VisitRow {
  readonly id: number;
  readonly start_time: string;
  readonly end_time: string;
  readonly status: AppointmentStatus;
  readonly reason: string | null;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly title: string | null;
  readonly doctor_first: string;
  readonly doctor_last: string | null;
}

/** A larger file chokes phones, and would hold the program up while it is written. */
export const MOST_VISITS = 20_000;

/**
 * Visits that begin in `[from, before)` of one doctor or of all, cancelled ones too, in the order of time; not
 * those taken back or without a place. One more than there may be says that there are too many.
 */
export function visitsOf(
  tx: ReadTx,
  doctorId: number | null,
  from: string,
  before: string,
): Promise<VisitRow[]> {
  const params: SqlValue[] = [from, before];
  if (doctorId !== null) params.push(doctorId);
  return tx.select<VisitRow>(
    `SELECT a.id, a.start_time, a.end_time, a.status, a.reason, a.version, a.created_at, a.updated_at,
            p.first_name, p.last_name, d.title, d.first_name AS doctor_first, d.last_name AS doctor_last
       FROM appointments a
       JOIN patients p ON p.id = a.patient_id
       JOIN doctors d ON d.id = a.doctor_id
      WHERE a.start_time >= ? AND a.start_time < ? ${doctorId === null ? '' : 'AND a.doctor_id = ?'}
        AND a.withdrawn_at IS NULL AND a.to_move_at IS NULL
      ORDER BY a.start_time, a.id LIMIT ${String(MOST_VISITS + 1)}`,
    params,
  );
}
