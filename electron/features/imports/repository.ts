import type { ImportKind } from '#shared/domain/importing/fields';
import type { ImportDto } from '#shared/contract/imports';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';
import { Staged, type StagedRow } from './staged';

type State = ImportDto['state'];

export interface ImportRecord {
  readonly id: number;
  readonly version: number;
  readonly kind: ImportKind;
  readonly file_name: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly state: State;
  /** JSON texts. */
  readonly reading: string | null;
  readonly counts: string | null;
  readonly trouble: string | null;
  readonly rows_job_id: number | null;
  readonly job_id: number | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly job_state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | null;
  readonly progress_done: number | null;
  readonly progress_total: number | null;
  /** When the same bytes were brought in by another import. */
  readonly same_at: string | null;
}

const SELECT = `SELECT i.id, i.version, i.kind, i.file_name, i.size, i.sha256, i.state, CAST(i.reading AS CHAR) AS reading,
    CAST(i.counts AS CHAR) AS counts, CAST(i.trouble AS CHAR) AS trouble, i.rows_job_id, i.job_id, i.created_by,
    i.created_at, i.finished_at, j.state AS job_state, j.progress_done, j.progress_total,
    (SELECT MAX(o.finished_at) FROM imports o
      WHERE o.sha256 = i.sha256 AND o.kind = i.kind AND o.id <> i.id AND o.state = 'done') AS same_at
  FROM imports i LEFT JOIN jobs j ON j.id = i.job_id`;

export async function selectImport(tx: ReadTx, id: number): Promise<ImportRecord | null> {
  const [row] = await tx.select<ImportRecord>(`${SELECT} WHERE i.id = ?`, [id]);
  return row ?? null;
}

export async function lockImport(tx: WriteTx, id: number): Promise<ImportRecord | null> {
  const [row] = await tx.select<ImportRecord>(`${SELECT} WHERE i.id = ? FOR UPDATE OF i`, [id]);
  return row ?? null;
}

export function selectImports(tx: ReadTx, most: number): Promise<ImportRecord[]> {
  return tx.select<ImportRecord>(`${SELECT} ORDER BY i.id DESC LIMIT ?`, [String(most)]);
}

export async function insertImport(
  tx: WriteTx,
  row: {
    readonly kind: ImportKind;
    readonly fileName: string;
    readonly size: number;
    readonly person: string;
  },
): Promise<number> {
  const { insertId } = await tx.run(
    'INSERT INTO imports (kind, file_name, size, created_by) VALUES (?, ?, ?, ?)',
    [row.kind, row.fileName, row.size, row.person],
  );
  return insertId;
}

export interface ImportChange {
  readonly state?: State;
  readonly sha256?: string;
  readonly reading?: unknown;
  readonly counts?: unknown;
  readonly trouble?: unknown;
  readonly rowsJobId?: number | null;
  readonly jobId?: number;
  readonly finished?: true;
}

/** Writes the named columns only; JSON null for a value of null. */
export async function updateImport(tx: WriteTx, id: number, change: ImportChange): Promise<void> {
  const sets: string[] = [];
  const params: SqlValue[] = [];
  const set = (column: string, value: SqlValue | undefined) => {
    if (value === undefined) return;
    sets.push(`${column} = ?`);
    params.push(value);
  };
  const json = (value: unknown) =>
    value === undefined ? undefined : value === null ? null : JSON.stringify(value);
  set('state', change.state);
  set('sha256', change.sha256);
  set('reading', json(change.reading));
  set('counts', json(change.counts));
  set('trouble', json(change.trouble));
  set('rows_job_id', change.rowsJobId);
  set('job_id', change.jobId);
  if (change.finished) sets.push('finished_at = UTC_TIMESTAMP()');
  await tx.run(`UPDATE imports SET ${sets.join(', ')} WHERE id = ?`, [...params, id]);
}

/** How the last file of the kind that was brought in was read, as JSON text. */
export async function lastReading(tx: ReadTx, kind: ImportKind): Promise<string | null> {
  const [row] = await tx.select<{ reading: string | null }>(
    `SELECT CAST(reading AS CHAR) AS reading FROM imports WHERE kind = ? AND state IN ('done', 'undone') ORDER BY id DESC LIMIT 1`,
    [kind],
  );
  return row?.reading ?? null;
}

export async function putChunk(tx: WriteTx, id: number, index: number, body: Uint8Array): Promise<void> {
  await tx.run(
    `INSERT INTO import_chunks (import_id, chunk_no, body) VALUES (?, ?, ?) AS new
     ON DUPLICATE KEY UPDATE body = new.body`,
    [id, index, body],
  );
}

/** A part of the file; null where none came up. */
export async function chunkOf(tx: ReadTx, id: number, index: number): Promise<Uint8Array | null> {
  const [row] = await tx.select<{ body: Uint8Array }>(
    'SELECT body FROM import_chunks WHERE import_id = ? AND chunk_no = ?',
    [id, index],
  );
  return row?.body ?? null;
}

export async function dropChunks(tx: WriteTx, id: number): Promise<void> {
  await tx.run('DELETE FROM import_chunks WHERE import_id = ?', [id]);
}

