import type { Temporal } from 'temporal-polyfill';
import type { CalendarShows } from '#shared/contract/exports';
import type { DoctorDto } from '#shared/contract/doctors';
import type { ClinicSettings } from '#shared/contract/settings';
import { notFound, ruleBroken } from '#shared/errors/app-error';
import type { DoctorId, KeptCalendarId } from '#shared/values/ids';
import type { ReadTx } from '#electron/mysql/transactions';
import { doctorName } from '#electron/platform/people';
import { calendarFile } from './calendar-file';
import { MOST_VISITS, visitsOf } from './calendar-repository';
import type { ExportDeps } from './parts';

export interface CalendarSource extends Pick<ExportDeps, 'words'> {
  readonly doctors: { list(tx: ReadTx): Promise<DoctorDto[]> };
}

export interface AskedCalendar {
  readonly doctorId: DoctorId | null;
  readonly from: Temporal.PlainDate;
  /** The last day in it. */
  readonly to: Temporal.PlainDate;
  readonly shows: CalendarShows;
  readonly withReason: boolean;
  /** Set where a desk keeps the file up to date. */
  readonly keptAs: KeptCalendarId | null;
}

/** What a calendar is called: as its doctor, or as the clinic. */
export async function calendarName(
  source: CalendarSource,
  tx: ReadTx,
  clinic: ClinicSettings,
  doctorId: DoctorId | null,
): Promise<string> {
  if (doctorId === null) return clinic.clinicName;
  const doctor = (await source.doctors.list(tx)).find(({ id }) => id === doctorId);
  if (!doctor) throw notFound('doctor');
  return doctorName(doctor);
}

/** A calendar read and written out. @throws Refusal where it is too large or its doctor is not there */
export async function calendarText(
  source: CalendarSource,
  tx: ReadTx,
  clinic: ClinicSettings,
  asked: AskedCalendar,
): Promise<{ readonly name: string; readonly text: string; readonly visits: number }> {
  const { doctorId, from, to, shows, withReason, keptAs } = asked;
  const visits = await visitsOf(tx, doctorId, from.toString(), to.add({ days: 1 }).toString());
  if (visits.length > MOST_VISITS) throw ruleBroken('calendar_too_large', { most: MOST_VISITS });
  const name = await calendarName(source, tx, clinic, doctorId);
  const text = calendarFile({
    name,
    zone: clinic.timeZone,
    from,
    to,
    visits,
    shows,
    withReason,
    namesDoctor: doctorId === null,
    keptAs,
    words: source.words[clinic.languages[0] ?? 'en'],
  });
  return { name, text, visits: visits.length };
}

/** A name as part of a file's on every system. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return Array.from(plain).slice(0, 40).join('') || 'calendar';
}
