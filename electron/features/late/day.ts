import { isSkipped } from '#shared/domain/clock-change';
import { clinicNow } from '#shared/domain/clinic-now';
import type { DayHours } from '#shared/domain/availability/expand';
import { openTimes } from '#shared/domain/availability/open-hours';
import type { DoctorsDay } from '#shared/domain/delay';
import { ruleBroken } from '#shared/errors/app-error';
import {
  type ClinicDate,
  type ClinicDateTime,
  type ClinicTime,
  atMinute,
  dateOf,
  minuteOfDay,
} from '#shared/values/wall-clock';
import { utcStamp } from '#electron/platform/stamps';
import { isOpen, timesOf } from './projection';
import type { VisitRow } from './repository';

/** What the day is besides its visits. */
export interface DayFacts {
  readonly hours: DayHours | undefined;
  readonly timeZone: string;
}

export interface Beginning {
  /** Visits that begin earlier keep their time. */
  readonly from: ClinicDateTime;
  readonly now: ClinicDateTime;
}

/** From when on a day is delayed, by the server's clock, whatever a desk's clock says; not on a day that is over. */
export function beginningOf(
  date: ClinicDate,
  from: ClinicTime | null,
  serverUtc: string,
  timeZone: string,
): Beginning {
  const now = clinicNow(Date.parse(utcStamp(serverUtc)), timeZone);
  if (date < dateOf(now)) throw ruleBroken('earlier_day');
  return { from: atMinute(date, from === null ? 0 : minuteOfDay(from)), now };
}

function lastBegun(rows: readonly VisitRow[]): string {
  const begun = rows.filter((row) => row.in_room_at !== null || row.status === 'completed');
  return begun.reduce((last, row) => (row.start_time > last ? row.start_time : last), '');
}

/**
 * The part of a doctor's day that can still be delayed. A booked visit whose time is over is left alone:
 * the patient has not come. One who waits belongs to it also after the time, unless others were taken first.
 */
export function doctorsDay(
  rows: readonly VisitRow[],
  date: ClinicDate,
  { from, now }: Beginning,
  { hours, timeZone }: DayFacts,
): DoctorsDay {
  const slots = rows.filter(({ kind }) => kind === 'slot');
  const reached = lastBegun(slots);
  const isRest = (row: VisitRow): boolean => {
    const { start, end } = timesOf(row);
    if (!isOpen(row) || dateOf(start) !== date || start < from) return false;
    return end > now || (row.status === 'checked_in' && row.start_time > reached);
  };
  return {
    date,
    rest: slots.filter(isRest).map((row) => ({ id: row.id, ...timesOf(row) })),
    fixed: slots.filter((row) => !isRest(row)).map(timesOf),
    open: openTimes(hours),
    exists: (time) => !isSkipped(time, timeZone),
  };
}

/** Who is left when the day ends early: those with a number too. */
export function everyoneLeft(
  rows: readonly VisitRow[],
  date: ClinicDate,
  beginning: Beginning,
  facts: DayFacts,
): DoctorsDay {
  const slots = doctorsDay(rows, date, beginning, facts);
  const tokens = rows.filter(
    (row) =>
      row.kind === 'token' &&
      isOpen(row) &&
      row.start_time.startsWith(date) &&
      timesOf(row).start >= beginning.from,
  );
  return { ...slots, rest: [...slots.rest, ...tokens.map((row) => ({ id: row.id, ...timesOf(row) }))] };
}
