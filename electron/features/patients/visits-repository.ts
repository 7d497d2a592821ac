import type { AppointmentStatus, ClosedAs } from '#shared/domain/visit-state';
import type { ReadTx } from '#electron/mysql/transactions';

export interface VisitRow {
  readonly id: number;
  readonly doctor_id: number;
  readonly start_time: string;
  readonly end_time: string;
  readonly status: AppointmentStatus;
  readonly in_room_at: string | null;
  readonly closed_as: ClosedAs | null;
  readonly reason: string | null;
  /** Set while it has no place: parked, or put off by a delay. */
  readonly to_move_at: string | null;
}

const COLUMNS =
  'a.id, a.doctor_id, a.start_time, a.end_time, a.status, a.in_room_at, a.closed_as, a.reason, a.to_move_at';

export interface VisitPlace {
  readonly start: string;
  readonly id: number;
}

/** Visits of these records from a moment on, earliest first; or before it, latest first. */
export function visitsOf(
  tx: ReadTx,
  ids: readonly number[],
  when: 'coming' | 'past',
  from: string,
  after: VisitPlace | null,
  limit: number,
): Promise<VisitRow[]> {
  const [side, beyond, order] = when === 'coming' ? ['>=', '>', 'ASC'] : ['<', '<', 'DESC'];
  const place =
    after === null ? '' : `AND (a.start_time ${beyond} ? OR (a.start_time = ? AND a.id ${beyond} ?))`;
  return tx.select<VisitRow>(
    `SELECT ${COLUMNS} FROM appointments a
     WHERE a.patient_id IN (${ids.map(() => '?').join(', ')}) AND a.withdrawn_at IS NULL
       AND a.start_time ${side} ? ${place}
     ORDER BY a.start_time ${order}, a.id ${order} LIMIT ${String(limit)}`,
    [...ids, from, ...(after === null ? [] : [after.start, after.start, after.id])],
  );
}

export interface GlanceRow extends VisitRow {
  readonly root: number;
  readonly side: 'next' | 'last';
}

/** Of each record and those read as it: the next visit from a moment on, else one that waits for a place, and the last one. */
export function nextAndLast(tx: ReadTx, ids: readonly number[], from: string): Promise<GlanceRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.select<GlanceRow>(
    `WITH RECURSIVE people AS (
       SELECT id, id AS root FROM patients WHERE id IN (${ids.map(() => '?').join(', ')})
       UNION ALL
       SELECT m.id, people.root FROM people JOIN patients m ON m.merged_into_id = people.id),
     sided AS (
       SELECT people.root, ${COLUMNS}, IF(a.status IN ('scheduled', 'checked_in'), 'next', 'last') AS side
       FROM people JOIN appointments a ON a.patient_id = people.id
       WHERE a.withdrawn_at IS NULL
         AND ((a.status IN ('scheduled', 'checked_in') AND (a.start_time >= ? OR a.to_move_at IS NOT NULL))
           OR a.status = 'completed')),
     ranked AS (
       SELECT sided.*, ROW_NUMBER() OVER (PARTITION BY root, side
         ORDER BY to_move_at IS NOT NULL, IF(side = 'next', start_time, NULL), IF(side = 'last', start_time, NULL) DESC, id) AS place
       FROM sided)
     SELECT * FROM ranked WHERE place = 1`,
    [...ids, from],
  );
}

/** How many visits still stand from a moment on, those that wait for a place included. */
export async function countComing(tx: ReadTx, ids: readonly number[], from: string): Promise<number> {
  const rows = await tx.select<{ n: number }>(
    `SELECT COUNT(*) AS n FROM appointments a
     WHERE a.patient_id IN (${ids.map(() => '?').join(', ')}) AND a.withdrawn_at IS NULL
       AND a.status IN ('scheduled', 'checked_in') AND (a.start_time >= ? OR a.to_move_at IS NOT NULL)`,
    [...ids, from],
  );
  return rows[0]?.n ?? 0;
}
