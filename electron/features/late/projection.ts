import type { z } from 'zod';
import type { DelayCall, DelayDto } from '#shared/contract/late';
import type { ToldMark } from '#shared/contract/messages';
import type { TimeRange } from '#shared/domain/slots';
import { visitState } from '#shared/domain/visit-state';
import { utcStamp, wallTime } from '#electron/platform/stamps';
import type { DelayRow, DelayedVisitRow, VisitRow } from './repository';

type Told = z.input<typeof ToldMark>;

export function nameOf(row: Pick<VisitRow, 'first_name' | 'last_name'>): string {
  return row.last_name === null ? row.first_name : `${row.first_name} ${row.last_name}`;
}

export function timesOf(row: Pick<VisitRow, 'start_time' | 'end_time'>): TimeRange {
  return { start: wallTime(row.start_time), end: wallTime(row.end_time) };
}

export function beforeOf(row: DelayedVisitRow): TimeRange {
  return { start: wallTime(row.start_before), end: wallTime(row.end_before) };
}

/** Where the delay put the visit; null: among those to be moved. */
export function afterOf({ start_after: start, end_after: end }: DelayedVisitRow): TimeRange | null {
  return start === null || end === null ? null : { start: wallTime(start), end: wallTime(end) };
}

/** Booked or waiting: it can still be moved. */
export function isOpen(row: VisitRow): boolean {
  return row.status === 'scheduled' || (row.status === 'checked_in' && row.in_room_at === null);
}

/** Whether the visit stands where the delay, or its taking back, left it. */
export function standsAt(row: VisitRow, doctorId: number, place: TimeRange | null): boolean {
  if (row.doctor_id !== doctorId || !isOpen(row)) return false;
  if (place === null || row.to_move_at !== null) return place === null && row.to_move_at !== null;
  const { start, end } = timesOf(row);
  return start === place.start && end === place.end;
}

export function toDelay(row: DelayRow): z.input<typeof DelayDto> {
  return {
    id: row.id,
    version: row.version,
    doctorId: row.doctor_id,
    date: row.date,
    minutes: row.minutes,
    takenBack: row.taken_back_at !== null,
    by: row.by_name,
    at: utcStamp(row.created_at),
  };
}

export function toCall(row: DelayedVisitRow, delay: DelayRow, told: Told | null): z.input<typeof DelayCall> {
  const [before, after] = [beforeOf(row), afterOf(row)];
  return {
    appointmentId: row.id,
    patientId: row.patient_id,
    patientName: nameOf(row),
    patientPhone: row.phone,
    clinicNo: row.clinic_no,
    state: visitState({ status: row.status, inRoom: row.in_room_at !== null, closedAs: row.closed_as }),
    before,
    after,
    changedSince: !standsAt(row, delay.doctor_id, delay.taken_back_at === null ? after : before),
    told,
  };
}
