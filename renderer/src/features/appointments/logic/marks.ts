import type { AppointmentDto } from '#shared/contract/appointments';
import { minuteOfDay } from '#shared/values/wall-clock';
import type { ClinicNow } from '../../../app/clock';
import { waitedMinutes, waitOf } from '../../queue/logic/queue';

/** A booked patient who is not here this many minutes after the start is late. */
const LATE_AFTER = 10;

/** What a block says besides its state: the patient is late, or has waited for long. */
export interface Mark {
  readonly visitId: number;
  readonly kind: 'late' | 'waits' | 'waitsLong';
  readonly minutes: number;
}

type Marked = Pick<AppointmentDto, 'id' | 'state' | 'kind' | 'start' | 'arrivedAt'>;

function markOf(visit: Marked, now: ClinicNow): Mark | null {
  if (visit.state === 'waiting') {
    const minutes = waitedMinutes(visit, now.instant);
    const wait = waitOf(minutes);
    if (wait === 'short') return null;
    return { visitId: visit.id, kind: wait === 'long' ? 'waitsLong' : 'waits', minutes };
  }
  // A number's time is only when its turn is likely to come.
  if (visit.state !== 'scheduled' || visit.kind !== 'slot') return null;
  const minutes = now.minute - minuteOfDay(visit.start);
  return minutes >= LATE_AFTER ? { visitId: visit.id, kind: 'late', minutes } : null;
}

/** The marks of today's visits; those of another day have none, since nobody waits for them. */
export function marksOf(visits: readonly Marked[], now: ClinicNow): readonly Mark[] {
  return visits
    .filter(({ start }) => start.startsWith(now.today))
    .map((visit) => markOf(visit, now))
    .filter((mark) => mark !== null);
}
