import { NAMED } from '#electron/mysql/named-rows';
import { newerPages } from '#electron/mysql/newer-pages';
import type { ReadTx } from '#electron/mysql/transactions';
import { ROW_STREAMS, type RowStream } from './streams';

interface Source {
  /** The tables of FROM, the stream's own first. */
  readonly rows: string;
  /** Which of the rows are told of at all: what is a draft, or nobody's, is not. */
  readonly told: string;
  /** Which of those stand, and so are shown. */
  readonly stands: string;
  readonly id: string;
  readonly patient: string;
  /** Its moment: a column of UTC, or of the clinic's wall clock. */
  readonly at: string;
  /** Grows with each change of what its line says or of whether it stands. */
  readonly version: string;
}

export const SOURCES: Readonly<Record<RowStream, Source>> = {
  visit: {
    rows: 'appointments a',
    told: 'TRUE',
    stands: 'a.withdrawn_at IS NULL',
    id: 'a.id',
    patient: 'a.patient_id',
    at: 'a.start_time',
    version: 'a.version',
  },
  prescription: {
    rows: 'prescriptions p',
    told: 'p.signed_at IS NOT NULL AND p.patient_id IS NOT NULL',
    stands: 'TRUE',
    id: 'p.id',
    patient: 'p.patient_id',
    at: 'p.signed_at',
    // Its row does not know that it was replaced.
    version: `p.version + (SELECT COUNT(*) FROM ${newerPages('p')})`,
  },
  note: {
    rows: 'visit_notes n',
    told: 'n.signed_at IS NOT NULL',
    stands: 'TRUE',
    id: 'n.id',
    patient: 'n.patient_id',
    at: 'n.signed_at',
    version: 'n.version',
  },
  addendum: {
    rows: 'visit_note_addenda e JOIN visit_notes n ON n.id = e.note_id',
    told: 'n.signed_at IS NOT NULL',
    stands: 'TRUE',
    id: 'e.id',
    patient: 'n.patient_id',
    at: 'e.created_at',
    // No row of these ever changes.
    version: '1',
  },
  vitals: {
    rows: 'vitals v',
    told: 'TRUE',
    stands:
      'v.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM vitals c WHERE c.standing_corrects_id = v.id)',
    id: 'v.id',
    patient: 'v.patient_id',
    at: 'v.taken_at',
    // It stands again when its correction is withdrawn, which its own row does not know.
    // The index is named as with newerPages.
    version:
      'v.version + (SELECT COALESCE(SUM(c.version), 0) FROM vitals c FORCE INDEX (vitals_corrects) WHERE c.corrects_id = v.id)',
  },
  paper: {
    rows: 'medical_papers m',
    told: 'TRUE',
    stands: 'TRUE',
    id: 'm.id',
    patient: 'm.patient_id',
    at: 'm.signed_at',
    version: 'm.version',
  },
  payment: {
    rows: 'payments y',
    told: 'y.patient_id IS NOT NULL',
    stands: 'TRUE',
    id: 'y.id',
    patient: 'y.patient_id',
    at: 'y.created_at',
    version: 'y.version',
  },
};

/** FROM and WHERE of all ids of a stream that are told of. */
export function toldRows(stream: RowStream): string {
  const { rows, told, id } = SOURCES[stream];
  return `(SELECT ${id} AS id FROM ${rows} WHERE ${told}) AS told WHERE TRUE`;
}

/** Where an entry stands, and in which version, without what it says. */
export interface Head {
  readonly id: number;
  readonly patient_id: number;
  readonly at: string;
  readonly version: number;
  readonly stands: boolean;
}

interface HeadRow {
  readonly id: number;
  readonly patient_id: number;
  readonly at: string;
  readonly version: number | string;
  readonly stands: number | string;
}

/** The heads of those of these rows that are told of. */
export async function headsOf(tx: ReadTx, stream: RowStream, ids: readonly number[]): Promise<Head[]> {
  const { rows, told, stands, id, patient, at, version } = SOURCES[stream];
  const found = await tx.select<HeadRow>(
    `SELECT ${id} AS id, ${patient} AS patient_id, ${at} AS at, CAST(${version} AS SIGNED) AS version,
        ${stands} AS stands
       FROM ${NAMED} STRAIGHT_JOIN ${rows}
      WHERE ${id} = named.id AND ${told}`,
    [JSON.stringify(ids)],
  );
  return found.map((row) => ({
    id: row.id,
    patient_id: row.patient_id,
    at: row.at,
    version: Number(row.version),
    stands: Number(row.stands) === 1,
  }));
}

/** A row of a timeline by its stream and MySQL's id. */
export interface RowKey {
  readonly stream: RowStream;
  readonly id: number;
}

/** The versions in which these rows stand, by one statement; what is there no more is left out. */
export async function versionsOf(
  tx: ReadTx,
  keys: readonly RowKey[],
): Promise<readonly (RowKey & { readonly version: number })[]> {
  const parts = ROW_STREAMS.flatMap((stream) => {
    const ids = keys.filter((key) => key.stream === stream).map(({ id }) => id);
    if (ids.length === 0) return [];
    const { rows, id, version } = SOURCES[stream];
    const sql = `SELECT '${stream}' AS stream, ${id} AS id, CAST(${version} AS SIGNED) AS version
      FROM ${NAMED} STRAIGHT_JOIN ${rows} WHERE ${id} = named.id`;
    return [{ sql, ids: JSON.stringify(ids) }];
  });
  if (parts.length === 0) return [];
  const found = await tx.select<RowKey & { readonly version: number | string }>(
    parts.map(({ sql }) => sql).join(' UNION ALL '),
    parts.map(({ ids }) => ids),
  );
  return found.map(({ version, ...key }) => ({ ...key, version: Number(version) }));
}
