import { type ClinicDate, addDays, plainDate } from '#shared/values/wall-clock';

/** What a patient who missed a review said on the telephone. */
export const REVIEW_OUTCOMES = ['will_come', 'not_wanted', 'not_reached'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** So many days before or after the day, an appointment is the review. */
export const REVIEW_AROUND = 3;
/** How long after the signing the patient is taken to stand at the desk. */
export const AT_DESK_MINUTES = 30;
/** A missed review is made good within so many days, when there is a time. */
const DAYS_AHEAD = 7;

/** Where a review is looked for a time, the wanted day first, then the days after it, then those before. */
export function reviewDays(reviewOn: ClinicDate, today: ClinicDate): ClinicDate[] {
  const days = Array.from({ length: REVIEW_AROUND + 1 }, (_, day) => addDays(reviewOn, day));
  const earlier = Array.from({ length: REVIEW_AROUND }, (_, day) => addDays(reviewOn, -1 - day));
  return [...days, ...earlier].filter((date) => date >= today);
}

/** How many days ago a review was due. */
export function daysLate(reviewOn: ClinicDate, today: ClinicDate): number {
  return plainDate(reviewOn).until(plainDate(today)).days;
}

/** Where somebody who is called today is looked for a time: from tomorrow on. */
export function daysAhead(today: ClinicDate): ClinicDate[] {
  return Array.from({ length: DAYS_AHEAD }, (_, day) => addDays(today, day + 1));
}

/** Whether the patient of a prescription signed then has just come out of the room. */
export function isAtDesk(signedAt: string, now: number): boolean {
  return Date.parse(signedAt) > now - AT_DESK_MINUTES * 60_000;
}
