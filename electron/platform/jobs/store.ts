import type { Database, ReadTx, WriteTx } from '#electron/mysql/transactions';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobRow {
  readonly id: number;
  readonly kind: string;
  readonly state: JobState;
  readonly progress_done: number;
  readonly progress_total: number | null;
  readonly error: string | null;
  readonly cancel_requested: number;
  readonly created_by: string;
  readonly created_at: string;
  readonly finished_at: string | null;
}

const COLUMNS =
  'id, kind, state, progress_done, progress_total, error, cancel_requested, created_by, created_at, finished_at';

/** A desk that says nothing for this long has lost its job to whoever asks next. */
const LEASE_SECONDS = 20;

export async function selectJob(tx: ReadTx, id: number): Promise<JobRow | null> {
  const [row] = await tx.select<JobRow>(`SELECT ${COLUMNS} FROM jobs WHERE id = ?`, [id]);
  return row ?? null;
}

export async function lockJob(tx: WriteTx, id: number): Promise<JobRow | null> {
  const [row] = await tx.select<JobRow>(`SELECT ${COLUMNS} FROM jobs WHERE id = ? FOR UPDATE`, [id]);
  return row ?? null;
}

/** The newest first. */
export function selectJobs(tx: ReadTx, most: number): Promise<JobRow[]> {
  return tx.select<JobRow>(`SELECT ${COLUMNS} FROM jobs ORDER BY id DESC LIMIT ?`, [String(most)]);
}

/** A job of the kind that has not ended. */
export async function selectUnfinished(tx: ReadTx, kind: string): Promise<JobRow | null> {
  const [row] = await tx.select<JobRow>(
    `SELECT ${COLUMNS} FROM jobs WHERE state IN ('waiting', 'running') AND kind = ? ORDER BY id LIMIT 1`,
    [kind],
  );
  return row ?? null;
}

export async function insertJob(tx: WriteTx, kind: string, startedBy: string): Promise<number> {
  const { insertId } = await tx.run('INSERT INTO jobs (kind, created_by) VALUES (?, ?)', [kind, startedBy]);
  return insertId;
}

/** A waiting job ends at once; a running one is asked to. */
export async function requestCancel(tx: WriteTx, job: JobRow): Promise<void> {
  if (job.state === 'waiting') {
    await tx.run(
      "UPDATE jobs SET state = 'cancelled', cancel_requested = 1, finished_at = UTC_TIMESTAMP() WHERE id = ?",
      [job.id],
    );
  } else if (job.state === 'running') {
    await tx.run('UPDATE jobs SET cancel_requested = 1 WHERE id = ?', [job.id]);
  }
}

const DUE = "(state = 'waiting' OR (state = 'running' AND lease_until <= UTC_TIMESTAMP()))";

/** Whether anything waits to be run: the one cheap question of an idle turn. */
export async function anyJobDue(db: Database): Promise<boolean> {
  const rows = await db.read((tx) => tx.select(`SELECT id FROM jobs WHERE ${DUE} LIMIT 1`, []));
  return rows.length > 0;
}

/** Takes the oldest job that waits or whose desk went silent; another desk's taking is passed over. */
export async function claimJob(tx: WriteTx, owner: string, kinds: readonly string[]): Promise<JobRow | null> {
  if (kinds.length === 0) return null;
  const [row] = await tx.select<JobRow>(
    `SELECT ${COLUMNS} FROM jobs WHERE ${DUE} AND kind IN (${kinds.map(() => '?').join(', ')})
     ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    kinds,
  );
  if (!row) return null;
  await tx.run(
    `UPDATE jobs SET state = 'running', owner = ?, lease_until = UTC_TIMESTAMP() + INTERVAL ${String(LEASE_SECONDS)} SECOND
     WHERE id = ?`,
    [owner, row.id],
  );
  return row;
}

/** What a beat learns: whether the job is still this owner's, and whether it should end. */
export type Beat = 'go_on' | 'cancel' | 'lost';

/** Renews the lease and notes the progress. */
export async function beat(
  tx: WriteTx,
  id: number,
  owner: string,
  progress: { readonly done: number; readonly total: number | null },
): Promise<Beat> {
  const [row] = await tx.select<{ cancel_requested: number }>(
    "SELECT cancel_requested FROM jobs WHERE id = ? AND owner = ? AND state = 'running' FOR UPDATE",
    [id, owner],
  );
  if (!row) return 'lost';
  await tx.run(
    `UPDATE jobs SET progress_done = ?, progress_total = ?,
       lease_until = UTC_TIMESTAMP() + INTERVAL ${String(LEASE_SECONDS)} SECOND WHERE id = ?`,
    [progress.done, progress.total, id],
  );
  return row.cancel_requested === 1 ? 'cancel' : 'go_on';
}

/** Ends the job unless it is another owner's by now. */
export async function finishJob(
  tx: WriteTx,
  id: number,
  owner: string,
  end: {
    readonly state: 'done' | 'failed' | 'cancelled';
    readonly error: string | null;
    readonly done: number;
    readonly total: number | null;
  },
): Promise<boolean> {
  const { affectedRows } = await tx.run(
    `UPDATE jobs SET state = ?, error = ?, progress_done = ?, progress_total = ?, finished_at = UTC_TIMESTAMP(),
       lease_until = NULL WHERE id = ? AND owner = ? AND state = 'running'`,
    [end.state, end.error, end.done, end.total, id, owner],
  );
  return affectedRows > 0;
}

/** Hands a job back unfinished, for the next desk to begin anew. */
export async function handBack(tx: WriteTx, id: number, owner: string): Promise<void> {
  await tx.run(
    "UPDATE jobs SET state = 'waiting', owner = NULL, lease_until = NULL WHERE id = ? AND owner = ? AND state = 'running'",
    [id, owner],
  );
}
