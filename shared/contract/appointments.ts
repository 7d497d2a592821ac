import { z } from 'zod';
import { OpenHours } from './hours';
import { DelayOutcome } from './late';
import { Nothing } from './parts';
import { command, mutation, query, type InverseCall } from './procedure';
import { QUEUE_MARKS } from '#shared/domain/queue-mark';
import { OPEN_STATES, VISIT_STATES } from '#shared/domain/visit-state';
import { timesProblem } from '#shared/domain/slots';
import type { Rule } from '#shared/errors/app-error';
import { AppointmentId, DoctorId, PatientId, PersonKey, Version } from '#shared/values/ids';
import { optionalText, requiredText } from '#shared/values/text';
import { ClinicDate, ClinicDateTime, PastInstant, UtcInstant } from '#shared/values/wall-clock';

export const VISIT_TYPES = ['in_person', 'telemedicine'] as const;
export const CLOSINGS = ['cancelled', 'no_show', 'left'] as const;

export const AppointmentDto = z.object({
  id: AppointmentId,
  version: Version,
  doctorId: DoctorId,
  patientId: PatientId,
  patientName: z.string(),
  patientPhone: z.string().nullable(),
  clinicNo: z.string().nullable(),
  start: ClinicDateTime,
  end: ClinicDateTime,
  kind: z.enum(['slot', 'token']),
  tokenNo: z.int().nullable(),
  state: z.enum(VISIT_STATES),
  /** Of those who wait: called, stepped out, skipped; null in the line. */
  queueMark: z.enum(QUEUE_MARKS).nullable(),
  /** When the mark was set. */
  markedAt: UtcInstant.nullable(),
  type: z.enum(VISIT_TYPES).nullable(),
  reason: z.string().nullable(),
  deskNotes: z.string().nullable(),
  closeReason: z.string().nullable(),
  arrivedAt: UtcInstant.nullable(),
  inRoomAt: UtcInstant.nullable(),
  completedAt: UtcInstant.nullable(),
  closedAt: UtcInstant.nullable(),
  /** Since when the visit has no place any more: parked, or put off; its times are the old ones. */
  toMoveAt: UtcInstant.nullable(),
  updatedBy: PersonKey.nullable(),
});
export type AppointmentDto = z.infer<typeof AppointmentDto>;

/** A visit without a place, and whether a delay put it off or somebody parked it. */
export const VisitToMove = AppointmentDto.extend({ why: z.enum(['parked', 'delay']) });
export type VisitToMove = z.infer<typeof VisitToMove>;

/** Where a visit by video takes place; null with why there is no link to hand on. */
export const VideoLink = z.object({
  link: z.string().nullable(),
  problem: z.enum(['in_person', 'not_set', 'broken']).nullable(),
});
export type VideoLink = z.infer<typeof VideoLink>;

/** Soft warnings ride in the success answer: the save is done, the desk should know. */
export const Warning = z.object({
  kind: z.enum(['earlier_today', 'outside_hours', 'also_elsewhere']),
});
export type Warning = z.infer<typeof Warning>;

/** The one answer of every change to a visit: as it is, as it was, and what to mention. */
export const AppointmentChange = z.object({
  appointment: AppointmentDto,
  before: AppointmentDto.nullable(),
  warnings: z.array(Warning),
});
export type AppointmentChange = z.infer<typeof AppointmentChange>;

/** What undo and redo did: to one visit, or to a doctor's whole day. */
const Stepped = {
  change: AppointmentChange.nullable(),
  delay: DelayOutcome.pick({ delay: true, stayed: true }).nullable(),
};

/** One answer for a calendar range, at most 100 doctor-days and 2,000 rows (design section 2). */
export const CalendarRange = z.object({
  appointments: z.array(AppointmentDto),
  hours: z.array(OpenHours),
  /** The server's clock when it was read. */
  asOf: UtcInstant,
});
export type CalendarRange = z.infer<typeof CalendarRange>;

/** Six whole weeks: as many as a month can touch. */
export const MONTH_DAYS = 42;

