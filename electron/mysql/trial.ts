import { createConnection, type Connection } from 'mysql2/promise';
import type { ConnectionFault, TestedConnection } from '#shared/contract/system';
import { errorNumber, type MysqlAddress, parseMysqlAddress, rowsOf } from './migrator/connect';
import { unfitness } from './migrator/preflight';
import { mysqlSchemaState } from './migrator/state';

const CONNECT_MS = 5_000;

type Params = Readonly<Record<string, string | number>>;

/** Why a connection did not come about or is of no use. */
export class ConnectionFailure extends Error {
  readonly fault: ConnectionFault;
  readonly params: Params;
  constructor(fault: ConnectionFault, params: Params = {}) {
    super(fault);
    this.name = 'ConnectionFailure';
    this.fault = fault;
    this.params = params;
  }
}

/** Errors of name look-up, network and TLS, by Node's codes; both stores' drivers pass them on. */
const BY_CODE: Readonly<Record<string, ConnectionFault>> = {
  ENOTFOUND: 'host_unknown',
  EAI_AGAIN: 'host_unknown',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'not_this_store',
  PROTOCOL_CONNECTION_LOST: 'not_this_store',
  HANDSHAKE_NO_SSL_SUPPORT: 'tls_not_offered',
  HANDSHAKE_SSL_ERROR: 'tls_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_untrusted',
  CERT_HAS_EXPIRED: 'tls_untrusted',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls_not_offered',
};

const BY_NUMBER: Readonly<Record<number, ConnectionFault>> = {
  1040: 'too_few_connections',
  1203: 'too_few_connections',
  1226: 'too_few_connections',
  1044: 'no_rights',
  1142: 'no_rights',
  1143: 'no_rights',
  1227: 'no_rights',
  1045: 'wrong_password',
  1698: 'wrong_password',
  1049: 'no_database',
  1129: 'not_from_here',
  1130: 'not_from_here',
  1251: 'wrong_version',
  3159: 'tls_required',
};

/** The fault behind a code that Node or a driver gave, down the chain of causes; null when it is none of these. */
export function faultByCode(error: unknown): ConnectionFault | null {
  for (let layer: unknown = error, depth = 0; layer instanceof Error && depth < 6; depth += 1) {
    const code = 'code' in layer && typeof layer.code === 'string' ? layer.code : '';
    if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code] ?? null;
    layer = layer.cause;
  }
  return null;
}

/** The fault behind an error of MySQL's, by its number, else by its code. */
export function faultOf(error: unknown): ConnectionFault {
  return BY_NUMBER[errorNumber(error)] ?? faultByCode(error) ?? 'unknown';
}

/** Statements that change nothing and that the desk's account must be allowed. */
const PROBES = ['SELECT 1 FROM settings LIMIT 1', 'DELETE FROM presence WHERE FALSE'];

async function open(address: MysqlAddress): Promise<Connection> {
  return createConnection({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    charset: 'utf8mb4',
    connectTimeout: CONNECT_MS,
    ...(address.tls ? { ssl: {} } : {}),
  });
}

async function look(connection: Connection, needed: number): Promise<TestedConnection> {
  const sent = performance.now();
  const [server] = await rowsOf(connection, 'SELECT VERSION() AS version, @@version_comment AS comment');
  const latency = Math.round((performance.now() - sent) * 10) / 10;
  const version = String(server?.['version'] ?? '');
  const unfit = unfitness({ version, versionComment: String(server?.['comment'] ?? '') });
  if (unfit !== null) throw new ConnectionFailure(unfit, { version });
  const variables = await rowsOf(
    connection,
    "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('max_connections', 'super_read_only', 'read_only', 'group_replication_group_name', 'group_replication_single_primary_mode')",
  );
  const value = (name: string) =>
    String(variables.find((row) => row['Variable_name'] === name)?.['Value'] ?? '');
  if (
    value('group_replication_group_name') !== '' &&
    value('group_replication_single_primary_mode') === 'OFF'
  )
    throw new ConnectionFailure('multi_primary');
  if (value('super_read_only') === 'ON' || value('read_only') === 'ON')
    throw new ConnectionFailure('read_only');
  const offered = Number(value('max_connections'));
  if (offered < needed) throw new ConnectionFailure('too_few_connections', { offered, needed });
  const [cipher] = await rowsOf(connection, "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
  const schema = await mysqlSchemaState(connection);
  if (!schema.behind) for (const probe of PROBES) await connection.query(probe);
  return {
    outcome: 'works',
    version,
    latency,
    tls: String(cipher?.['Value'] ?? '') !== '',
    schema: schema.behind ? 'must_migrate' : schema.ahead.length > 0 ? 'must_update' : 'up',
  };
}

/** Tries a desk's address for a clinic that needs so many connections; changes nothing. */
export async function tryMysql(url: string, needed: number): Promise<TestedConnection> {
  let address: MysqlAddress;
  try {
    address = parseMysqlAddress(url);
  } catch {
    return { outcome: 'fails', fault: 'bad_address', params: {} };
  }
  const named = { host: address.host, port: address.port, database: address.database, user: address.user };
  let connection: Connection | null = null;
  try {
    connection = await open(address);
    return await look(connection, needed);
  } catch (error) {
    if (error instanceof ConnectionFailure)
      return { outcome: 'fails', fault: error.fault, params: { ...named, ...error.params } };
    return { outcome: 'fails', fault: faultOf(error), params: named };
  } finally {
    connection?.destroy();
  }
}
