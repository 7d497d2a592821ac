import type { ReadTx } from '#electron/mysql/transactions';

export interface SheetVisit {
  readonly id: number;
  readonly patient_id: number;
  readonly doctor_id: number;
  readonly start_time: string;
}

/** A visit that files may belong to; a booking that was taken back is none. */
export async function visitById(tx: ReadTx, id: number): Promise<SheetVisit | null> {
  const [row] = await tx.select<SheetVisit>(
    `SELECT id, patient_id, doctor_id, start_time FROM appointments WHERE id = ? AND withdrawn_at IS NULL`,
    [id],
  );
  return row ?? null;
}

/** When each of the visits began or begins. */
export async function startsOf(tx: ReadTx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.select<Pick<SheetVisit, 'id' | 'start_time'>>(
    `SELECT id, start_time FROM appointments WHERE id IN (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  return new Map(rows.map(({ id, start_time }) => [id, start_time]));
}

/** What screens call a patient. */
export async function patientName(tx: ReadTx, id: number): Promise<string> {
  const [row] = await tx.select<{ name: string }>(
    "SELECT CONCAT_WS(' ', first_name, last_name) AS name FROM patients WHERE id = ?",
    [id],
  );
  return row?.name ?? '';
}
