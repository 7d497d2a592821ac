import type { z } from 'zod';
import type { CalendarRange } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import type { OutsideWhy } from '#shared/domain/availability/placing';
import { isSkipped } from '#shared/domain/clock-change';
import { paceOf } from '#shared/domain/pace';
import { turnOfNewcomer } from '#shared/domain/turns';
import { holdsSlot } from '#shared/domain/visit-state';
import { type MinuteRange, nextFreeStart, sessionRangeAt, tokenTimes } from '#shared/domain/walk-in';
import { type ClinicDate, ClinicTime, atMinute, minuteOfDay } from '#shared/values/wall-clock';

/** Now as the clinic's clocks show it, by the server. */
export interface ClinicMoment {
  readonly date: ClinicDate;
  readonly minute: number;
  readonly instant: number;
  readonly timeZone: string;
}

/** Where a walk-in would go with one doctor. */
export interface WalkInPlace extends MinuteRange {
  readonly doctor: DoctorDto;
  /** The session that a number is drawn in; null for a slot. */
  readonly session: MinuteRange | null;
}

/** What a calendar shows of the doctors that day. */
export type Day = Pick<z.input<typeof CalendarRange>, 'appointments' | 'hours'>;
export const DAY_MINUTES = 1440;

/** Counted from the date's midnight, also for what lies on the days beside it. */
function minutesFrom(date: ClinicDate, time: string): number {
  const days = time.startsWith(date) ? 0 : time < date ? -1 : 1;
  return days * DAY_MINUTES + minuteOfDay(ClinicTime.parse(time.slice(11)));
}

function openOn(day: Day, doctorId: number): MinuteRange[] {
  const hours = day.hours.find((row) => row.doctorId === doctorId)?.ranges ?? [];
  return hours.map(({ from, to }) => ({
    from: minuteOfDay(ClinicTime.parse(from)),
    to: minuteOfDay(ClinicTime.parse(to)),
  }));
}

/** The doctor's next free slot, or the turn of the next number, from now on. */
export function placeWith(
  doctor: DoctorDto,
  day: Day,
  now: ClinicMoment,
  sessions: readonly MinuteRange[],
): WalkInPlace {
  const visits = day.appointments.filter(({ doctorId }) => doctorId === doctor.id);
  const open = openOn(day, doctor.id);
  if (doctor.seesBy === 'token') {
    const session = sessionRangeAt(now.minute, sessions, open);
    const pace = paceOf(visits, doctor.defaultMinutes);
    const turn = turnOfNewcomer(visits, now, { pace, opens: session.from });
    return { doctor, session, ...tokenTimes(turn, pace) };
  }
  const busy = visits
    .filter(({ kind, state }) => kind === 'slot' && holdsSlot(state))
    .map(({ start, end }) => ({ from: minutesFrom(now.date, start), to: minutesFrom(now.date, end) }));
  const minutes = doctor.defaultMinutes;
  const exists = (minute: number) =>
    !isSkipped(atMinute(now.date, minute), now.timeZone) &&
    !isSkipped(atMinute(now.date, minute + minutes), now.timeZone);
  const from = nextFreeStart(now.minute, minutes, busy, open, exists);
  return { doctor, session: null, from, to: from + minutes };
}

/**
 * The leave or holiday that the doctor is away for, when there is nothing left of the day's hours. A line that
 * runs on after the end, or over a break, is the doctor's own doing and only worth a word.
 */
export function awayFor(place: WalkInPlace, day: Day, now: ClinicMoment): OutsideWhy | null {
  const row = day.hours.find(({ doctorId }) => doctorId === place.doctor.id);
  if (isInside(place, day) || openOn(day, place.doctor.id).some(({ to }) => to > now.minute)) return null;
  const blocked = row?.blocked.find(({ from, to }) => minuteOf(from) < place.to && place.from < minuteOf(to));
  return blocked ? { why: blocked.why, date: now.date, label: blocked.label } : null;
}

function minuteOf(time: string): number {
  return minuteOfDay(ClinicTime.parse(time));
}

/** Whether a place lies inside the doctor's hours of the day. */
export function isInside(place: WalkInPlace, day: Day): boolean {
  return openOn(day, place.doctor.id).some(({ from, to }) => from <= place.from && place.to <= to);
}
