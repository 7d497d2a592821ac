import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { PatientDto } from '#shared/contract/patients';
import { clockTime } from '#shared/domain/clock-time';
import { ageOn } from '#shared/values/person';
import type { ClinicDate } from '#shared/values/wall-clock';
import type { DaySheetVisit } from '#electron/platform/printing/day-sheet';
import type { PatientFacts } from '#electron/platform/printing/label';

/** The setting may hold a name no machine knows. */
function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** `Monday 4 January 2027`. */
export function dayInWords(date: Temporal.PlainDate, locale: string): string {
  return date.toLocaleString(knownLocale(locale), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** `04/01/2027`, as the clinic writes a day in figures. */
export function shortDay(date: Temporal.PlainDate, locale: string): string {
  return date.toLocaleString(knownLocale(locale), { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** A visit that began the day before stands under its own date's time. */
export function lineOf(
  visit: z.input<typeof AppointmentDto>,
  date: ClinicDate,
  { clock, locale }: { readonly clock: '24' | '12'; readonly locale: string },
): DaySheetVisit {
  const time = clockTime(visit.start.slice(11), clock);
  const day = shortDay(Temporal.PlainDate.from(visit.start.slice(0, 10)), locale);
  return {
    time: visit.start.startsWith(date) ? time : `${day} ${time}`,
    tokenNo: visit.tokenNo,
    patient: visit.patientName,
    number: visit.clinicNo,
    phone: visit.patientPhone,
    type: visit.type,
    reason: visit.reason,
    state: visit.state,
  };
}

type AboutKey =
  | `patient.age.${'years' | 'months' | 'days'}`
  | 'patient.estimated'
  | `patient.genderShort.${'male' | 'female' | 'other'}`;
/** Both the screens' texts and the patient's page have these. */
type AboutWords = (key: AboutKey, blanks?: Readonly<Record<string, string | number>>) => string;

/** Age rather than birthday: an estimate is never printed as a day (design section 4). */
function ageInWords(patient: PatientDto, today: ClinicDate, words: AboutWords): string {
  if (!patient.dateOfBirth) return '';
  const age = ageOn(patient.dateOfBirth, patient.birthPrecision, Temporal.PlainDate.from(today));
  const plain = words(`patient.age.${age.unit}`, { value: age.value });
  return age.estimated ? words('patient.estimated', { age: plain }) : plain;
}

export function patientFacts(patient: PatientDto, today: ClinicDate, words: AboutWords): PatientFacts {
  const gender = patient.gender ? words(`patient.genderShort.${patient.gender}`) : '';
  return {
    name: [patient.firstName, patient.lastName].filter(Boolean).join(' '),
    number: patient.clinicNo,
    about: [ageInWords(patient, today, words), gender].filter(Boolean).join(' · '),
    phone: patient.phone,
  };
}
