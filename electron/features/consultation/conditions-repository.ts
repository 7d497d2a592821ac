import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

export interface ConditionRow {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly name: string;
  readonly notes: string | null;
  readonly state: 'active' | 'resolved';
  readonly noted_by: string | null;
  readonly created_at: string;
  readonly removed_at: string | null;
}

const SELECT_CONDITION = `SELECT id, version, patient_id, name, notes, state, noted_by, created_at, removed_at
  FROM patient_conditions`;

/** The conditions of all records that are one patient's, what is there now before what is over. */
export function conditionsOf(tx: ReadTx, records: readonly number[]): Promise<ConditionRow[]> {
  return tx.select<ConditionRow>(
    `${SELECT_CONDITION} WHERE patient_id IN (${records.map(() => '?').join(', ')}) AND removed_at IS NULL
      ORDER BY state, id LIMIT 200`,
    records,
  );
}

export async function conditionById(tx: ReadTx, id: number): Promise<ConditionRow | null> {
  const [row] = await tx.select<ConditionRow>(`${SELECT_CONDITION} WHERE id = ?`, [id]);
  return row ?? null;
}

export async function insertCondition(
  tx: WriteTx,
  patientId: number,
  fields: Pick<ConditionRow, 'name' | 'notes' | 'state'>,
  person: string,
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO patient_conditions (patient_id, name, notes, state, noted_by) VALUES (?, ?, ?, ?, ?)',
    [patientId, fields.name, fields.notes, fields.state, person],
  );
  return insertId;
}

export async function removeCondition(
  tx: WriteTx,
  id: number,
  person: string,
  reason: string,
): Promise<void> {
  await tx.run(
    'UPDATE patient_conditions SET removed_at = UTC_TIMESTAMP(), removed_by = ?, removed_reason = ? WHERE id = ?',
    [person, reason, id],
  );
}

export async function restoreCondition(tx: WriteTx, id: number): Promise<void> {
  await tx.run(
    'UPDATE patient_conditions SET removed_at = NULL, removed_by = NULL, removed_reason = NULL WHERE id = ?',
    [id],
  );
}
