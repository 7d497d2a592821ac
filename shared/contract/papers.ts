import { z } from 'zod';
import { mutation, query } from './procedure';
import { AppointmentId, MedicalPaperId, PatientId, Version } from '#shared/values/ids';
import { optionalText, requiredText } from '#shared/values/text';
import { ClinicDate, UtcInstant } from '#shared/values/wall-clock';

export const MEDICAL_PAPER_KINDS = ['sick_leave', 'fitness', 'referral'] as const;
export type MedicalPaperKind = (typeof MEDICAL_PAPER_KINDS)[number];

/** What TEXT holds in any script, and what still is a letter. */
const LONGEST_LETTER = 4_000;

/** What a certificate or a letter says; each kind has its own fields. */
export const PaperContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sick_leave'),
    from: ClinicDate,
    /** The last day of it. */
    to: ClinicDate,
    reason: optionalText(500),
    /** Whether the reason stands on the paper that an employer reads. */
    showsReason: z.boolean({ error: 'invalid' }),
  }),
  z.strictObject({ kind: z.literal('fitness'), fitFor: requiredText(200), from: ClinicDate }),
  z.strictObject({
    kind: z.literal('referral'),
    to: requiredText(200),
    question: requiredText(LONGEST_LETTER),
    findings: optionalText(LONGEST_LETTER),
  }),
]);
export type PaperContent = z.infer<typeof PaperContent>;

const SoundContent = PaperContent.superRefine((content, context) => {
  if (content.kind !== 'sick_leave') return;
  if (content.to < content.from)
    context.addIssue({ code: 'custom', path: ['to'], message: 'end_before_start' });
  if (content.showsReason && content.reason === null)
    context.addIssue({ code: 'custom', path: ['reason'], message: 'required' });
});

/** A signed certificate or letter; there are no drafts of it. */
export const MedicalPaper = z.object({
  id: MedicalPaperId,
  version: Version,
  appointmentId: AppointmentId,
  content: PaperContent,
  signedAt: UtcInstant,
  signedBy: z.string().nullable(),
  voidedAt: UtcInstant.nullable(),
  voidedBy: z.string().nullable(),
  voidReason: z.string().nullable(),
});
export type MedicalPaper = z.infer<typeof MedicalPaper>;

const Changed = z.object({ paper: MedicalPaper });

export const papersCalls = {
  /** Those of a visit, and those of the patient's visits before it; the newest first, at most 50 together. */
  'papers.of': query({
    permission: 'clinical.read',
    clinical: true,
    input: z.strictObject({ appointmentId: AppointmentId }),
    output: z.object({ patientId: PatientId, papers: z.array(MedicalPaper) }),
  }),
  /** Signs what was written: nothing of it changes any more. It may be in the patient's hand by then: no undo. */
  'papers.sign': mutation({
    permission: 'clinical.write',
    input: z.strictObject({ appointmentId: AppointmentId, content: SoundContent }),
    output: Changed,
    undo: 'none',
  }),
  /** Says of a paper, for good, that it does not hold. */
  'papers.void': mutation({
    permission: 'clinical.write',
    input: z.strictObject({ id: MedicalPaperId, version: Version, reason: requiredText(300) }),
    output: Changed,
    undo: 'none',
  }),
};
