import type { ClinicDate, ClinicTime } from '#shared/values/wall-clock';

/** One row of `doctor_availability` with the dates that were taken out of it (design section 4). */
export interface HoursRule {
  readonly id: number;
  readonly doctorId: number;
  /** The first date, in the clinic's wall calendar; the only one without a recurrence. */
  readonly date: ClinicDate;
  readonly start: ClinicTime;
  /** Up to 24:00: what runs past midnight is two rows. */
  readonly end: ClinicTime;
  /** False is leave, and wins over hours. */
  readonly available: boolean;
  /** An RRULE of RFC 5545; null for one date. */
  readonly recurrence: string | null;
  readonly label: string | null;
  readonly exceptions: readonly ClinicDate[];
}

/** What a rule's dates depend on. */
export type Recurring = Pick<HoursRule, 'date' | 'recurrence' | 'exceptions'>;
