import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

export interface AllergyRow {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly substance: string;
  readonly reaction: string | null;
  readonly severity: 'mild' | 'moderate' | 'severe' | null;
  readonly noted_by: string | null;
  readonly created_at: string;
  readonly removed_at: string | null;
}

const SELECT_ALLERGY = `SELECT id, version, patient_id, substance, reaction, severity, noted_by, created_at, removed_at
  FROM patient_allergies`;

/** The allergies of all records that are one patient's, the worst first. */
export function standing(tx: ReadTx, records: readonly number[]): Promise<AllergyRow[]> {
  return tx.select<AllergyRow>(
    `${SELECT_ALLERGY} WHERE patient_id IN (${records.map(() => '?').join(', ')}) AND removed_at IS NULL
      ORDER BY severity IS NULL, severity DESC, id LIMIT 200`,
    records,
  );
}

export async function allergyById(tx: ReadTx, id: number): Promise<AllergyRow | null> {
  const [row] = await tx.select<AllergyRow>(`${SELECT_ALLERGY} WHERE id = ?`, [id]);
  return row ?? null;
}

export async function insertAllergy(
  tx: WriteTx,
  patientId: number,
  fields: Pick<AllergyRow, 'substance' | 'reaction' | 'severity'>,
  person: string,
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO patient_allergies (patient_id, substance, reaction, severity, noted_by) VALUES (?, ?, ?, ?, ?)',
    [patientId, fields.substance, fields.reaction, fields.severity, person],
  );
  return insertId;
}

export async function remove(tx: WriteTx, id: number, person: string, reason: string): Promise<void> {
  await tx.run(
    'UPDATE patient_allergies SET removed_at = UTC_TIMESTAMP(), removed_by = ?, removed_reason = ? WHERE id = ?',
    [person, reason, id],
  );
}

export async function restore(tx: WriteTx, id: number): Promise<void> {
  await tx.run(
    'UPDATE patient_allergies SET removed_at = NULL, removed_by = NULL, removed_reason = NULL WHERE id = ?',
    [id],
  );
}
