import { type ClinicDate, addDays } from '#shared/values/wall-clock';

const COURSE = /^(\d{1,4})\s*(d|days?|w|weeks?|m|months?)?$/i;
/** Nothing is prescribed, and nobody is seen again, for longer than two years ahead. */
export const LONGEST_DAYS = 731;

/** Reads `7`, `7d`, `2w`, `1m` (30 days) as days; null for anything else, nothing, and more than two years. */
export function parseDays(typed: string): number | null {
  const [, count = '', unit = 'd'] = COURSE.exec(typed.trim()) ?? [];
  const each = { d: 1, w: 7, m: 30 }[unit.charAt(0).toLowerCase()] ?? 1;
  const days = Number(count) * each;
  return days >= 1 && days <= LONGEST_DAYS ? days : null;
}

/** When to look again: the day after so many days, of the longest course where nothing was typed. */
export function reviewDate(
  today: ClinicDate,
  typed: string,
  courses: readonly (number | null)[],
): ClinicDate | null {
  const longest = Math.max(0, ...courses.map((days) => days ?? 0));
  const days = typed.trim() === '' ? longest : parseDays(typed);
  return days === null || days === 0 ? null : addDays(today, days);
}
