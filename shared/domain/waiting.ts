import { GRID_MINUTES } from './slots';
import { type PartOfDay, isInParts } from './next-free';
import {
  type ClinicDate,
  type ClinicDateTime,
  atMinute,
  dateOf,
  minuteOfDay,
} from '#shared/values/wall-clock';

export const URGENCIES = ['urgent', 'soon', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Whom a patient wants to see: any doctor, any of a specialisation, or one. */
export type WantedDoctor =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'specialization'; readonly name: string }
  | { readonly kind: 'doctor'; readonly id: number };

/** What somebody on the list wants. */
export interface Wish {
  readonly patientId: number;
  readonly whose: WantedDoctor;
  readonly from: ClinicDate;
  readonly to: ClinicDate | null;
  readonly parts: readonly PartOfDay[];
  readonly minutes: number;
  readonly urgency: Urgency;
  /** UTC, `2028-08-07T04:32:00Z`. */
  readonly since: string;
  /** The later visit that they hold meanwhile. */
  readonly held: { readonly start: ClinicDateTime } | null;
}

/** A time that was given up, and the whole of the free time around it on its day. */
export interface Freed {
  readonly doctorId: number;
  readonly specialization: string | null;
  readonly start: ClinicDateTime;
  readonly end: ClinicDateTime;
  /** Whose it was. */
  readonly patientId: number;
  readonly gap: { readonly from: ClinicDateTime; readonly to: ClinicDateTime };
}

/** Where a visit of so many minutes would begin: at the freed time's start, or as late as the gap allows. */
function startIn({ start, gap }: Freed, minutes: number): ClinicDateTime | null {
  const date = dateOf(gap.from);
  const [from, wanted] = [minuteOfDay(gap.from), minuteOfDay(start)];
  const to = dateOf(gap.to) > date ? 1440 : minuteOfDay(gap.to);
  const latest = Math.floor((to - minutes) / GRID_MINUTES) * GRID_MINUTES;
  const minute = Math.min(Math.max(wanted, from), latest);
  return minute < from ? null : atMinute(date, minute);
}

/** Where the wish fits into the freed time; null when it does not, or is not earlier than what they hold. */
export function fitsAt(wish: Wish, freed: Freed): ClinicDateTime | null {
  if (wish.patientId === freed.patientId) return null;
  const { whose } = wish;
  if (whose.kind === 'doctor' && whose.id !== freed.doctorId) return null;
  if (whose.kind === 'specialization' && whose.name !== freed.specialization) return null;
  const start = startIn(freed, wish.minutes);
  if (start === null || !isInParts(start, wish.parts)) return null;
  const date = dateOf(start);
  if (date < wish.from || (wish.to !== null && date > wish.to)) return null;
  return wish.held !== null && wish.held.start <= start ? null : start;
}

/** Most urgent first, then who has waited longest. */
export function byNeed(a: Wish, b: Wish): number {
  return URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) || a.since.localeCompare(b.since);
}
