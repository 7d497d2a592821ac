import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import type { RowDataPacket } from 'mysql2/promise';
import { openMongo } from '#electron/mongo/connection';
import { openSequelize } from '#electron/mysql/connection';
import { openDatabase } from '#electron/mysql/transactions';
import { startOutboxWorker } from '#electron/platform/outbox-worker';
import { machineClock } from '#electron/shell/clock';
import { type SmallClinic, smallClinic } from '#test/support/clinic';
import { type FreshDatabase, freshDatabase } from '#test/support/databases';
import { queuePrescriptions } from '#test/support/queued-prescriptions';
import { type Bench, alternating, stopwatch } from '../bench';
import { median } from '../numbers';
import { type Row, judged } from '../table';

const WAITING = { small: 2_000, full: 10_000 };
const TURNS = 3;
const BATCH = 100;
const POLL_MS = 10;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Everything waits again, and nothing of it is in MongoDB. */
async function fill(clinic: SmallClinic, mongo: MongoClient): Promise<void> {
  for (const name of ['prescriptions', 'timeline']) await mongo.db().collection(name).deleteMany({});
  await clinic.owner.query(
    'UPDATE outbox SET done_at = NULL, attempts = 0, claimed_by = NULL, claimed_until = NULL, last_error = NULL',
  );
}

const left = (clinic: SmallClinic) => clinic.count('outbox WHERE done_at IS NULL');

/** A desk's worker from its start until nothing waits. */
async function byWorker(database: FreshDatabase, clinic: SmallClinic): Promise<number> {
  const db = openDatabase(openSequelize(database.mysqlUrl), machineClock);
  const mongo = openMongo(database.mongoUrl);
  try {
    return await stopwatch(async () => {
      const worker = startOutboxWorker({ db, mongo, deskId: 'bench', logger: quiet });
      while ((await left(clinic)) > 0) await pause(POLL_MS);
      await worker.stop();
    });
  } finally {
    await Promise.all([db.close(), mongo.close()]);
  }
}

/** The two drivers alone: read, write, mark, with neither a lease nor a guard. */
async function byDrivers({ owner }: SmallClinic, mongo: MongoClient): Promise<number> {
  const copies = mongo.db().collection('prescriptions');
  const lines = mongo.db().collection('timeline');
  const read = async (sql: string, ids: readonly number[] = []): Promise<RowDataPacket[]> =>
    (await owner.query<RowDataPacket[]>(sql, [ids]))[0];
  return stopwatch(async () => {
    for (;;) {
      const rows = await read(
        `SELECT id, entity_id FROM outbox WHERE done_at IS NULL ORDER BY id LIMIT ${String(BATCH)}`,
      );
      if (rows.length === 0) return;
      const ids = [...new Set(rows.map((row) => Number(row['entity_id'])))];
      const prescriptions = await read('SELECT * FROM prescriptions WHERE id IN (?)', ids);
      const items = await read('SELECT * FROM prescription_items WHERE prescription_id IN (?)', ids);
      await copies.bulkWrite(
        prescriptions.map(({ id, ...fields }) => ({
          updateOne: {
            filter: { prescription_id: Number(id) },
            update: {
              $set: {
                appointment_id: Number(fields['appointment_id']),
                patient_id: Number(fields['patient_id']),
                doctor_id: Number(fields['doctor_id']),
                issued_at: new Date(`${String(fields['signed_at']).replace(' ', 'T')}Z`),
                version: Number(fields['version']),
                notes: String(fields['notes']),
                items: items
                  .filter((item) => item['prescription_id'] === id)
                  .map((item) => ({ name: String(item['medicine_name']) })),
              },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
      await lines.bulkWrite(
        prescriptions.map((row) => ({
          updateOne: {
            filter: { stream: 'prescription', row: Number(row['id']) },
            update: {
              $set: {
                version: Number(row['version']),
                mark: 0,
                patient_id: Number(row['patient_id']),
                at: String(row['signed_at']),
                rank: 5,
                told: {
                  line: {
                    kind: 'prescription',
                    id: Number(row['id']),
                    advice: String(row['notes']),
                    medicines: items
                      .filter((item) => item['prescription_id'] === row['id'])
                      .map((item) => String(item['medicine_name'])),
                  },
                  whose: { doctor: Number(row['doctor_id']), appointment: null, person: null },
                },
              },
            },
            upsert: true,
          },
        })),
        { ordered: false },
      );
      await owner.query('UPDATE outbox SET done_at = UTC_TIMESTAMP() WHERE id IN (?)', [
        rows.map((row) => Number(row['id'])),
      ]);
    }
  });
}

/** What waited for MongoDB goes over: a desk's worker beside the bare drivers, on the same rows. */
export async function outbox({ full }: Bench): Promise<Row[]> {
  const waiting = full ? WAITING.full : WAITING.small;
  const database = await freshDatabase();
  const clinic = await smallClinic(database);
  const mongo = new MongoClient(database.mongoUrl);
  try {
    await queuePrescriptions(clinic, waiting);
    const entries = await left(clinic);
    const turn = async (work: () => Promise<number>) => {
      await fill(clinic, mongo);
      return (entries / (await work())) * 1_000;
    };
    // The first turn warms both up.
    const turns = (
      await alternating(
        TURNS + 1,
        () => turn(() => byWorker(database, clinic)),
        () => turn(() => byDrivers(clinic, mongo)),
      )
    ).slice(1);
    const rate = (value: number) => `${value.toFixed(0)}/s`;
    return [
      judged({
        what: `${String(waiting)} prescriptions waited for MongoDB: entries carried over a second`,
        ours: rate(median(turns.map(({ ours }) => ours))),
        floor: rate(median(turns.map(({ floor }) => floor))),
        value: median(turns.map(({ ours, floor }) => (ours / floor) * 100)),
        aim: { least: 50 },
        unit: '%',
      }),
    ];
  } finally {
    await mongo.close();
    await clinic.close();
    await database.drop();
  }
}
