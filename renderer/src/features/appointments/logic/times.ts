import { atMinute, ClinicDate } from '#shared/values/wall-clock';
import { parseTime } from '../../../ui/typed-time';

/** Start and end from a date, a typed time and a length; what cannot be read stays as it is, for its code. */
export function timesOf(date: string, time: string, length: number): { start: string; end: string } {
  const day = ClinicDate.safeParse(date);
  const minute = parseTime(time);
  if (!day.success || minute === null) return { start: `${date}T${time}`, end: `${date}T${time}` };
  return { start: atMinute(day.data, minute), end: atMinute(day.data, minute + length) };
}
