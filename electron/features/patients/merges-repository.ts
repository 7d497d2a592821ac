import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { WHOLE, type WholePatientRow } from './repository';

export interface MemberRow extends WholePatientRow {
  /** The record that this one is read as. */
  readonly root: number;
}

const COLUMNS = WHOLE.map((column) => `p.${column}`).join(', ');

/** Every record that is read as one with an id in `(after, upTo]`, those themselves left out. */
export function membersBetween(
  tx: ReadTx,
  range: { readonly after: number; readonly upTo: number },
): Promise<MemberRow[]> {
  return tx.select<MemberRow>(
    `WITH RECURSIVE members AS (
       SELECT m.id, m.merged_into_id AS root FROM patients m JOIN patients r ON r.id = m.merged_into_id
       WHERE m.merged_into_id > ? AND m.merged_into_id <= ? AND r.merged_into_id IS NULL
       UNION ALL
       SELECT m.id, members.root FROM members JOIN patients m ON m.merged_into_id = members.id)
     SELECT members.root, ${COLUMNS} FROM members JOIN patients p ON p.id = members.id ORDER BY p.id`,
    [range.after, range.upTo],
  );
}

/** The patient and every record that is read as them. */
export async function groupOf(tx: ReadTx, id: number): Promise<number[]> {
  const members = await membersBetween(tx, { after: id - 1, upTo: id });
  return [id, ...members.map((member) => member.id)];
}

/** Rows locked in ascending order; those that are not there are left out. */
export function lockPatients(tx: WriteTx, ids: readonly number[]): Promise<WholePatientRow[]> {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  return tx.select<WholePatientRow>(
    `SELECT ${WHOLE.join(', ')} FROM patients WHERE id IN (${sorted.map(() => '?').join(', ')}) ORDER BY id FOR UPDATE`,
    sorted,
  );
}

export async function setMergedInto(tx: WriteTx, id: number, intoId: number | null): Promise<void> {
  await tx.run('UPDATE patients SET merged_into_id = ? WHERE id = ?', [intoId, id]);
}
