/** One column of a file: its name there and what is asked for it. */
export interface Column {
  /** As it stands in the table. */
  readonly column: string;
  /** As it stands in the file's first line. */
  readonly head: string;
  readonly sql: string;
}

/** Columns under their own names. */
export function plain(names: string): readonly Column[] {
  return names.split(' ').map((column) => ({ column, head: column, sql: `\`${column}\`` }));
}

/** Instants; the name in the file says UTC. */
export function utc(names: string): readonly Column[] {
  return plain(names).map((one) => ({ ...one, head: `${one.head}_utc` }));
}

/** Times on the clinic's wall; the name in the file says so. */
export function clinic(names: string): readonly Column[] {
  return plain(names).map((one) => ({ ...one, head: `${one.head}_clinic` }));
}

/** JSON as its text. */
export function json(names: string): readonly Column[] {
  return plain(names).map((one) => ({ ...one, sql: `CAST(${one.sql} AS CHAR)` }));
}

/** An account's address; one that was made up because there was none is not shown (design section 4). */
export const realEmail: readonly Column[] = [
  { column: 'email', head: 'email', sql: "IF(email LIKE '%@patient.invalid', NULL, email)" },
];
