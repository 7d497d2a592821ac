import type { Collections } from '#electron/mongo/collections';
import type { Database } from '#electron/mysql/transactions';
import type { OutboxTopic } from '#shared/domain/outbox';
import type { ClaimedRow } from './claims';
import { COPIES, COPY_NAMES } from './copies';

/** Why rows failed, by topic and id. */
type Failures = ReadonlyMap<OutboxTopic, ReadonlyMap<number, string>>;

/** Every copy that follows a topic; one that fails leaves its entry waiting for all of them. */
async function projectTopic(
  db: Database,
  collections: Collections,
  topic: OutboxTopic,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const following = COPY_NAMES.map((name) => COPIES[name]).filter((copies) => copies.topic === topic);
  // Side by side, since they lie in different collections; nothing is under way any more when one has thrown.
  const outcomes = await Promise.allSettled(following.map((copies) => copies.project(db, collections, ids)));
  const failed = new Map<number, string>();
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
    for (const [id, reason] of outcome.value) failed.set(id, reason);
  }
  return failed;
}

/** Copies whatever the rows speak of, each thing once however many rows name it. */
export async function project(
  db: Database,
  collections: Collections,
  rows: readonly ClaimedRow[],
): Promise<Failures> {
  const failures = new Map<OutboxTopic, ReadonlyMap<number, string>>();
  for (const topic of new Set(rows.map((row) => row.topic))) {
    const ids = rows.filter((row) => row.topic === topic).map((row) => row.entityId);
    failures.set(topic, await projectTopic(db, collections, topic, [...new Set(ids)]));
  }
  return failures;
}

export function failureOf(failures: Failures, { topic, entityId }: ClaimedRow): string | undefined {
  return failures.get(topic)?.get(entityId);
}
