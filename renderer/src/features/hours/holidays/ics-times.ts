import { Temporal } from 'temporal-polyfill';
import { ClinicDate } from '#shared/values/wall-clock';

/** A time of a calendar file as it stands there: holidays are meant by the wall, whatever the zone is called. */
export interface WrittenTime {
  readonly date: ClinicDate;
  /** Null for a whole day. */
  readonly minute: number | null;
}

/** The parameters may quote a zone's name with a colon in it; the value follows the first one outside. */
const VALUE = String.raw`(?:;(?:[^":\n]|"[^"\n]*")*)?:([^\n]*)`;
const STAMP = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$/;

/** The value of a property of one event, whose folded lines are joined; undefined when it has none. */
export function valueOf(event: string, property: 'DTSTART' | 'DTEND'): string | undefined {
  return new RegExp(`^${property}${VALUE}$`, 'mi').exec(event)?.[1]?.trim();
}

/** Null for what is no time; one in UTC is told as the clinic's clock shows it. */
export function writtenTime(value: string, timeZone: string): WrittenTime | null {
  const [, year, month, day, hour, minute, utc] = STAMP.exec(value) ?? [];
  const date = ClinicDate.safeParse([year, month, day].join('-'));
  if (!date.success) return null;
  if (hour === undefined) return { date: date.data, minute: null };
  const wall = { hour: Number(hour), minute: Number(minute) };
  if (wall.hour > 23 || wall.minute > 59) return null;
  if (utc !== 'Z') return { date: date.data, minute: wall.hour * 60 + wall.minute };
  const here = Temporal.PlainDate.from(date.data)
    .toZonedDateTime({ timeZone: 'UTC', plainTime: wall })
    .withTimeZone(timeZone);
  const shown = ClinicDate.safeParse(here.toPlainDate().toString());
  return shown.success ? { date: shown.data, minute: here.hour * 60 + here.minute } : null;
}
