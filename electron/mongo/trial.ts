import { MongoClient, MongoCompatibilityError, MongoServerError } from 'mongodb';
import type { ConnectionFault, TestedConnection } from '#shared/contract/system';
import { mongoMigrations } from '#migrations/mongo/index';
import { ConnectionFailure, faultByCode } from '#electron/mysql/trial';
import { collectionsOf } from './collections';
import { asksForTls } from './connection';
import { oldestMajor } from './migrator';

const CONNECT_MS = 4_000;

const BY_NUMBER: Readonly<Record<number, ConnectionFault>> = {
  13: 'no_rights',
  18: 'wrong_password',
  8000: 'wrong_password',
};

function faultOf(error: unknown): ConnectionFault {
  for (let layer: unknown = error, depth = 0; layer instanceof Error && depth < 6; depth += 1) {
    if (layer instanceof MongoCompatibilityError) return 'wrong_version';
    if (layer instanceof MongoServerError && typeof layer.code === 'number' && layer.code in BY_NUMBER)
      return BY_NUMBER[layer.code] ?? 'unknown';
    layer = layer.cause;
  }
  return (
    faultByCode(error) ??
    (error instanceof Error && error.name === 'MongoServerSelectionError' ? 'timeout' : 'unknown')
  );
}

async function look(client: MongoClient, url: string): Promise<TestedConnection> {
  await client.connect();
  const db = client.db();
  const sent = performance.now();
  const info = await db.command({ buildInfo: 1 });
  const latency = Math.round((performance.now() - sent) * 10) / 10;
  const version = String(info['version']);
  if (Number.parseInt(version, 10) < oldestMajor) throw new ConnectionFailure('wrong_version', { version });
  const rows = await collectionsOf(db)
    .schemaMigrations.find({}, { projection: { _id: 1 } })
    .limit(1_000)
    .toArray();
  const applied = rows.map(({ _id }) => _id);
  const expected = mongoMigrations.map(({ name }) => name);
  const behind = expected.some((name) => !applied.includes(name));
  return {
    outcome: 'works',
    version,
    latency,
    tls: asksForTls(url),
    schema: behind ? 'must_migrate' : applied.some((name) => !expected.includes(name)) ? 'must_update' : 'up',
  };
}

/** Tries an address of MongoDB; changes nothing. */
export async function tryMongo(url: string): Promise<TestedConnection> {
  let client: MongoClient;
  try {
    client = new MongoClient(url, {
      serverSelectionTimeoutMS: CONNECT_MS,
      connectTimeoutMS: CONNECT_MS,
      socketTimeoutMS: CONNECT_MS,
      maxPoolSize: 1,
    });
  } catch {
    return { outcome: 'fails', fault: 'bad_address', params: {} };
  }
  const [first] = client.options.hosts;
  const params = {
    host: client.options.srvHost ?? first?.host ?? '',
    port: first?.port ?? 27_017,
    database: client.options.dbName,
    user: client.options.credentials?.username ?? '',
  };
  try {
    return await look(client, url);
  } catch (error) {
    if (error instanceof ConnectionFailure)
      return { outcome: 'fails', fault: error.fault, params: { ...params, ...error.params } };
    return { outcome: 'fails', fault: faultOf(error), params };
  } finally {
    await client.close();
  }
}
