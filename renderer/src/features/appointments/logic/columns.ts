import type { AppointmentDto, CalendarRange } from '#shared/contract/appointments';
import type { OpenHours } from '#shared/contract/hours';
import type { DoctorDto } from '#shared/contract/doctors';
import { addDays, minuteOfDay, plainDate, type ClinicDate } from '#shared/values/wall-clock';

import { EVERYBODY, shownDoctors, type ColumnChoice } from './chosen-columns';

export const DAY_MINUTES = 1440;

/** Minutes from the day's midnight, the end not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Time that is taken out of a doctor's hours. */
export interface BlockedSpan extends Span {
  readonly why: 'leave' | 'holiday';
  readonly label: string | null;
}

/** One column of the calendar: one doctor on one day. */
export interface Column {
  readonly key: string;
  readonly doctor: DoctorDto;
  readonly date: ClinicDate;
  readonly visits: readonly AppointmentDto[];
  readonly open: readonly Span[];
  /** Leave and holidays, each with its name. */
  readonly blocked: readonly BlockedSpan[];
}

export function columnKey(doctorId: number, date: ClinicDate): string {
  return `${String(doctorId)}@${date}`;
}

/** The part of a visit that lies on the day; what runs over midnight is cut there. */
export function spanOn(date: ClinicDate, visit: Pick<AppointmentDto, 'start' | 'end'>): Span {
  const startsHere = visit.start.startsWith(date);
  const endsHere = visit.end.startsWith(date);
  return {
    from: startsHere ? minuteOfDay(visit.start) : 0,
    to: endsHere ? minuteOfDay(visit.end) : DAY_MINUTES,
  };
}

/** Whether any of a visit lies on the day; one that ends at midnight does not touch the next day. */
export function touches(date: ClinicDate, visit: Pick<AppointmentDto, 'start' | 'end'>): boolean {
  return visit.start < `${addDays(date, 1)}T00:00` && visit.end > `${date}T00:00`;
}

function column(range: CalendarRange, doctor: DoctorDto, date: ClinicDate): Column {
  const hours = range.hours.find((row) => row.doctorId === doctor.id && row.date === date);
  const span = ({ from, to }: OpenHours['ranges'][number]) => ({
    from: minuteOfDay(from),
    to: minuteOfDay(to),
  });
  return {
    key: columnKey(doctor.id, date),
    doctor,
    date,
    visits: range.appointments.filter((visit) => visit.doctorId === doctor.id && touches(date, visit)),
    open: hours?.ranges.map(span) ?? [],
    blocked: hours?.blocked.map((range) => ({ ...span(range), why: range.why, label: range.label })) ?? [],
  };
}

/** A column a doctor; someone who has left shows only where there is still something to see. */
export function dayColumns(range: CalendarRange, doctors: readonly DoctorDto[], date: ClinicDate): Column[] {
  return doctors
    .map((doctor) => column(range, doctor, date))
    .filter(({ doctor, visits }) => !doctor.deleted || visits.length > 0);
}

/** The columns that a desk wants to see, in its order, and the one it looks into for now. */
export function chosenColumns(
  columns: readonly Column[],
  choice: ColumnChoice,
  peeked: number | null,
): readonly Column[] {
  if (choice === EVERYBODY) return columns;
  const doctors = columns.map(({ doctor }) => doctor);
  const shown = shownDoctors(doctors, choice);
  const beside = doctors.find(({ id }) => id === peeked && !shown.some((doctor) => doctor.id === id));
  return [...shown, ...(beside ? [beside] : [])].flatMap((doctor) =>
    columns.filter((one) => one.doctor === doctor),
  );
}

/** Seven days of one doctor. */
export function weekColumns(range: CalendarRange, doctor: DoctorDto, from: ClinicDate): Column[] {
  return Array.from({ length: 7 }, (_, index) => column(range, doctor, addDays(from, index)));
}

/** The Monday on or before a day. */
export function weekStart(date: ClinicDate): ClinicDate {
  return addDays(date, 1 - plainDate(date).dayOfWeek);
}

/** The same columns with closed time as spans, for shading. */
export function closedSpans(open: readonly Span[]): Span[] {
  const closed: Span[] = [];
  let at = 0;
  for (const span of [...open].sort((a, b) => a.from - b.from)) {
    if (span.from > at) closed.push({ from: at, to: span.from });
    at = Math.max(at, span.to);
  }
  if (at < DAY_MINUTES) closed.push({ from: at, to: DAY_MINUTES });
  return closed;
}

/** The leave or holiday that a minute lies in. */
export function blockedAt(blocked: readonly BlockedSpan[], minute: number): BlockedSpan | null {
  return blocked.find((span) => span.from <= minute && minute < span.to) ?? null;
}

export function isOpen(open: readonly Span[], minute: number): boolean {
  return open.some((span) => span.from <= minute && minute < span.to);
}
