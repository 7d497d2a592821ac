import type { TFunction } from 'i18next';
import { Temporal } from 'temporal-polyfill';
import type { DoctorDto } from '#shared/contract/doctors';
import type { PatientSummary } from '#shared/contract/patients';
import { ageOn } from '#shared/values/person';
import { clinicDate, type ClinicDate, type ClinicDateTime, type UtcInstant } from '#shared/values/wall-clock';

const formats = new Map<string, Intl.DateTimeFormat>();

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

/** The wall clock's `11:15`. */
export function timeOf(value: ClinicDateTime): string {
  return value.slice(11);
}

/** An instant as the clinic's clock shows it, `11:15`. */
export function clinicTimeOf(instant: UtcInstant, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}

/** The day of an instant in the clinic. */
export function clinicDayOf(instant: UtcInstant, timeZone: string): ClinicDate {
  return clinicDate(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate());
}

export function twoDigits(minuteOfDay: number): string {
  const hours = Math.floor(minuteOfDay / 60) % 24;
  return `${String(hours).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
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
