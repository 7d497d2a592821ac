import type { TableSubject } from '#shared/domain/export-subjects';
import type { ReadTx, SqlValue, WriteTx } from '#electron/mysql/transactions';
import type { TableExport } from './table-export';
import { TABLES } from './tables';

export type Cell = string | number | null;

export interface KeyedRow {
  readonly cells: Cell[];
  /** Its key, behind which the next page begins. */
  readonly place: Cell[];
}

/** Up to where a table is read: rows that come later are in no file, so that files fit together. */
export interface Extent {
  readonly rows: number;
  /** The last number given out, for tables that count. */
  readonly last: number | null;
}

const counts = ({ key }: TableExport) => key.length === 1 && key[0] === 'id';

/** How much there is, all asked in one statement and so at one moment. */
export async function extentsOf(
  tx: ReadTx,
  subjects: readonly TableSubject[],
): Promise<ReadonlyMap<TableSubject, Extent>> {
  const asked = subjects.flatMap((subject) => {
    const { table, only = 'TRUE' } = TABLES[subject];
    const last = counts(TABLES[subject]) ? `(SELECT MAX(id) FROM \`${table}\`)` : 'NULL';
    return [
      `(SELECT COUNT(*) FROM \`${table}\` WHERE ${only}) AS \`${subject}\``,
      `${last} AS \`${subject}.last\``,
    ];
  });
  const [row] = await tx.select<Readonly<Record<string, number | string | null>>>(
    `SELECT ${asked.join(', ')}`,
    [],
  );
  return new Map(
    subjects.map((subject) => {
      const last = row?.[`${subject}.last`] ?? null;
      // A desk's id is no number, and neither is its last one.
      return [
        subject,
        { rows: Number(row?.[subject] ?? 0), last: typeof last === 'number' ? last : null },
      ] as const;
    }),
  );
}

/** Rows after a place, in the order of the key. */
export async function pageOf(
  tx: ReadTx,
  shape: TableExport,
  extent: Extent,
  after: readonly Cell[] | null,
  most: number,
): Promise<KeyedRow[]> {
  const heads = shape.columns.map(({ sql }, at) => `${sql} AS c${String(at)}`);
  const places = shape.key.map((column, at) => `\`${column}\` AS k${String(at)}`);
  const params: SqlValue[] = [];
  const where: string[] = [shape.only ?? 'TRUE'];
  if (after !== null) {
    // (a, b) > (x, y) written out: MySQL reads a range for this form.
    const forms = shape.key.map((column, at) => {
      const same = shape.key.slice(0, at).map((earlier) => `\`${earlier}\` = ?`);
      params.push(...after.slice(0, at + 1));
      return `(${[...same, `\`${column}\` > ?`].join(' AND ')})`;
    });
    where.push(`(${forms.join(' OR ')})`);
  }
  if (extent.last !== null) {
    where.push('id <= ?');
    params.push(extent.last);
  }
  const rows = await tx.select<Readonly<Record<string, Cell>>>(
    `SELECT ${[...heads, ...places].join(', ')} FROM \`${shape.table}\`
     WHERE ${where.join(' AND ')}
     ORDER BY ${shape.key.map((column) => `\`${column}\``).join(', ')} LIMIT ?`,
    [...params, String(most)],
  );
  return rows.map((row) => ({
    cells: heads.map((_, at) => row[`c${String(at)}`] ?? null),
    place: places.map((_, at) => row[`k${String(at)}`] ?? null),
  }));
}

/** Ends an export whose desk has said nothing for three minutes: nobody else can go on with it. */
export async function endAbandoned(tx: WriteTx, jobId: number): Promise<boolean> {
  const { affectedRows } = await tx.run(
    `UPDATE jobs SET state = 'cancelled', finished_at = UTC_TIMESTAMP(), lease_until = NULL
      WHERE id = ? AND state IN ('waiting', 'running') AND NOT EXISTS (
        SELECT 1 FROM desks WHERE desks.id = JSON_UNQUOTE(JSON_EXTRACT(jobs.params, '$.atDesk'))
           AND desks.last_seen > UTC_TIMESTAMP() - INTERVAL 3 MINUTE)`,
    [jobId],
  );
  return affectedRows > 0;
}
