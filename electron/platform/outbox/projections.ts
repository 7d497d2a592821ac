import type { Collections } from '#electron/mongo/collections';
import type { Database } from '#electron/mysql/transactions';
import type { OutboxTopic } from '#shared/domain/outbox';
import type { ClaimedRow } from './claims';
import { COPIES } from './copies';

/** Why rows failed, by topic and id. */
type Failures = ReadonlyMap<OutboxTopic, ReadonlyMap<number, string>>;

/** Copies whatever the rows speak of, each thing once however many rows name it. */
export async function project(
  db: Database,
  collections: Collections,
  rows: readonly ClaimedRow[],
): Promise<Failures> {
  const failures = new Map<OutboxTopic, ReadonlyMap<number, string>>();
  for (const topic of new Set(rows.map((row) => row.topic))) {
    const ids = rows.filter((row) => row.topic === topic).map((row) => row.entityId);
    failures.set(topic, await COPIES[topic].project(db, collections, [...new Set(ids)]));
  }
  return failures;
}

export function failureOf(failures: Failures, { topic, entityId }: ClaimedRow): string | undefined {
  return failures.get(topic)?.get(entityId);
}
