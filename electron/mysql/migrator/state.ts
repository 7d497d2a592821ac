import { mysqlMigrations } from '#migrations/mysql/index';

/** What a desk compares at its start: it never migrates, it only says "IT must migrate". */
export interface SchemaState {
  readonly applied: readonly string[];
  readonly expected: readonly string[];
  /** The database lacks something this program needs. */
  readonly behind: boolean;
  /** Migrations of a newer program: this one may read but must not write. */
  readonly ahead: readonly string[];
}

/** Any mysql2 promise connection or pool; rows come first in its answer. */
export interface Queryable {
  query(sql: string): Promise<[unknown, unknown]>;
}

export interface SchemaRows {
  readonly names: readonly string[];
  /** Desk account → fingerprint of the rights it was given. */
  readonly grants: ReadonlyMap<string, string>;
}

/** Compares the applied migrations with this program's list. */
export function schemaStateOf(applied: readonly string[]): SchemaState {
  const expected = mysqlMigrations.map((migration) => migration.name);
  return {
    applied,
    expected,
    behind: expected.some((name) => !applied.includes(name)),
    ahead: applied.filter((name) => !expected.includes(name)),
  };
}

function field(row: unknown, name: string): string {
  return typeof row === 'object' && row !== null ? String(Reflect.get(row, name)) : '';
}

function textPairs(rows: unknown): [string, string][] {
  if (!Array.isArray(rows)) return [];
  return rows.map((row: unknown) => [field(row, 'name'), field(row, 'fingerprint')]);
}

/** The migrations and the rights, in one query. */
export async function readSchema(connection: Queryable): Promise<SchemaRows> {
  const [rows] = await connection.query(
    "SELECT name, '' AS fingerprint FROM schema_migrations UNION ALL SELECT CONCAT('@', account), fingerprint FROM schema_grants",
  );
  const pairs = textPairs(rows);
  return {
    names: pairs
      .filter(([name]) => !name.startsWith('@'))
      .map(([name]) => name)
      .sort(),
    grants: new Map(
      pairs.filter(([name]) => name.startsWith('@')).map(([name, mark]) => [name.slice(1), mark]),
    ),
  };
}

/** What a desk's own account can see of the schema; a database never migrated is wholly behind. */
export async function mysqlSchemaState(connection: Queryable): Promise<SchemaState> {
  try {
    const [rows] = await connection.query(
      "SELECT name, '' AS fingerprint FROM schema_migrations ORDER BY name",
    );
    return schemaStateOf(textPairs(rows).map(([name]) => name));
  } catch (error) {
    const missing =
      error instanceof Error && 'errno' in error && (error.errno === 1146 || error.errno === 1142);
    if (missing) return schemaStateOf([]);
    throw error;
  }
}
