import type { z } from 'zod';
import type { VisitOutside } from '#shared/contract/hours';
import { type ClinicHours, type DayHours, expandDoctor } from '#shared/domain/availability/expand';
import { type OutsideWhy, outsideHours } from '#shared/domain/availability/placing';
import type { TimeRange } from '#shared/domain/slots';
import { type ClinicDate, type ClinicDateTime, dateOf } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import { sqlTime, wallTime } from '#electron/platform/stamps';
import type { HoursState } from './steps';

/** A booked visit that is still to come, with what a list shows of its patient. */
export interface ComingVisit extends TimeRange {
  readonly id: number;
  readonly version: number;
  readonly doctorId: number;
  readonly patientId: number;
  readonly patientName: string;
  readonly patientPhone: string | null;
}

interface VisitRow {
  readonly id: number;
  readonly version: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly start_time: string;
  readonly end_time: string;
}

/** More than any doctor has ahead; beyond it a change of hours says that it is too much at once. */
export const MOST_COMING = 20_000;

/**
 * Visits of the doctors, or of all with null, that are not over at `now` and touch `[from, to)`; who is in the
 * room, done, closed or without a place is left out.
 */
export async function comingVisits(
  tx: ReadTx,
  doctorIds: readonly number[] | null,
  now: ClinicDateTime,
  within: { readonly from: ClinicDate; readonly to: ClinicDate } | null,
): Promise<ComingVisit[]> {
  const from = within && `${within.from}T00:00` > now ? `${within.from}T00:00` : now;
  const to = within ? `${within.to}T00:00` : '2200-01-01T00:00';
  const only = doctorIds === null ? '' : `AND a.doctor_id IN (${doctorIds.map(() => '?').join(', ')})`;
  const rows = await tx.select<VisitRow>(
    `SELECT a.id, a.version, a.doctor_id, a.patient_id, p.first_name, p.last_name, p.phone, a.start_time, a.end_time
       FROM appointments a JOIN patients p ON p.id = a.patient_id
      WHERE a.start_time > CAST(? AS DATETIME) - INTERVAL 12 HOUR AND a.start_time < ? AND a.end_time > ?
        AND a.status IN ('scheduled', 'checked_in') AND a.in_room_at IS NULL AND a.to_move_at IS NULL ${only}
      ORDER BY a.start_time, a.id LIMIT ${String(MOST_COMING + 1)}`,
    [sqlTime(from), sqlTime(to), sqlTime(from), ...(doctorIds ?? [])],
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    doctorId: row.doctor_id,
    patientId: row.patient_id,
    patientName: row.last_name === null ? row.first_name : `${row.first_name} ${row.last_name}`,
    patientPhone: row.phone,
    start: wallTime(row.start_time),
    end: wallTime(row.end_time),
  }));
}

/** The hours of a state, each doctor's day expanded once. */
function judgeOf(state: HoursState, clinic: Omit<ClinicHours, 'holidays'>) {
  const days = new Map<string, DayHours[]>();
  const hours = { ...clinic, holidays: state.holidays };
  return (visit: ComingVisit): OutsideWhy | null => {
    const [from, to] = [dateOf(visit.start), dateOf(visit.end)];
    const key = `${String(visit.doctorId)} ${from} ${to}`;
    let known = days.get(key);
    if (!known) {
      const rules = state.rules.filter(({ doctorId }) => doctorId === visit.doctorId);
      known = expandDoctor(visit.doctorId, rules, hours, from, to);
      days.set(key, known);
    }
    return outsideHours(visit, known);
  };
}

export interface OutsideVisit extends ComingVisit {
  readonly why: OutsideWhy['why'];
}

/**
 * The visits that a change puts outside the hours. Who stood outside before, with somebody's reason, stays
 * unless the doctor is away by then.
 */
export function newlyOutside(
  visits: readonly ComingVisit[],
  before: HoursState,
  after: HoursState,
  clinic: Omit<ClinicHours, 'holidays'>,
): OutsideVisit[] {
  const [was, willBe] = [judgeOf(before, clinic), judgeOf(after, clinic)];
  return visits.flatMap((visit) => {
    const now = willBe(visit);
    if (!now) return [];
    const then = was(visit);
    const isNew = then === null || (then.why === 'hours' && now.why !== 'hours');
    return isNew ? [{ ...visit, why: now.why }] : [];
  });
}

/** The contract's shape before its brands. */
export function outsideDto(visit: OutsideVisit): z.input<typeof VisitOutside> {
  return {
    appointmentId: visit.id,
    version: visit.version,
    doctorId: visit.doctorId,
    patientId: visit.patientId,
    patientName: visit.patientName,
    patientPhone: visit.patientPhone,
    start: visit.start,
    end: visit.end,
    why: visit.why,
  };
}
