import type { ReadTx } from '#electron/mysql/transactions';
import { type ReadRow, overflowOf, wrongRow } from './check-patients';
import type { EarlierRows } from './in-file';
import { type Match, matchVisitor, soughtByVisit } from './match-patients';
import { type HoursOfRows, outsideProblem } from './outside';
import type { ImportDeps, StandingVisit } from './parts';
import { problemOf } from './problems';
import type { StagedRow, VisitDraft } from './staged';
import { type ReadVisitsWith, readVisit } from './visit-rows';

function overlapping(one: { start: string; end: string }, other: { start: string; end: string }): boolean {
  return one.start < other.end && other.start < one.end;
}

/** What already stands in the times of a batch. */
interface Standing {
  readonly ofDoctors: readonly StandingVisit[];
  readonly ofPatients: readonly StandingVisit[];
}

/** A batch of rows of appointments, each with what it comes to. */
export async function checkVisits(
  deps: ImportDeps,
  tx: ReadTx,
  rows: readonly ReadRow[],
  how: ReadVisitsWith,
  earlier: EarlierRows,
  hours: HoursOfRows,
): Promise<StagedRow[]> {
  const read = rows.map((row) => {
    const { draft, problems } = readVisit(row.byField, how);
    return { row, draft, problems: [...overflowOf(row), ...problems] };
  });
  const sound = read.flatMap(({ draft, problems }) => (draft && problems.length === 0 ? [draft] : []));
  const candidates = await deps.patients.candidatesFor(tx, sound.map(soughtByVisit));
  const matches = new Map(sound.map((draft, at) => [draft, matchVisitor(draft, candidates[at] ?? [])]));
  const withPatient = sound.flatMap((draft) => {
    const patientId = matches.get(draft)?.thereAs ?? null;
    return patientId === null ? [] : [{ patientId, start: draft.start, end: draft.end }];
  });
  const outside = await hours.outside(tx, sound);
  const outsideOf = new Map(sound.map((draft, at) => [draft, outside[at] ?? null]));
  const standing: Standing = {
    ofDoctors: await deps.visits.ofDoctors(tx, sound),
    ofPatients: await deps.visits.ofPatients(tx, withPatient),
  };
  return read.map(({ row, draft, problems }): StagedRow => {
    const match = draft && matches.get(draft);
    if (!match) return wrongRow(row, problems);
    const staged = stagedVisit(row, draft, match, standing, earlier);
    const why = outsideOf.get(draft);
    return staged.state === 'fresh' && why
      ? { ...staged, state: 'warned', problems: [outsideProblem(why)], choice: 'skip' }
      : staged;
  });
}

function stagedVisit(
  row: ReadRow,
  draft: VisitDraft,
  match: Match,
  standing: Standing,
  earlier: EarlierRows,
): StagedRow {
  const base = { ...wrongRow(row, []), visit: draft };
  const patientId = match.thereAs;
  if (patientId === null) return { ...base, problems: match.problems, alike: match.alike };
  const own = { ...base, alike: [{ id: patientId, reasons: [] }], patientId };
  const holders = standing.ofDoctors.filter(
    (one) => one.doctorId === draft.doctorId && overlapping(one, draft),
  );
  const same = holders.find((one) => one.patientId === patientId && one.start === draft.start);
  if (same) return { ...own, state: 'there' };
  const holder = holders[0];
  if (holder) {
    const params = { name: holder.patientName, from: holder.start.slice(11), to: holder.end.slice(11) };
    return { ...own, problems: [problemOf('time', 'slot_taken', params)] };
  }
  const elsewhere = standing.ofPatients.find((one) => one.patientId === patientId && overlapping(one, draft));
  if (elsewhere) {
    return {
      ...own,
      problems: [problemOf('time', 'patient_elsewhere', { from: elsewhere.start.slice(11) })],
    };
  }
  const before = earlier.addVisit(draft, patientId, row.rowNo);
  if (before.repeats !== null) {
    return {
      ...own,
      state: 'there',
      problems: [problemOf(null, 'number_in_row', { row: before.repeats, value: '' })],
    };
  }
  if (before.problems.length > 0) return { ...own, problems: before.problems };
  return { ...own, state: 'fresh', choice: 'make' };
}
