import { atMinute, ClinicDate } from '#shared/values/wall-clock';

/** A time as typed: `9`, `930`, `9.30`, `09:30`, `9 30`, `5pm`; null when it is none. */
export function parseTime(typed: string): number | null {
  const match = /^(\d{1,2})[:. ]?(\d{2})?\s*(am|pm)?$/i.exec(typed.trim());
  if (!match) return null;
  const half = match[3]?.toLowerCase();
  const typedHours = Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  const hours = half === undefined ? typedHours : (typedHours % 12) + (half === 'pm' ? 12 : 0);
  if (hours > 23 || minutes > 59 || (half !== undefined && (typedHours < 1 || typedHours > 12))) return null;
  return hours * 60 + minutes;
}

/** Start and end from a date, a typed time and a length; what cannot be read stays as it is, for its code. */
export function timesOf(date: string, time: string, length: number): { start: string; end: string } {
  const day = ClinicDate.safeParse(date);
  const minute = parseTime(time);
  if (!day.success || minute === null) return { start: `${date}T${time}`, end: `${date}T${time}` };
  return { start: atMinute(day.data, minute), end: atMinute(day.data, minute + length) };
}
