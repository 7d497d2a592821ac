import ical, { ICalEventClass, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { CalendarShows } from '#shared/contract/exports';
import type { KeptCalendarId } from '#shared/values/ids';
import { doctorName } from '#electron/platform/people';
import { utcStamp, wallTime } from '#electron/platform/stamps';
import type { Words } from '#electron/platform/words';
import type { VisitRow } from './calendar-repository';
import { timeZoneBlock } from './time-zone';

export interface CalendarFile {
  readonly name: string;
  readonly zone: string;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly visits: readonly VisitRow[];
  readonly shows: CalendarShows;
  readonly withReason: boolean;
  /** With all doctors in one file each event names its own. */
  readonly namesDoctor: boolean;
  /** The mark of a file that a desk keeps up to date. */
  readonly keptAs: KeptCalendarId | null;
  readonly words: Words;
}

/** Names the desk's kept calendar in the file itself: only a file that carries it is ever replaced. */
export const KEPT_AS = 'X-SMART-CLINIC-CALENDAR';
/** How soon a program that reads a kept file again may find news. */
const READ_AGAIN_SECONDS = 900;

/** First letters, `A. V.`; a letter is what a person sees as one, whatever the script. */
function initials(row: VisitRow): string {
  return [row.first_name, row.last_name]
    .flatMap((name) => [...new Intl.Segmenter().segment(name?.trim() ?? '')].slice(0, 1))
    .map(({ segment }) => `${segment}.`)
    .join(' ');
}

function whom(row: VisitRow, shows: CalendarShows, words: Words): string {
  switch (shows) {
    case 'busy':
      return words('exports.calendar.busy');
    case 'initials':
      return initials(row);
    case 'names':
      return [row.first_name, row.last_name].filter(Boolean).join(' ');
  }
}

function whose(row: VisitRow): string {
  return doctorName({ title: row.title, firstName: row.doctor_first, lastName: row.doctor_last });
}

/**
 * Appointments as an iCalendar file (RFC 5545): times on the clinic's wall with its zone, an address that
 * stays an appointment's own, and nothing of a patient but what was asked for. The same rows give the same text.
 */
export function calendarFile(file: CalendarFile): string {
  const { name, zone, from, to, visits, shows, withReason, namesDoctor, keptAs, words } = file;
  const calendar = ical({ name, prodId: { company: 'Smart Clinic', product: 'calendar', language: 'EN' } });
  // No zone for the calendar itself: the library would write the stamps, which must be UTC, in it.
  calendar.timezone({ name: null, generator: (asked) => timeZoneBlock(asked, from, to) });
  if (keptAs !== null) calendar.x(KEPT_AS, keptAs).ttl(READ_AGAIN_SECONDS);
  for (const row of visits) {
    const isCancelled = row.status === 'cancelled';
    const shown = whom(row, shows, words);
    calendar.createEvent({
      id: `visit-${String(row.id)}-${row.created_at.replace(/\D/g, '')}@smart-clinic.invalid`,
      sequence: row.version,
      stamp: Temporal.Instant.from(utcStamp(row.updated_at ?? row.created_at)),
      start: Temporal.PlainDateTime.from(wallTime(row.start_time)).toZonedDateTime(zone),
      end: Temporal.PlainDateTime.from(wallTime(row.end_time)).toZonedDateTime(zone),
      timezone: zone,
      summary: namesDoctor ? `${shown} (${whose(row)})` : shown,
      description: withReason && shows !== 'busy' ? row.reason : null,
      class: ICalEventClass.PRIVATE,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return `${calendar.toString()}\r\n`;
}
