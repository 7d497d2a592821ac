import type { z } from 'zod';
import type { ImportField } from '#shared/domain/importing/fields';
import { isDose } from '#shared/domain/prescribing/dose';
import { readYes } from '#shared/domain/importing/read-cells';
import { optionalText, requiredText } from '#shared/values/text';
import type { ReadTx } from '#electron/mysql/transactions';
import { type ReadRow, overflowOf, wrongRow } from './check-patients';
import type { ImportDeps } from './parts';
import type { Cells } from './patient-rows';
import { problemOf } from './problems';
import type { MedicineDraft, Problem, StagedRow } from './staged';

/** A medicine of the row's cells, with everything that is wrong with them. */
function readMedicine(cells: Cells): { readonly draft: MedicineDraft; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const textOf = (field: ImportField, schema: z.ZodType<string | null>): string | null => {
    const parsed = schema.safeParse(cells.get(field) ?? '');
    if (parsed.success) return parsed.data;
    problems.push(problemOf(field, parsed.error.issues[0]?.message ?? 'not_text'));
    return null;
  };
  const generic = textOf('substance', requiredText(255)) ?? '';
  const brand = textOf('brand', optionalText(255));
  const strength = textOf('strength', optionalText(100));
  const form = textOf('form', optionalText(60));
  // What is no dose could be chosen and never be signed.
  if (strength !== null && !isDose(strength))
    problems.push(problemOf('strength', 'not_a_dose', { value: strength }));
  const typed = cells.get('withdrawn') ?? '';
  const withdrawn = readYes(typed);
  if (withdrawn === null) problems.push(problemOf('withdrawn', 'unknown_choice', { value: typed }));
  return { draft: { generic, brand, strength, form, withdrawn: withdrawn ?? false }, problems };
}

/** Which medicines the file's earlier rows have, by identity. */
export type EarlierMedicines = Map<string, { readonly rowNo: number; readonly withdrawn: boolean }>;

/** A batch of rows of medicines: new, or withdrawn or brought back by the file, or there as it says. */
export async function checkMedicines(
  deps: Pick<ImportDeps, 'medicines'>,
  tx: ReadTx,
  rows: readonly ReadRow[],
  earlier: EarlierMedicines,
): Promise<StagedRow[]> {
  const read = rows.map((row) => {
    const { draft, problems } = readMedicine(row.byField);
    return {
      row,
      draft,
      identity: deps.medicines.identityOf(draft),
      problems: [...overflowOf(row), ...problems],
    };
  });
  const listed = await deps.medicines.listedAs(
    tx,
    read.map(({ identity }) => identity),
  );
  return read.map(({ row, draft, identity, problems }): StagedRow => {
    if (problems.length > 0) return wrongRow(row, problems);
    const before = earlier.get(identity);
    if (before && before.withdrawn !== draft.withdrawn)
      return wrongRow(row, [problemOf('withdrawn', 'other_in_row', { row: before.rowNo })]);
    if (!before) earlier.set(identity, { rowNo: row.rowNo, withdrawn: draft.withdrawn });
    const isThere = before !== undefined || listed.get(identity) === draft.withdrawn;
    const staged = { ...wrongRow(row, []), medicine: draft };
    return isThere
      ? { ...staged, state: 'there', choice: 'use' }
      : { ...staged, state: 'fresh', choice: 'make' };
  });
}
