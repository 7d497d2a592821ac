import type { OutboxTopic } from '#shared/domain/outbox';
import type { ReadTx, WriteTx } from '#electron/mysql/transactions';
import { NAMED_ROWS, TOPICS, idsOf } from './claims';

/** An entry that failed this often is set aside: the others go on, and it is tried ever more seldom by itself. */
const SET_ASIDE_AFTER = 3;
/** How many are listed, the oldest first. */
const MOST_LISTED = 50;
/** Of more than this many waiting entries only the oldest are looked through. */
const MOST_COUNTED = 10_000;

export interface AsideRow {
  readonly id: number;
  readonly topic: OutboxTopic;
  readonly attempts: number;
  readonly last_error: string | null;
}

interface ListedRow extends AsideRow {
  readonly created_at: string;
  /** When it is tried again by itself; null while that is due or under way. */
  readonly next_try: string | null;
}

/** The entries that are set aside, and how many there are. */
export async function readAside(
  tx: ReadTx,
): Promise<{ readonly total: number; readonly rows: readonly ListedRow[] }> {
  const rows = await tx.select<ListedRow & { readonly total: number }>(
    `SELECT id, topic, attempts, last_error, created_at, COUNT(*) OVER () AS total,
        IF(claimed_by IS NULL AND claimed_until > UTC_TIMESTAMP(), claimed_until, NULL) AS next_try
       FROM (SELECT * FROM outbox WHERE done_at IS NULL ORDER BY id LIMIT ${String(MOST_COUNTED)}) AS waiting
      WHERE attempts >= ${String(SET_ASIDE_AFTER)} AND topic IN (${TOPICS}) ORDER BY id LIMIT ${String(MOST_LISTED)}`,
    [],
  );
  return { total: rows[0]?.total ?? 0, rows };
}

/** Makes entries that are set aside due at once, whichever of them still wait; one under way is left alone. */
export async function makeDue(tx: WriteTx, ids: readonly number[]): Promise<readonly AsideRow[]> {
  const rows = await tx.select<AsideRow>(
    `SELECT o.id, o.topic, o.attempts, o.last_error FROM ${NAMED_ROWS}
      WHERE o.done_at IS NULL AND o.claimed_by IS NULL AND o.attempts >= ${String(SET_ASIDE_AFTER)}
        AND o.topic IN (${TOPICS}) ORDER BY o.id FOR UPDATE OF o`,
    [JSON.stringify([...ids].sort((a, b) => a - b))],
  );
  if (rows.length > 0) await tx.run(`UPDATE ${NAMED_ROWS} SET o.claimed_until = NULL`, [idsOf(rows)]);
  return rows;
}
