import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

const blanks = (records: readonly number[]) => records.map(() => '?').join(', ');

/**
 * Whether the doctor has or had a visit with one of the records: neither one that was cancelled, which a no-show
 * is too, nor a booking that was taken back.
 */
export async function hasVisitWith(
  tx: ReadTx,
  doctorId: number,
  records: readonly number[],
): Promise<boolean> {
  const rows = await tx.select(
    `SELECT id FROM appointments WHERE doctor_id = ? AND patient_id IN (${blanks(records)})
       AND status <> 'cancelled' AND withdrawn_at IS NULL LIMIT 1`,
    [doctorId, ...records],
  );
  return rows.length > 0;
}

/** Until when the person's own openings of these records hold; null where none does any more. */
export async function openedUntil(
  tx: ReadTx,
  person: string,
  records: readonly number[],
): Promise<string | null> {
  const [row] = await tx.select<{ open_until: string | null }>(
    `SELECT MAX(open_until) AS open_until FROM chart_openings
      WHERE opened_by = ? AND patient_id IN (${blanks(records)}) AND open_until > UTC_TIMESTAMP()`,
    [person, ...records],
  );
  return row?.open_until ?? null;
}

export interface OpeningRow {
  readonly id: number;
  readonly open_until: string;
}

/** The database itself says until when. */
export async function insertOpening(
  tx: WriteTx,
  person: string,
  patientId: number,
  reason: string,
): Promise<OpeningRow> {
  const { insertId } = await tx.run(
    'INSERT INTO chart_openings (opened_by, patient_id, reason) VALUES (?, ?, ?)',
    [person, patientId, reason],
  );
  const [row] = await tx.select<OpeningRow>('SELECT id, open_until FROM chart_openings WHERE id = ?', [
    insertId,
  ]);
  if (!row) throw new Error('an opening that was just made is not there');
  return row;
}
