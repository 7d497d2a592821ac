import type { AppointmentDto } from '#shared/contract/appointments';

/** From here on a wait is marked, in minutes: amber first, then red. */
const LATE_WAIT = 15;
const LONG_WAIT = 30;

export type Wait = 'short' | 'late' | 'long';

export function waitOf(minutes: number): Wait {
  if (minutes >= LONG_WAIT) return 'long';
  return minutes >= LATE_WAIT ? 'late' : 'short';
}

/** Whole minutes since a patient arrived. */
export function waitedMinutes(visit: Pick<AppointmentDto, 'arrivedAt'>, now: number): number {
  return visit.arrivedAt ? Math.max(0, Math.floor((now - Date.parse(visit.arrivedAt)) / 60_000)) : 0;
}

function by(stamp: (visit: AppointmentDto) => string | null) {
  return (a: AppointmentDto, b: AppointmentDto) =>
    (stamp(a) ?? '').localeCompare(stamp(b) ?? '') || (a.tokenNo ?? 0) - (b.tokenNo ?? 0) || a.id - b.id;
}

/** Who waits, the longest first; who was skipped, beside them; and who is in a room, the longest first. */
export function queueOf(visits: readonly AppointmentDto[]) {
  const waiting = visits.filter(({ state }) => state === 'waiting').sort(by((visit) => visit.arrivedAt));
  return {
    waiting: waiting.filter(({ queueMark }) => queueMark !== 'skipped'),
    skipped: waiting.filter(({ queueMark }) => queueMark === 'skipped'),
    inRoom: visits.filter(({ state }) => state === 'in_room').sort(by((visit) => visit.inRoomAt)),
  };
}
