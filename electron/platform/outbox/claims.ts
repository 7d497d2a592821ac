import { OUTBOX_TOPICS, type OutboxTopic } from '#shared/domain/outbox';
import type { Database, WriteTx } from '#electron/mysql/transactions';

export interface ClaimedRow {
  readonly id: number;
  readonly topic: OutboxTopic;
  readonly entityId: number;
  readonly attempts: number;
}

/** A worker that died gives its rows back after this long. */
const LEASE_SECONDS = 30;
/** Rows that one claim takes at most. */
export const BATCH = 100;
const LONGEST_WAIT_SECONDS = 600;

/** The topics that this program knows, as a list for SQL. */
export const TOPICS = OUTBOX_TOPICS.map((topic) => `'${topic}'`).join(', ');
const DUE = `done_at IS NULL AND topic IN (${TOPICS}) AND (claimed_until IS NULL OR claimed_until <= UTC_TIMESTAMP())`;

/**
 * One statement for any number of rows: a list of marks would be prepared anew for each length. Order and
 * index are fixed, so that rows another worker holds are not even looked at.
 */
export const NAMED_ROWS =
  "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS named STRAIGHT_JOIN outbox o FORCE INDEX FOR JOIN (PRIMARY) ON o.id = named.id";

/** What `NAMED_ROWS` takes in place of its mark. */
export function idsOf(rows: readonly { readonly id: number }[]): string {
  return JSON.stringify(rows.map((row) => row.id));
}

/** Whether anything is due: the one cheap question of an idle turn. */
export async function anythingDue(db: Database): Promise<boolean> {
  const rows = await db.read((tx) => tx.select(`SELECT id FROM outbox WHERE ${DUE} ORDER BY id LIMIT 1`, []));
  return rows.length > 0;
}

/** Takes up to a hundred due rows for `worker`, oldest first; rows another worker is taking are passed over. */
export function claim(db: Database, worker: string): Promise<ClaimedRow[]> {
  return db.write(async (tx) => {
    const rows = await tx.select<{ id: number; topic: OutboxTopic; entity_id: string; attempts: number }>(
      `SELECT id, topic, entity_id, attempts FROM outbox WHERE ${DUE} ORDER BY id LIMIT ${String(BATCH)}
       FOR UPDATE SKIP LOCKED`,
      [],
    );
    if (rows.length === 0) return [];
    await tx.run(
      `UPDATE ${NAMED_ROWS} SET o.claimed_by = ?, o.attempts = o.attempts + 1,
         o.claimed_until = UTC_TIMESTAMP() + INTERVAL ${String(LEASE_SECONDS)} SECOND`,
      [idsOf(rows), worker],
    );
    return rows.map((row) => ({
      id: row.id,
      topic: row.topic,
      entityId: Number(row.entity_id),
      attempts: row.attempts + 1,
    }));
  });
}

/** Marks rows carried over, unless the lease ran out and another worker has them now. */
export async function settle(tx: WriteTx, worker: string, rows: readonly ClaimedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `UPDATE ${NAMED_ROWS} SET o.done_at = UTC_TIMESTAMP(), o.claimed_by = NULL, o.claimed_until = NULL, o.last_error = NULL
     WHERE o.claimed_by = ?`,
    [idsOf(rows), worker],
  );
}

/** Gives rows back with the reason; each waits longer the more often it failed. */
export async function giveBack(
  tx: WriteTx,
  worker: string,
  rows: readonly ClaimedRow[],
  reason: string,
): Promise<void> {
  for (const attempts of new Set(rows.map((row) => row.attempts))) {
    const same = rows.filter((row) => row.attempts === attempts);
    const wait = Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(attempts, 10));
    await tx.run(
      `UPDATE ${NAMED_ROWS} SET o.claimed_by = NULL, o.claimed_until = UTC_TIMESTAMP() + INTERVAL ? SECOND, o.last_error = ?
       WHERE o.claimed_by = ?`,
      [idsOf(same), String(wait), reason.slice(0, 500), worker],
    );
  }
}

/** Gives rows back as if they had not been tried: the store was away, nothing is wrong with them. */
export async function release(
  tx: WriteTx,
  worker: string,
  rows: readonly ClaimedRow[],
  reason: string,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `UPDATE ${NAMED_ROWS} SET o.claimed_by = NULL, o.claimed_until = NULL, o.last_error = ?,
       o.attempts = GREATEST(o.attempts, 1) - 1
     WHERE o.claimed_by = ?`,
    [idsOf(rows), reason.slice(0, 500), worker],
  );
}
