import type { Temporal } from 'temporal-polyfill';
import { type BookPlan, type CourseOf, type Planned, plannedDay, rowsOf, usualCourse } from './book';
import { cancelled, completed, type Course, NOTHING_YET, type SeedVisit, stamp } from './visits';

const DAYS_BACK = 14;
const DAYS_AHEAD = 14;
const MINUTE = 60_000;
const MINUTES_EACH = 17;
const FULL_DAY = 540;
/** Visits of a doctor on a full day, by the doctor's place in the sample clinic. */
const BUSY = [14, 11, 16, 9, 8, 10] as const;

/**
 * Nothing that has happened lies ahead of the clock, however early the day is: a doctor's visits were then
 * over one after another until now. `later` counts the ones after this.
 */
function notAfter(now: number, course: Course, later: number): Course {
  const cut = (at: string | null, minutesAgo: number) => {
    const latest = stamp(now - (later * MINUTES_EACH + minutesAgo) * MINUTE);
    return at !== null && at > latest ? latest : at;
  };
  return {
    ...course,
    arrivedAt: cut(course.arrivedAt, 58),
    inRoomAt: cut(course.inRoomAt, 34),
    completedAt: cut(course.completedAt, 18),
    closedAt: cut(course.closedAt, 18),
  };
}

/**
 * How today stands, whatever the hour: a few called off, the first half of the day done, then one patient
 * in each doctor's room, one or two waiting, the rest still to come.
 */
export function todaysCourse(planned: readonly Planned[], now: number): CourseOf {
  const order = planned
    .map((_, at) => at)
    .sort((a, b) => {
      const [left, right] = [planned[a], planned[b]];
      return (left?.stretch.from ?? 0) - (right?.stretch.from ?? 0) || a - b;
    });
  const calledOff = new Set(order.filter((_, place) => place % 14 === 6));
  const seen = order.filter((at) => !calledOff.has(at));
  const done = new Set(seen.slice(0, Math.ceil(order.length / 2)));
  const seenBy = (doctor: number, isDone: boolean) =>
    seen.filter((at) => planned[at]?.doctor.id === doctor && done.has(at) === isDone);
  return (visit, day, at) => {
    const { random, stretch, doctor } = visit;
    if (calledOff.has(at)) return notAfter(now, cancelled(random, day, stretch), 0);
    const alike = seenBy(doctor.id, done.has(at));
    const place = alike.indexOf(at);
    return done.has(at)
      ? notAfter(now, completed(random, day, stretch), alike.length - 1 - place)
      : inQueue(visit, place, now);
  };
}

function inQueue({ random, doctor }: Planned, place: number, now: number): Course {
  const waiting = doctor.id % 2 === 1 ? 2 : 1;
  if (place > waiting) return NOTHING_YET;
  const ago = (from: number, to: number) => stamp(now - random.int(from, to) * MINUTE);
  if (place === 0) {
    return { ...NOTHING_YET, status: 'checked_in', arrivedAt: ago(25, 45), inRoomAt: ago(2, 16) };
  }
  return { ...NOTHING_YET, status: 'checked_in', arrivedAt: ago(place === 1 ? 10 : 1, place === 1 ? 24 : 9) };
}

/** Two weeks behind today and two ahead, thinner the further ahead. */
export function sampleBook(plan: BookPlan, today: Temporal.PlainDate): SeedVisit[] {
  const rows: SeedVisit[] = [];
  for (let offset = -DAYS_BACK; offset < DAYS_AHEAD; offset += 1) {
    const date = today.add({ days: offset });
    const thinner = offset <= 0 ? 1 : 1 - offset / 20;
    const planned = plannedDay(plan, date, (random, doctor, minutes) => {
      const share = (minutes / FULL_DAY) * thinner;
      return Math.round((BUSY[(doctor.id - 1) % BUSY.length] ?? 10) * share + random.int(0, 2));
    });
    const courseOf = offset === 0 ? todaysCourse(planned, plan.now) : usualCourse(plan.now);
    rows.push(...rowsOf(plan, date, planned, rows.length + 1, courseOf));
  }
  return rows;
}
