import type { AppointmentDto, CalendarRange } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import { paceOf } from '#shared/domain/pace';
import { turnsOf } from '#shared/domain/turns';
import { sessionRangeAt, type MinuteRange } from '#shared/domain/walk-in';
import { minuteOfDay, type ClinicDate } from '#shared/values/wall-clock';

/** Now, as the whole screen has it. */
export interface Now {
  readonly today: ClinicDate;
  readonly minute: number;
  readonly instant: number;
}

export interface DoctorLine {
  readonly pace: number;
  /** Minutes of today by the visit's id: when each who waits is likely to be seen. */
  readonly turns: ReadonlyMap<number, number>;
}

const DAY_MINUTES = 1440;

/** The hours of one doctor on a day as minutes. */
export function openMinutes(range: CalendarRange, doctorId: number, date: ClinicDate): MinuteRange[] {
  const hours = range.hours.find((row) => row.doctorId === doctorId && row.date === date)?.ranges ?? [];
  return hours.map(({ from, to }) => ({ from: minuteOfDay(from), to: minuteOfDay(to) }));
}

function lineOf(range: CalendarRange, doctor: DoctorDto, now: Now): DoctorLine {
  const visits = range.appointments.filter(
    (visit) => visit.doctorId === doctor.id && visit.start.startsWith(now.today),
  );
  const pace = paceOf(visits, doctor.defaultMinutes);
  const opens = sessionRangeAt(now.minute, [], openMinutes(range, doctor.id, now.today)).from;
  const turns = turnsOf(visits, { date: now.today, ...now }, { pace, opens });
  return { pace, turns: new Map(turns.map(({ id, minute }) => [id, minute])) };
}

interface Kept {
  readonly doctors: readonly DoctorDto[];
  readonly instant: number;
  readonly lines: ReadonlyMap<number, DoctorLine>;
}
const kept = new WeakMap<CalendarRange, Kept>();

/** Each doctor's line of today; reckoned once for what the server answered and the minute it is. */
export function linesOf(
  range: CalendarRange,
  doctors: readonly DoctorDto[],
  now: Now,
): ReadonlyMap<number, DoctorLine> {
  const known = kept.get(range);
  if (known?.doctors === doctors && known.instant === now.instant) return known.lines;
  const lines = new Map(doctors.map((doctor) => [doctor.id, lineOf(range, doctor, now)]));
  kept.set(range, { doctors, instant: now.instant, lines });
  return lines;
}

/** Minutes of today at which something was stamped. */
function stampMinute(instant: string, now: Now): number {
  return now.minute - Math.floor((now.instant - Date.parse(instant)) / 60_000);
}

function timeText(date: ClinicDate, minute: number): AppointmentDto['start'] {
  const inDay = Math.min(Math.max(0, Math.round(minute)), DAY_MINUTES - 1);
  const [hours, rest] = [Math.floor(inDay / 60), inDay % 60];
  // Built of a real day and a minute inside it: parsing each of five hundred would say the same.
  return `${date}T${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}` as AppointmentDto['start'];
}

/** Where a number is drawn: when it really was in the room, else at its turn; null past midnight. */
function spanOfNumber(visit: AppointmentDto, line: DoctorLine, now: Now): MinuteRange | null {
  if (visit.inRoomAt !== null && (visit.state === 'in_room' || visit.state === 'done')) {
    const from = stampMinute(visit.inRoomAt, now);
    const end = visit.completedAt === null ? now.minute : stampMinute(visit.completedAt, now);
    return { from, to: Math.max(from + 1, end) };
  }
  if (visit.state !== 'waiting') return { from: minuteOfDay(visit.start), to: minuteOfDay(visit.end) };
  const turn = line.turns.get(visit.id) ?? Math.max(now.minute, ...line.turns.values()) + line.pace;
  return turn >= DAY_MINUTES ? null : { from: turn, to: turn + line.pace };
}

/**
 * The range with today's numbers at their turns as they are now: a list that nobody stands twice in, however
 * the estimates were when the numbers were given. Who would be seen after midnight is only in the waiting list.
 */
export function withTurns(range: CalendarRange, doctors: readonly DoctorDto[], now: Now): CalendarRange {
  const isMine = (visit: AppointmentDto) => visit.kind === 'token' && visit.start.startsWith(now.today);
  if (!range.appointments.some(isMine)) return range;
  const lines = linesOf(range, doctors, now);
  return {
    ...range,
    appointments: range.appointments.flatMap((visit) => {
      const line = lines.get(visit.doctorId);
      if (!line || !isMine(visit) || visit.state === 'scheduled') return [visit];
      const span = spanOfNumber(visit, line, now);
      if (!span) return [];
      return [{ ...visit, start: timeText(now.today, span.from), end: timeText(now.today, span.to) }];
    }),
  };
}
