import type { InputOf } from '#shared/contract/contract';
import type { SmallClinic } from './clinic';

export type Booking = InputOf<'appointments.book'>;

/** A Monday, 09:30 in Kolkata: the clinic is open, nothing asked for is in the past. */
export const MONDAY = Date.parse('2027-01-04T04:00:00Z');

/** For a booking that is meant to stand outside the hours. */
export const OUTSIDE: NonNullable<Booking['override']> = {
  rules: ['outside_hours'],
  reason: 'Agreed with the doctor',
};

/** A booking that nothing stands in the way of: a doctor and a patient of its own, Monday 10:00 to 10:20. */
export async function newVisit(clinic: SmallClinic, changes: Partial<Booking> = {}): Promise<Booking> {
  const doctorId = changes.doctorId ?? (await clinic.addDoctor('Rao'));
  const patientId = changes.patientId ?? (await clinic.addPatient('Kavya'));
  return {
    start: '2027-01-04T10:00',
    end: '2027-01-04T10:20',
    type: null,
    reason: null,
    deskNotes: null,
    ...changes,
    doctorId,
    patientId,
  };
}

/** Rows of everything that a booking writes. */
export interface Footprint {
  readonly appointments: number;
  readonly slots: number;
  readonly audit: number;
  readonly outbox: number;
  readonly feed: number;
  readonly requests: number;
}

export async function footprint(clinic: SmallClinic): Promise<Footprint> {
  return {
    appointments: await clinic.count('appointments'),
    slots: await clinic.count('appointment_slots'),
    audit: await clinic.count("audit_log WHERE action LIKE 'appointments.%'"),
    outbox: await clinic.count('outbox'),
    feed: await clinic.count("feed WHERE area = 'appointments'"),
    requests: await clinic.count('client_requests'),
  };
}

/** What one booking of `minutes` adds. */
export function oneBooking(before: Footprint, minutes: number): Footprint {
  return {
    appointments: before.appointments + 1,
    slots: before.slots + minutes / 5,
    audit: before.audit + 1,
    outbox: before.outbox + 1,
    feed: before.feed + 1,
    requests: before.requests + 1,
  };
}
