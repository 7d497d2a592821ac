import { Temporal } from 'temporal-polyfill';
import type { Stretch } from './day-plan';
import type { SeedDoctor } from './doctors';
import type { Random } from './random';

/** A made-up row of `appointments`; stamps are UTC, times the clinic's wall clock. */
export interface SeedVisit {
  readonly id: number;
  readonly patientId: number;
  readonly doctorId: number;
  readonly start: string;
  readonly end: string;
  readonly status: 'scheduled' | 'checked_in' | 'completed' | 'cancelled';
  readonly type: 'in_person' | 'telemedicine' | null;
  readonly reason: string | null;
  readonly closedAs: 'cancelled' | 'no_show' | 'left' | null;
  readonly closeReason: string | null;
  readonly arrivedAt: string | null;
  readonly inRoomAt: string | null;
  readonly completedAt: string | null;
  readonly closedAt: string | null;
  readonly createdAt: string;
}

export type Course = Pick<
  SeedVisit,
  'status' | 'closedAs' | 'closeReason' | 'arrivedAt' | 'inRoomAt' | 'completedAt' | 'closedAt'
>;

/** One day of the clinic, with the way from its wall clock to UTC. */
export interface ClinicDay {
  readonly date: string;
  /** UTC milliseconds of the day's midnight on the clinic's clock. */
  readonly midnight: number;
}

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;

/** Made-up days need no clock changes inside them: the offset at noon serves for the whole day. */
export function clinicDay(date: Temporal.PlainDate, zone: string): ClinicDay {
  const noon = date.toZonedDateTime({ timeZone: zone, plainTime: { hour: 12 } }).epochMilliseconds;
  return { date: date.toString(), midnight: noon - 12 * 60 * MINUTE };
}

/** UTC milliseconds as a DATETIME. */
export function stamp(milliseconds: number): string {
  const utc = Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ smallestUnit: 'second' });
  return utc.slice(0, 19).replace('T', ' ');
}

/** `minutes` after the day's midnight, UTC. */
export function instantAt(day: ClinicDay, minutes: number): number {
  return day.midnight + minutes * MINUTE;
}

function wallTime(day: ClinicDay, minutes: number): string {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${day.date} ${hour}:${String(minutes % 60).padStart(2, '0')}:00`;
}

export const NOTHING_YET: Course = {
  status: 'scheduled',
  closedAs: null,
  closeReason: null,
  arrivedAt: null,
  inRoomAt: null,
  completedAt: null,
  closedAt: null,
};

/** A visit as it went: arrived a little early, called a little late. */
export function completed(random: Random, day: ClinicDay, { from, to }: Stretch): Course {
  const called = from + random.int(0, 12);
  return {
    ...NOTHING_YET,
    status: 'completed',
    arrivedAt: stamp(instantAt(day, called - random.int(3, 35))),
    inRoomAt: stamp(instantAt(day, called)),
    completedAt: stamp(instantAt(day, called + (to - from) - random.int(0, 4))),
  };
}

const CLOSE_REASONS = ['Patient asked', 'Doctor away', 'Booked by mistake', 'Other'] as const;

/** Called off days before. */
export function cancelled(random: Random, day: ClinicDay, { from }: Stretch): Course {
  return {
    ...NOTHING_YET,
    status: 'cancelled',
    closedAs: 'cancelled',
    closeReason: random.pick(CLOSE_REASONS),
    closedAt: stamp(instantAt(day, from - random.int(1, 3) * DAY_MINUTES)),
  };
}

/** Never came, or came and did not wait. */
function missed(random: Random, day: ClinicDay, { from, to }: Stretch): Course {
  const left = random.chance(0.2);
  return {
    ...NOTHING_YET,
    status: 'cancelled',
    closedAs: left ? 'left' : 'no_show',
    arrivedAt: left ? stamp(instantAt(day, from - 5)) : null,
    closedAt: stamp(instantAt(day, to + random.int(10, 40))),
  };
}

/** How a visit of a day before today ended. */
export function pastCourse(random: Random, day: ClinicDay, stretch: Stretch): Course {
  const fate = random.next();
  if (fate < 0.05) return cancelled(random, day, stretch);
  return fate < 0.1 ? missed(random, day, stretch) : completed(random, day, stretch);
}

/** How a visit still to come stands. */
export function comingCourse(random: Random, day: ClinicDay, stretch: Stretch, now: number): Course {
  if (!random.chance(0.04)) return NOTHING_YET;
  return { ...cancelled(random, day, stretch), closedAt: stamp(now - random.int(1, 600) * MINUTE) };
}

/** The row of one visit, booked up to two weeks before. */
export function visitRow(
  random: Random,
  day: ClinicDay,
  who: { readonly id: number; readonly patientId: number; readonly doctor: SeedDoctor },
  stretch: Stretch,
  course: Course,
  now: number,
): SeedVisit {
  const kind = random.next();
  const booked = Math.min(
    instantAt(day, stretch.from) - random.int(60, 14 * DAY_MINUTES) * MINUTE,
    now - MINUTE,
  );
  return {
    id: who.id,
    patientId: who.patientId,
    doctorId: who.doctor.id,
    start: wallTime(day, stretch.from),
    end: wallTime(day, stretch.to),
    type: kind < 0.93 ? 'in_person' : kind < 0.97 ? 'telemedicine' : null,
    reason: random.chance(0.9) ? random.pick(who.doctor.reasons) : null,
    createdAt: stamp(booked),
    ...course,
  };
}
