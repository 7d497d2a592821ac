import { type Options, Sequelize } from 'sequelize';
import mysql2, { type Connection } from 'mysql2';
import { parseMysqlAddress } from './migrator/connect';

/** Desks × 4 + 20 must fit the server's max_connections (design section 8). */
const POOL_MAX = 3;
const ACQUIRE_MS = 5_000;
const CONNECT_MS = 4_000;
const IDLE_MS = 60_000;

/**
 * Schedule times stay wall-clock strings and everything else is UTC, so no driver may make a `Date`;
 * READ COMMITTED and a 3 s lock wait keep bookings short (design sections 3, 4 and 8).
 */
const SESSION_SETTINGS = [
  "time_zone = '+00:00'",
  "transaction_isolation = 'READ-COMMITTED'",
  'innodb_lock_wait_timeout = 3',
  'max_execution_time = 10000',
  "sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE'",
  // Desks audit their own writes; the triggers audit whoever does not say this.
  "@clinic_writer = 'desk'",
].join(', ');

export interface PoolSize {
  readonly max: number;
}

const TLS_PARAMS = ['ssl', 'tls'];

/** `?ssl=true` at the end of an address asks for TLS, with a certificate that this machine trusts. */
function tlsOf(url: string): { url: string; ssl: { ssl?: object } } {
  const asked = URL.canParse(url) && parseMysqlAddress(url).tls;
  if (!asked) return { url, ssl: {} };
  const plain = new URL(url);
  // Sequelize would hand the driver the text of the parameter as the name of a profile.
  for (const name of TLS_PARAMS) plain.searchParams.delete(name);
  return { url: plain.toString(), ssl: { ssl: {} } };
}

/** A lazy pool: nothing connects before the first statement, so a server that is away refuses calls, not the start. */
export function openSequelize(url: string, pool: PoolSize = { max: POOL_MAX }): Sequelize {
  const { url: plainUrl, ssl } = tlsOf(url);
  const options: Options & { databaseVersion: string } = {
    dialect: 'mysql',
    dialectModule: mysql2,
    logging: false,
    timezone: '+00:00',
    // Named so that Sequelize does not spend a connection on asking; the preflight checks the real one.
    databaseVersion: '8.4.0',
    define: { timestamps: false, freezeTableName: true, underscored: true },
    pool: { max: pool.max, min: 0, acquire: ACQUIRE_MS, idle: IDLE_MS, evict: 5_000 },
    dialectOptions: {
      charset: 'utf8mb4',
      dateStrings: true,
      typeCast: true,
      decimalNumbers: false,
      connectTimeout: CONNECT_MS,
      maxPreparedStatements: 500,
      ...ssl,
    },
  };
  const sequelize = new Sequelize(plainUrl, options);
  sequelize.addHook('afterConnect', (connection: unknown) => applySessionSettings(asConnection(connection)));
  return sequelize;
}

function applySessionSettings(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query(`SET SESSION ${SESSION_SETTINGS}`, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Sequelize types its dialect's connections as opaque objects; with dialect `mysql` they are mysql2's. */
export function asConnection(connection: unknown): Connection {
  return connection as Connection;
}
