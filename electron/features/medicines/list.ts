import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Suggestion } from '#shared/contract/consultation';
import { substancesIn } from '#shared/domain/prescribing/substances';
import { fold } from '#shared/domain/search-words';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';

/** Offered of those whose substance begins so, and of those whose brand does. */
const MOST_OF_EACH = 5;

interface MedicineFields {
  readonly generic: string;
  readonly brand: string | null;
  readonly strength: string | null;
  readonly form: string | null;
}

/** A medicine of a file; withdrawn, it stays in the list and is offered to nobody. */
export interface ListedMedicine extends MedicineFields {
  readonly withdrawn: boolean;
}

/** One key for a medicine however its words are written. */
export function identityOf({ generic, brand, strength, form }: MedicineFields): string {
  const folded = [generic, brand, strength, form].map((text) =>
    fold(text ?? '')
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  return createHash('sha256').update(JSON.stringify(folded)).digest('hex');
}

/** Which of these the list has, and whether each is withdrawn; by identity. */
export async function listedAs(
  tx: ReadTx,
  identities: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  if (identities.length === 0) return new Map();
  const rows = await tx.select<{ identity: string; withdrawn: number }>(
    `SELECT identity, withdrawn_at IS NOT NULL AS withdrawn FROM medicines
      WHERE identity IN (${identities.map(() => '?').join(', ')})`,
    identities,
  );
  return new Map(rows.map(({ identity, withdrawn }) => [identity, withdrawn === 1]));
}

/** Puts these into the list; one that is there is withdrawn, or comes back, as its row says. */
export async function putMedicines(
  tx: WriteTx,
  rows: readonly (ListedMedicine & { readonly rowNo: number })[],
  person: string,
): Promise<{ readonly rowNo: number; readonly id: number; readonly version: number }[]> {
  if (rows.length === 0) return [];
  const identities = rows.map(identityOf);
  const now = '(?, ?, ?, ?, ?, IF(?, UTC_TIMESTAMP(), NULL), ?)';
  await tx.run(
    `INSERT INTO medicines (generic, brand, strength, form, identity, withdrawn_at, updated_by)
     VALUES ${rows.map(() => now).join(', ')} AS file
     ON DUPLICATE KEY UPDATE withdrawn_at = file.withdrawn_at, updated_by = file.updated_by`,
    rows.flatMap(({ generic, brand, strength, form, withdrawn }, at) => [
      generic,
      brand,
      strength,
      form,
      identities[at] ?? '',
      withdrawn ? 1 : 0,
      person,
    ]),
  );
  const made = await tx.select<{ id: number; version: number; identity: string }>(
    `SELECT id, version, identity FROM medicines WHERE identity IN (${identities.map(() => '?').join(', ')})`,
    identities,
  );
  const byIdentity = new Map(made.map((row) => [row.identity, row]));
  return rows.flatMap(({ rowNo }, at) => {
    const row = byIdentity.get(identities[at] ?? '');
    return row ? [{ rowNo, id: row.id, version: row.version }] : [];
  });
}

/** Takes back what a file did: what it brought is withdrawn, what it withdrew or brought back is as it was. */
export async function putBackMedicines(tx: WriteTx, ids: readonly number[], person: string): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    `UPDATE medicines SET updated_by = ?,
        withdrawn_at = IF(withdrawn_at IS NULL, UTC_TIMESTAMP(), IF(version = 1, withdrawn_at, NULL))
      WHERE id IN (${ids.map(() => '?').join(', ')})`,
    [person, ...ids],
  );
}

/** Medicines of the list whose substance or brand begins so, as lines to go on from. */
export async function listedFor(tx: ReadTx, text: string): Promise<z.input<typeof Suggestion>[]> {
  const begins = `${text.replace(/[\\%_]/g, '\\$&')}%`;
  const part = (column: string, then: string) =>
    `(SELECT id, generic, brand, strength, form FROM medicines WHERE withdrawn_at IS NULL AND ${column} LIKE ?
       ORDER BY ${column}, ${then} LIMIT ${String(MOST_OF_EACH)})`;
  const rows = await tx.select<MedicineFields>(
    `${part('generic', 'brand')} UNION ${part('brand', 'generic')}`,
    [begins, begins],
  );
  return rows.map(({ generic, brand, strength, form }) => ({
    line: { name: generic, brand, dosage: strength, frequency: null, days: null, instructions: null },
    times: null,
    form,
  }));
}

/** What the list knows the brands among these names to be made of; by folded name. Withdrawn ones are known too. */
export async function substancesByBrand(
  tx: ReadTx,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, string[]>();
  if (names.length === 0) return known;
  const rows = await tx.select<{ generic: string; brand: string }>(
    `SELECT DISTINCT generic, brand FROM medicines WHERE brand IN (${names.map(() => '?').join(', ')})`,
    names,
  );
  for (const { generic, brand } of rows) {
    const key = fold(brand);
    known.set(key, [...(known.get(key) ?? []), ...substancesIn(generic)]);
  }
  return known;
}
