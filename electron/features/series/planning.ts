import type { z } from 'zod';
import type { ClinicSettings } from '#shared/contract/settings';
import type { SeriesStep } from '#shared/contract/series';
import type { DayHours } from '#shared/domain/availability/expand';
import { outsideHours } from '#shared/domain/availability/placing';
import { isSkipped } from '#shared/domain/clock-change';
import { clinicNow } from '#shared/domain/clinic-now';
import { freeParts } from '#shared/domain/free-parts';
import type { FreeRun } from '#shared/domain/next-free';
import { type TimeRange, freeStarts, overlaps } from '#shared/domain/slots';
import {
  type ClinicDate,
  type ClinicDateTime,
  addDays,
  atMinute,
  dateOf,
  minuteOfDay,
  minutesBetween,
} from '#shared/values/wall-clock';
import type { ReadTx } from '#electron/mysql/transactions';
import type { FreeOn, HoursSource } from '#electron/platform/hours-source';
import { serverNow } from '#electron/platform/server-now';
import * as series from './repository';

type Step = z.input<typeof SeriesStep>;

/** How many days after a date that cannot be had are looked through for another time. */
const DAYS_AROUND = 6;

export interface PlanningParts {
  readonly settings: { current(): Promise<ClinicSettings> };
  readonly hours: HoursSource;
  readonly freeOn: FreeOn;
}

export interface Asked {
  readonly doctorId: number;
  readonly patientId: number;
  readonly times: readonly TimeRange[];
  /** Visits that do not stand in their own way. */
  readonly exceptIds: readonly number[];
}

/** What stands in the way of each of a series' times, and what could be had instead. */
export class SeriesPlanning {
  readonly #parts: PlanningParts;

  constructor(parts: PlanningParts) {
    this.#parts = parts;
  }

  async steps(tx: ReadTx, { doctorId, patientId, times, exceptIds }: Asked): Promise<Step[]> {
    const [first, last] = [times[0], times.at(-1)];
    if (!first || !last) return [];
    const { timeZone } = await this.#parts.settings.current();
    const stamp = await serverNow(tx);
    const now = clinicNow(Date.parse(`${stamp.replace(' ', 'T')}Z`), timeZone);
    const from = dateOf(first.start);
    const to = addDays(dateOf(last.start), DAYS_AROUND + 1);
    const others = ({ id }: series.Busy) => !exceptIds.includes(id);
    const taken = (await series.holders(tx, doctorId, times)).filter(others);
    const elsewhere = (
      await series.patientsVisits(tx, patientId, atMinute(from, 0), atMinute(addDays(to, 1), 0))
    ).filter(others);
    const hours = await this.#parts.hours.hoursOn(tx, [doctorId], from, to);
    const problems = times.map((time) => problemOf({ time, taken, elsewhere, hours, now, timeZone }));
    const wanting = times.filter((_time, index) => problems[index] !== null);
    const days = daysAround(wanting).filter((date) => date >= dateOf(now));
    const runs = await this.#parts.freeOn(
      tx,
      days.map((date) => ({ doctorId, date })),
    );
    const chosen: TimeRange[] = times.filter((_time, index) => problems[index] === null);
    return times.map((time, index) => {
      const problem = problems[index] ?? null;
      const free =
        problem === null
          ? null
          : instead(time, { doctorId, runs, hours, busy: [...elsewhere, ...chosen], now, timeZone });
      // No other date of the series is offered the same time.
      if (free) chosen.push(free);
      return { doctorId, ...time, problem, free };
    });
  }
}

interface Seen {
  readonly time: TimeRange;
  readonly taken: readonly series.Busy[];
  readonly elsewhere: readonly series.Busy[];
  readonly hours: readonly DayHours[];
  readonly now: ClinicDateTime;
  readonly timeZone: string;
}

function problemOf({ time, taken, elsewhere, hours, now, timeZone }: Seen): Step['problem'] {
  if (isSkipped(time.start, timeZone) || isSkipped(time.end, timeZone)) return { kind: 'skipped' };
  if (dateOf(time.start) < dateOf(now)) return { kind: 'past' };
  const holder = taken.find((busy) => overlaps(busy, time));
  if (holder) return { kind: 'taken', patientName: holder.patientName, from: holder.start, to: holder.end };
  const outside = outsideHours(time, hours);
  if (outside) return { kind: outside.why, label: outside.why === 'hours' ? null : outside.label };
  const other = elsewhere.find((busy) => overlaps(busy, time));
  return other ? { kind: 'elsewhere', doctorId: other.doctorId, from: other.start, to: other.end } : null;
}

function daysAround(times: readonly TimeRange[]): ClinicDate[] {
  const days = times.flatMap(({ start }) =>
    Array.from({ length: DAYS_AROUND + 1 }, (_, day) => addDays(dateOf(start), day)),
  );
  return [...new Set(days)];
}

interface Free {
  readonly doctorId: number;
  readonly runs: readonly FreeRun[];
  readonly hours: readonly DayHours[];
  /** When the patient, or another date of the series, is busy. */
  readonly busy: readonly TimeRange[];
  readonly now: ClinicDateTime;
  readonly timeZone: string;
}

/** The nearest free time on the same day, else on the next day that has one. */
function instead(time: TimeRange, { doctorId, runs, hours, busy, now, timeZone }: Free): TimeRange | null {
  const minutes = minutesBetween(time.start, time.end);
  for (let day = 0; day <= DAYS_AROUND; day += 1) {
    const date = addDays(dateOf(time.start), day);
    const open = freeParts({ doctorId, date }, hours, runs);
    const around = atMinute(date, minuteOfDay(time.start));
    // The nearest may be one that is past or does not exist: a few more are looked at.
    const whole = { start: atMinute(date, 0), end: atMinute(date, 1440) };
    const here = busy.filter((other) => overlaps(other, whole));
    const starts = freeStarts(here, open, around, minutes, 8);
    const start = starts.find((one) => one > now && !isSkipped(one, timeZone));
    if (start !== undefined) return { start, end: atMinute(date, minuteOfDay(start) + minutes) };
  }
  return null;
}
