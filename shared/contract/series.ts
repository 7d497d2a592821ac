import { z } from 'zod';
import { AppointmentDto, BookInput } from './appointments';
import { VisitMinutes } from './next-free';
import { type InverseCall, mutation, query } from './procedure';
import { WEEKDAYS } from './settings';
import { MOST_DAYS_MOVED, MOST_IN_SERIES, SERIES_UNITS } from '#shared/domain/series';
import { timesProblem } from '#shared/domain/slots';
import { AppointmentId, DoctorId, PatientId, SeriesId, Version } from '#shared/values/ids';
import { optionalText } from '#shared/values/text';
import { ClinicDate, ClinicDateTime, ClinicTime } from '#shared/values/wall-clock';

const Rule = z.strictObject({
  every: z.enum(SERIES_UNITS, 'unknown_choice'),
  interval: z.int({ error: 'not_a_number' }).min(1, 'too_short').max(12, 'too_big'),
  weekdays: z.array(z.enum(WEEKDAYS, 'unknown_choice')).max(7, 'too_many'),
  ends: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('count'),
      count: z.int({ error: 'not_a_number' }).min(2, 'too_short').max(MOST_IN_SERIES, 'too_big'),
    }),
    z.strictObject({ kind: z.literal('until'), date: ClinicDate }),
  ]),
});

const place = { doctorId: DoctorId, start: ClinicDateTime, end: ClinicDateTime };
const Place = z.strictObject(place).superRefine(({ start, end }, context) => {
  const problem = timesProblem(start, end);
  if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.code });
});

/** One date of a series, what stands in its way, and a free time instead. */
export const SeriesStep = z.object({
  ...place,
  problem: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('taken'),
        patientName: z.string(),
        from: ClinicDateTime,
        to: ClinicDateTime,
      }),
      z.object({
        kind: z.literal('elsewhere'),
        doctorId: DoctorId,
        from: ClinicDateTime,
        to: ClinicDateTime,
      }),
      z.object({ kind: z.enum(['leave', 'holiday', 'hours']), label: z.string().nullable() }),
      z.object({ kind: z.enum(['skipped', 'past']) }),
    ])
    .nullable(),
  free: z.object({ start: ClinicDateTime, end: ClinicDateTime }).nullable(),
});
export type SeriesStep = z.infer<typeof SeriesStep>;

/** Appointments that belong together, in their order. */
export const SeriesDto = z.object({
  id: SeriesId,
  version: Version,
  patientId: PatientId,
  /** An RRULE of RFC 5545, as it was booked. */
  rule: z.string(),
  visits: z.array(
    z.object({ ...place, id: AppointmentId, state: AppointmentDto.shape.state, toMove: z.boolean() }),
  ),
});
export type SeriesDto = z.infer<typeof SeriesDto>;

/** A move of one of them: from where it is seen to stand. */
const Move = z.strictObject({ id: AppointmentId, from: Place, to: Place });
export type SeriesMove = z.infer<typeof Move>;

const AtVersion = { id: SeriesId, version: Version };
const override = BookInput.shape.override;
const Output = z.object({ series: SeriesDto });

function inverse(
  name: string,
  since: number | null,
  { id, version }: SeriesDto,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'series', id }, version, since, input };
}

const following = {
  id: SeriesId,
  /** The one from which on; with `all`, every one that is still to come. */
  appointmentId: AppointmentId,
  scope: z.enum(['following', 'all'], 'unknown_choice'),
};

export const seriesCalls = {
  /** Every date of the rule, with what stands in its way. */
  'series.preview': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({
      doctorId: DoctorId,
      patientId: PatientId,
      start: ClinicDateTime,
      minutes: VisitMinutes,
      rule: Rule,
    }),
    output: z.object({ steps: z.array(SeriesStep) }),
  }),
  /** The series a visit belongs to; null for a single one. */
  'series.of': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ appointmentId: AppointmentId }),
    output: z.object({ series: SeriesDto.nullable() }),
  }),
  /** All of them in one transaction, or none. */
  'series.book': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      patientId: PatientId,
      rule: Rule,
      places: z.array(Place).min(2, 'too_short').max(MOST_IN_SERIES, 'too_many'),
      type: BookInput.shape.type,
      reason: BookInput.shape.reason,
      deskNotes: BookInput.shape.deskNotes,
      override,
    }),
    output: Output,
    undo: (_input, { series }) => inverse('series.withdraw', null, series),
  }),
  /** Takes the whole booking back, but for those that somebody has come to. */
  'series.withdraw': mutation({
    permission: 'appointment.write',
    input: z.strictObject(AtVersion),
    output: Output,
    undo: (input, { series }) => inverse('series.reinstate', input.version, series),
  }),
  'series.reinstate': mutation({
    permission: 'appointment.write',
    input: z.strictObject(AtVersion),
    output: Output,
    undo: (input, { series }) => inverse('series.withdraw', input.version, series),
  }),
  /** Where those still to come would stand on another day, at another time, with another doctor or length. */
  'series.planMove': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({
      ...following,
      doctorId: DoctorId,
      /** By how many days each of them goes, so that all go to another weekday. */
      days: z
        .int({ error: 'not_a_number' })
        .min(-MOST_DAYS_MOVED, 'too_short')
        .max(MOST_DAYS_MOVED, 'too_big'),
      time: ClinicTime,
      minutes: VisitMinutes,
    }),
    output: z.object({
      version: Version,
      steps: z.array(SeriesStep.extend({ id: AppointmentId, from: Place })),
    }),
  }),
  'series.move': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      ...AtVersion,
      moves: z.array(Move).min(1, 'required').max(MOST_IN_SERIES, 'too_many'),
      override,
    }),
    output: Output,
    undo: (input, { series }) => {
      const moves = input.moves.map(({ id, from, to }) => ({ id, from: to, to: from }));
      const again = input.override ? { override: input.override } : {};
      return inverse('series.move', input.version, series, { moves, ...again });
    },
  }),
  /** Cancels those still to come. */
  'series.cancel': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...following, version: Version, reason: optionalText(300) }),
    output: Output.extend({ cancelled: z.array(AppointmentId) }),
    undo: (input, { series, cancelled }) =>
      inverse('series.restore', input.version, series, {
        ids: cancelled,
        appointmentId: input.appointmentId,
        scope: input.scope,
        reason: input.reason,
      }),
  }),
  /** Undo's way back: to the times they had, if they are still free. */
  'series.restore': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      ...following,
      version: Version,
      ids: z.array(AppointmentId).min(1, 'required').max(MOST_IN_SERIES, 'too_many'),
      reason: optionalText(300),
    }),
    output: Output,
    undo: (input, { series }) =>
      inverse('series.cancel', input.version, series, {
        appointmentId: input.appointmentId,
        scope: input.scope,
        reason: input.reason,
      }),
  }),
};
