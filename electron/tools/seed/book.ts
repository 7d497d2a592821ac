import type { Temporal } from 'temporal-polyfill';
import type { OpeningHours } from '#shared/contract/settings';
import { expandDoctor } from '#shared/domain/availability/expand';
import type { HoursRule } from '#shared/domain/availability/rule';
import { openRanges } from '#shared/domain/opening-hours';
import { clinicDate, minuteOfDay } from '#shared/values/wall-clock';
import { planDay, type Stretch } from './day-plan';
import type { SeedDoctor } from './doctors';
import { createRandom, mixSeed, type Random } from './random';
import {
  type ClinicDay,
  clinicDay,
  comingCourse,
  type Course,
  instantAt,
  pastCourse,
  type SeedVisit,
  visitRow,
} from './visits';

export interface BookPlan {
  readonly doctors: readonly SeedDoctor[];
  readonly patients: number;
  readonly hours: OpeningHours;
  /** The doctors' own hours; who has none works as long as the clinic is open. */
  readonly rules: readonly HoursRule[];
  readonly zone: string;
  /** UTC milliseconds: visits before it have happened. */
  readonly now: number;
  readonly seed: number;
}

/** One doctor-day's visit before it is known how it went. */
export interface Planned {
  readonly doctor: SeedDoctor;
  readonly stretch: Stretch;
  readonly random: Random;
}

function openFor(plan: BookPlan, doctor: SeedDoctor, date: Temporal.PlainDate): readonly Stretch[] {
  const day = clinicDate(date);
  const own = plan.rules.filter(({ doctorId }) => doctorId === doctor.id);
  if (own.length === 0) {
    return openRanges(plan.hours, day).map(({ from, to }) => ({
      from: minuteOfDay(from),
      to: minuteOfDay(to),
    }));
  }
  const clinic = { openingHours: plan.hours, holidays: [], timeZone: plan.zone };
  return expandDoctor(doctor.id, own, clinic, day, day).flatMap(({ open }) => open);
}

/** The visits of one day, all doctors; the same plan and day give the same. */
export function plannedDay(
  plan: BookPlan,
  date: Temporal.PlainDate,
  wanted: (random: Random, doctor: SeedDoctor, openMinutes: number) => number,
): Planned[] {
  const dayNumber = Math.floor(date.toZonedDateTime('UTC').epochMilliseconds / 86_400_000);
  return plan.doctors.flatMap((doctor) => {
    const random = createRandom(mixSeed(plan.seed, 3, dayNumber, doctor.id));
    const open = openFor(plan, doctor, date);
    const minutes = open.reduce((sum, { from, to }) => sum + to - from, 0);
    return planDay(random, open, wanted(random, doctor, minutes)).map((stretch) => ({
      doctor,
      stretch,
      random,
    }));
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Goes through all patients before anyone comes again, in an order that looks like none. */
export function patientOrder(patients: number): (visit: number) => number {
  let stride = Math.max(1, Math.round(patients * 0.618));
  while (greatestCommonDivisor(stride, patients) !== 1) stride += 1;
  return (visit) => Number((BigInt(visit) * BigInt(stride)) % BigInt(patients)) + 1;
}

/** What became of a visit, by where it lies from now. */
export type CourseOf = (planned: Planned, day: ClinicDay, at: number) => Course;

export function usualCourse(now: number): CourseOf {
  return ({ random, stretch }, day) =>
    instantAt(day, stretch.to) < now
      ? pastCourse(random, day, stretch)
      : comingCourse(random, day, stretch, now);
}

/** Rows for one day's visits; ids go on from `firstId`, and nobody comes twice on one day. */
export function rowsOf(
  plan: BookPlan,
  date: Temporal.PlainDate,
  planned: readonly Planned[],
  firstId: number,
  courseOf: CourseOf,
): SeedVisit[] {
  const patientAt = patientOrder(plan.patients);
  const day = clinicDay(date, plan.zone);
  return planned.map((visit, at) =>
    visitRow(
      visit.random,
      day,
      { id: firstId + at, patientId: patientAt(firstId + at), doctor: visit.doctor },
      visit.stretch,
      courseOf(visit, day, at),
      plan.now,
    ),
  );
}

const VISITS_A_DOCTOR_DAY = 12;

/** `count` visits from the day `from` on, twelve a doctor and day, until there are enough; one day at a time. */
export function* largeBook(plan: BookPlan, from: Temporal.PlainDate, count: number): Generator<SeedVisit[]> {
  let made = 0;
  for (let date = from; made < count; date = date.add({ days: 1 })) {
    const planned = plannedDay(plan, date, () => VISITS_A_DOCTOR_DAY).slice(0, count - made);
    const rows = rowsOf(plan, date, planned, made + 1, usualCourse(plan.now));
    made += rows.length;
    yield rows;
  }
}
