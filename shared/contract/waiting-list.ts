import { z } from 'zod';
import { AppointmentChange, BookInput } from './appointments';
import { PartsOfDay, VisitMinutes } from './next-free';
import { Nothing } from './parts';
import { type InverseCall, mutation, query } from './procedure';
import { URGENCIES } from '#shared/domain/waiting';
import { AppointmentId, DoctorId, PatientId, Version, WaitingId } from '#shared/values/ids';
import { optionalText, requiredText } from '#shared/values/text';
import { ClinicDate, ClinicDateTime, PastInstant, UtcInstant } from '#shared/values/wall-clock';

/** Whom the patient wants to see. */
export const WantedDoctor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anyone') }),
  z.strictObject({ kind: z.literal('specialization'), name: requiredText(100) }),
  z.strictObject({ kind: z.literal('doctor'), id: DoctorId }),
]);

const wish = {
  whose: WantedDoctor,
  from: ClinicDate,
  /** Null: whenever it may be. */
  to: ClinicDate.nullable(),
  /** Parts of the day in which it may begin; none means any. */
  parts: PartsOfDay,
  minutes: VisitMinutes,
  urgency: z.enum(URGENCIES, 'unknown_choice'),
  note: optionalText(300),
};

/** Somebody who wants an earlier time. */
export const WaitingEntry = z.object({
  id: WaitingId,
  version: Version,
  patientId: PatientId,
  patientName: z.string(),
  patientPhone: z.string().nullable(),
  ...wish,
  /** The later visit that they hold meanwhile; null when they hold none, or it is over. */
  held: z.object({ appointmentId: AppointmentId, doctorId: DoctorId, start: ClinicDateTime }).nullable(),
  state: z.enum(['open', 'booked', 'withdrawn']),
  since: UtcInstant,
});
export type WaitingEntry = z.infer<typeof WaitingEntry>;

/** A time that was given up and is free, and who fits into it, most urgent first. */
export const FreedTime = z.object({
  doctorId: DoctorId,
  /** At most five; where each would begin. */
  fitting: z.array(z.object({ entry: WaitingEntry, start: ClinicDateTime })),
  total: z.int(),
});
export type FreedTime = z.infer<typeof FreedTime>;

export const WaitingFields = z
  .strictObject({ ...wish, heldId: AppointmentId.nullable() })
  .superRefine(({ from, to }, context) => {
    if (to !== null && to < from)
      context.addIssue({ code: 'custom', path: ['to'], message: 'end_before_start' });
  });
export type WaitingFields = z.infer<typeof WaitingFields>;

const AtVersion = { id: WaitingId, version: Version };
const override = BookInput.shape.override;

/** A visit that was booked from the list or given back, with the entry as it is then. */
export const WaitingChange = AppointmentChange.extend({ entry: WaitingEntry });
export type WaitingChange = z.infer<typeof WaitingChange>;

function inverse(
  name: string,
  since: number | null,
  { id, version }: WaitingEntry,
  input: InverseCall['input'] = {},
): InverseCall {
  return { name, row: { entity: 'waiting', id }, version, since, input };
}

/** The visit that a step moved follows the step's own row in undo. */
function withVisit(call: InverseCall, { appointment, before }: WaitingChange): InverseCall {
  if (!before) return call;
  const row = { entity: 'appointment', id: appointment.id } as const;
  return { ...call, also: [{ row, since: before.version, version: appointment.version }] };
}

export const waitingListCalls = {
  /** Everyone who waits for an earlier time, most urgent first, then who has waited longest. */
  'waitlist.list': query({
    permission: 'appointment.read',
    clinical: false,
    input: Nothing,
    output: z.object({ entries: z.array(WaitingEntry), total: z.int() }),
  }),
  /** The times that were given up in the last two days, still free, into which somebody fits. */
  'waitlist.offers': query({
    permission: 'appointment.read',
    clinical: false,
    input: Nothing,
    output: z.object({ offers: z.array(FreedTime) }),
  }),
  'waitlist.add': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ patientId: PatientId, fields: WaitingFields }),
    output: z.object({ entry: WaitingEntry }),
    undo: (_input, { entry }) => inverse('waitlist.remove', null, entry),
  }),
  'waitlist.edit': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...AtVersion, fields: WaitingFields }),
    output: z.object({ entry: WaitingEntry, before: WaitingFields }),
    undo: (input, { entry, before }) => inverse('waitlist.edit', input.version, entry, { fields: before }),
  }),
  /** Off the list; the visit they hold stays. */
  'waitlist.remove': mutation({
    permission: 'appointment.write',
    input: z.strictObject(AtVersion),
    output: z.object({ entry: WaitingEntry }),
    undo: (input, { entry }) => inverse('waitlist.reopen', input.version, entry),
  }),
  'waitlist.reopen': mutation({
    permission: 'appointment.write',
    input: z.strictObject(AtVersion),
    output: z.object({ entry: WaitingEntry }),
    undo: (input, { entry }) => inverse('waitlist.remove', input.version, entry),
  }),
  /** Books the time for them: moves the visit they hold, or makes one. */
  'waitlist.take': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...AtVersion, doctorId: DoctorId, start: ClinicDateTime, override }),
    output: WaitingChange,
    undo: (input, output) => {
      const { before } = output;
      const back = before && {
        doctorId: before.doctorId,
        start: before.start,
        end: before.end,
        parkedSince: before.toMoveAt,
      };
      const again = input.override ? { override: input.override } : {};
      return withVisit(inverse('waitlist.giveBack', input.version, output.entry, { back, ...again }), output);
    },
  }),
  /** Undo's way back: the time is given up again, and the patient waits as before. */
  'waitlist.giveBack': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      ...AtVersion,
      back: z
        .strictObject({
          doctorId: DoctorId,
          start: ClinicDateTime,
          end: ClinicDateTime,
          parkedSince: PastInstant.nullable(),
        })
        .nullable(),
      override,
    }),
    output: WaitingChange,
    undo: (input, output) => {
      const { doctorId, start } = output.before ?? output.appointment;
      const again = input.override ? { override: input.override } : {};
      const call = inverse('waitlist.take', input.version, output.entry, { doctorId, start, ...again });
      return withVisit(call, output);
    },
  }),
};
