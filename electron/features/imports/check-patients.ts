import type { ReadTx } from '#electron/mysql/transactions';
import type { EarlierRows } from './in-file';
import { matchPatient, soughtOf } from './match-patients';
import type { ImportDeps } from './parts';
import { type Cells, type ReadWith, readPatient } from './patient-rows';
import { problemOf } from './problems';
import type { PatientDraft, StagedRow } from './staged';

export interface ReadRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
  readonly byField: Cells;
  /** More cells than headings, that hold something. */
  readonly overflow: number;
}

export function wrongRow(row: ReadRow, problems: StagedRow['problems']): StagedRow {
  return {
    rowNo: row.rowNo,
    cells: [...row.cells],
    state: 'wrong',
    problems,
    patient: null,
    visit: null,
    medicine: null,
    alike: [],
    choice: 'skip',
    patientId: null,
  };
}

export function overflowOf(row: ReadRow): StagedRow['problems'] {
  return row.overflow > 0 ? [problemOf(null, 'more_cells', { count: row.overflow })] : [];
}

/** A batch of rows of patients, each with what it comes to. */
export async function checkPatients(
  deps: ImportDeps,
  tx: ReadTx,
  rows: readonly ReadRow[],
  how: ReadWith,
  earlier: EarlierRows,
): Promise<StagedRow[]> {
  const read = rows.map((row) => {
    const { draft, problems } = readPatient(row.byField, how);
    return { row, draft, problems: [...overflowOf(row), ...problems] };
  });
  const sound = read.flatMap(({ draft, problems }) => (draft && problems.length === 0 ? [draft] : []));
  const candidates = await deps.patients.candidatesFor(tx, sound.map(soughtOf));
  const known = new Map(sound.map((draft, at) => [draft, candidates[at] ?? []]));
  return read.map(({ row, draft, problems }): StagedRow => {
    if (!draft || problems.length > 0) return wrongRow(row, problems);
    return stagedPatient(row, draft, matchPatient(draft, known.get(draft) ?? []), earlier);
  });
}

function stagedPatient(
  row: ReadRow,
  draft: PatientDraft,
  match: ReturnType<typeof matchPatient>,
  earlier: EarlierRows,
): StagedRow {
  const before = earlier.addPatient(draft, row.rowNo);
  const base = { ...wrongRow(row, []), patient: draft };
  if (match.thereAs !== null)
    return {
      ...base,
      state: 'there',
      alike: [{ id: match.thereAs, reasons: [] }],
      choice: 'use',
      patientId: match.thereAs,
    };
  if (before.repeats !== null)
    return {
      ...base,
      state: 'repeat',
      problems: [problemOf(null, 'number_in_row', { row: before.repeats, value: '' })],
    };
  const problems = [...match.problems, ...before.problems];
  if (problems.length > 0) return wrongRow(row, problems);
  if (match.alike.length > 0) return { ...base, state: 'alike', alike: match.alike };
  return { ...base, state: 'fresh', choice: 'make' };
}
