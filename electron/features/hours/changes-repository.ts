import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { ChangeRecord } from './steps';

export interface ChangeRow {
  readonly id: number;
  readonly version: number;
  readonly doctor_id: number | null;
  readonly taken_back_at: string | null;
  readonly record: ChangeRecord;
}

export async function insertChange(
  tx: WriteTx,
  change: { readonly doctorId: number | null; readonly record: ChangeRecord; readonly person: string },
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO hours_changes (doctor_id, what, created_by) VALUES (?, ?, ?)',
    [change.doctorId, JSON.stringify(change.record), change.person],
  );
  return insertId;
}

/** The change with what it did; `lock` keeps it as it is. */
export async function changeById(tx: ReadTx, id: number, lock: '' | 'FOR UPDATE'): Promise<ChangeRow | null> {
  const [row] = await tx.select<Omit<ChangeRow, 'record'> & { what: string }>(
    `SELECT id, version, doctor_id, taken_back_at, CAST(what AS CHAR) AS what FROM hours_changes WHERE id = ? ${lock}`,
    [id],
  );
  if (!row) return null;
  const { what, ...rest } = row;
  return { ...rest, record: ChangeRecord.parse(JSON.parse(what)) };
}

export async function markChange(
  tx: WriteTx,
  id: number,
  as: { readonly takenBack: boolean; readonly record: ChangeRecord; readonly person: string },
): Promise<void> {
  await tx.run(
    'UPDATE hours_changes SET taken_back_at = IF(?, UTC_TIMESTAMP(), NULL), what = ?, updated_by = ? WHERE id = ?',
    [as.takenBack ? 1 : 0, JSON.stringify(as.record), as.person, id],
  );
}

export interface LastChange {
  readonly by: string;
  /** UTC, as the column gives it. */
  readonly at: string;
}

/** Who changed this doctor's hours, or with null the holidays, last; null when nobody has. */
export async function lastChange(tx: ReadTx, doctorId: number | null): Promise<LastChange | null> {
  const [row] = await tx.select<LastChange>(
    `SELECT COALESCE(updated_by, created_by) AS \`by\`, COALESCE(taken_back_at, created_at) AS at FROM hours_changes
      WHERE doctor_id <=> ? ORDER BY id DESC LIMIT 1`,
    [doctorId],
  );
  return row ?? null;
}
