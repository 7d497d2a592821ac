import type { DayHours } from '#shared/domain/availability/expand';
import { isSkipped } from '#shared/domain/clock-change';
import { freeParts } from '#shared/domain/free-parts';
import type { FreeRun } from '#shared/domain/next-free';
import { type TimeRange, freeStarts } from '#shared/domain/slots';
import { type ClinicDate, type ClinicDateTime, addDays, atMinute } from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { DoctorDate, FreeOn, HoursSource } from '#electron/platform/hours-source';
import { wallTime } from '#electron/platform/stamps';
import type { Review } from './projection';
import { busyTimes } from './repository';

export interface TimesParts {
  readonly hours: HoursSource;
  readonly freeOn: FreeOn;
}

export interface ToPlace {
  readonly review: Review;
  /** Where it is looked for a time, in this order. */
  readonly days: readonly ClinicDate[];
}

/**
 * The free time of each review nearest to the hour of the visit that it follows, on the first of its days that has
 * one. Doctors who see by number have no free times.
 */
export async function timesFor(
  tx: ReadTx,
  { hours, freeOn }: TimesParts,
  wanted: readonly ToPlace[],
  now: { readonly time: ClinicDateTime; readonly timeZone: string },
): Promise<ReadonlyMap<number, ClinicDateTime>> {
  const open = wanted.filter(({ review }) => review.row.sees_by === 'slot');
  const all = unique(open.flatMap(({ review, days }) => days.map((date) => dayOf(review, date))));
  const worked: DayHours[] = [];
  for (const { from, to } of spans(all.map(({ date }) => date))) {
    const ids = all.filter(({ date }) => from <= date && date <= to).map(({ doctorId }) => doctorId);
    worked.push(...(await hours.hoursOn(tx, [...new Set(ids)], from, to)));
  }
  const busy = await patientsTimes(tx, open);
  const found = new Map<number, ClinicDateTime>();
  const isOpen = ({ doctorId, date }: DoctorDate) =>
    worked.some((day) => day.doctorId === doctorId && day.date === date && day.open.length > 0);
  // Mostly the first day of each has a time: the others are asked only for those that are left.
  for (let place = 0; open.some(({ days }) => place < days.length); place += 1) {
    const left = open.flatMap(({ review, days }) => {
      const date = days[place];
      return date === undefined || found.has(review.row.id) ? [] : [{ review, day: dayOf(review, date) }];
    });
    const days = unique(left.map(({ day }) => day)).filter(isOpen);
    const runs = await freeOn(tx, days);
    for (const { review, day } of left.filter((one) => isOpen(one.day))) {
      const start = startIn(review, day, { worked, runs, busy, now });
      if (start !== undefined) found.set(review.row.id, start);
    }
  }
  return found;
}

function dayOf({ row }: Review, date: ClinicDate): DoctorDate {
  return { doctorId: row.doctor_id, date };
}

function unique(days: readonly DoctorDate[]): DoctorDate[] {
  return [...new Map(days.map((day) => [`${String(day.doctorId)} ${day.date}`, day])).values()];
}

/** Days in as few ranges as there are gaps of more than a week between them. */
function spans(dates: readonly ClinicDate[]): { readonly from: ClinicDate; readonly to: ClinicDate }[] {
  const sorted = [...new Set(dates)].sort();
  return sorted.reduce<{ from: ClinicDate; to: ClinicDate }[]>((found, date) => {
    const last = found.at(-1);
    if (!last || addDays(last.to, 7) < date) return [...found, { from: date, to: date }];
    last.to = date;
    return found;
  }, []);
}

async function patientsTimes(
  tx: ReadTx,
  wanted: readonly ToPlace[],
): Promise<ReadonlyMap<number, TimeRange[]>> {
  const dates = wanted.flatMap(({ days }) => days).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const busy = new Map<number, TimeRange[]>();
  if (!first || !last) return busy;
  const ids = [...new Set(wanted.map(({ review }) => review.row.patient_id))];
  for (const row of await busyTimes(tx, ids, first, addDays(last, 1))) {
    const times = { start: wallTime(row.start_time), end: wallTime(row.end_time) };
    busy.set(row.patient_id, [...(busy.get(row.patient_id) ?? []), times]);
  }
  return busy;
}

interface Seen {
  readonly worked: readonly DayHours[];
  readonly runs: readonly FreeRun[];
  readonly busy: ReadonlyMap<number, TimeRange[]>;
  readonly now: { readonly time: ClinicDateTime; readonly timeZone: string };
}

function startIn(
  { row, minutes, minute }: Review,
  day: DoctorDate,
  { worked, runs, busy, now }: Seen,
): ClinicDateTime | undefined {
  const here = (busy.get(row.patient_id) ?? []).filter(({ start }) => start.startsWith(day.date));
  const parts = freeParts(day, worked, runs);
  // The nearest may be past or one that a clock change skips: a few more are looked at.
  const starts = freeStarts(here, parts, atMinute(day.date, minute), minutes, 8);
  return starts.find((start) => start > now.time && !isSkipped(start, now.timeZone));
}
