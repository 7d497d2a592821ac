import { utcStamp } from './stamps';

/** The columns of an entry that is never overwritten: it is corrected by another or withdrawn with a reason. */
export interface PutRightColumns {
  readonly withdrawn_at: string | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
  readonly corrected_by_id: number | null;
}

/** Neither corrected nor withdrawn. */
export function stands(row: Pick<PutRightColumns, 'withdrawn_at' | 'corrected_by_id'>): boolean {
  return row.withdrawn_at === null && row.corrected_by_id === null;
}

/** When it was withdrawn, by whom and why; null while it was not. */
export function withdrawnIn(row: PutRightColumns, nameOf: (key: string | null) => string | null) {
  if (row.withdrawn_at === null) return null;
  return {
    at: utcStamp(row.withdrawn_at),
    by: nameOf(row.withdrawn_by),
    reason: row.withdrawn_reason ?? '',
  };
}
