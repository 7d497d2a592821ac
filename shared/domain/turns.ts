import type { QueueMark } from './queue-mark';
import type { VisitState } from './visit-state';

/** What the line goes by of a visit; times on the clinic's wall clock, stamps in UTC. */
export interface LineVisit {
  readonly id: number;
  readonly kind: 'slot' | 'token';
  readonly tokenNo: number | null;
  readonly state: VisitState;
  readonly queueMark: QueueMark | null;
  readonly start: string;
  readonly inRoomAt: string | null;
}

/** Now on one day of the clinic. */
export interface LineNow {
  readonly date: string;
  /** Minutes since that day's midnight; the estimates count on, also past 1440. */
  readonly minute: number;
  /** Milliseconds since the epoch. */
  readonly instant: number;
}

export interface Turn {
  readonly id: number;
  /** Minutes since the day's midnight. */
  readonly minute: number;
}

function startMinute(date: string, start: string): number {
  if (start < date) return 0;
  return start.startsWith(date) ? Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16)) : 1440;
}

/** Until whoever went in last comes out, by the doctor's pace; at once when the room is empty. */
function untilFree(visits: readonly LineVisit[], now: LineNow, pace: number): number {
  const since = visits
    .filter(({ state }) => state === 'in_room')
    .map(({ inRoomAt }) => (inRoomAt === null ? now.instant : Date.parse(inRoomAt)));
  if (since.length === 0) return 0;
  return Math.max(0, pace - (now.instant - Math.max(...since)) / 60_000);
}

function called({ queueMark }: LineVisit): number {
  return queueMark === 'called' ? 0 : 1;
}

/**
 * When each of one doctor's waiting patients is likely to be seen, in whole minutes of the day, in that order. Who was called goes first;
 * tokens go by their numbers and fill the time before the booked ones, who are not seen later than their own
 * time because of them. Who was skipped has no turn; who stepped out keeps theirs.
 */
export function turnsOf(
  visits: readonly LineVisit[],
  now: LineNow,
  { pace, opens }: { readonly pace: number; readonly opens: number },
): Turn[] {
  const line = visits.filter(({ state, queueMark }) => state === 'waiting' && queueMark !== 'skipped');
  const tokens = line
    .filter(({ kind }) => kind === 'token')
    .sort((a, b) => called(a) - called(b) || (a.tokenNo ?? 0) - (b.tokenNo ?? 0) || a.id - b.id);
  const booked = line
    .filter(({ kind }) => kind === 'slot')
    .sort((a, b) => called(a) - called(b) || a.start.localeCompare(b.start) || a.id - b.id);
  const turns: Turn[] = [];
  let free = Math.max(now.minute, opens) + untilFree(visits, now, pace);
  let [nextToken, nextBooked] = [0, 0];
  while (turns.length < line.length) {
    const token = tokens[nextToken];
    const slot = booked[nextBooked];
    const slotFrom = slot && called(slot) === 1 ? startMinute(now.date, slot.start) : 0;
    const takesSlot = slot !== undefined && (token === undefined || slotFrom <= free);
    const seen = takesSlot ? slot : token;
    if (seen === undefined) break;
    const minute = takesSlot ? Math.max(free, slotFrom) : free;
    turns.push({ id: seen.id, minute: Math.round(minute) });
    free = minute + pace;
    if (takesSlot) nextBooked += 1;
    else nextToken += 1;
  }
  return turns;
}

/** When someone who takes the next number now is likely to be seen. */
export function turnOfNewcomer(
  visits: readonly LineVisit[],
  now: LineNow,
  doctor: { readonly pace: number; readonly opens: number },
): number {
  const newcomer: LineVisit = {
    id: 0,
    kind: 'token',
    tokenNo: Number.MAX_SAFE_INTEGER,
    state: 'waiting',
    queueMark: null,
    start: `${now.date}T00:00`,
    inRoomAt: null,
  };
  const turn = turnsOf([...visits, newcomer], now, doctor).find(({ id }) => id === newcomer.id);
  return turn?.minute ?? now.minute;
}
