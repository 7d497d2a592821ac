/**
 * The words migrations are written in. A migration is a list of steps; each step is one statement that can be
 * run again after a crash, because MySQL commits every DDL statement by itself and cannot roll a list back.
 */
export interface Step {
  readonly sql: string;
  /** The server's refusals by number that say the step was done before; no statement can ask for itself here. */
  readonly doneAlready?: readonly number[];
}

export interface MysqlMigration {
  readonly name: string;
  readonly up: readonly Step[];
  readonly down: readonly Step[];
}

type TriggerTiming = 'before' | 'after';
type TriggerEvent = 'insert' | 'update' | 'delete';

/** The locked account that owns triggers: dropping the installer's account must never stop bookings. */
export const definer = "'clinic_definer'@'localhost'";

/** The columns of e-mail addresses and user names: `josé@` and `jose@` are two people, `Jose@` and `jose@` one. */
export const nameCollation = 'COLLATE utf8mb4_0900_as_ci';

/** Names and digits of the search tables are compared byte by byte. */
export const tokenCollation = 'COLLATE utf8mb4_bin';

/** One new table, InnoDB, in the clinic's character set. */
export function createTable(table: string, ...parts: readonly string[]): Step {
  return {
    sql: `CREATE TABLE IF NOT EXISTS ${table} (\n  ${parts.join(',\n  ')}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci`,
  };
}

/** The way back of `createTable`. */
export function dropTable(table: string): Step {
  return { sql: `DROP TABLE IF EXISTS ${table}` };
}

const duplicateColumn = 1060;
const noSuchColumn = 1091;

/** New columns, all or none of them: MySQL has no `IF NOT EXISTS` for a column. */
export function addColumns(table: string, ...columns: readonly string[]): Step {
  return {
    sql: `ALTER TABLE ${table} ${columns.map((column) => `ADD COLUMN ${column}`).join(', ')}`,
    doneAlready: [duplicateColumn],
  };
}

/** The way back of `addColumns`. */
export function dropColumns(table: string, ...names: readonly string[]): Step {
  return {
    sql: `ALTER TABLE ${table} ${names.map((name) => `DROP COLUMN ${name}`).join(', ')}`,
    doneAlready: [noSuchColumn],
  };
}

/** One trigger, named after what it stands on, run with the definer's rights. */
export function createTrigger(
  table: string,
  timing: TriggerTiming,
  event: TriggerEvent,
  ...body: readonly string[]
): Step {
  return {
    sql:
      `CREATE DEFINER=${definer} TRIGGER IF NOT EXISTS ${table}_${timing}_${event} ` +
      `${timing.toUpperCase()} ${event.toUpperCase()} ON ${table} FOR EACH ROW\nBEGIN\n  ${body.join('\n  ')}\nEND`,
  };
}

/** The way back of `createTrigger`. */
export function dropTrigger(table: string, timing: TriggerTiming, event: TriggerEvent): Step {
  return { sql: `DROP TRIGGER IF EXISTS ${table}_${timing}_${event}` };
}

/** Exactly what the triggers do with this table; all of a table's rights stand in one place. */
export function grantDefiner(rights: string, table: string): Step {
  return { sql: `GRANT ${rights} ON ${table} TO ${definer}` };
}

/** The way back of `grantDefiner`; before the table goes, because rights outlive their table. */
export function revokeDefiner(table: string): Step {
  return { sql: `REVOKE IF EXISTS ALL ON ${table} FROM ${definer} IGNORE UNKNOWN USER` };
}

/** A trigger's refusal; the text after `clinic:` is what the error mapper reads. */
export function refuse(sentence: string): string {
  return `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'clinic: ${sentence}';`;
}

/** Each change counts: services save `WHERE id AND version`, so a stale save is a conflict and not a loss. */
export const bumpVersion = 'SET NEW.version = OLD.version + 1;';

export const versionColumn = 'version INT NOT NULL DEFAULT 1';
export const seedCreatedAt = 'created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP';
export const seedUpdatedAt = 'updated_at DATETIME NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP';

/**
 * One ALTER that is left out where a crashed run has already done it: MySQL has no IF NOT EXISTS for columns
 * and keys. Three statements of one connection, of which each may run again.
 */
function alterUnless(done: string, alter: string): readonly Step[] {
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  return [
    { sql: `SET @alter = IF(${done}, 'DO 0', ${quoted(alter)})` },
    { sql: 'PREPARE alter_step FROM @alter' },
    { sql: 'EXECUTE alter_step' },
  ];
}

function hasColumn(table: string, column: string): string {
  return `EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '${table}' AND column_name = '${column}')`;
}

function hasIndex(table: string, name: string): string {
  return `EXISTS (SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = '${table}' AND index_name = '${name}')`;
}

/** A new column of a table that is there. */
export function addColumn(table: string, column: string, definition: string): readonly Step[] {
  return alterUnless(hasColumn(table, column), `ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
}

/** The way back of `addColumn`. */
export function dropColumn(table: string, column: string): readonly Step[] {
  return alterUnless(`NOT ${hasColumn(table, column)}`, `ALTER TABLE ${table} DROP COLUMN ${column}`);
}

/** A new key of a table that is there. */
export function addIndex(table: string, name: string, columns: string): readonly Step[] {
  return alterUnless(hasIndex(table, name), `ALTER TABLE ${table} ADD KEY ${name} (${columns})`);
}

/** The way back of `addIndex`. */
export function dropIndex(table: string, name: string): readonly Step[] {
  return alterUnless(`NOT ${hasIndex(table, name)}`, `ALTER TABLE ${table} DROP KEY ${name}`);
}
