import { z } from 'zod';
import { AppointmentChange, Override, inverse } from './appointments';
import { DoctorDto } from './doctors';
import { PatientFields } from './patients';
import { mutation } from './procedure';
import { QUEUE_STEPS, stepTo } from '#shared/domain/queue-mark';
import { AppointmentId, DoctorId, PatientId, Version } from '#shared/values/ids';
import { optionalText } from '#shared/values/text';

const AtVersion = { id: AppointmentId, version: Version };

/** Who walked in: someone known, or the fields of someone who is registered on the way. */
const WalkInPatient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), id: PatientId }),
  z.strictObject({ kind: z.literal('new'), fields: PatientFields }),
]);

/** Whom they want to see: one doctor, or whoever of a specialisation (null: of all) is free first. */
const WalkInDoctor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('doctor'), id: DoctorId }),
  z.strictObject({ kind: z.literal('earliest'), specialization: optionalText(150) }),
]);

export const WalkInInput = z.strictObject({
  patient: WalkInPatient,
  doctor: WalkInDoctor,
  reason: optionalText(500),
  /** Goes on although the doctor is on leave or the clinic closed. */
  override: Override.optional(),
});
export type WalkInInput = z.infer<typeof WalkInInput>;

/** The patient that a walk-in registered, as the registration left the row. */
const Registered = z.object({ id: PatientId, version: Version }).nullable();

const WalkInChange = AppointmentChange.extend({ registered: Registered });
type WalkInChange = z.infer<typeof WalkInChange>;

function withPatient(name: string, since: number | null, output: WalkInChange) {
  return inverse(name, since, output, { registered: output.registered });
}

export const queueCalls = {
  /** Someone without an appointment: registered if new, booked and checked in, all or nothing. */
  'queue.walkIn': mutation({
    permission: 'appointment.write',
    input: WalkInInput,
    output: WalkInChange,
    undo: (_input, output) => withPatient('queue.withdraw', null, output),
  }),
  /** Takes a walk-in back, with the patient it registered if nothing else came of it. The number stays used. */
  'queue.withdraw': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...AtVersion, registered: Registered }),
    output: WalkInChange,
    undo: (input, output) => withPatient('queue.reinstate', input.version, output),
  }),
  'queue.reinstate': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...AtVersion, registered: Registered }),
    output: WalkInChange,
    undo: (input, output) => withPatient('queue.withdraw', input.version, output),
  }),
  /** Someone who waits is called, steps out, is skipped, or comes back into the line. */
  'queue.mark': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ ...AtVersion, step: z.enum(QUEUE_STEPS, 'unknown_choice') }),
    output: AppointmentChange,
    undo: (input, output) =>
      inverse('queue.mark', input.version, output, { step: stepTo(output.before?.queueMark ?? null) }),
  }),
  /** Whether a doctor sees by time or by number; a null version takes the row as it stands. */
  'queue.setSeesBy': mutation({
    permission: 'doctor.see_by',
    input: z.strictObject({
      id: DoctorId,
      version: Version.nullable(),
      seesBy: z.enum(['slot', 'token'], 'unknown_choice'),
    }),
    output: z.object({ doctor: DoctorDto, version: Version, before: z.enum(['slot', 'token']) }),
    undo: (_input, output) => ({
      name: 'queue.setSeesBy',
      row: { entity: 'doctor', id: output.doctor.id },
      version: output.version,
      since: null,
      input: { seesBy: output.before },
    }),
  }),
};
