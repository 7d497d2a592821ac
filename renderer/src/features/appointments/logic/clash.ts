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
