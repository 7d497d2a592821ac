import type { z } from 'zod';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { QueueMark } from '#shared/domain/queue-mark';
import type { TimeRange } from '#shared/domain/slots';
import { type AppointmentStatus, type ClosedAs, visitState } from '#shared/domain/visit-state';
import type { ClinicDateTime } from '#shared/values/wall-clock';

/** A visit's row joined with what a calendar shows of its patient. */
export interface AppointmentRow {
  readonly id: number;
  readonly version: number;
  readonly doctor_id: number;
  readonly patient_id: number;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly phone: string | null;
  readonly clinic_no: string | null;
  /** The record's own; visits are shown under the patient that it is read as. */
  readonly merged_into_id: number | null;
  readonly start_time: string;
  readonly end_time: string;
  readonly status: AppointmentStatus;
  readonly kind: 'slot' | 'token';
  readonly token_no: number | null;
  readonly type: 'in_person' | 'telemedicine' | null;
  readonly reason: string | null;
  readonly desk_notes: string | null;
  readonly closed_as: ClosedAs | null;
  readonly close_reason: string | null;
  readonly arrived_at: string | null;
  readonly in_room_at: string | null;
  readonly completed_at: string | null;
  readonly closed_at: string | null;
  readonly withdrawn_at: string | null;
  readonly to_move_at: string | null;
  readonly queue_mark: QueueMark | null;
  readonly called_at: string | null;
  readonly stepped_out_at: string | null;
  readonly skipped_at: string | null;
  readonly updated_at: string | null;
  readonly updated_by: string | null;
}

/** The contract's shape before its brands: dispatch parses and brands it on the way out. */
export type AppointmentView = z.input<typeof AppointmentDto>;

/** `2027-01-04 11:15:00` as the driver gives it → `2027-01-04T11:15`. */
export function wallTime(sql: string): string {
  return `${sql.slice(0, 10)}T${sql.slice(11, 16)}`;
}

/** A UTC stamp column → `2027-01-04T05:45:00Z`. */
export function instant(sql: string): string {
  return `${sql.slice(0, 10)}T${sql.slice(11, 19)}Z`;
}

function optionalInstant(sql: string | null): string | null {
  return sql === null ? null : instant(sql);
}

/** A row's times; DATETIME columns are well formed, so they are branded without parsing each. */
export function timesOf(row: Pick<AppointmentRow, 'start_time' | 'end_time'>): TimeRange {
  return { start: wallTime(row.start_time) as ClinicDateTime, end: wallTime(row.end_time) as ClinicDateTime };
}

function markedAt(row: AppointmentRow): string | null {
  return row.queue_mark === null ? null : row[`${row.queue_mark}_at`];
}

export function toAppointment(row: AppointmentRow): AppointmentView {
  return {
    id: row.id,
    version: row.version,
    doctorId: row.doctor_id,
    patientId: row.patient_id,
    patientName: row.last_name === null ? row.first_name : `${row.first_name} ${row.last_name}`,
    patientPhone: row.phone,
    clinicNo: row.clinic_no,
    start: wallTime(row.start_time),
    end: wallTime(row.end_time),
    kind: row.kind,
    tokenNo: row.token_no,
    state: visitState({ status: row.status, inRoom: row.in_room_at !== null, closedAs: row.closed_as }),
    queueMark: row.queue_mark,
    markedAt: optionalInstant(markedAt(row)),
    type: row.type,
    reason: row.reason,
    deskNotes: row.desk_notes,
    closeReason: row.close_reason,
    arrivedAt: optionalInstant(row.arrived_at),
    inRoomAt: optionalInstant(row.in_room_at),
    completedAt: optionalInstant(row.completed_at),
    closedAt: optionalInstant(row.closed_at),
    toMoveAt: optionalInstant(row.to_move_at),
    updatedBy: row.updated_by,
  };
}
