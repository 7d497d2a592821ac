import type { z } from 'zod';
import type { DayHours } from './expand';
import type { OpenHours } from '#shared/contract/hours';
import type { MinuteRange } from '#shared/domain/walk-in';
import type { ClinicTime } from '#shared/values/wall-clock';

/** A minute of the day as a clock shows it; 1440 is `24:00`. */
function clock(minute: number): ClinicTime {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  // Well formed by the arithmetic: calendars and searches make thousands of these.
  return `${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}` as ClinicTime;
}

function times({ from, to }: MinuteRange): { from: ClinicTime; to: ClinicTime } {
  return { from: clock(from), to: clock(to) };
}

/** The free ranges of a day in the clock times that slots are reckoned with. */
export function openTimes(day: DayHours | undefined): { from: ClinicTime; to: ClinicTime }[] {
  return day?.open.map(times) ?? [];
}

type Shown = z.input<typeof OpenHours> & Pick<DayHours, 'date'> & { ranges: ReturnType<typeof openTimes> };

/** A day's hours as calendars show them; the contract's shape before its brands. */
export function openHours(day: DayHours): Shown {
  return {
    doctorId: day.doctorId,
    date: day.date,
    ranges: openTimes(day),
    blocked: day.blocked.map((range) => ({
      ...times(range),
      why: range.why,
      label: range.label,
      ruleId: range.ruleId,
    })),
    ownHours: day.ownHours,
  };
}
