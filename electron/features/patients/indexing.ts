import { tokensOf, type Token } from '#shared/domain/search-words';
import type { Database, WriteTx } from '#electron/mysql/transactions';
import {
  countPatients,
  identifiersOf,
  lockNextPatients,
  replaceTokens,
  type WholePatientRow,
} from './repository';

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

/** Writes the tokens of rows that are locked, all of those with an id in the range. */
async function indexRange(
  tx: WriteTx,
  range: { readonly after: number; readonly upTo: number },
  rows: readonly IndexedRow[],
): Promise<void> {
  const identifiers = await identifiersOf(tx, range);
  const tokens = rows.flatMap((row) => {
    const own = identifiers.filter(({ patient_id }) => patient_id === row.id).map(({ value }) => value);
    return tokensOfRow(row, own).map((token) => ({ ...token, patientId: row.id }));
  });
  await replaceTokens(tx, range, tokens);
}

/** Writes a row's tokens, in the transaction that changed it. */
export function indexPatient(tx: WriteTx, row: IndexedRow): Promise<void> {
  return indexRange(tx, { after: row.id - 1, upTo: row.id }, [row]);
}

/** Patients a transaction of reindexing: short enough that no desk waits for it. */
const BATCH = 250;

export interface ReindexOptions {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Writes all tokens anew: after another program has written patients, or the folding has changed. */
export async function reindexPatients(db: Database, { onProgress, signal }: ReindexOptions): Promise<number> {
  const total = await db.read(countPatients, signal);
  let done = 0;
  let after = 0;
  for (;;) {
    const from = after;
    const rows = await db.write(
      async (tx) => {
        const next = await lockNextPatients(tx, from, BATCH);
        const last = next.at(-1);
        if (last !== undefined) await indexRange(tx, { after: from, upTo: last.id }, next);
        return next;
      },
      { signal },
    );
    const last = rows.at(-1);
    if (last === undefined) return done;
    after = last.id;
    done += rows.length;
    onProgress(done, Math.max(done, total));
  }
}
