import type { ReadTx } from '#electron/mysql/transactions';

export interface DoctorRow {
  readonly id: number;
  readonly title: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly specialization: string | null;
  readonly colour: string | null;
  readonly default_minutes: number;
  readonly sees_by: 'slot' | 'token';
  readonly grid_minutes: number | null;
  readonly is_deleted: number;
}

/** A clinic of more doctors than this would not fit one calendar answer either (design section 2). */
const MOST = 500;

/** Doctors in the clinic's column order, deleted ones included. */
export function selectDoctors(tx: ReadTx): Promise<DoctorRow[]> {
  return tx.select<DoctorRow>(
    `SELECT id, title, first_name, last_name, specialization, colour, default_minutes, sees_by, grid_minutes, is_deleted
     FROM doctors ORDER BY sort_order, id LIMIT ?`,
    [String(MOST)],
  );
}
