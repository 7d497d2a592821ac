import type { HoursRule } from '#shared/domain/availability/rule';
import { tokensOf } from '#shared/domain/search-words';
import type { SeedDoctor } from './doctors';
import type { SeedPatient } from './patients';
import type { SeedVisit } from './visits';

export type Cell = string | number | null;

/** A table with the columns that are written, and how a made-up thing becomes its rows. */
export interface Target<T> {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: (item: T) => readonly (readonly Cell[])[];
  /** Whether the first column leads the primary key in an order of its own. */
  readonly sorted?: true;
}

/** Takes the address for itself the first time it comes; a family's later members share it as contact only. */
function accountEmails(): (patient: SeedPatient) => string {
  const taken = new Set<string>();
  return ({ id, contactEmail }) => {
    if (contactEmail !== null && !taken.has(contactEmail)) {
      taken.add(contactEmail);
      return contactEmail;
    }
    return `none+00000000-0000-4000-8000-${String(id).padStart(12, '0')}@patient.invalid`;
  };
}

export function patientTarget(): Target<SeedPatient> {
  const email = accountEmails();
  return {
    table: 'patients',
    columns: [
      'id',
      'first_name',
      'last_name',
      'email',
      'password_hash',
      'phone',
      'date_of_birth',
      'gender',
      'created_at',
      'contact_email',
      'clinic_no',
      'old_file_no',
      'birth_precision',
      'guardian',
    ],
    rows: (p) => [
      [
        p.id,
        p.firstName,
        p.lastName,
        email(p),
        '!',
        p.phone,
        p.dateOfBirth,
        p.gender,
        p.createdAt,
        p.contactEmail,
        p.clinicNo,
        p.oldFileNo,
        p.birthPrecision,
        p.guardian,
      ],
    ],
  };
}

export const tokenTarget: Target<SeedPatient> = {
  table: 'patient_tokens',
  columns: ['token', 'patient_id', 'kind'],
  sorted: true,
  rows: (p) =>
    tokensOf({ ...p, numbers: [p.clinicNo, p.oldFileNo].filter((number) => number !== null) }).map(
      ({ token, kind }) => [token, p.id, kind],
    ),
};

export const visitTarget: Target<SeedVisit> = {
  table: 'appointments',
  columns: [
    'id',
    'patient_id',
    'doctor_id',
    'start_time',
    'end_time',
    'status',
    'type',
    'reason',
    'created_at',
    'closed_as',
    'close_reason',
    'arrived_at',
    'in_room_at',
    'completed_at',
    'closed_at',
  ],
  rows: (v) => [
    [
      v.id,
      v.patientId,
      v.doctorId,
      v.start,
      v.end,
      v.status,
      v.type,
      v.reason,
      v.createdAt,
      v.closedAs,
      v.closeReason,
      v.arrivedAt,
      v.inRoomAt,
      v.completedAt,
      v.closedAt,
    ],
  ],
};

export const hoursTarget: Target<HoursRule> = {
  table: 'doctor_availability',
  columns: [
    'id',
    'doctor_id',
    '`date`',
    'start_time',
    'end_time',
    'is_available',
    'recurrence_rule',
    'label',
  ],
  rows: (h) => [[h.id, h.doctorId, h.date, h.start, h.end, h.available ? 1 : 0, h.recurrence, h.label]],
};

export function doctorTarget(passwordOf: (doctor: SeedDoctor) => string): Target<SeedDoctor> {
  return {
    table: 'doctors',
    columns: [
      'id',
      'first_name',
      'last_name',
      'email',
      'password_hash',
      'specialization',
      'colour',
      'default_minutes',
      'sort_order',
      'degree',
    ],
    rows: (d) => [
      [
        d.id,
        d.firstName,
        d.lastName,
        `doctor${String(d.id)}@clinic.invalid`,
        passwordOf(d),
        d.specialization,
        d.colour,
        d.defaultMinutes,
        d.id,
        d.degree,
      ],
    ],
  };
}
