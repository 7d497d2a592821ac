import { tokensOf, type Token } from '#shared/domain/search-words';
import type { WriteTx } from '#electron/mysql/transactions';
import { identifiersOf, replaceTokens, type WholePatientRow } from './repository';

/** What of a row the search goes by. */
export type IndexedRow = Pick<
  WholePatientRow,
  | 'id'
  | 'first_name'
  | 'last_name'
  | 'phone'
  | 'date_of_birth'
  | 'birth_precision'
  | 'clinic_no'
  | 'old_file_no'
  | 'is_deleted'
  | 'merged_into_id'
>;

/** The search tokens of a row as it stands; a removed or merged patient has none. */
export function tokensOfRow(row: IndexedRow, identifiers: readonly string[]): Token[] {
  if (row.is_deleted !== 0 || row.merged_into_id !== null) return [];
  return tokensOf({
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    dateOfBirth: row.date_of_birth,
    birthPrecision: row.birth_precision,
    numbers: [row.clinic_no, row.old_file_no, ...identifiers].filter((number) => number !== null),
  });
}

/** Writes a row's tokens, in the transaction that changed it. */
export async function indexPatient(tx: WriteTx, row: IndexedRow): Promise<void> {
  await replaceTokens(tx, row.id, tokensOfRow(row, await identifiersOf(tx, row.id)));
}
