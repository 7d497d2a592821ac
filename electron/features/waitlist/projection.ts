import type { z } from 'zod';
import type { WaitingEntry, WaitingFields } from '#shared/contract/waiting-list';
import type { PartOfDay } from '#shared/domain/next-free';
import type { Urgency, WantedDoctor, Wish } from '#shared/domain/waiting';
import type { ClinicDate, ClinicDateTime } from '#shared/values/wall-clock';
import { utcStamp, wallTime } from '#electron/platform/stamps';

export type EntryView = z.input<typeof WaitingEntry>;

/** An entry joined with its patient and with the visit they hold, while that is still to come. */
export interface WaitingRow {
  readonly id: number;
  readonly version: number;
  readonly patient_id: number;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly doctor_id: number | null;
  readonly specialization: string | null;
  readonly from_date: string;
  readonly to_date: string | null;
  /** As the driver gives a SET: `morning,evening`. */
  readonly parts: string;
  readonly minutes: number;
  readonly urgency: Urgency;
  readonly note: string | null;
  readonly state: 'open' | 'booked' | 'withdrawn';
  readonly has_appointment_id: number | null;
  readonly booked_appointment_id: number | null;
  readonly held_doctor_id: number | null;
  readonly held_start: string | null;
  readonly held_parked: string | null;
  readonly held_version: number | null;
  readonly created_at: string;
  readonly updated_at: string | null;
  readonly updated_by: string | null;
}

function partsOf({ parts }: WaitingRow): PartOfDay[] {
  // A SET of exactly these words.
  return parts === '' ? [] : (parts.split(',') as PartOfDay[]);
}

function whoseOf(row: WaitingRow): WantedDoctor {
  if (row.doctor_id !== null) return { kind: 'doctor', id: row.doctor_id };
  return row.specialization === null
    ? { kind: 'anyone' }
    : { kind: 'specialization', name: row.specialization };
}

export function entryOf(row: WaitingRow): EntryView {
  return {
    id: row.id,
    version: row.version,
    patientId: row.patient_id,
    patientName: row.last_name === null ? row.first_name : `${row.first_name} ${row.last_name}`,
    patientPhone: row.phone,
    ...fieldsOf(row),
    held:
      row.has_appointment_id === null || row.held_doctor_id === null || row.held_start === null
        ? null
        : {
            appointmentId: row.has_appointment_id,
            doctorId: row.held_doctor_id,
            start: wallTime(row.held_start),
          },
    state: row.state,
    since: utcStamp(row.created_at),
  };
}

/** The entry as a save would write it. */
export function fieldsOf(row: WaitingRow): z.input<typeof WaitingFields> {
  return {
    whose: whoseOf(row),
    from: row.from_date,
    to: row.to_date,
    parts: partsOf(row),
    minutes: row.minutes,
    urgency: row.urgency,
    note: row.note,
    heldId: row.has_appointment_id,
  };
}

/** What the entry wants; a held visit that was parked has no time that another could be earlier than. */
export function wishOf(row: WaitingRow): Wish {
  const held =
    row.held_start === null || row.held_parked !== null ? null : { start: wallTime(row.held_start) };
  return {
    patientId: row.patient_id,
    whose: whoseOf(row),
    // DATE columns are well formed.
    from: row.from_date as ClinicDate,
    to: row.to_date as ClinicDate | null,
    parts: partsOf(row),
    minutes: row.minutes,
    urgency: row.urgency,
    since: utcStamp(row.created_at),
    held,
  };
}

/** A time that was given up. */
export interface FreedRow {
  readonly doctor_id: number;
  readonly start_time: string;
  readonly end_time: string;
  readonly patient_id: number;
}

export function freedTimes(row: FreedRow): { readonly start: ClinicDateTime; readonly end: ClinicDateTime } {
  return { start: wallTime(row.start_time), end: wallTime(row.end_time) };
}
