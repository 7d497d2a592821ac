import { convertIcsEvent, type IcsEvent } from 'ts-ics';
import { recurrenceIn } from './ics-recurrence';
import { type WrittenTime, valueOf, writtenTime } from './ics-times';
import type { Holiday } from '#shared/domain/availability/expand';
import { dayNumber } from '#shared/domain/availability/day-number';
import { datesOf } from '#shared/domain/availability/dates';
import { writeRecurrence } from '#shared/domain/availability/recurrence';
import { ClinicDate, addDays } from '#shared/values/wall-clock';

/** A country's holidays of ten years have some 100 kB. */
export const MOST_BYTES = 2 * 1024 * 1024;
const LONGEST_EVENT = 20_000;
const MOST_DAYS = 62;
const LONGEST_NAME = 100;
/** The window answers between so many events. */
const AT_A_TIME = 40;

export type FileTrouble = 'too_large' | 'not_calendar' | 'cut_off' | 'no_events' | 'none_here';
export type SkipWhy = 'no_date' | 'no_name' | 'not_whole_day' | 'too_long' | 'recurrence' | 'cancelled';

/** An event that is not taken over, by what the person sees of it. */
export interface Skipped {
  readonly name: string;
  readonly why: SkipWhy;
}

export type ReadIcs =
  | { readonly ok: false; readonly trouble: FileTrouble }
  | { readonly ok: true; readonly holidays: readonly Holiday[]; readonly skipped: readonly Skipped[] };

export interface Wanted {
  readonly from: ClinicDate;
  readonly to: ClinicDate;
  /** The clinic's, for times that the file gives in UTC. */
  readonly timeZone: string;
}

/** UTF-8, UTF-16 with its mark, else Latin-1 as old programs write it. */
export function decoded(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Each event's text with its folded lines joined; null when the file ends inside one. */
function eventsIn(text: string): string[] | null {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const events: string[] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    const name = line.trimEnd().toUpperCase();
    if (name === 'BEGIN:VEVENT') {
      if (open) return null;
      open = [];
    }
    open?.push(line.trimEnd());
    if (name === 'END:VEVENT' && open) {
      events.push(open.join('\n'));
      open = null;
    }
  }
  return open || !/\nEND:VCALENDAR\s*$/i.test(`\n${lines.join('\n')}`) ? null : events;
}

function cleanName(text: string | undefined): string {
  const plain = (text ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(plain).slice(0, LONGEST_NAME).join('').trim();
}

/** How many whole days it takes; null when it is a part of a day, NaN when its end cannot be read. */
function daysOf(start: WrittenTime, event: IcsEvent, text: string, timeZone: string): number | null {
  if (start.minute !== null && start.minute !== 0) return null;
  const value = valueOf(text, 'DTEND');
  if (value === undefined) {
    const { weeks = 0, days = 0, hours = 0 } = event.duration ?? { days: 1 };
    const length = weeks * 7 + days + hours / 24;
    return Number.isInteger(length) && length >= 1 ? length : null;
  }
  const end = writtenTime(value, timeZone);
  if (!end) return NaN;
  if (end.minute !== null && end.minute !== 0) return null;
  // Some programs end a single day on the day itself.
  return Math.max(1, daysBetween(start.date, end.date));
}

function daysBetween(from: ClinicDate, to: ClinicDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Every date that the event closes within what is wanted, or why it is left out. */
function datesIn(text: string, event: IcsEvent, wanted: Wanted): ClinicDate[] | SkipWhy {
  if (event.status === 'CANCELLED') return 'cancelled';
  const start = writtenTime(valueOf(text, 'DTSTART') ?? '', wanted.timeZone);
  if (!start) return 'no_date';
  const length = daysOf(start, event, text, wanted.timeZone);
  if (length === null) return 'not_whole_day';
  if (Number.isNaN(length)) return 'no_date';
  if (length > MOST_DAYS) return 'too_long';
  const read = event.recurrenceRule ? recurrenceIn(event.recurrenceRule, start.date) : null;
  if (event.recurrenceRule && !read) return 'recurrence';
  const exceptions = (event.exceptionDates ?? []).flatMap(({ date, local }) => {
    const day = ClinicDate.safeParse((local?.date ?? date).toISOString().slice(0, 10));
    return day.success ? [day.data] : [];
  });
  const rule = { date: start.date, recurrence: read ? writeRecurrence(read) : null, exceptions };
  // An event that began before the first wanted day may reach into it.
  return datesOf(rule, addDays(wanted.from, -length), daysBetween(wanted.from, wanted.to) + length)
    .flatMap((date) => Array.from({ length }, (_, day) => addDays(date, day)))
    .filter((date) => date >= wanted.from && date <= wanted.to);
}

function parsed(text: string): IcsEvent | null {
  if (text.length > LONGEST_EVENT) return null;
  try {
    return convertIcsEvent(undefined, text.replaceAll('\n', '\r\n'));
  } catch {
    return null;
  }
}

/**
 * The days off that a calendar file holds, each date once, within what is wanted; whole days only. A file
 * that is no calendar or is cut off gives nothing at all. `pause` lets the window answer in between.
 */
export async function readIcs(text: string, wanted: Wanted, pause: () => Promise<void>): Promise<ReadIcs> {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR\s/i.test(text)) return { ok: false, trouble: 'not_calendar' };
  const events = eventsIn(text);
  if (!events) return { ok: false, trouble: 'cut_off' };
  if (events.length === 0) return { ok: false, trouble: 'no_events' };
  const names = new Map<ClinicDate, Set<string>>();
  const skipped: Skipped[] = [];
  for (const [index, one] of events.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await pause();
    const event = parsed(one);
    const name = cleanName(event?.summary);
    const dates = event ? datesIn(one, event, wanted) : 'no_date';
    if (typeof dates === 'string') skipped.push({ name, why: dates });
    else if (name === '') skipped.push({ name, why: 'no_name' });
    else for (const date of dates) names.set(date, (names.get(date) ?? new Set()).add(name));
  }
  const holidays = [...names]
    .map(([date, said]) => ({ date, name: cleanName([...said].join(', ')) }))
    .sort((a, b) => a.date.localeCompare(b.date));
  if (holidays.length === 0 && skipped.length === 0) return { ok: false, trouble: 'none_here' };
  return { ok: true, holidays, skipped };
}
