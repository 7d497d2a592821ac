import type { MongoClient } from 'mongodb';
import { expect, vi } from 'vitest';
import { collectionsOf, type TimelineDocument } from '#electron/mongo/collections';
import { openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { TIMELINE_COPIES } from '#electron/platform/outbox/copies';
import { rebuildCopies } from '#electron/platform/outbox/rebuild';
import { type Reconciled, reconcile } from '#electron/platform/outbox/reconcile';
import { machineClock } from '#electron/shell/clock';
import type { PatientId } from '#shared/values/ids';
import type { OneDesk } from '#test/support/one-desk';

const signal = new AbortController().signal;

export const copies = (reader: MongoClient) => collectionsOf(reader.db()).timeline;

/** Waits until the desk's worker has carried everything over. */
export async function allCarried({ clinic }: OneDesk): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await clinic.count('outbox WHERE done_at IS NULL')).toBe(0);
    },
    { timeout: 20_000 },
  );
}

/** Everything that is kept, in the order of its rows. */
export async function kept(reader: MongoClient): Promise<TimelineDocument[]> {
  return copies(reader)
    .find({}, { projection: { _id: 0 } })
    .sort({ stream: 1, row: 1 })
    .toArray();
}

async function withStores<T>(
  { database }: OneDesk,
  work: (db: ReturnType<typeof openDatabase>, mongo: ReturnType<typeof openMongo>) => Promise<T>,
): Promise<T> {
  const db = openDatabase(openSequelize(database.mysqlUrl), machineClock);
  const mongo = openMongo(database.mongoUrl);
  try {
    return await work(db, mongo);
  } finally {
    await Promise.all([db.close(), mongo.close()]);
  }
}

export function compared(one: OneDesk, repair = false): Promise<Reconciled> {
  return withStores(one, (db, mongo) => reconcile(db, mongo.collections, { repair, signal }));
}

/** All streams anew, as the job does it. */
export async function rebuilt(one: OneDesk): Promise<void> {
  await withStores(one, async (db, mongo) => {
    for (const name of TIMELINE_COPIES) {
      await rebuildCopies(db, mongo.collections, name, { signal, onProgress: () => undefined });
    }
  });
}

/** Further than any row comes. */
const AHEAD = 1_000_000;

/** The work while no copy of this patient is in the version of its row, so that MySQL is read. */
export async function fromMySql<T>(
  reader: MongoClient,
  patientId: PatientId,
  work: () => Promise<T>,
): Promise<T> {
  const theirs = { patient_id: patientId };
  const { matchedCount } = await copies(reader).updateMany(theirs, { $inc: { version: AHEAD } });
  if (matchedCount === 0) throw new Error('nothing is kept of this patient');
  try {
    return await work();
  } finally {
    await copies(reader).updateMany(theirs, { $inc: { version: -AHEAD } });
  }
}
