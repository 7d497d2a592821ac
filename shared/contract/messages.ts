import { z } from 'zod';
import { mutation, query } from './procedure';
import { MESSAGE_KINDS } from '#shared/domain/message-template';
import { AppointmentId, DoctorId, MessageNoteId, PatientId, Version } from '#shared/values/ids';
import { ClinicDate, ClinicDateTime, UtcInstant } from '#shared/values/wall-clock';

/** How a patient was told; the program itself sends nothing. */
export const MESSAGE_WAYS = ['whatsapp', 'email', 'copied', 'phone'] as const;

/** Who told the patient what, when and by which way. */
export const ToldMark = z.object({
  id: MessageNoteId,
  version: Version,
  appointmentId: AppointmentId,
  kind: z.enum(MESSAGE_KINDS),
  way: z.enum(MESSAGE_WAYS),
  by: z.string().nullable(),
  at: UtcInstant,
  /** What was told is still so: the visit has not moved since. */
  holds: z.boolean(),
  noted: z.boolean(),
});
export type ToldMark = z.infer<typeof ToldMark>;

/** A message ready to go, and the ways it can go. */
export const Composed = z.object({
  appointmentId: AppointmentId,
  patientName: z.string(),
  language: z.string(),
  text: z.string(),
  phone: z.string().nullable(),
  /** Why WhatsApp cannot be opened. */
  phoneProblem: z.enum(['missing', 'odd']).nullable(),
  whatsapp: z.string().nullable(),
  /** The text is too long for a link: it is copied, to be pasted in the chat. */
  pastes: z.boolean(),
  email: z.string().nullable(),
  told: z.array(ToldMark),
});
export type Composed = z.infer<typeof Composed>;

export const VisitToTell = z.object({
  appointmentId: AppointmentId,
  patientId: PatientId,
  patientName: z.string(),
  patientPhone: z.string().nullable(),
  clinicNo: z.string().nullable(),
  doctorId: DoctorId,
  start: ClinicDateTime,
  told: ToldMark.nullable(),
});
export type VisitToTell = z.infer<typeof VisitToTell>;

const Noted = z.object({ told: ToldMark });

export const messagesCalls = {
  /** The clinic's words for one patient in the patient's language, without anything clinical. */
  'messages.compose': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({
      appointmentId: AppointmentId,
      kind: z.enum(MESSAGE_KINDS, 'unknown_choice'),
    }),
    output: Composed,
  }),
  /**
   * Writes down that a patient has been told. No step of undo: after twenty calls one key must still take back
   * the delay that they were about.
   */
  'messages.note': mutation({
    permission: 'appointment.write',
    input: z.strictObject({
      appointmentId: AppointmentId,
      kind: z.enum(MESSAGE_KINDS, 'unknown_choice'),
      way: z.enum(MESSAGE_WAYS, 'unknown_choice'),
    }),
    output: Noted,
    undo: 'none',
  }),
  /** Takes a note back, or puts it there again. */
  'messages.setNoted': mutation({
    permission: 'appointment.write',
    input: z.strictObject({ id: MessageNoteId, version: Version, noted: z.boolean({ error: 'invalid' }) }),
    output: Noted,
    undo: 'none',
  }),
  /** What a visit's patient has been told, the newest first. */
  'messages.told': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ appointmentId: AppointmentId }),
    output: z.array(ToldMark),
  }),
  /** A day's booked visits with whether their patients were reminded; null: the next open day, by the server's clock. */
  'messages.day': query({
    permission: 'appointment.read',
    clinical: false,
    input: z.strictObject({ date: ClinicDate.nullable() }),
    output: z.object({ date: ClinicDate, visits: z.array(VisitToTell) }),
  }),
};
