import type { DayHours } from './availability/expand';
import type { FreeRun } from './next-free';
import { type ClinicDate, atMinute } from '#shared/values/wall-clock';

/** A doctor's hours of a day without the visits in them; a day ends at `24:00`. */
export function freeParts(
  { doctorId, date }: { readonly doctorId: number; readonly date: ClinicDate },
  hours: readonly DayHours[],
  runs: readonly FreeRun[],
): { readonly from: string; readonly to: string }[] {
  const midnight = atMinute(date, 1440);
  const open = hours.find((day) => day.doctorId === doctorId && day.date === date)?.open ?? [];
  const free = runs.filter((run) => run.doctorId === doctorId);
  return open.flatMap((range) =>
    free.flatMap((run) => {
      const [opens, closes] = [atMinute(date, range.from), atMinute(date, range.to)];
      const from = run.start > opens ? run.start : opens;
      const to = run.end < closes ? run.end : closes;
      if (from >= to) return [];
      return [{ from: from.slice(11), to: to === midnight ? '24:00' : to.slice(11) }];
    }),
  );
}
