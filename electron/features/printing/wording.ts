import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { DoctorDto } from '#shared/contract/doctors';
import type { PatientDto } from '#shared/contract/patients';
import { ageOn } from '#shared/values/person';
import type { ClinicDate } from '#shared/values/wall-clock';
import type { DaySheetVisit } from '#electron/platform/printing/day-sheet';
import type { PatientFacts } from '#electron/platform/printing/label';
import type { Words } from '#electron/platform/words';

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

export function doctorName(doctor: DoctorDto): string {
  return [doctor.title, doctor.firstName, doctor.lastName].filter(Boolean).join(' ');
}

/** A visit that began the day before stands under its own date's time. */
export function lineOf(visit: z.input<typeof AppointmentDto>, date: ClinicDate): DaySheetVisit {
  return {
    time: visit.start.startsWith(date) ? visit.start.slice(11) : visit.start.replace('T', ' '),
    tokenNo: visit.tokenNo,
    patient: visit.patientName,
    number: visit.clinicNo,
    phone: visit.patientPhone,
    type: visit.type,
    reason: visit.reason,
    state: visit.state,
  };
}

/** Age rather than birthday: an estimate is never printed as a day (design section 4). */
function ageInWords(patient: PatientDto, today: ClinicDate, words: Words): string {
  if (!patient.dateOfBirth) return '';
  const age = ageOn(patient.dateOfBirth, patient.birthPrecision, Temporal.PlainDate.from(today));
  const plain = words(`patient.age.${age.unit}`, { value: age.value });
  return age.estimated ? words('patient.estimated', { age: plain }) : plain;
}

export function patientFacts(patient: PatientDto, today: ClinicDate, words: Words): PatientFacts {
  const gender = patient.gender ? words(`patient.genderShort.${patient.gender}`) : '';
  return {
    name: [patient.firstName, patient.lastName].filter(Boolean).join(' '),
    number: patient.clinicNo,
    about: [ageInWords(patient, today, words), gender].filter(Boolean).join(' · '),
    phone: patient.phone,
  };
}
