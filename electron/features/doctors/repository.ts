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
  readonly on_paper: number | null;
}

/** A clinic of more doctors than this would not fit one calendar answer either (design section 2). */
const MOST = 500;

/** Doctors in the clinic's column order, deleted ones included. */
export function selectDoctors(tx: ReadTx): Promise<DoctorRow[]> {
  return tx.select<DoctorRow>(
    `SELECT d.id, d.title, d.first_name, d.last_name, d.specialization, d.colour, d.default_minutes, d.sees_by,
       d.grid_minutes, d.is_deleted, p.on_paper
     FROM doctors d LEFT JOIN doctor_pages p ON p.doctor_id = d.id ORDER BY d.sort_order, d.id LIMIT ?`,
    [String(MOST)],
  );
}
