import { ChartOpenUntil } from './chart-values';
import { z } from 'zod';
import { DocumentDto } from './documents';
import { MEDICAL_PAPER_KINDS } from './papers';
import { Cursor, Limit } from './parts';
import { query } from './procedure';
import { VitalsDto } from './vitals';
import { VISIT_STATES } from '#shared/domain/visit-state';
import {
  AppointmentId,
  DoctorId,
  MedicalPaperId,
  OpeningId,
  PatientId,
  PrescriptionId,
  VisitNoteId,
  VitalsId,
} from '#shared/values/ids';
import { text } from '#shared/values/text';
import { ClinicDate, ClinicDateTime, UtcInstant } from '#shared/values/wall-clock';

/** What a timeline holds, in the order in which what happened in one moment is listed. */
export const TIMELINE_KINDS = [
  'document',
  'payment',
  'paper',
  'note',
  'prescription',
  'vitals',
  'visit',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const PAYMENT_STATUSES = ['pending', 'completed', 'failed', 'refunded'] as const;
export const PAYMENT_METHODS = ['card', 'upi', 'cash'] as const;

const told = {
  /** When it was; of a visit, when it begins. */
  at: UtcInstant,
  /** The doctor, or who entered it; null where that is not known any more. */
  by: z.string().nullable(),
};

/** One line of a timeline. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('visit'),
    ...told,
    id: AppointmentId,
    doctorId: DoctorId,
    start: ClinicDateTime,
    end: ClinicDateTime,
    state: z.enum(VISIT_STATES),
    reason: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('prescription'),
    ...told,
    id: PrescriptionId,
    state: z.enum(['signed', 'replaced', 'voided']),
    complaint: z.string().nullable(),
    diagnosis: z.string().nullable(),
    /** Each with its dose and frequency: `Paracetamol 500 mg 1-0-1`. */
    medicines: z.array(z.string()),
    tests: z.string().nullable(),
    advice: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('note'),
    ...told,
    id: VisitNoteId,
    /** Of what was added to it afterwards, the addendum's own id. */
    addendumId: z.int().nullable(),
    /** Of a long text the part where the first word that was looked for stands. */
    text: z.string(),
  }),
  z.object({
    kind: z.literal('vitals'),
    ...told,
    id: VitalsId,
    values: VitalsDto.shape.values,
    note: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('paper'),
    ...told,
    id: MedicalPaperId,
    paper: z.enum(MEDICAL_PAPER_KINDS),
    from: ClinicDate.nullable(),
    to: ClinicDate.nullable(),
    text: z.string(),
    voided: z.boolean(),
  }),
  z.object({
    kind: z.literal('payment'),
    ...told,
    id: z.int(),
    amount: z.string(),
    currency: z.string(),
    status: z.enum(PAYMENT_STATUSES),
    method: z.enum(PAYMENT_METHODS).nullable(),
    reference: z.string().nullable(),
  }),
  z.object({ kind: z.literal('document'), ...told, document: DocumentDto }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const timelineCalls = {
  /**
   * Everything that happened with a patient, the newest first, what is to come before it. Of one opening of the
   * timeline, whatever is sought and paged through in it, one view stands in the audit.
   */
  'timeline.page': query({
    permission: 'clinical.read',
    clinical: 'opening',
    input: z.strictObject({
      patientId: PatientId,
      /** Made by the client for each time that a timeline is opened. */
      opening: OpeningId,
      /** None means all. */
      kinds: z.array(z.enum(TIMELINE_KINDS, 'unknown_choice')).max(TIMELINE_KINDS.length, 'too_many'),
      /** Each of its words, or the beginning or middle of one, stands in an entry or its doctor's name. */
      text: text(200),
      after: Cursor,
      limit: Limit,
    }),
    output: z.object({
      patientId: PatientId,
      openUntil: ChartOpenUntil,
      items: z.array(TimelineEntry),
      next: z.string().nullable(),
      /** Whether the documents could be read: they lie in MongoDB. */
      documents: z.enum(['read', 'away']),
    }),
  }),
};
