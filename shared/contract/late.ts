import { z } from 'zod';
import { ToldMark } from './messages';
import { type InverseCall, mutation, query } from './procedure';
import { GAP_WAYS } from '#shared/domain/delay';
import { VISIT_STATES } from '#shared/domain/visit-state';
import { AppointmentId, DelayId, DoctorId, PatientId, Version } from '#shared/values/ids';
import { ClinicDate, ClinicDateTime, ClinicTime, UtcInstant } from '#shared/values/wall-clock';

const LONGEST_DELAY = 720;

const Times = z.object({ start: ClinicDateTime, end: ClinicDateTime });

/** One time that a doctor's day was delayed or ended. */
export const DelayDto = z.object({
  id: DelayId,
  version: Version,
  doctorId: DoctorId,
  date: ClinicDate,
  /** Null: the day was ended. */
  minutes: z.int().nullable(),
  takenBack: z.boolean(),
  by: z.string().nullable(),
  at: UtcInstant,
});
export type DelayDto = z.infer<typeof DelayDto>;

/** A delay in a list, with how far its calls have come. */
export const DelaySummary = DelayDto.extend({ visits: z.int(), told: z.int() });
export type DelaySummary = z.infer<typeof DelaySummary>;

/** Somebody to be told: the visit, its old and its new time. */
export const DelayCall = z.object({
  appointmentId: AppointmentId,
  patientId: PatientId,
  patientName: z.string(),
  patientPhone: z.string().nullable(),
  clinicNo: z.string().nullable(),
  state: z.enum(VISIT_STATES),
  before: Times,
  /** Null: to be moved. */
  after: Times.nullable(),
  /** Another change of the visit came after the delay's. */
  changedSince: z.boolean(),
  /** The last word to the patient since the delay. */
  told: ToldMark.nullable(),
});
export type DelayCall = z.infer<typeof DelayCall>;

/** The last delay of that doctor's day as a desk has seen it: a second one is never made by accident. */
const Seen = z.strictObject({ id: DelayId, version: Version }).nullable();

const WhatIf = {
  doctorId: DoctorId,
  date: ClinicDate,
  /** From when on; null: from now, by the server's clock, or the whole of a later day. */
  from: ClinicTime.nullable(),
};

const Minutes = z
  .int({ error: 'not_a_number' })
  .min(5, 'too_short')
  .max(LONGEST_DELAY, 'too_big')
  .refine((minutes) => minutes % 5 === 0, { error: 'off_grid' });

export const DelayPlan = z.object({
  steps: z.array(
    z.object({
      appointmentId: AppointmentId,
      patientName: z.string(),
      before: Times,
      after: Times.nullable(),
      /** The patient would be with somebody else at that time. */
      elsewhere: z.object({ doctorId: DoctorId, start: ClinicDateTime }).nullable(),
    }),
  ),
  /** Visits of the rest of the day that keep their time. */
  kept: z.int(),
  last: DelayDto.nullable(),
});
export type DelayPlan = z.infer<typeof DelayPlan>;

export const DelayOutcome = z.object({
  delay: DelayDto,
  calls: z.array(DelayCall),
  /** Visits that could not go with the others, and why. */
  stayed: z.array(
    z.object({
      appointmentId: AppointmentId,
      patientName: z.string(),
      start: ClinicDateTime,
      why: z.enum(['changed', 'taken']),
    }),
  ),
  /** The visits' versions before and after, so that older undo steps of theirs still fit. */
  touched: z.array(z.object({ id: AppointmentId, since: Version, version: Version })),
});
export type DelayOutcome = z.infer<typeof DelayOutcome>;

function inverse(name: string, since: number | null, { delay, touched }: DelayOutcome): InverseCall {
  return {
    name,
    row: { entity: 'delay', id: delay.id },
    version: delay.version,
    since,
    also: touched.map(({ id, ...versions }) => ({ row: { entity: 'appointment', id }, ...versions })),
    input: {},
  };
}

const AtVersion = z.strictObject({ id: DelayId, version: Version });

export const lateCalls = {
  /** What a delay would do; with `minutes` null, what ending the day would. Nothing is changed. */
  'late.preview': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ ...WhatIf, minutes: Minutes.nullable(), gaps: z.enum(GAP_WAYS) }),
    output: DelayPlan,
  }),
  /** Moves the rest of the doctor's day, all of it or nothing. */
  'late.shift': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      ...WhatIf,
      minutes: Minutes,
      gaps: z.enum(GAP_WAYS, 'unknown_choice'),
      seen: Seen,
    }),
    output: DelayOutcome,
    undo: (_input, output) => inverse('late.takeBack', null, output),
  }),
  /** Everyone left of the doctor's day is to be moved. */
  'late.endSession': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...WhatIf, seen: Seen }),
    output: DelayOutcome,
    undo: (_input, output) => inverse('late.takeBack', null, output),
  }),
  /** Puts everyone back who has not been changed since; the others are named. */
  'late.takeBack': mutation({
    permission: 'appointment.write',
    input: AtVersion,
    output: DelayOutcome,
    undo: (input, output) => inverse('late.again', input.version, output),
  }),
  'late.again': mutation({
    permission: 'appointment.write',
    input: AtVersion,
    output: DelayOutcome,
    undo: (input, output) => inverse('late.takeBack', input.version, output),
  }),
  /** The delays of a day, the newest first. */
  'late.day': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ date: ClinicDate }),
    output: z.array(DelaySummary),
  }),
  /** Who is to be told of one delay. */
  'late.calls': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ id: DelayId }),
    output: z.object({ delay: DelayDto, calls: z.array(DelayCall) }),
  }),
};
