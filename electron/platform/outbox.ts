import type { OutboxTopic } from '#shared/domain/outbox';
import type { WriteTx } from '#electron/mysql/transactions';

export interface OutboxRow {
  readonly topic: OutboxTopic;
  readonly entityId: number;
  readonly version: number;
}

/**
 * Notes, inside the transaction of the change, that a projection must follow. The worker reads the row
 * itself again, so the note carries ids and a version only.
 */
export function writeOutbox(tx: WriteTx, row: OutboxRow): Promise<void> {
  return writeOutboxes(tx, [row]);
}

/** Several notes in one statement, for a change of many rows. */
export async function writeOutboxes(tx: WriteTx, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `INSERT INTO outbox (topic, entity_id, version, payload) VALUES ${rows.map(() => '(?, ?, ?, NULL)').join(', ')}`,
    rows.flatMap(({ topic, entityId, version }) => [topic, entityId, version]),
  );
}
