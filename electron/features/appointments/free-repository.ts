import type { FreeRun } from '#shared/domain/next-free';
import { GRID_MINUTES } from '#shared/domain/slots';
import { type ClinicDate, addDays } from '#shared/values/wall-clock';
import type { ReadTx, SqlValue } from '#electron/mysql/transactions';

interface GapRow {
  readonly doctor_id: number;
  readonly slot_start: string;
  /** Where the slot before this one ends; null for the first. */
  readonly free_from: string | null;
  /** Where the last slot ends; null for all others. */
  readonly free_after: string | null;
}

function wall(sql: string): string {
  return `${sql.slice(0, 10)}T${sql.slice(11, 16)}`;
}

interface Span {
  readonly doctorId: number;
  readonly from: ClinicDate;
  readonly to: ClinicDate;
}

/**
 * Runs of at least `minutes` in which none of the doctors' slots is held, in `[from, to)`, from one read of
 * the slots' own key: the server sends the edges of the gaps only.
 */
export async function freeRuns(
  tx: ReadTx,
  doctorIds: readonly number[],
  { from, to }: { readonly from: ClinicDate; readonly to: ClinicDate },
  minutes: number,
): Promise<FreeRun[]> {
  if (doctorIds.length === 0) return [];
  const rows = await edges(
    tx,
    `doctor_id IN (${doctorIds.map(() => '?').join(', ')}) AND slot_start >= ? AND slot_start < ?`,
    'doctor_id',
    [...doctorIds, from, to],
    minutes,
  );
  return doctorIds.flatMap((doctorId) =>
    runsIn(
      { doctorId, from, to },
      rows.filter((row) => row.doctor_id === doctorId),
    ),
  );
}

/** The same of single days of some doctors, of any length. */
export async function freeOn(
  tx: ReadTx,
  days: readonly { readonly doctorId: number; readonly date: ClinicDate }[],
): Promise<FreeRun[]> {
  if (days.length === 0) return [];
  const spans = days.map(({ doctorId, date }) => ({ doctorId, from: date, to: addDays(date, 1) }));
  const rows = await edges(
    tx,
    spans.map(() => '(doctor_id = ? AND slot_start >= ? AND slot_start < ?)').join(' OR '),
    'doctor_id, DATE(slot_start)',
    spans.flatMap(({ doctorId, from, to }) => [doctorId, from, to]),
    GRID_MINUTES,
  );
  return spans.flatMap((span) =>
    runsIn(
      span,
      rows.filter((row) => row.doctor_id === span.doctorId && row.slot_start.startsWith(span.from)),
    ),
  );
}

function edges(
  tx: ReadTx,
  where: string,
  partition: string,
  params: readonly SqlValue[],
  minutes: number,
): Promise<GapRow[]> {
  return tx.select<GapRow>(
    `SELECT doctor_id, slot_start, slot_before + INTERVAL 5 MINUTE AS free_from,
       IF(slot_after IS NULL, slot_start + INTERVAL 5 MINUTE, NULL) AS free_after
     FROM (
       SELECT doctor_id, slot_start,
         LAG(slot_start) OVER doctors_slots AS slot_before, LEAD(slot_start) OVER doctors_slots AS slot_after
       FROM appointment_slots
       WHERE ${where}
       WINDOW doctors_slots AS (PARTITION BY ${partition} ORDER BY slot_start)) edges
     WHERE slot_before IS NULL OR slot_after IS NULL OR slot_before <= slot_start - INTERVAL ? MINUTE
     ORDER BY doctor_id, slot_start`,
    [...params, minutes + GRID_MINUTES],
  );
}

/** What lies between the edges; the whole span when nothing is held in it. */
function runsIn({ doctorId, from, to }: Span, rows: readonly GapRow[]): FreeRun[] {
  const [begins, ends] = [`${from}T00:00`, `${to}T00:00`];
  if (rows.length === 0) return [{ doctorId, start: begins, end: ends }];
  return rows.flatMap((row) => [
    {
      doctorId,
      start: row.free_from === null ? begins : wall(row.free_from),
      end: wall(row.slot_start),
    },
    ...(row.free_after === null ? [] : [{ doctorId, start: wall(row.free_after), end: ends }]),
  ]);
}
