import type { AppointmentDto, CalendarRange, VisitToMove } from '#shared/contract/appointments';
import { addDays, ClinicDate } from '#shared/values/wall-clock';
import { touches } from './columns';

/** What a calendar query asked for, as far as it matters for one visit. */
interface Asked {
  readonly from: ClinicDate;
  readonly days: number;
  readonly doctorIds: readonly number[] | null;
}

/** Reads a calendar query's own input back; null when the query is another one. */
export function askedBy(name: unknown, input: unknown): Asked | null {
  if (typeof input !== 'object' || input === null) return null;
  if (name === 'appointments.day' && 'date' in input && 'doctorIds' in input) {
    const from = ClinicDate.safeParse(input.date);
    const ids = Array.isArray(input.doctorIds) ? input.doctorIds.map(Number) : null;
    return from.success ? { from: from.data, days: 1, doctorIds: ids } : null;
  }
  if (name === 'appointments.week' && 'from' in input && 'doctorId' in input) {
    const from = ClinicDate.safeParse(input.from);
    return from.success ? { from: from.data, days: 7, doctorIds: [Number(input.doctorId)] } : null;
  }
  return null;
}

function belongs(asked: Asked, visit: AppointmentDto): boolean {
  if (visit.toMoveAt !== null) return false;
  if (asked.doctorIds && !asked.doctorIds.includes(visit.doctorId)) return false;
  return Array.from({ length: asked.days }, (_, day) => addDays(asked.from, day)).some((date) =>
    touches(date, visit),
  );
}

/** The range with one visit as the server just answered it; a newer one that is already there stays. */
export function withVisit(range: CalendarRange, asked: Asked, visit: AppointmentDto): CalendarRange {
  const there = range.appointments.find(({ id }) => id === visit.id);
  if (there && there.version > visit.version) return range;
  const belongsHere = belongs(asked, visit);
  if (!there) return belongsHere ? { ...range, appointments: [...range.appointments, visit] } : range;
  return {
    ...range,
    appointments: belongsHere
      ? range.appointments.map((row) => (row.id === visit.id ? visit : row))
      : range.appointments.filter(({ id }) => id !== visit.id),
  };
}

interface ToMove {
  readonly visits: VisitToMove[];
  readonly total: number;
}

/** Those to be moved with one visit as the server just answered it: the last to come, or gone. */
export function withToMove({ visits, total }: ToMove, visit: AppointmentDto): ToMove {
  const there = visits.find(({ id }) => id === visit.id);
  if (there && there.version > visit.version) return { visits, total };
  const belongsHere = visit.toMoveAt !== null && (visit.state === 'scheduled' || visit.state === 'waiting');
  if (there && belongsHere)
    return { visits: visits.map((row) => (row === there ? { ...visit, why: row.why } : row)), total };
  if (there) return { visits: visits.filter((row) => row !== there), total: total - 1 };
  return belongsHere
    ? { visits: [...visits, { ...visit, why: 'parked' }], total: total + 1 }
    : { visits, total };
}
