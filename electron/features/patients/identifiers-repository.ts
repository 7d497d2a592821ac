import { duplicateKey } from '#electron/mysql/errors';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

export interface IdentifierRow {
  readonly patient_id: number;
  readonly kind: string;
  readonly value: string;
}

/** The further numbers of all patients with an id in `(after, upTo]`. */
export function identifiersBetween(
  tx: ReadTx,
  range: { readonly after: number; readonly upTo: number },
): Promise<IdentifierRow[]> {
  return tx.select(
    `SELECT patient_id, kind, value FROM patient_identifiers
     WHERE patient_id > ? AND patient_id <= ? ORDER BY patient_id, id`,
    [range.after, range.upTo],
  );
}

/** The further numbers of these patients. */
export function identifiersOf(tx: ReadTx, ids: readonly number[]): Promise<IdentifierRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.select(
    `SELECT patient_id, kind, value FROM patient_identifiers
     WHERE patient_id IN (${ids.map(() => '?').join(', ')}) ORDER BY patient_id, id`,
    [...ids],
  );
}

/** Another patient's number of this kind already; whose, is asked after the rollback. */
export class NumberTaken extends Error {
  readonly identifier: Pick<IdentifierRow, 'kind' | 'value'>;
  constructor(identifier: Pick<IdentifierRow, 'kind' | 'value'>) {
    super('another patient has this number');
    this.identifier = identifier;
  }
}

/** @throws NumberTaken */
export async function insertIdentifier(tx: WriteTx, row: IdentifierRow): Promise<void> {
  try {
    await tx.run('INSERT INTO patient_identifiers (patient_id, kind, value) VALUES (?, ?, ?)', [
      row.patient_id,
      row.kind,
      row.value,
    ]);
  } catch (error) {
    if (duplicateKey(error) === null) throw error;
    throw new NumberTaken(row);
  }
}

export async function deleteIdentifier(tx: WriteTx, row: IdentifierRow): Promise<void> {
  await tx.run('DELETE FROM patient_identifiers WHERE patient_id = ? AND kind = ? AND value = ?', [
    row.patient_id,
    row.kind,
    row.value,
  ]);
}

/** Whose number this is. */
export async function holderOf(
  tx: ReadTx,
  identifier: Pick<IdentifierRow, 'kind' | 'value'>,
): Promise<{ readonly id: number; readonly name: string } | null> {
  const rows = await tx.select<{ id: number; name: string }>(
    `SELECT p.id, CONCAT_WS(' ', p.first_name, p.last_name) AS name
     FROM patient_identifiers i JOIN patients p ON p.id = i.patient_id WHERE i.kind = ? AND i.value = ?`,
    [identifier.kind, identifier.value],
  );
  return rows[0] ?? null;
}
