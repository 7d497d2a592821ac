import type { TFunction } from 'i18next';
import { Temporal } from 'temporal-polyfill';
import type { DoctorDto } from '#shared/contract/doctors';
import type { PatientSummary } from '#shared/contract/patients';
import { clockTime } from '#shared/domain/clock-time';
import { ageOn } from '#shared/values/person';
import { clinicDate, type ClinicDate, type ClinicDateTime, type UtcInstant } from '#shared/values/wall-clock';

const formats = new Map<string, Intl.DateTimeFormat>();

const counts = new Map<string, Intl.NumberFormat>();

function numbers(locale: string): Intl.NumberFormat {
  const made = counts.get(locale) ?? new Intl.NumberFormat(locale);
  counts.set(locale, made);
  return made;
}

function format(date: ClinicDate, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formats.set(key, made);
  }
  return made.format(Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds);
}

/** `Monday, 4 January 2027`. */
export function longDay(date: ClinicDate, locale: string): string {
  return format(date, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** `Mon, 4 Jan`. */
export function shortDay(date: ClinicDate, locale: string): string {
  return format(date, locale, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** `Mon, 4 January`. */
export function dayInMonth(date: ClinicDate, locale: string): string {
  return format(date, locale, { weekday: 'short', day: 'numeric', month: 'long' });
}

/** `January 2027`. */
export function monthOf(date: ClinicDate, locale: string): string {
  return format(date, locale, { month: 'long', year: 'numeric' });
}

/** `Monday` and `Mon`, or what a week's days are called here. */
export function weekdayOf(date: ClinicDate, locale: string, length: 'long' | 'short'): string {
  return format(date, locale, { weekday: length });
}

/** `4 Jan 2027`. */
export function plainDay(date: ClinicDate, locale: string): string {
  return format(date, locale, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `Jan 2027`. */
export function monthYear(date: ClinicDate, locale: string): string {
  return format(date, locale, { month: 'short', year: 'numeric' });
}

let clock: '24' | '12' = '24';
let locale = 'en-IN';

/** How the clinic writes times from now on. */
export function writeTimesBy(chosen: '24' | '12'): void {
  clock = chosen;
}

/** How the clinic writes days and numbers from now on, where no screen says it: in refusals and counts. */
export function writeDaysBy(chosen: string): void {
  locale = chosen;
}

/** `1,49,000` or `149,000`, as the clinic writes a count. */
export function numberHere(value: number): string {
  return numbers(locale).format(value);
}

/** `4 Jan 2027`, where no screen says how. */
export function dayHere(date: ClinicDate): string {
  return plainDay(date, locale);
}

/** The wall clock's `11:15`, or `11:15 am`. */
export function timeOf(value: ClinicDateTime): string {
  return wallTime(value.slice(11));
}

/** A time of day as the program keeps it, `17:05`, or a day's end, `24:00`, as the clinic writes it. */
export function wallTime(time: string): string {
  return clockTime(time, clock);
}

/** `09:00–13:00` of one day. */
export function wallTimes({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${wallTime(from)}–${wallTime(to)}`;
}

/** Beside a grid of hours: `09:00` and `09:30`, or as narrow as `9 am` and `9:30`. */
export function gridTime(minuteOfDay: number): string {
  if (clock === '24') return twoDigits(minuteOfDay);
  const [time = '', half = ''] = minuteTime(minuteOfDay).split(' ');
  return minuteOfDay % 60 === 0 ? `${time.replace(':00', '')} ${half}` : time;
}

/** An instant as the clinic's clock shows it, `11:15`. */
export function clinicTimeOf(instant: UtcInstant, timeZone: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime();
  return wallTime(time.toString({ smallestUnit: 'minute' }));
}

/** An instant to the second, `11:15:03`. */
export function clinicSecondsOf(instant: UtcInstant, timeZone: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainTime();
  return wallTime(time.toString({ smallestUnit: 'second' }));
}

/** The day of an instant in the clinic. */
export function clinicDayOf(instant: UtcInstant, timeZone: string): ClinicDate {
  return clinicDate(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate());
}

export function twoDigits(minuteOfDay: number): string {
  const hours = Math.floor(minuteOfDay / 60) % 24;
  return `${String(hours).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}

/** A minute of the day as screens show it. */
export function minuteTime(minuteOfDay: number): string {
  return wallTime(twoDigits(minuteOfDay));
}

/** `Dr Meera Rao`. */
export function doctorName(doctor: DoctorDto): string {
  return [doctor.title, doctor.firstName, doctor.lastName].filter(Boolean).join(' ');
}

/** `Dr Rao`, as the desk says it. */
export function doctorShort(doctor: DoctorDto): string {
  return [doctor.title, doctor.lastName ?? doctor.firstName].filter(Boolean).join(' ');
}

export function patientName(patient: {
  readonly firstName: string;
  readonly lastName: string | null;
}): string {
  return [patient.firstName, patient.lastName].filter(Boolean).join(' ');
}

/** `34 y`, `~45 y`, `8 m`; empty when the birth is not known. */
export function ageWords(
  t: TFunction,
  patient: Pick<PatientSummary, 'dateOfBirth' | 'birthPrecision'>,
  today: ClinicDate,
): string {
  if (!patient.dateOfBirth) return '';
  const age = ageOn(patient.dateOfBirth, patient.birthPrecision, Temporal.PlainDate.from(today));
  const words = t(`patient.age.${age.unit}`, { value: age.value });
  return age.estimated ? t('patient.estimated', { age: words }) : words;
}

/** `12 min`, `2 h`, `1 h 5 min`. */
export function durationWords(t: TFunction, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return t('common.minutes', { count: minutes });
  if (minutes % 60 === 0) return t('common.hours', { count: hours });
  return t('common.hoursMinutes', { hours, minutes: minutes % 60 });
}