/** How full one day is, of some doctors together. */
export const DayLoad = z.object({
  date: ClinicDate,
  /** Closed ones are not counted, parked ones stand on no day. */
  visits: z.int(),
  bookedMinutes: z.int(),
  /** Of all these doctors' hours; 0 on a closed day. */
  openMinutes: z.int(),
});
export type DayLoad = z.infer<typeof DayLoad>;

/** The rules that a permitted person may go against, with a reason. */
export const OVERRIDABLE = [
  'earlier_day',
  'patient_elsewhere',
  'outside_hours',
  'on_leave',
  'holiday',
] as const satisfies readonly Rule[];

export const Override = z.strictObject({
  rules: z
    .array(z.enum(OVERRIDABLE, 'unknown_choice'))
    .min(1, 'required')
    .max(OVERRIDABLE.length, 'too_many'),
  reason: requiredText(300),
});
export type Override = z.infer<typeof Override>;

/** Undo goes back to hours that somebody has given a reason for already; the sign stands where theirs did. */
const BACK: Override = { rules: ['outside_hours', 'on_leave', 'holiday'], reason: '↶' };

const times = { start: ClinicDateTime, end: ClinicDateTime };

/** Border check of a visit's times: grid, order, length. The same rule stands as CHECKs in the database. */
function withTimes<T extends z.ZodType<{ start: ClinicDateTime; end: ClinicDateTime }>>(schema: T) {
  return schema.superRefine((value, context) => {
    const problem = timesProblem(value.start, value.end);
    if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.code });
  });
}

const AtVersion = { id: AppointmentId, version: Version };

export const BookInput = withTimes(
  z.strictObject({
    doctorId: DoctorId,
    patientId: PatientId,
    ...times,
    type: z.enum(VISIT_TYPES, 'unknown_choice').nullable(),
    reason: optionalText(500),
    deskNotes: optionalText(1000),
    override: Override.optional(),
  }),
);
export type BookInput = z.infer<typeof BookInput>;

export const RescheduleInput = withTimes(
  z.strictObject({ ...AtVersion, doctorId: DoctorId, ...times, override: Override.optional() }),
);
export type RescheduleInput = z.infer<typeof RescheduleInput>;

/** Where a visit was among those to be moved; only undo names it. */
const ParkedAs = withTimes(z.strictObject({ doctorId: DoctorId, ...times, since: PastInstant }));

export const ParkInput = z.strictObject({ ...AtVersion, as: ParkedAs.nullable() });
export type ParkInput = z.infer<typeof ParkInput>;

/** The call that takes a change of a visit back. */
export function inverse(
  name: string,
  since: number | null,
  output: AppointmentChange,
  input: InverseCall['input'] = {},
): InverseCall {
  const { id, version } = output.appointment;
  return { name, row: { entity: 'appointment', id }, version, since, input };
}

/** Back to the state before; refused when the time has been taken meanwhile. */
function putBack(input: { readonly version: number }, output: AppointmentChange): InverseCall {
  const before = output.before ?? output.appointment;
  return inverse('appointments.setState', input.version, output, {
    to: before.state,
    reason: before.closeReason,
  });
}

/** Back to where the visit was: to its time, or among those to be moved. */
function putWhereItWas(
  input: { readonly version: number; readonly override?: z.infer<typeof Override> | undefined },
  output: AppointmentChange,
): InverseCall {
  const { doctorId, start, end, toMoveAt } = output.before ?? output.appointment;
  if (toMoveAt !== null) {
    const as = { doctorId, start, end, since: toMoveAt };
    return inverse('appointments.park', input.version, output, { as });
  }
  const now = output.appointment;
  if (now.toMoveAt !== null && now.doctorId === doctorId && now.start === start && now.end === end) {
    return inverse('appointments.unpark', input.version, output, { override: BACK });
  }
  const given = input.override ?? BACK;
  const override = { ...given, rules: [...new Set([...given.rules, ...BACK.rules])] };
  return inverse('appointments.reschedule', input.version, output, { doctorId, start, end, override });
}

