import type { FeedArea } from '#shared/contract/events';
import type { WriteTx } from '#electron/mysql/transactions';

/** A change that the other desks' screens must hear of. Visits write theirs by trigger. */
export interface FeedNote {
  readonly area: FeedArea;
  /** The row; null for a whole area, as with settings. */
  readonly entityId: number | null;
  /** `bulk`: so much changed that every screen asks for everything again (one row a bulk job). */
  readonly kind?: 'update' | 'bulk';
}

/** Adds to the feed, inside the transaction of the change it tells of. */
export async function writeFeed(tx: WriteTx, note: FeedNote): Promise<void> {
  await tx.run('INSERT INTO feed (area, entity_id, kind) VALUES (?, ?, ?)', [
    note.area,
    note.entityId,
    note.kind ?? 'update',
  ]);
}
