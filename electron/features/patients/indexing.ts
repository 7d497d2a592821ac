import { removedToken, tokensOf, type Token } from '#shared/domain/search-words';
import type { Database, WriteTx } from '#electron/mysql/transactions';
import { type IdentifierRow, identifiersBetween, identifiersOf } from './identifiers-repository';
import { membersBetween } from './merges-repository';
import {
  countPatients,
  findPatient,
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
  | 'contact_email'
  | 'date_of_birth'
  | 'birth_precision'
  | 'clinic_no'
  | 'old_file_no'
  | 'is_deleted'
  | 'archived_at'
  | 'merged_into_id'
>;

function valuesOf(id: number, identifiers: readonly IdentifierRow[]): string[] {
  return identifiers.filter(({ patient_id }) => patient_id === id).map(({ value }) => value);
}

function ownTokens(row: IndexedRow, identifiers: readonly IdentifierRow[]): Token[] {
  return tokensOf({
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    contactEmail: row.contact_email,
    dateOfBirth: row.date_of_birth,
    birthPrecision: row.birth_precision,
    numbers: [row.clinic_no, row.old_file_no, ...valuesOf(row.id, identifiers)].filter(
      (number) => number !== null,
    ),
  });
}

/** Removed and archived patients are found when they are asked for, and in the way of no other search. */
function isApart(row: IndexedRow): boolean {
  return row.is_deleted !== 0 || row.archived_at !== null;
}

/**
 * The search tokens of a row as it stands, together with those of the records that are read as it. A merged
 * record has none of its own; a removed or archived patient's stand apart.
 */
export function tokensOfRow(
  row: IndexedRow,
  identifiers: readonly IdentifierRow[],
  members: readonly IndexedRow[] = [],
): Token[] {
  if (row.merged_into_id !== null) return [];
  const found = new Map<string, Token>();
  for (const one of [row, ...members]) {
    for (const { token, kind } of ownTokens(one, identifiers)) {
      const kept = isApart(row) ? removedToken(token) : token;
      if (!found.has(kept)) found.set(kept, { token: kept, kind });
    }
  }
  return [...found.values()];
}

/** Writes the tokens of rows that are locked, all of those with an id in the range. */
async function indexRange(
  tx: WriteTx,
  range: { readonly after: number; readonly upTo: number },
  rows: readonly IndexedRow[],
): Promise<void> {
  const members = await membersBetween(tx, range);
  const identifiers = [
    ...(await identifiersBetween(tx, range)),
    ...(await identifiersOf(
      tx,
      members.map(({ id }) => id),
    )),
  ];
  const tokens = rows.flatMap((row) => {
    const own = members.filter(({ root }) => root === row.id);
    return tokensOfRow(row, identifiers, own).map((token) => ({ ...token, patientId: row.id }));
  });
  await replaceTokens(tx, range, tokens);
}

/** Writes a row's tokens, in the transaction that changed it. */
export function indexPatient(tx: WriteTx, row: IndexedRow): Promise<void> {
  return indexRange(tx, { after: row.id - 1, upTo: row.id }, [row]);
}

/** Writes the tokens of these rows, which are locked. */
export async function indexPatients(tx: WriteTx, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    const row = await findPatient(tx, id);
    if (row !== null) await indexPatient(tx, row);
  }
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
