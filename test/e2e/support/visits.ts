import { expect, type Page } from '@playwright/test';
import { AppointmentChange } from '#shared/contract/appointments';
import { PatientDto } from '#shared/contract/patients';
import { z } from 'zod';
import { callAs } from './clinic-api';

/** The sample clinic's doctors, in the order of their columns. */
export const DOCTOR = { rao: 1, iyer: 2, khan: 3, patil: 4, nowak: 5, menon: 6 } as const;

const Registered = z.object({ patient: PatientDto });

/** Registers a patient past the screens and answers the row. */
export async function register(
  page: Page,
  firstName: string,
  lastName: string,
  phone: string | null = null,
): Promise<PatientDto> {
  const answer = await callAs(page, 'patients.register', {
    fields: {
      firstName,
      lastName,
      phone,
      contactEmail: null,
      birth: null,
      gender: null,
      guardian: null,
      oldFileNo: null,
      deskNotes: null,
    },
  });
  expect(answer).toMatchObject({ ok: true });
  return Registered.parse(answer.ok ? answer.value : null).patient;
}

interface Wanted {
  readonly patient: PatientDto;
  readonly doctor: keyof typeof DOCTOR;
  readonly start: string;
  readonly end: string;
}

/** Books past the screens. */
export async function book(page: Page, { patient, doctor, start, end }: Wanted): Promise<AppointmentChange> {
  const answer = await callAs(page, 'appointments.book', {
    patientId: patient.id,
    doctorId: DOCTOR[doctor],
    start,
    end,
    type: null,
    reason: null,
    deskNotes: null,
  });
  expect(answer).toMatchObject({ ok: true });
  return AppointmentChange.parse(answer.ok ? answer.value : null);
}
