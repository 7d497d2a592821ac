import { MongoClient, type Db } from 'mongodb';
import { mongoMigrations } from '#migrations/mongo/index';

export interface MongoMigrateOptions {
  readonly log: (line: string) => void;
}

interface Applied {
  readonly _id: string;
  readonly applied_at: Date;
}

const patience = 3000;

/** Major version and up that the clinic's validators and indexes are tried with. */
export const oldestMajor = 6;

async function withDatabase<T>(mongoUrl: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(mongoUrl, {
    serverSelectionTimeoutMS: patience,
    connectTimeoutMS: patience,
    maxPoolSize: 2,
  });
  try {
    await client.connect();
    return await work(client.db());
  } finally {
    await client.close();
  }
}

async function refuseOld(db: Db): Promise<void> {
  const info = await db.command({ buildInfo: 1 });
  const version = String(info['version']);
  if (Number.parseInt(version, 10) < oldestMajor) {
    throw new Error(
      `The server is MongoDB ${version}; Smart Clinic needs MongoDB ${String(oldestMajor)} or newer.`,
    );
  }
}

async function appliedNames(db: Db): Promise<string[]> {
  const rows = await db.collection<Applied>('schema_migrations').find().sort({ _id: 1 }).toArray();
  return rows.map((row) => row._id);
}

/**
 * Brings the collections up to this program's shapes. It needs no lock: each step leaves the same end
 * behind however often, and by however many at once, it is run.
 */
export async function migrateMongo(mongoUrl: string, options: MongoMigrateOptions): Promise<string[]> {
  return withDatabase(mongoUrl, async (db) => {
    const applied = await appliedNames(db);
    const pending = mongoMigrations.filter((migration) => !applied.includes(migration.name));
    if (pending.length > 0) await refuseOld(db);
    for (const migration of pending) {
      await migration.up(db);
      await db
        .collection<Applied>('schema_migrations')
        .updateOne({ _id: migration.name }, { $currentDate: { applied_at: true } }, { upsert: true });
      options.log(`MongoDB: ${migration.name} applied`);
    }
    return pending.map((migration) => migration.name);
  });
}

/** Takes back every migration numbered above `downTo`, newest first. */
export async function migrateMongoDown(
  mongoUrl: string,
  downTo: number,
  options: MongoMigrateOptions,
): Promise<string[]> {
  return withDatabase(mongoUrl, async (db) => {
    const applied = await appliedNames(db);
    const back = mongoMigrations
      .filter((migration) => applied.includes(migration.name) && Number.parseInt(migration.name, 10) > downTo)
      .reverse();
    for (const migration of back) {
      await migration.down(db);
      await db.collection<Applied>('schema_migrations').deleteOne({ _id: migration.name });
      options.log(`MongoDB: ${migration.name} taken back`);
    }
    return back.map((migration) => migration.name);
  });
}