export const appointmentsCalls = {
  /** Every visit that touches the day, of the named doctors or of all, with their hours. */
  'appointments.day': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ date: ClinicDate, doctorIds: z.array(DoctorId).max(100, 'too_many').nullable() }),
    output: CalendarRange,
  }),
  /** Seven days from `from`, one doctor. */
  'appointments.week': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ from: ClinicDate, doctorId: DoctorId }),
    output: CalendarRange,
  }),
  /** The load of `MONTH_DAYS` days from `from` on, of the named doctors or of all. */
  'appointments.month': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ from: ClinicDate, doctorIds: z.array(DoctorId).max(100, 'too_many').nullable() }),
    output: z.object({ days: z.array(DayLoad) }),
  }),
  'appointments.get': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ id: AppointmentId }),
    output: AppointmentDto,
  }),
  /** The link by which patient and doctor meet, the same each time. */
  'appointments.videoLink': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ id: AppointmentId }),
    output: VideoLink,
  }),
  'appointments.book': mutation({
    permission: 'appointment.write',
    input: BookInput,
    output: AppointmentChange,
    undo: (_input, output) => inverse('appointments.withdraw', null, output),
  }),
  'appointments.reschedule': mutation({
    permission: 'appointment.write',
    input: RescheduleInput,
    output: AppointmentChange,
    undo: putWhereItWas,
  }),
  /** Every visit without a place, the longest waiting first, at most 200; a doctor's own for a doctor. */
  'appointments.toMove': query({
    permission: 'appointment.read',
    clinical: false,
    input: Nothing,
    output: z.object({ visits: z.array(VisitToMove), total: z.int() }),
  }),
  /** Gives the visit's time up and keeps it among those to be moved, until it is placed or cancelled. */
  'appointments.park': mutation({
    permission: 'appointment.write',
    input: ParkInput,
    output: AppointmentChange,
    undo: putWhereItWas,
  }),
  /** To the time that was given up, if it is still free; a number goes back into its line. */
  'appointments.unpark': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...AtVersion, override: Override.optional() }),
    output: AppointmentChange,
    undo: putWhereItWas,
  }),
  /** Reason, type and notes; `changes` holds the touched fields only. */
  'appointments.edit': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      ...AtVersion,
      changes: z
        .strictObject({
          type: z.enum(VISIT_TYPES, 'unknown_choice').nullable(),
          reason: optionalText(500),
          deskNotes: optionalText(1000),
        })
        .partial(),
    }),
    output: AppointmentChange,
    undo: (input, output) => {
      const { type, reason, deskNotes } = output.before ?? output.appointment;
      return inverse('appointments.edit', input.version, output, { changes: { type, reason, deskNotes } });
    },
  }),
  /** One step of the visit: arrived, in the room, done, and back. */
  'appointments.status': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...AtVersion, to: z.enum(OPEN_STATES, 'unknown_choice') }),
    output: AppointmentChange,
    undo: putBack,
  }),
  /** Closes the visit and frees its time. */
  'appointments.cancel': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      ...AtVersion,
      as: z.enum(CLOSINGS, 'unknown_choice'),
      reason: optionalText(300),
    }),
    output: AppointmentChange,
    undo: putBack,
  }),
  /** The way back for undo and redo: to exactly the state that was there, whatever lies between. */
  'appointments.setState': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      ...AtVersion,
      to: z.enum(VISIT_STATES, 'unknown_choice'),
      reason: optionalText(300),
    }),
    output: AppointmentChange,
    undo: putBack,
  }),
  /** Takes a booking back as if it had not been made: off the calendar, kept in the audit. */
  'appointments.withdraw': mutation({
    permission: 'appointment.write',
    input: z.strictObject(AtVersion),
    output: AppointmentChange,
    undo: (input, output) => inverse('appointments.reinstate', input.version, output),
  }),
  'appointments.reinstate': mutation({
    permission: 'appointment.write',
    input: z.strictObject(AtVersion),
    output: AppointmentChange,
    undo: (input, output) => inverse('appointments.withdraw', input.version, output),
  }),
  /** Takes back this person's last change, whatever it was; ten are kept. The inverse asks for its own permission. */
  'appointments.undo': command({
    permission: 'signed_in',
    input: Nothing,
    output: z.object({ undone: z.string(), ...Stepped }),
  }),
  'appointments.redo': command({
    permission: 'signed_in',
    input: Nothing,
    output: z.object({ redone: z.string(), ...Stepped }),
  }),
};
