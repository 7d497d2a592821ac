import type { AppointmentDto } from '#shared/contract/appointments';

/** From here on a wait is shown in red, in minutes. */
export const LONG_WAIT = 30;

/** Whole minutes since a patient arrived. */
export function waitedMinutes(visit: AppointmentDto, now: number): number {
  return visit.arrivedAt ? Math.max(0, Math.floor((now - Date.parse(visit.arrivedAt)) / 60_000)) : 0;
}

function by(stamp: (visit: AppointmentDto) => string | null) {
  return (a: AppointmentDto, b: AppointmentDto) =>
    (stamp(a) ?? '').localeCompare(stamp(b) ?? '') || a.id - b.id;
}

/** Who waits, the longest first, and who is in a room, the longest first. */
export function queueOf(visits: readonly AppointmentDto[]) {
  return {
    waiting: visits.filter(({ state }) => state === 'waiting').sort(by((visit) => visit.arrivedAt)),
    inRoom: visits.filter(({ state }) => state === 'in_room').sort(by((visit) => visit.inRoomAt)),
  };
}
