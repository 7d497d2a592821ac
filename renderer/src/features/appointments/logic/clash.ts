import type { AppointmentDto } from '#shared/contract/appointments';
import { holdsSlot } from '#shared/domain/visit-state';
import { spanOn, type Column, type Span } from './columns';

/** Whether a visit keeps others out of its time: closed ones and tokens do not. */
export function keepsOthersOut(visit: AppointmentDto): boolean {
  return visit.kind === 'slot' && holdsSlot(visit.state);
}

/** Who holds a time in a column; the same rule as the slots in the database, known before the drop. */
export function holderOf(column: Column, span: Span, except: number | null): AppointmentDto | null {
  const found = column.visits.find((visit) => {
    if (visit.id === except || !keepsOthersOut(visit)) return false;
    const taken = spanOn(column.date, visit);
    return span.from < taken.to && taken.from < span.to;
  });
  return found ?? null;
}

/** A length that fits before the next visit; the wanted one where the minute itself is taken. */
export function roomFor(column: Column, from: number, wanted: number): number {
  const holder = holderOf(column, { from, to: from + wanted }, null);
  const nearest = column.visits
    .filter(keepsOthersOut)
    .map((visit) => spanOn(column.date, visit).from)
    .filter((start) => start > from && start < from + wanted);
  if (!holder || spanOn(column.date, holder).from <= from) return wanted;
  return Math.min(...nearest) - from;
}
