import { AppointmentDto } from '#shared/contract/appointments';
import { DoctorDto } from '#shared/contract/doctors';
import { ClinicDate } from '#shared/values/wall-clock';
import { columnKey, type Column } from '../features/appointments/logic/columns';

export const MONDAY = ClinicDate.parse('2027-01-04');

/** A visit of one doctor on Monday, `10:00` to `10:20`, unless said otherwise. */
export function visit(id: number, from: string, to: string, more: object = {}): AppointmentDto {
  return AppointmentDto.parse({
    id,
    version: 1,
    doctorId: 1,
    patientId: id,
    patientName: `Patient ${String(id)}`,
    patientPhone: null,
    clinicNo: null,
    start: from.includes('T') ? from : `2027-01-04T${from}`,
    end: to.includes('T') ? to : `2027-01-04T${to}`,
    kind: 'slot',
    tokenNo: null,
    state: 'scheduled',
    queueMark: null,
    markedAt: null,
    type: null,
    reason: null,
    deskNotes: null,
    closeReason: null,
    arrivedAt: null,
    inRoomAt: null,
    completedAt: null,
    closedAt: null,
    toMoveAt: null,
    updatedBy: null,
    ...more,
  });
}

export function doctor(id: number, more: object = {}): DoctorDto {
  return DoctorDto.parse({
    id,
    title: 'Dr',
    firstName: 'Meera',
    lastName: 'Rao',
    specialization: null,
    colour: null,
    defaultMinutes: 15,
    seesBy: 'slot',
    gridMinutes: null,
    deleted: false,
    onPaper: false,
    ...more,
  });
}

/** A column that is open from 09:00 to 13:00. */
export function column(doctorId: number, visits: readonly AppointmentDto[], more: object = {}): Column {
  return {
    key: columnKey(doctorId, MONDAY),
    doctor: doctor(doctorId, more),
    date: MONDAY,
    visits,
    open: [{ from: 540, to: 780 }],
    blocked: [],
  };
}
