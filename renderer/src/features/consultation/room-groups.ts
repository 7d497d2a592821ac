import type { AppointmentDto } from '#shared/contract/appointments';

export interface RoomGroups {
  /** In the room, then those who wait, the longest first; whoever was skipped or stepped out comes last. */
  readonly waiting: readonly AppointmentDto[];
  /** By video, in the order of their times: they wait nowhere. */
  readonly video: readonly AppointmentDto[];
  readonly later: readonly AppointmentDto[];
  /** The last one first: it is the one that is printed once more. */
  readonly done: readonly AppointmentDto[];
}

function isAside({ queueMark }: AppointmentDto): boolean {
  return queueMark === 'skipped' || queueMark === 'stepped_out';
}

function rank(visit: AppointmentDto): string {
  const place = visit.state === 'in_room' ? 0 : isAside(visit) ? 2 : 1;
  const number = String(visit.tokenNo ?? 0).padStart(6, '0');
  return `${String(place)} ${visit.kind === 'token' ? number : (visit.arrivedAt ?? visit.start)} ${visit.start}`;
}

function byRank(visits: readonly AppointmentDto[]): AppointmentDto[] {
  return [...visits].sort((a, b) => rank(a).localeCompare(rank(b)));
}

function lastDoneFirst(a: AppointmentDto, b: AppointmentDto): number {
  return (b.completedAt ?? b.start).localeCompare(a.completedAt ?? a.start) || b.id - a.id;
}

/** One doctor's visits of a day as the consulting room lists them; closed ones are not there. */
export function groupsOf(visits: readonly AppointmentDto[]): RoomGroups {
  const byStart = [...visits].sort((a, b) => a.start.localeCompare(b.start) || a.id - b.id);
  const open = byStart.filter(({ state }) => state === 'waiting' || state === 'in_room');
  const later = byStart.filter(({ state }) => state === 'scheduled');
  const isVideo = ({ type }: AppointmentDto) => type === 'telemedicine';
  return {
    waiting: byRank(open),
    video: later.filter(isVideo),
    later: later.filter((visit) => !isVideo(visit)),
    done: byStart.filter(({ state }) => state === 'done').sort(lastDoneFirst),
  };
}

/** Who comes next: the first who waits in the line, `finished` left out, who may be shown as waiting for a moment. */
export function nextOf(
  { waiting }: RoomGroups,
  finished: AppointmentDto['id'] | null = null,
): AppointmentDto | null {
  return (
    waiting.find((visit) => visit.state === 'waiting' && !isAside(visit) && visit.id !== finished) ?? null
  );
}
