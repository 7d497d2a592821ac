import type { QueueStep } from '#shared/domain/queue-mark';
import { markAfter } from '#shared/domain/queue-mark';
import type { MinuteRange } from '#shared/domain/walk-in';
import { duplicateKey } from '#electron/mysql/errors';
import { LateRefusal, type ReadTx, type WriteTx } from '#electron/mysql/transactions';

export interface LockedDoctor {
  readonly id: number;
  readonly version: number;
  readonly is_deleted: number;
  readonly sees_by: 'slot' | 'token';
  /** The server's clock, UTC, read with the lock. */
  readonly now: string;
}

/**
 * For slots the walk-ins of one doctor go one after the other, since each must see what the one before took;
 * for numbers alone the session's own row orders them.
 */
export function lockDoctors(
  tx: WriteTx,
  ids: readonly number[],
  strength: 'UPDATE' | 'SHARE',
): Promise<LockedDoctor[]> {
  const ascending = [...new Set(ids)].sort((a, b) => a - b);
  return tx.select<LockedDoctor>(
    `SELECT id, version, is_deleted, sees_by, UTC_TIMESTAMP() AS now FROM doctors
      WHERE id IN (${ascending.map(() => '?').join(', ')}) ORDER BY id FOR ${strength}`,
    ascending,
  );
}

/** What was read before the lock is no longer so: everything is done again. */
export function again(): LateRefusal {
  return new LateRefusal(() => Promise.resolve(null));
}

/** @returns whether the patient is there and not removed; the row stays locked. */
export async function lockPatient(tx: WriteTx, id: number): Promise<{ is_deleted: number } | null> {
  const [row] = await tx.select<{ is_deleted: number }>(
    'SELECT is_deleted FROM patients WHERE id = ? FOR UPDATE',
    [id],
  );
  return row ?? null;
}

/** Whether any visit of the patient stands besides the one named. */
export async function hasOtherVisits(tx: ReadTx, patientId: number, exceptId: number): Promise<boolean> {
  const rows = await tx.select<{ id: number }>(
    'SELECT id FROM appointments WHERE patient_id = ? AND id <> ? AND withdrawn_at IS NULL LIMIT 1',
    [patientId, exceptId],
  );
  return rows.length > 0;
}

/** Whether the patient has a time with another doctor that overlaps this one. */
export async function isElsewhere(
  tx: ReadTx,
  patientId: number,
  doctorId: number,
  times: { readonly start: string; readonly end: string },
): Promise<boolean> {
  const rows = await tx.select<{ id: number }>(
    `SELECT id FROM appointments WHERE patient_id = ? AND doctor_id <> ? AND start_time > ? - INTERVAL 12 HOUR
        AND start_time < ? AND end_time > ? AND status IN ('scheduled', 'checked_in') AND to_move_at IS NULL LIMIT 1`,
    [patientId, doctorId, times.start, times.end, times.start],
  );
  return rows.length > 0;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
}

/** The doctor's sessions of a day that have given numbers. */
export function sessionsOn(tx: ReadTx, doctorId: number, date: string): Promise<MinuteRange[]> {
  return tx.select<MinuteRange>(
    `SELECT TIME_TO_SEC(starts) DIV 60 AS \`from\`, TIME_TO_SEC(ends) DIV 60 AS \`to\` FROM doctor_sessions
      WHERE doctor_id = ? AND \`date\` = ? ORDER BY starts`,
    [doctorId, date],
  );
}

export interface Token {
  readonly session_id: number;
  readonly token_no: number;
}

/**
 * The session's next number. One statement makes the session or counts it up, and holds its row until the
 * transaction ends: whoever comes next waits and gets the next one.
 */
export async function nextToken(
  tx: WriteTx,
  doctorId: number,
  date: string,
  range: MinuteRange,
): Promise<Token> {
  await tx.run(
    `INSERT INTO doctor_sessions (doctor_id, \`date\`, starts, ends, last_token) VALUES (?, ?, ?, ?, 1)
       ON DUPLICATE KEY UPDATE last_token = last_token + 1`,
    [doctorId, date, clock(range.from), clock(range.to)],
  );
  const [row] = await tx.select<Token>(
    'SELECT id AS session_id, last_token AS token_no FROM doctor_sessions WHERE doctor_id = ? AND `date` = ? AND starts = ?',
    [doctorId, date, clock(range.from)],
  );
  if (!row) throw new Error('the session that was just counted is not there');
  return row;
}

export interface NewWalkIn {
  readonly patientId: number;
  readonly doctorId: number;
  /** As DATETIME literals. */
  readonly start: string;
  readonly end: string;
  readonly token: Token | null;
  readonly reason: string | null;
  readonly person: string;
}

/** Inserts the visit as arrived. A slot that another program took under the lock is looked for anew. */
export async function insertWalkIn(tx: WriteTx, visit: NewWalkIn): Promise<number> {
  const { token, person } = visit;
  try {
    const { insertId } = await tx.run(
      `INSERT INTO appointments (patient_id, doctor_id, start_time, end_time, status, type, reason, kind, session_id, token_no,
         arrived_at, arrived_by, created_by, updated_by)
       VALUES (?, ?, ?, ?, 'checked_in', 'in_person', ?, ?, ?, ?, UTC_TIMESTAMP(), ?, ?, ?)`,
      [
        visit.patientId,
        visit.doctorId,
        visit.start,
        visit.end,
        visit.reason,
        token ? 'token' : 'slot',
        token?.session_id ?? null,
        token?.token_no ?? null,
        person,
        person,
        person,
      ],
    );
    return insertId;
  } catch (error) {
    if (duplicateKey(error)?.startsWith('appointment_slots') !== true) throw error;
    throw again();
  }
}

/** Sets or clears the mark of a locked visit, with time and person of the step. */
export async function markVisit(tx: WriteTx, id: number, step: QueueStep, person: string): Promise<void> {
  await tx.run(
    `UPDATE appointments SET queue_mark = ?, ${step}_at = UTC_TIMESTAMP(), ${step}_by = ?, updated_by = ? WHERE id = ?`,
    [markAfter(step), person, person, id],
  );
}

export async function updateSeesBy(tx: WriteTx, id: number, seesBy: 'slot' | 'token'): Promise<void> {
  await tx.run('UPDATE doctors SET sees_by = ? WHERE id = ?', [seesBy, id]);
}
