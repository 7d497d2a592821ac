import { expect, type Page } from '@playwright/test';
import { AppointmentChange } from '#shared/contract/appointments';
import { PatientDto } from '#shared/contract/patients';
import { patientFields } from '#test/support/new-patient';
import { OUTSIDE } from '#test/support/visits';
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
    fields: patientFields({ firstName, lastName, phone }),
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

/** Books past the screens, outside the hours too. */
export async function book(page: Page, { patient, doctor, start, end }: Wanted): Promise<AppointmentChange> {
  const answer = await callAs(page, 'appointments.book', {
    patientId: patient.id,
    doctorId: DOCTOR[doctor],
    start,
    end,
    type: null,
    reason: null,
    deskNotes: null,
    override: OUTSIDE,
  });
  expect(answer).toMatchObject({ ok: true });
  return AppointmentChange.parse(answer.ok ? answer.value : null);
}

/** Ira, registered and sent in to Dr Rao past the screens: who waits for the doctor now. */
export async function walksIn(page: Page, lastName: string, phone: string | null = null): Promise<void> {
  const patient = await register(page, 'Ira', lastName, phone);
  const answer = await callAs(page, 'queue.walkIn', {
    patient: { kind: 'known', id: patient.id },
    doctor: { kind: 'doctor', id: DOCTOR.rao },
    reason: 'Fever',
  });
  expect(answer).toMatchObject({ ok: true });
}
