import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

/** The parts of `mysql://user:password@host:port/database` that migrating needs. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: boolean;
}

/** Reads an address; the sentence of the error is meant for the person who typed it. */
export function parseMysqlAddress(address: string): MysqlAddress {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'mysql:') {
    throw new Error('The MySQL address must look like mysql://user:password@host:3306/database.');
  }
  const database = decodeURIComponent(url.pathname.slice(1));
  if (!/^[A-Za-z0-9_$-]{1,64}$/.test(database)) {
    throw new Error('The MySQL address must end with the name of the database (letters, digits, _ and -).');
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 3306 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    tls: ['ssl', 'tls'].some((name) => ['true', '1', 'required'].includes(url.searchParams.get(name) ?? '')),
  };
}

/** One connection of its own, in UTC, with text answers; without `database` none is chosen. */
export async function connectMysql(address: MysqlAddress, database?: string): Promise<Connection> {
  const connection = await createConnection({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    connectTimeout: 5000,
    ...(database === undefined ? {} : { database }),
    ...(address.tls ? { ssl: {} } : {}),
  });
  await prepareSession(connection);
  return connection;
}

/** A trigger keeps the collation and the SQL mode it was made under, so they are ours and not the driver's. */
async function prepareSession(connection: Connection): Promise<void> {
  await connection.query('SET NAMES utf8mb4 COLLATE utf8mb4_0900_ai_ci');
  await connection.query(
    "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO', @clinic_writer = 'bulk'",
  );
}

/** The rows of a query. */
export async function rowsOf(
  connection: Connection,
  sql: string,
  params: readonly (string | number | null)[] = [],
): Promise<RowDataPacket[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, [...params]);
  return rows;
}

/** The server's error number, or 0 for anything else. */
export function errorNumber(error: unknown): number {
  return error instanceof Error && 'errno' in error && typeof error.errno === 'number' ? error.errno : 0;
}

/** A name as SQL writes it. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A text as SQL writes it, for the statements that take no parameters. */
export function quoteText(connection: Connection, text: string): string {
  return connection.escape(text);
}