export async function stageRows(tx: WriteTx, jobId: number, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO job_rows (job_id, row_no, payload, error) VALUES ${rows.map(() => '(?, ?, ?, ?)').join(', ')}`,
    rows.flatMap(({ rowNo, ...staged }) => [
      jobId,
      rowNo,
      JSON.stringify(staged),
      staged.problems[0]?.code ?? null,
    ]),
  );
}

export async function dropRows(tx: WriteTx, jobId: number): Promise<void> {
  await tx.run('DELETE FROM job_rows WHERE job_id = ?', [jobId]);
}

interface RowRecord {
  readonly row_no: number;
  readonly payload: string;
}

function stagedOf({ row_no, payload }: RowRecord): StagedRow {
  return { rowNo: row_no, ...Staged.parse(JSON.parse(payload)) };
}

/** Rows by number from the place on, of the given states or all. */
export async function rowsAfter(
  tx: ReadTx,
  jobId: number,
  states: readonly string[],
  after: number,
  limit: number,
): Promise<StagedRow[]> {
  const only = states.length === 0 ? '' : `AND payload->>'$.state' IN (${states.map(() => '?').join(', ')})`;
  const rows = await tx.select<RowRecord>(
    `SELECT row_no, CAST(payload AS CHAR) AS payload FROM job_rows
     WHERE job_id = ? AND row_no > ? ${only} ORDER BY row_no LIMIT ?`,
    [jobId, after, ...states, String(limit)],
  );
  return rows.map(stagedOf);
}

export async function lockRows(tx: WriteTx, jobId: number, rowNos: readonly number[]): Promise<StagedRow[]> {
  if (rowNos.length === 0) return [];
  const rows = await tx.select<RowRecord>(
    `SELECT row_no, CAST(payload AS CHAR) AS payload FROM job_rows
     WHERE job_id = ? AND row_no IN (${rowNos.map(() => '?').join(', ')}) ORDER BY row_no FOR UPDATE`,
    [jobId, ...rowNos],
  );
  return rows.map(stagedOf);
}

export async function setChoice(
  tx: WriteTx,
  jobId: number,
  rowNo: number,
  choice: string,
  patientId: number | null,
): Promise<void> {
  await tx.run(
    `UPDATE job_rows SET payload = JSON_SET(payload, '$.choice', ?, '$.patientId', CAST(? AS JSON)) WHERE job_id = ? AND row_no = ?`,
    [choice, JSON.stringify(patientId), jobId, rowNo],
  );
}

/** The choice for every row that may be somebody who is there, or a row before it. */
export async function setAllChoices(tx: WriteTx, jobId: number, choice: string): Promise<void> {
  await tx.run(
    `UPDATE job_rows SET payload = JSON_SET(payload, '$.choice', ?)
     WHERE job_id = ? AND payload->>'$.state' IN ('alike', 'repeat')`,
    [choice, jobId],
  );
}

export async function countToMake(tx: ReadTx, jobId: number): Promise<number> {
  const [row] = await tx.select<{ n: number }>(
    "SELECT COUNT(*) AS n FROM job_rows WHERE job_id = ? AND payload->>'$.choice' = 'make'",
    [jobId],
  );
  return row?.n ?? 0;
}

export interface MadeRow {
  readonly rowNo: number;
  readonly id: number;
  readonly version: number;
}

export async function noteMade(
  tx: WriteTx,
  importId: number,
  entity: 'patient' | 'appointment' | 'medicine',
  made: readonly MadeRow[],
): Promise<void> {
  if (made.length === 0) return;
  await tx.run(
    `INSERT INTO import_made (import_id, row_no, entity, entity_id, version) VALUES ${made.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
    made.flatMap(({ rowNo, id, version }) => [importId, rowNo, entity, id, version]),
  );
}

export interface TakableRow {
  readonly id: number;
  readonly patient_id: number | null;
  readonly takable: number;
}

/** What an import made, each with whether it stands as it was made and nothing hangs on it. */
export function madeBy(tx: ReadTx, importId: number, kind: ImportKind): Promise<TakableRow[]> {
  if (kind === 'medicines')
    return tx.select<TakableRow>(
      `SELECT d.id, NULL AS patient_id, (d.version = m.version) AS takable
       FROM import_made m JOIN medicines d ON d.id = m.entity_id
       WHERE m.import_id = ? AND m.entity = 'medicine' ORDER BY d.id`,
      [importId],
    );
  return kind === 'patients'
    ? tx.select<TakableRow>(
        `SELECT p.id, p.id AS patient_id,
           (p.version = m.version AND p.is_deleted = 0
             AND NOT EXISTS (SELECT 1 FROM patients o WHERE o.merged_into_id = p.id)
             AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.patient_id = p.id AND a.withdrawn_at IS NULL)
             AND NOT EXISTS (SELECT 1 FROM payments b WHERE b.patient_id = p.id)) AS takable
         FROM import_made m JOIN patients p ON p.id = m.entity_id
         WHERE m.import_id = ? AND m.entity = 'patient' ORDER BY p.id`,
        [importId],
      )
    : tx.select<TakableRow>(
        `SELECT a.id, a.patient_id, (a.version = m.version AND a.status = 'scheduled') AS takable
         FROM import_made m JOIN appointments a ON a.id = m.entity_id
         WHERE m.import_id = ? AND m.entity = 'appointment' ORDER BY a.id`,
        [importId],
      );
}

/** The rows themselves, locked in ascending order. */
export async function lockMade(tx: WriteTx, kind: ImportKind, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.select(
    `SELECT id FROM ${kind} WHERE id IN (${ids.map(() => '?').join(', ')}) ORDER BY id FOR UPDATE`,
    ids,
  );
}

/** Visits as the outbox notes them, at the versions they have now. */
export async function versionsOf(
  tx: ReadTx,
  ids: readonly number[],
): Promise<{ readonly topic: 'visit'; readonly entityId: number; readonly version: number }[]> {
  if (ids.length === 0) return [];
  const rows = await tx.select<{ id: number; version: number }>(
    `SELECT id, version FROM appointments WHERE id IN (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  return rows.map(({ id, version }) => ({ topic: 'visit' as const, entityId: id, version }));
}
