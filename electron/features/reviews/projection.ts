import type { z } from 'zod';
import type { ReviewCall, ReviewToBook } from '#shared/contract/reviews';
import {
  ClinicDate,
  type ClinicDateTime,
  atMinute,
  dateOf,
  minuteOfDay,
  minutesBetween,
} from '#shared/values/wall-clock';
import { utcStamp, wallTime } from '#electron/platform/stamps';
import type { CallRow, ReviewRow } from './repository';

/** A row whose day is one; another program may have written `2028-02-31`. */
export interface Review {
  readonly row: ReviewRow;
  readonly on: ClinicDate;
  readonly minutes: number;
  /** At which minute of the day the visit was. */
  readonly minute: number;
}

export function reviewsOf(rows: readonly ReviewRow[]): Review[] {
  return rows.flatMap((row) => {
    const on = ClinicDate.safeParse(row.review_on).data;
    if (on === undefined) return [];
    const [start, end] = [wallTime(row.start_time), wallTime(row.end_time)];
    const minutes = row.kind === 'slot' ? minutesBetween(start, end) : row.default_minutes;
    return [{ row, on, minutes, minute: minuteOfDay(start) }];
  });
}

/** What the desk sees of it; `instead` is the day on which a form begins when nothing is free. */
export function shownReview(
  { row, on, minutes, minute }: Review,
  start: ClinicDateTime | null,
  instead: ClinicDate,
): Omit<z.input<typeof ReviewToBook>, 'signedAt'> {
  return {
    id: row.id,
    patientId: row.patient_id,
    patientName: row.last_name === null ? row.first_name : `${row.first_name} ${row.last_name}`,
    patientPhone: row.phone,
    doctorId: row.doctor_id,
    reviewOn: on,
    minutes,
    start,
    usual: atMinute(start === null ? instead : dateOf(start), minute),
  };
}

export function shownCall(row: CallRow, by: string | null): z.input<typeof ReviewCall> {
  return {
    id: row.id,
    version: row.version,
    outcome: row.outcome,
    by,
    at: utcStamp(row.called_at),
    noted: row.withdrawn_at === null,
  };
}
