import type { LikelyTokens } from '#shared/domain/search-words';
import type { ReadTx } from '#electron/mysql/transactions';
import { type PatientRow, SUMMARY, WHOLE, type WholePatientRow } from './repository';

/** How many tokens begin with each term, counted no further than `most`. */
export async function countMatches(tx: ReadTx, terms: readonly string[], most: number): Promise<number[]> {
  const counts = terms.map(
    (_, at) =>
      `(SELECT COUNT(*) FROM (SELECT 1 FROM patient_tokens WHERE token LIKE ? LIMIT ${String(most)}) t${String(at)}) c${String(at)}`,
  );
  const rows = await tx.select<Record<string, number>>(
    `SELECT ${counts.join(', ')}`,
    terms.map((term) => `${term}%`),
  );
  return terms.map((_, at) => rows[0]?.[`c${String(at)}`] ?? 0);
}

export interface Place {
  readonly token: string;
  readonly id: number;
}

export interface FoundRow extends PatientRow {
  readonly token: string;
}

const ALSO =
  'EXISTS (SELECT /*+ NO_SEMIJOIN() */ 1 FROM patient_tokens o WHERE o.patient_id = d.patient_id AND o.token LIKE ?)';

/**
 * Patients with a token that begins with `driver` and one for each of `others`, in the order of the
 * driver's tokens: the key is read in that order, so it stops as soon as the page is full.
 */
export function searchTokens(
  tx: ReadTx,
  driver: string,
  others: readonly string[],
  after: Place | null,
  limit: number,
): Promise<FoundRow[]> {
  const from = after === null ? '' : 'AND d.token >= ? AND (d.token > ? OR d.patient_id > ?)';
  return tx.select<FoundRow>(
    `SELECT STRAIGHT_JOIN d.token, ${SUMMARY.map((column) => `p.${column}`).join(', ')}
     FROM patient_tokens d JOIN patients p ON p.id = d.patient_id
     WHERE d.token LIKE ? ${from}
       ${others.map(() => `AND ${ALSO}`).join(' ')}
       AND NOT EXISTS (SELECT /*+ NO_SEMIJOIN() */ 1 FROM patient_tokens e
                       WHERE e.patient_id = d.patient_id AND e.token LIKE ? AND e.token < d.token)
       AND p.merged_into_id IS NULL
     ORDER BY d.token, d.patient_id LIMIT ?`,
    [
      `${driver}%`,
      ...(after === null ? [] : [after.token, after.token, after.id]),
      ...others.map((term) => `${term}%`),
      `${driver}%`,
      String(limit),
    ],
  );
}

/** Patients that have any of the tokens, whole or with the name after it; merged ones have none. */
export function withAnyToken(
  tx: ReadTx,
  { whole, named }: LikelyTokens,
  most: number,
): Promise<WholePatientRow[]> {
  const tokens = [...whole, ...named];
  if (tokens.length === 0) return Promise.resolve([]);
  return tx.select<WholePatientRow>(
    `SELECT ${WHOLE.map((column) => `p.${column}`).join(', ')}
     FROM (SELECT DISTINCT patient_id FROM patient_tokens
           WHERE ${[`token IN (${tokens.map(() => '?').join(', ')})`, ...named.map(() => 'token LIKE ?')].join(' OR ')}
           LIMIT ${String(most)}) t
     JOIN patients p ON p.id = t.patient_id
     WHERE p.merged_into_id IS NULL ORDER BY p.id`,
    [...tokens, ...named.map((token) => `${token} %`)],
  );
}

/** Patients with exactly this contact e-mail. */
export function withContactEmail(tx: ReadTx, email: string, most: number): Promise<WholePatientRow[]> {
  return tx.select<WholePatientRow>(
    `SELECT ${WHOLE.join(', ')} FROM patients
     WHERE contact_email = ? AND merged_into_id IS NULL AND is_deleted = 0 ORDER BY id LIMIT ${String(most)}`,
    [email],
  );
}
