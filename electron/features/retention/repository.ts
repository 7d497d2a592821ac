import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { JOB_COLUMNS, type JobRow } from '#electron/platform/jobs/store';
import { KINDS } from './rule';

/** The clinic's today lies within a day of the server's: nothing to whom is archived after years. */
const CUT = '(UTC_DATE() - INTERVAL ? YEAR)';

/** How visits are looked at: of everybody, in one go, or of a few, one by one whatever the statistics say. */
type Of = 'everybody' | 'few';
const HINT = { everybody: '', few: '/*+ NO_SEMIJOIN() */' } as const;
const INDEX = { everybody: '', few: 'FORCE INDEX (appointments_patient_start)' } as const;

/** Seen, booked or waiting since, or anything open. One mark, the years. */
function livelyAs(id: string, of: Of): string {
  return `EXISTS (SELECT ${HINT[of]} 1 FROM appointments a ${INDEX[of]} WHERE a.patient_id = ${id}
      AND a.withdrawn_at IS NULL AND (a.start_time >= ${CUT}
        OR (a.status IN ('scheduled', 'checked_in') AND a.to_move_at IS NOT NULL)))
    OR EXISTS (SELECT ${HINT[of]} 1 FROM waiting_list w WHERE w.patient_id = ${id} AND w.state = 'open')`;
}

/**
 * Neither seen, booked, registered nor changed for so many years, and nothing open, of the record itself and of
 * those merged into it. Whoever has records of records merged into them is left to people. Four marks, each the
 * years.
 */
function dueAmong(of: Of): string {
  return `p.archived_at IS NULL AND p.is_deleted = 0 AND p.merged_into_id IS NULL
  AND p.created_at < ${CUT} AND (p.updated_at IS NULL OR p.updated_at < ${CUT})
  AND NOT (${livelyAs('p.id', of)})
  AND NOT EXISTS (SELECT ${HINT[of]} 1 FROM patients m WHERE m.merged_into_id = p.id AND m.merged_into_id IS NOT NULL
    AND (EXISTS (SELECT 1 FROM patients n WHERE n.merged_into_id = m.id) OR ${livelyAs('m.id', 'few')}))`;
}
const marks = (years: number) => Array.from({ length: 4 }, () => String(years));

export async function countDue(tx: ReadTx, years: number): Promise<{ due: number; before: string }> {
  const [row] = await tx.select<{ due: number; cut: string }>(
    `SELECT (SELECT COUNT(*) FROM patients p WHERE ${dueAmong('everybody')}) AS due, DATE_FORMAT(${CUT}, '%Y-%m-%d') AS cut`,
    [...marks(years), String(years)],
  );
  return { due: row?.due ?? 0, before: row?.cut ?? '' };
}

export interface DueRow {
  readonly id: number;
  readonly name: string;
  readonly clinic_no: string | null;
  /** Null for who never came. */
  readonly latest: string | null;
}

/** A row's place in their order. */
export type DuePlace = Pick<DueRow, 'latest' | 'id'>;

/** What comes after a place: MySQL puts nulls before all. */
function behind({ latest, id }: DuePlace): { sql: string; params: (string | number)[] } {
  return latest === null
    ? { sql: 'v.latest IS NOT NULL OR p.id > ?', params: [id] }
    : { sql: 'v.latest > ? OR (v.latest = ? AND p.id > ?)', params: [latest, latest, id] };
}

/** Who never came before all, then the longest ago first. */
export function dueAfter(tx: ReadTx, years: number, place: DuePlace | null, most: number): Promise<DueRow[]> {
  const after = place === null ? { sql: 'TRUE', params: [] } : behind(place);
  return tx.select<DueRow>(
    `SELECT p.id, CONCAT_WS(' ', p.first_name, p.last_name) AS name, p.clinic_no, v.latest
     FROM patients p LEFT JOIN (SELECT patient_id, MAX(start_time) AS latest FROM appointments
       WHERE status = 'completed' GROUP BY patient_id) v ON v.patient_id = p.id
     WHERE ${dueAmong('everybody')} AND (${after.sql}) ORDER BY v.latest, p.id LIMIT ${String(most)}`,
    [...marks(years), ...after.params],
  );
}

async function idsOf(tx: ReadTx, sql: string, params: readonly (string | number)[]): Promise<number[]> {
  const rows = await tx.select<{ id: number }>(sql, params);
  return rows.map(({ id }) => id);
}

const listed = (ids: readonly number[]) => ids.map(() => '?').join(', ');

/**
 * The next ones due after an id, locked. They are asked for again once they are locked: a booking that was
 * under way meanwhile is seen then.
 */
export async function lockDue(tx: WriteTx, years: number, after: number, most: number) {
  const next = await idsOf(
    tx,
    `SELECT p.id FROM patients p WHERE p.id > ? AND ${dueAmong('few')} ORDER BY p.id LIMIT ${String(most)}`,
    [after, ...marks(years)],
  );
  const last = next.at(-1);
  if (last === undefined) return { last: null, due: [] };
  await tx.select(`SELECT id FROM patients WHERE id IN (${listed(next)}) ORDER BY id FOR UPDATE`, next);
  const due = await idsOf(
    tx,
    `SELECT p.id FROM patients p WHERE p.id IN (${listed(next)}) AND ${dueAmong('few')}`,
    [...next, ...marks(years)],
  );
  return { last, due };
}

/** Those whom a run has archived, after an id, locked. */
export async function lockArchivedBy(tx: WriteTx, run: number, after: number, most: number) {
  const due = await idsOf(
    tx,
    `SELECT id FROM patients WHERE archive_job_id = ? AND id > ? AND archived_at IS NOT NULL
      ORDER BY id LIMIT ${String(most)} FOR UPDATE`,
    [run, after],
  );
  return { last: due.at(-1) ?? null, due };
}

export async function setArchived(tx: WriteTx, ids: readonly number[], run: number | null): Promise<void> {
  if (ids.length === 0) return;
  await tx.run(
    `UPDATE patients SET archived_at = ${run === null ? 'NULL' : 'UTC_TIMESTAMP()'}, archive_job_id = ?
      WHERE id IN (${listed(ids)})`,
    [run, ...ids],
  );
}

export async function countArchived(tx: ReadTx, run: number | null): Promise<number> {
  const [row] = await tx.select<{ n: number }>(
    `SELECT COUNT(*) AS n FROM patients WHERE archived_at IS NOT NULL${run === null ? '' : ' AND archive_job_id = ?'}`,
    run === null ? [] : [run],
  );
  return row?.n ?? 0;
}

/** The kind is one of archiving; the job table holds others too. */
type RunRow = JobRow & { readonly kind: (typeof KINDS)[number] };

/** Runs that are under way, the last of all, the last by itself, and those that can still be brought back. */
export function runsToShow(tx: ReadTx, most: number): Promise<RunRow[]> {
  return tx.select<RunRow>(
    `SELECT ${JOB_COLUMNS} FROM jobs j WHERE kind IN (${KINDS.map(() => '?').join(', ')})
      AND (state IN ('waiting', 'running')
        OR id = (SELECT MAX(l.id) FROM jobs l WHERE l.kind IN (${KINDS.map(() => '?').join(', ')}))
        OR id = (SELECT MAX(d.id) FROM jobs d WHERE d.kind = 'archive_daily')
        OR EXISTS (SELECT 1 FROM patients p WHERE p.archive_job_id = j.id AND p.archived_at IS NOT NULL))
     ORDER BY id DESC LIMIT ${String(most)}`,
    [...KINDS, ...KINDS],
  );
}
