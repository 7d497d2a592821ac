import { type Rule, ruleBroken } from '#shared/errors/app-error';
import { duplicateKey } from '#electron/mysql/errors';
import { type Database, LateRefusal, type ReadTx, type WriteTx } from '#electron/mysql/transactions';

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
  /** JSON text: what the job was started with. */
  readonly params: string | null;
}

export const JOB_COLUMNS =
  'id, kind, state, progress_done, progress_total, error, cancel_requested, created_by, created_at, finished_at, CAST(params AS CHAR) AS params';

/** Who has started what a desk began by itself; the audit's word for nobody signed in. */
export const BY_ITSELF = 'nobody';

/** A desk that says nothing for this long has lost its job to whoever asks next. */
const LEASE_SECONDS = 20;

export async function selectJob(tx: ReadTx, id: number): Promise<JobRow | null> {
  const [row] = await tx.select<JobRow>(`SELECT ${JOB_COLUMNS} FROM jobs WHERE id = ?`, [id]);
  return row ?? null;
}

export async function lockJob(tx: WriteTx, id: number): Promise<JobRow | null> {
  const [row] = await tx.select<JobRow>(`SELECT ${JOB_COLUMNS} FROM jobs WHERE id = ? FOR UPDATE`, [id]);
  return row ?? null;
}

/** The newest first. */
export function selectJobs(tx: ReadTx, most: number): Promise<JobRow[]> {
  return tx.select<JobRow>(`SELECT ${JOB_COLUMNS} FROM jobs ORDER BY id DESC LIMIT ?`, [String(most)]);
}

/** A job of the kind that has not ended. */
export async function selectUnfinished(tx: ReadTx, kind: string): Promise<JobRow | null> {
  const [row] = await tx.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM jobs WHERE state IN ('waiting', 'running') AND kind = ? ORDER BY id LIMIT 1`,
    [kind],
  );
  return row ?? null;
}

export async function insertJob(
  tx: WriteTx,
  kind: string,
  startedBy: string,
  params: Readonly<Record<string, unknown>> | null = null,
): Promise<number> {
  const { insertId } = await tx.run('INSERT INTO jobs (kind, created_by, params) VALUES (?, ?, ?)', [
    kind,
    startedBy,
    params === null ? null : JSON.stringify(params),
  ]);
  return insertId;
}

/**
 * The only unfinished job of its kind. Another desk that was faster by an instant makes this one be refused with
 * `running`, as the caller has refused those it could see.
 */
export function insertSoleJob(
  tx: WriteTx,
  kind: string,
  startedBy: string,
  params: Readonly<Record<string, unknown>>,
  running: Rule,
): Promise<number> {
  return insertJob(tx, kind, startedBy, params).catch((error: unknown) => {
    if (duplicateKey(error) === null) throw error;
    throw new LateRefusal(() => Promise.resolve(ruleBroken(running).error));
  });
}

/** The newest job of these kinds, whatever became of it. */
export async function latestJob(tx: ReadTx, kinds: readonly string[]): Promise<JobRow | null> {
  const [row] = await tx.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM jobs WHERE kind IN (${kinds.map(() => '?').join(', ')}) ORDER BY id DESC LIMIT 1`,
    kinds,
  );
  return row ?? null;
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

/** A job that names a desk is that desk's: its file lies on that disk. */
const MINE =
  "(JSON_EXTRACT(params, '$.atDesk') IS NULL OR JSON_UNQUOTE(JSON_EXTRACT(params, '$.atDesk')) = ?)";

/** Whether anything waits to be run here: the one cheap question of an idle turn. */
export async function anyJobDue(db: Database, deskId: string): Promise<boolean> {
  const rows = await db.read((tx) =>
    tx.select(`SELECT id FROM jobs WHERE ${DUE} AND ${MINE} LIMIT 1`, [deskId]),
  );
  return rows.length > 0;
}

/** Takes the oldest job that waits or whose desk went silent; another desk's taking is passed over. */
export async function claimJob(
  tx: WriteTx,
  owner: string,
  deskId: string,
  kinds: readonly string[],
): Promise<JobRow | null> {
  if (kinds.length === 0) return null;
  const [row] = await tx.select<JobRow>(
    `SELECT ${JOB_COLUMNS} FROM jobs WHERE ${DUE} AND ${MINE} AND kind IN (${kinds.map(() => '?').join(', ')})
     ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [deskId, ...kinds],
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
